"""What the editor does with texts: the narratives of the sections, the foreword, headings and the title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.app import ComposeResult
from textual.containers import Vertical

from gipr_tui.checks.finding import Finding
from gipr_tui.checks.judged import JudgedClaim, judged_claims
from gipr_tui.report.model import PREAMBLE, TITLE, Place, heading_place, section_of_place, text_place
from gipr_tui.text.clean import clean_text
from gipr_tui.tui.actions import BLOCKS, Action
from gipr_tui.tui.screens.desk import EditorDesk
from gipr_tui.tui.screens.dialogs import Dialog, Field
from gipr_tui.tui.screens.finder import Finder
from gipr_tui.tui.screens.inserting import Inserting
from gipr_tui.tui.widgets.bars import status_of_text
from gipr_tui.tui.widgets.claims import claim_at, marks_of_claims, words_of_claim, words_to_mend
from gipr_tui.tui.widgets.findbar import FindBar
from gipr_tui.tui.widgets.lines import Bar, Piece
from gipr_tui.tui.widgets.narrative import MARGIN, NarrativeArea
from gipr_tui.tui.widgets.oldnumbers import with_old_numbers


class TextPane(Vertical):
    """A text below its title, where it has no heading in the bar above, and what is sought in it."""

    DEFAULT_CSS = "TextPane { height: 1fr; }"

    def __init__(self, area: NarrativeArea, find_bar: FindBar, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._caption = Bar()
        self._area = area
        self._find_bar = find_bar

    def compose(self) -> ComposeResult:
        yield self._caption
        yield self._area
        yield self._find_bar

    def entitle(self, title: str, note: str) -> None:
        """Shows a title above the text, with a note at the right; none where it is empty."""
        self._caption.display = bool(title)
        self._caption.show([(f"{' ' * MARGIN}{title}", "caption")], [(f" {note} ", "dim")])


class TextWork:
    """The text in view, and the commands on texts."""

    def __init__(self, desk: EditorDesk) -> None:
        self._desk = desk
        self.area = NarrativeArea(self)
        self.finder = Finder(desk, self.area)
        self.inserting = Inserting(desk, self.area, lambda: self.place)
        self.pane = TextPane(self.area, self.finder.bar, id="narrative")
        self.place: Place = text_place(1)
        self._shown: Place = ""
        self._claims: tuple[JudgedClaim, ...] = ()
        self._copied = ""

    # ---- what is in view

    def show(self) -> None:
        """Shows the text at the place, if a text is in view, as it now stands."""
        desk, place = self._desk, self.place
        if not desk.in_text:
            return
        report, section = desk.session.report, section_of_place(place)
        self._claims = judged_claims(report, desk.session.previous, section[0]) if section else ()
        marks = [*with_old_numbers(marks_of_claims(self._claims), report, place), *self.finder.marks(place)]
        self.area.show_text(report.get(place), marks, anew=place != self._shown)
        self._shown = place
        title = report.title or desk.text("editor.no-title")
        self.pane.entitle(title if place == PREAMBLE else "", desk.text("editor.foreword-note"))

    def status(self) -> list[Piece]:
        """Where the caret is, how long the text or the selection is, and what is said of the claim at the caret."""
        desk, area = self._desk, self.area
        if self.finder.bar.is_open:
            return self.finder.status()
        pieces = status_of_text(area.text, area.cursor_location, area.selected_text, desk.text)
        claim = claim_at(self._claims, area.caret)
        return [*pieces, (f"  {words_of_claim(claim, desk.wording)}", "status")] if claim else pieces

    @property
    def handlers(self) -> tuple[object, ...]:
        """Who carries out the commands on texts."""
        return (self, self.finder, self.inserting)

    def allowed(self, actions: Iterable[Action]) -> Iterable[Action]:
        """The commands without those whose keys belong to the line in which one types what to find, while one does."""
        if not self.finder.bar.is_typed_in:
            return actions
        return (action for action in actions if not action.in_texts and action.group != BLOCKS)

    def show_finding(self, finding: Finding) -> None:
        """Selects the figure that is wrong; where none is, puts the caret before the words, or at the end of the text."""
        desk, span = self._desk, words_to_mend(finding) if finding.span else (len(self.area.text),) * 2
        self.area.select_span(span)
        if not finding.span or finding.wording == "prose-identity":
            desk.say(f"{finding.rule}  {desk.wording.finding(finding)}")

    # ---- what the text tells

    def text_changed(self) -> None:
        """Puts what was typed into the report."""
        if not self._desk.change({self.place: self.area.text}, f"{self.place}:{self.area.run}").changed:
            self.show()

    def may_type(self) -> bool:
        """Whether the report may be changed here; says why where it can't."""
        return self._desk.may_type()

    def caret_moved(self) -> None:
        """Says where the caret now is."""
        self._desk.show_status()

    # ---- commands: copying and pasting

    def do_select_all(self) -> None:
        """Selects the whole text."""
        self.area.select_all()

    def do_copy(self) -> None:
        """Copies what is selected: here, and to the terminal's clipboard (OSC 52)."""
        desk, text = self._desk, self.area.selected_text
        if text:
            self._copied = text
            desk.app.copy_to_clipboard(text)
            desk.say(desk.text("editor.text-copied", count=len(text)))
        else:
            desk.say(desk.text("editor.nothing-selected"))

    def do_cut(self) -> None:
        """Copies what is selected and takes it out."""
        self.do_copy()
        self.area.insert("")

    def do_paste(self) -> None:
        """Pastes what was copied here."""
        if self._copied:
            self.area.insert(clean_text(self._copied))
        else:
            self._desk.say(self._desk.text("editor.nothing-copied"))

    # ---- commands: headings, and from text to text

    def do_heading(self) -> None:
        """Asks for the section's heading, or for the title where the foreword is in view."""
        desk = self._desk
        foreword = desk.in_text and self.place == PREAMBLE
        place = TITLE if foreword else heading_place(desk.section)
        official = desk.session.report.form.section(desk.section).heading

        def submit(values: Mapping[str, str]) -> None:
            desk.change({place: values["heading"] or ("" if foreword else official)})

        label = desk.text("field.title" if foreword else "field.heading")
        explanation = [] if foreword else [desk.text("editor.official-heading", heading=official)]
        fields = [Field("heading", label, desk.session.report.get(place))]
        desk.app.push_screen(Dialog(desk.text, desk.text("dialog.heading"), fields, submit, explanation))

    def do_narrative(self) -> None:
        """Goes from the tables of a section to its text and back."""
        desk = self._desk
        if not desk.leave_cell():
            return
        if desk.in_text and desk.has_tables and self.place != PREAMBLE:
            desk.show_tables()
        else:
            desk.show_text(text_place(desk.section))

    def do_front(self) -> None:
        """Goes to the foreword before section one, and back."""
        desk = self._desk
        if not desk.leave_cell():
            return
        if desk.in_text and self.place == PREAMBLE:
            desk.show_section(desk.section)
        else:
            desk.show_text(PREAMBLE)

"""Filling in and correcting one report: sections, tables, narratives, and the findings below them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from textual.app import ComposeResult
from textual.widgets import ContentSwitcher

from gipr_tui.checks.finding import Finding
from gipr_tui.errors import GiprError, UsageError
from gipr_tui.forms import Address
from gipr_tui.report.model import PREAMBLE, TITLE, Place, heading_place, section_of_place, text_place
from gipr_tui.tui.actions import EDITOR, Action, bindings_of
from gipr_tui.tui.glyphs import CROSS
from gipr_tui.tui.screens.base import GiprScreen
from gipr_tui.tui.screens.blockwork import BlockWork
from gipr_tui.tui.screens.changes import ChangesScreen
from gipr_tui.tui.screens.chooser import Choice, Chooser
from gipr_tui.tui.screens.dialogs import Dialog, Field, Question
from gipr_tui.tui.screens.mending import Mending
from gipr_tui.tui.screens.yearview import YearView
from gipr_tui.tui.widgets.bars import section_tabs, status_of_cell, status_of_text, title_of
from gipr_tui.tui.widgets.findings import FindingsPanel, first_section, marks_of
from gipr_tui.tui.widgets.grid import Grid
from gipr_tui.tui.widgets.lines import Bar
from gipr_tui.tui.widgets.narrative import NarrativeArea
from gipr_tui.workspace.session import Outcome, Session
from gipr_tui.workspace.wording import Wording, error_sentence


class EditorScreen(GiprScreen):
    """The desk on which a report is filled in."""

    name_in_registry = EDITOR
    BINDINGS = bindings_of(EDITOR)
    DEFAULT_CSS = "EditorScreen ContentSwitcher { height: 1fr; }"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._section = first_section(session.evaluation)
        self._place: Place = text_place(self._section)
        self._compact = False
        self._tabs = Bar(id="tabs")
        self._status = Bar("status", id="status")
        self.grid = Grid(self, id="grid")
        self.blocks = BlockWork(self)
        self.years = YearView(self)
        self.mending = Mending(self)
        self._narrative = NarrativeArea(id="narrative")
        self._panel = FindingsPanel(id="findings")

    def compose(self) -> ComposeResult:
        yield self.title_bar
        yield self._tabs
        with ContentSwitcher(initial="grid"):
            yield self.grid
            yield self._narrative
        yield self._status
        yield self._panel
        yield self.key_bar

    def on_mount(self) -> None:
        self.wording = Wording(self.text, self.session.report.layout)
        self.show_section(self._section)

    # ---- what is in view

    @property
    def _has_tables(self) -> bool:
        return bool(self.session.report.layout.in_section(self._section))

    @property
    def _in_text(self) -> bool:
        return self.query_one(ContentSwitcher).current == "narrative"

    def show_section(self, number: int, address: Address | None = None) -> None:
        """Goes to a section: to its tables where it has them, otherwise to its text."""
        self._section = number
        self._place = text_place(number)
        if self._has_tables:
            self._show_grid(address)
        else:
            self._show_text(self._place)

    def _show_grid(self, address: Address | None = None) -> None:
        self.query_one(ContentSwitcher).current = "grid"
        self.grid.show_tables(self.session.report.layout.in_section(self._section), address)
        self.grid.focus()
        self._refit()
        self.show_keys()
        self.show_all()

    def _show_text(self, place: Place) -> None:
        self._place = place
        self.query_one(ContentSwitcher).current = "narrative"
        self._narrative.show_text(self.session.report.get(place))
        self._narrative.focus()
        self._refit()
        self.show_keys()
        self.show_all()

    def actions(self) -> Iterable[Action]:
        return (action for action in super().actions() if not (self._in_text and action.in_tables))

    def handlers(self) -> Iterable[object]:
        return (self, self.blocks, self.years, self.mending, *super().handlers())

    def choices(self) -> list[Choice]:
        """Every section and every cell, by address and labels."""
        report, text = self.session.report, self.text
        sections = [
            Choice(str(section.number), section.heading, f"go:{text_place(section.number)}", text("editor.section"))
            for section in report.form.sections
        ]
        cells = (
            Choice(address, CROSS.join(self.wording.path(address)), f"go:{address}") for address in report.layout.cells
        )
        return [*sections, *cells]

    def go(self, place: str) -> None:
        """Goes to a section or a cell."""
        found = section_of_place(place)
        if found:
            self._go_to_section(found[0])
        elif self.leave_cell():
            self._go_to_place(place)

    def show_all(self) -> None:
        """Shows what the report and its findings now say, everywhere on the screen."""
        report, evaluation = self.session.report, self.session.evaluation
        place = self._place if self._in_text else ""
        self.title_bar.show(*title_of(self.session, self._section, place, self.text, self.years.name))
        self._tabs.show(section_tabs(report, evaluation, self._section))
        self.grid.show_figures(self.years.texts(), {} if self.years.name else marks_of(evaluation))
        self._panel.show(evaluation, self._section, self.wording, self.text("editor.no-findings"))
        self._show_status()
        if self.session.unsaved:
            self.say(error_sentence(self.text, self.session.unsaved), "error")

    def _show_status(self) -> None:
        if self._in_text:
            text, location = self._narrative.text, self._narrative.cursor_location
            self._status.show(status_of_text(text, location, self.text))
        else:
            grid, note = self.grid, self.blocks.sum_of_selection()
            beside = self.years.beside(grid.address)
            if grid.entry:
                note = self.text("editor.typing", text=grid.entry.text)
            width = self.app.size.width
            self._status.show(*status_of_cell(self.session, grid.address, note, self.wording, width, beside))

    def _refit(self) -> None:
        """Gives the findings the room they need, and the rest to the section."""
        self._panel.fit(self._wanted_height())

    def _wanted_height(self) -> int:
        layout, height = self.session.report.layout, self.app.size.height
        return self._panel.wanted_height(self.session.evaluation, self._section, layout, height, compact=self._compact)

    def on_resize(self) -> None:
        self._refit()

    # ---- entering

    def enter_cell(self, address: Address, text: str) -> str | None:
        """Puts a typed text into a cell and shows what follows; gives a sentence where it can't be read."""
        try:
            outcome = self.session.enter(address, text)
        except UsageError as error:
            return error_sentence(self.text, error)
        self._after(outcome)
        if outcome.read_as:
            self.say(self.text("editor.read-as", typed=text.strip(), read=outcome.read_as))
        return None

    def _after(self, outcome: Outcome) -> None:
        if outcome.changed:
            self._panel.fit_if_far_off(self._wanted_height())
            self.show_all()

    def before_typing(self) -> None:
        """Shows this year's figures again where another year's were shown."""
        self.years.back_to_now()

    def cursor_moved(self) -> None:
        """Says in words where the cursor now is."""
        self._show_status()

    def refuse(self, sentence: str) -> None:
        """Says why a text was refused; the cell stays open."""
        self.say(sentence, "error")

    def paste_block(self, text: str) -> None:
        """Pastes several cells, after a look at what will change."""
        try:
            self.blocks.paste(text)
        except GiprError as error:
            self.complain(error)

    def blank_cells(self, addresses: list[Address]) -> None:
        """Empties cells, as one edit."""
        self.change(dict.fromkeys(addresses, ""))

    def change(self, texts: Mapping[Place, str]) -> Outcome:
        """Makes one edit and shows what follows from it."""
        outcome = self.session.apply(texts)
        self._after(outcome)
        return outcome

    def on_text_area_changed(self) -> None:
        if self._in_text:
            area = self._narrative
            before = self.session.report.get(self._place)
            if area.text != before:
                if area.text.count("\n") != before.count("\n") or abs(len(area.text) - len(before)) > 1:
                    area.run += 1
                self._after(self.session.apply({self._place: area.text}, joins=f"{self._place}:{area.run}"))

    def on_text_area_selection_changed(self) -> None:
        if self._in_text:
            self._show_status()

    # ---- commands: moving about

    def leave_cell(self) -> bool:
        """Commits what is being typed; False where it can't be read and the cell stays open."""
        return self.grid.commit()

    def _go_to_section(self, number: int) -> None:
        if 1 <= number <= len(self.session.report.passages) and self.leave_cell():
            self.mending.finding = None
            self._panel.reveal(None)
            self.show_section(number)

    def do_previous_section(self) -> None:
        self._go_to_section(self._section - 1)

    def do_next_section(self) -> None:
        self._go_to_section(self._section + 1)

    def show_finding(self, finding: Finding, place: Place) -> None:
        """Goes to a place, and marks the finding and the words it was read from."""
        self._go_to_place(place)
        if finding.span and place == self._place:
            self._narrative.select_span(finding.span)
        self._panel.reveal(finding)

    def _go_to_place(self, place: Place) -> None:
        """Shows the section a place is in, and puts the cursor on it."""
        layout = self.session.report.layout
        if place in layout.cells:
            section = layout.cells[place].section
            if section != self._section or self._in_text:
                self.show_section(section, place)
            else:
                self.grid.jump_to(place)
            return
        found = section_of_place(place)
        if found is None:
            self._show_text(PREAMBLE)
        elif found[1] == "text":
            self._section = found[0]
            self._show_text(place)
        elif found[0] != self._section or self._place == PREAMBLE:
            self.show_section(found[0])

    def do_go_to(self) -> None:
        """Goes to a section or cell by a part of its label or its address."""

        def chosen(value: str | None) -> None:
            if value:
                self.go(value.removeprefix("go:"))

        self.app.push_screen(Chooser(self.text("editor.go-to"), self.choices()), chosen)

    def do_jump_back(self) -> None:
        """Back to where the cursor was before the last jump."""
        self.grid.jump_back()

    def do_next_blank(self) -> None:
        self._to_blank(1)

    def do_previous_blank(self) -> None:
        self._to_blank(-1)

    def _to_blank(self, step: int) -> None:
        if not self.grid.to_blank(step):
            self.say(self.text("editor.no-blank"))

    def do_mark(self) -> None:
        """Begins or ends a selection that the arrows draw on."""
        self.grid.mark()
        self._show_status()

    def do_select_all(self) -> None:
        """Selects all cells of the section."""
        self.grid.select_all()
        self._show_status()

    # ---- commands: changing

    def do_edit_cell(self) -> None:
        if not self._in_text and self.grid.entry is None:
            self.grid.begin(self.session.report.get(self.grid.address), in_place=True)
        elif self.grid.entry:
            self.grid.entry.in_place = True

    def do_undo(self) -> None:
        if self.grid.entry:
            self.grid.give_up()
            return
        self._step(self.session.undo(), self.text("editor.undone"), self.text("editor.nothing-to-undo"))

    def do_changes(self) -> None:
        """Lists the changes since opening, and goes back to before the one that is chosen."""

        def chosen(count: int | None) -> None:
            if count:
                done = self.text("editor.undone-many", count=count)
                self._step(self.session.undo_many(count), done, "")

        if self.leave_cell():
            self.app.push_screen(ChangesScreen(self.session.history.done, self.wording), chosen)

    def do_redo(self) -> None:
        if not self.grid.entry:
            self._step(self.session.redo(), self.text("editor.redone"), self.text("editor.nothing-to-redo"))

    def _step(self, outcome: Outcome, done: str, nothing: str) -> None:
        if not outcome.changed:
            self.say(nothing)
            return
        order = self.session.report.layout.order
        place = min(outcome.changed, key=lambda place: order.get(place, -1))
        self._go_to_place(place)
        self._narrative.run += 1
        if self._in_text:
            self._narrative.show_text(self.session.report.get(self._place))
        self.show_all()
        self.say(done)

    def do_heading(self) -> None:
        """Asks for the section's heading, or for the title where the foreword is in view."""
        foreword = self._in_text and self._place == PREAMBLE
        place = TITLE if foreword else heading_place(self._section)
        official = self.session.report.form.section(self._section).heading

        def submit(values: Mapping[str, str]) -> None:
            self._after(self.session.apply({place: values["heading"] or ("" if foreword else official)}))

        label = self.text("field.title" if foreword else "field.heading")
        explanation = [] if foreword else [self.text("editor.official-heading", heading=official)]
        fields = [Field("heading", label, self.session.report.get(place))]
        self.app.push_screen(Dialog(self.text, self.text("dialog.heading"), fields, submit, explanation))

    def do_narrative(self) -> None:
        """Goes from the tables of a section to its text and back."""
        if not self.leave_cell():
            return
        if self._in_text and self._has_tables and self._place != PREAMBLE:
            self._show_grid()
        else:
            self._show_text(text_place(self._section))

    def do_front(self) -> None:
        """Goes to the foreword before section one, and back."""
        if not self.leave_cell():
            return
        if self._in_text and self._place == PREAMBLE:
            self.show_section(self._section)
        else:
            self._show_text(PREAMBLE)

    # ---- commands: the rest

    def do_preview(self) -> None:
        if self.leave_cell():
            self.gipr.open_preview(self.session.report)

    def do_findings_size(self) -> None:
        self._compact = not self._compact
        self._refit()

    def do_save(self) -> None:
        """Says that everything is on disk, or tries again where it is not."""
        if self.leave_cell():
            if self.session.unsaved:
                self.session.save()
            self.show_all()
            if not self.session.unsaved:
                self.say(self.text("editor.saved"))

    def do_back(self) -> None:
        """Back to the tables from their text, otherwise to the list."""
        if self.grid.entry:
            self.grid.give_up()
        elif self._in_text and (self._has_tables or self._place == PREAMBLE):
            self.show_section(self._section)
        else:
            self.leave(lambda: self.app.call_later(self.app.pop_screen))

    def leave(self, go: Callable[[], object]) -> None:
        """Commits the open cell and goes; asks first where the last edit could not be put on disk."""
        if not self.leave_cell():
            return
        if self.session.unsaved:
            self.session.save()
        if self.session.unsaved:
            sentence = error_sentence(self.text, self.session.unsaved)
            self.app.push_screen(Question(self.text, self.text("editor.leave-unsaved"), go, [sentence]))
        else:
            go()

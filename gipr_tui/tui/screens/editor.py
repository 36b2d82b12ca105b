"""Filling in and correcting one report: sections, tables, narratives, and the findings below them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from textual.app import ComposeResult
from textual.widgets import ContentSwitcher

from gipr_tui.checks.finding import Finding
from gipr_tui.errors import GiprError
from gipr_tui.forms import Address
from gipr_tui.report.margin import subject
from gipr_tui.report.model import PREAMBLE, Place, section_of_place, text_place
from gipr_tui.tui.actions import EDITOR, Action, while_typing
from gipr_tui.tui.leftoff import LeftOff
from gipr_tui.tui.screens.acceptwork import AcceptWork
from gipr_tui.tui.screens.base import GiprScreen
from gipr_tui.tui.screens.blockwork import BlockWork
from gipr_tui.tui.screens.cellchoice import cell_choices
from gipr_tui.tui.screens.chooser import Choice
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.tui.screens.importnotes import ImportNotes
from gipr_tui.tui.screens.keepwork import KeepWork
from gipr_tui.tui.screens.mending import Mending
from gipr_tui.tui.screens.moving import Moving
from gipr_tui.tui.screens.notework import NoteWork
from gipr_tui.tui.screens.stepping import Stepping
from gipr_tui.tui.screens.textwork import TextWork
from gipr_tui.tui.screens.yearview import YearView
from gipr_tui.tui.widgets.bars import section_tabs, status_of_cell, title_of
from gipr_tui.tui.widgets.findings import FOREWORD, FindingsPanel, first_section, marks_of
from gipr_tui.tui.widgets.grid import Grid
from gipr_tui.tui.widgets.lines import Bar
from gipr_tui.workspace.session import Outcome, Session
from gipr_tui.workspace.wording import Wording, error_sentence


class EditorScreen(GiprScreen):
    """The desk on which a report is filled in."""

    name_in_registry = EDITOR
    DEFAULT_CSS = "EditorScreen ContentSwitcher { height: 1fr; }"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._section = first_section(session.evaluation)
        self._compact = False
        self._tabs = Bar(id="tabs")
        self._status = Bar("status", id="status")
        self.grid = Grid(self, id="grid")
        self.blocks = BlockWork(self)
        self.years = YearView(self)
        self.mending = Mending(self)
        self.moving = Moving(self)
        self.stepping = Stepping(self)
        self.texts = TextWork(self)
        self.notes = NoteWork(self)
        self.accepting = AcceptWork(self)
        self.keeping = KeepWork(self)
        self._imported = ImportNotes(self)
        self._panel = FindingsPanel(id="findings")
        self._panel.on_finding = self.mending.go_to
        self._tabs.on_piece = lambda piece: self._go_to_section(piece // 2 + 1)

    def compose(self) -> ComposeResult:
        yield self.title_bar
        yield self._tabs
        with ContentSwitcher(initial="grid"):
            yield self.grid
            yield self.texts.pane
        yield self._status
        yield self._panel
        yield self.key_bar

    def on_mount(self) -> None:
        self.wording = Wording(self.text, self.session.report.layout)
        self.keeping.begin()
        left = self._entry and self.gipr.left_off.take(self._entry, self.session.report)
        if left:
            self.session.history = left.history
            self._section = self._section_of(left.place)
        self.show_section(self._section)
        if left:
            self.show_place(left.place)

    def on_unmount(self) -> None:
        self.keeping.end()

    @property
    def _entry(self) -> str:
        """The id under which the report is kept; empty where it is kept nowhere."""
        keeper = self.session.keeper
        return keeper.entry.id if keeper else ""

    def _section_of(self, place: Place) -> int:
        cell, found = self.session.report.layout.cells.get(place), section_of_place(place)
        return cell.section if cell else found[0] if found else 1

    # ---- what is in view

    @property
    def section(self) -> int:
        """The number of the section in view."""
        return self._section

    @property
    def part(self) -> int:
        """The section in view, or what stands before the first where that is."""
        return FOREWORD if self.in_text and self.texts.place == PREAMBLE else self._section

    @property
    def has_tables(self) -> bool:
        """Whether the section in view has tables."""
        return bool(self.session.report.layout.in_section(self._section))

    @property
    def in_text(self) -> bool:
        """Whether a text is in view, not tables."""
        return self.query_one(ContentSwitcher).current == "narrative"

    def show_report(self) -> None:
        """Shows the report as others have saved it; one stays where one is, unless it is on another form now."""
        layout = self.session.report.layout
        if layout.cells.keys() == self.wording.layout.cells.keys():
            self.show_all()
        else:
            self.wording = Wording(self.text, layout)
            self.show_section(min(self._section, len(self.session.report.passages)))

    def before_key(self) -> None:
        super().before_key()
        self.keeping.before_key()

    def show_section(self, number: int, address: Address | None = None) -> None:
        """Goes to a section: to its tables where it has them, otherwise to its text."""
        self._section = number
        self.texts.place = text_place(number)
        if self.has_tables:
            self.show_tables(address)
        else:
            self.show_text(self.texts.place)

    def show_tables(self, address: Address | None = None) -> None:
        """Shows the tables of the section in view, with the cursor on ``address`` or the first cell."""
        self.query_one(ContentSwitcher).current = "grid"
        self.grid.show_tables(self.session.report.layout.in_section(self._section), address)
        self.grid.focus()
        self._refit()
        self.show_keys()
        self.show_all()

    def show_text(self, place: Place) -> None:
        """Shows a text: that of a section, or the foreword."""
        if found := section_of_place(place):
            self._section = found[0]
        self.query_one(ContentSwitcher).current = "narrative"
        self.texts.place = place
        self.texts.area.focus()
        self._refit()
        self.show_keys()
        self.show_all()

    def actions(self) -> Iterable[Action]:
        if not self.in_text:
            return (action for action in super().actions() if not action.in_texts)
        return self.texts.allowed(while_typing(action) for action in super().actions() if not action.in_tables)

    def handlers(self) -> Iterable[object]:
        works = (
            self.moving,
            self.stepping,
            self.blocks,
            self.years,
            self.mending,
            self.notes,
            self.accepting,
            self.keeping,
        )
        of_tables = (self, *works, self._imported)
        ours = (*self.texts.handlers, *of_tables) if self.in_text else (*of_tables, *self.texts.handlers)
        return (*ours, *super().handlers())

    def choices(self) -> list[Choice]:
        """Every section and every cell, by address and labels."""
        report, text = self.session.report, self.text
        sections = [
            Choice(str(section.number), section.heading, f"go:{text_place(section.number)}", text("editor.section"))
            for section in report.form.sections
        ]
        return [*sections, *cell_choices(self.wording)]

    def go(self, place: str) -> None:
        """Goes to a section or a cell."""
        found = section_of_place(place)
        if found:
            self._go_to_section(found[0])
        elif self.leave_cell():
            self.show_place(place)

    def show_all(self) -> None:
        """Shows what the report and its findings now say, everywhere on the screen."""
        report, evaluation = self.session.report, self.session.evaluation
        width, mark = self.app.size.width, self.keeping.mark
        self.title_bar.show(*title_of(self.session, self.part, self.text, width, self.years.name, mark))
        self._tabs.show(section_tabs(report, evaluation, self.part, width))
        marks, role = ({}, "dim") if self.years.name else (marks_of(evaluation), "figure")
        self.grid.show_figures(self.years.texts(), marks, self.notes.cells, role)
        self._panel.show(evaluation, self.part, self.wording, self.text("editor.no-findings"))
        self.texts.show()
        self.show_status()
        if self.session.unsaved:
            self.say(error_sentence(self.text, self.session.unsaved), "error")

    def show_status(self) -> None:
        """Says where the cursor is."""
        if self.in_text:
            self._status.show(self.texts.status(), self.notes.status())
        else:
            grid, note = self.grid, self.blocks.sum_of_selection()
            beside = "  ".join(filter(None, (self.years.beside(grid.address), self.notes.beside())))
            if grid.hidden:
                note = self.text("editor.typing", text=grid.hidden)
            width = self.app.size.width
            self._status.show(*status_of_cell(self.session, grid.address, note, self.wording, width, beside))

    def _refit(self) -> None:
        """Gives the findings the room they need, and the rest to the section."""
        self._panel.fit(self._wanted_height())

    def _wanted_height(self) -> int:
        layout, height = self.session.report.layout, self.app.size.height
        return self._panel.wanted_height(self.session.evaluation, self.part, layout, height, compact=self._compact)

    def restyle(self) -> None:
        super().restyle()
        self.texts.area.on_resize()  # it keeps its lines as they were painted

    def on_resize(self) -> None:
        self._refit()
        self.show_all()

    # ---- entering

    def enter_cell(self, address: Address, text: str) -> str | None:
        """Puts a typed text into a cell and shows what follows; gives a sentence where it can't be read."""
        try:
            outcome = self.session.enter(address, text)
        except GiprError as error:
            return error_sentence(self.text, error)
        self.after(outcome)
        if outcome.read_as:
            self.say(self.text("editor.read-as", typed=text.strip(), read=outcome.read_as))
        return None

    def after(self, outcome: Outcome) -> None:
        """Shows what follows from an edit."""
        if outcome.changed:
            self.keeping.edited()
            self._panel.fit_if_far_off(self._wanted_height())
            self.show_all()
        for address, (filed, computed) in list(outcome.held.items())[:1]:
            cell = self.wording.cell(address)
            self.say(self.text("editor.total-held", cell=cell, filed=filed, computed=computed), "error")

    def fills(self, address: Address) -> bool:
        """Whether a cell is a total that is filled for the operator."""
        return self.session.fills(address)

    def may_type(self) -> bool:
        """Whether the report may be changed here; says why where it can't."""
        self.keeping.refuse()
        return self.session.locked is None

    def before_typing(self) -> None:
        """Shows this year's figures again where another year's were shown."""
        self.years.back_to_now()

    def cursor_moved(self) -> None:
        """Says in words where the cursor now is."""
        self.show_status()

    def came_to_the_end(self) -> None:
        """Says that there is no next cell to go to, unless something is said of the last one."""
        if not self._saying:
            self.say(self.text("editor.last-cell"))

    def refuse(self, sentence: str) -> None:
        """Says why a text was refused; the cell stays open."""
        self.say(sentence, "error")

    def paste_block(self, text: str) -> None:
        """Pastes several cells, after a look at what will change."""
        if not self.may_type():
            return
        try:
            self.blocks.paste(text)
        except GiprError as error:
            self.complain(error)

    def blank_cells(self, addresses: list[Address]) -> None:
        """Empties cells, as one edit."""
        self.change(dict.fromkeys(addresses, ""))

    def change(self, texts: Mapping[Place, str], joins: str = "") -> Outcome:
        """Makes one edit and shows what follows from it. A run of edits with the same ``joins`` is undone together."""
        if not self.may_type():
            return Outcome(frozenset())
        self.before_typing()
        outcome = self.session.apply(texts, joins)
        self.after(outcome)
        return outcome

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
        self._go_to_section(1 if self.part == FOREWORD else self._section + 1)

    def show_finding(self, finding: Finding, place: Place) -> None:
        """Goes to a place, and marks the finding and the words it was read from."""
        self.show_place(place)
        if place == self.texts.place:
            self.texts.show_finding(finding)
        self._panel.reveal(finding)

    def show_place(self, place: Place) -> None:
        """Shows the section a place is in, and puts the cursor on it."""
        place = subject(place)
        layout = self.session.report.layout
        if place in layout.cells:
            section = layout.cells[place].section
            if section != self._section or self.in_text:
                self.show_section(section, place)
            else:
                self.grid.jump_to(place)
            return
        found = section_of_place(place)
        if found is None:
            self.show_text(PREAMBLE)
        elif found[1] == "text":
            self.show_text(place)
        elif found[0] != self._section or self.texts.place == PREAMBLE:
            self.show_section(found[0])

    # ---- commands: changing

    def do_edit_cell(self) -> None:
        if not self.in_text and self.grid.entry is None:
            self.grid.begin(self.session.report.get(self.grid.address), in_place=True)
        elif self.grid.entry:
            self.grid.entry.in_place = True

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
            self.keeping.meet()
            if not self.session.unsaved:
                self.say(self.text("editor.saved"))

    def do_back(self) -> None:
        """Back to the tables from their text, otherwise to the list."""
        if self.grid.entry:
            self.grid.give_up()
        elif self.in_text and self.texts.finder.bar.is_open:
            self.texts.finder.close()
        elif self.in_text and (self.has_tables or self.texts.place == PREAMBLE):
            self.show_section(self._section)
        else:
            self.leave(self._close)

    def _close(self) -> None:
        self.keeping.end()
        if self._entry:
            place = self.texts.place if self.in_text else self.grid.address
            self.gipr.left_off.keep(self._entry, LeftOff(self.session.report, self.session.history, place))
        self.app.call_later(self.app.pop_screen)

    def leave(self, go: Callable[[], object]) -> None:
        """Goes, but not out of a cell that is seen being typed; asks first where the last edit could not be put on disk."""
        if self.grid.entry and self.app.screen is self:
            self.say(self.text("editor.finish-typing", text=self.grid.entry.text), "error")
            return
        if not self.leave_cell():
            return
        if self.session.unsaved:
            self.session.save()
        if self.session.unsaved:
            sentence = error_sentence(self.text, self.session.unsaved)
            self.app.push_screen(Question(self.text, self.text("editor.leave-unsaved"), go, [sentence]))
        else:
            go()

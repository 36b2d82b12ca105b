"""A copy before it is kept: its text, and each place with the line it came from; the operator settles them and imports."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from gipr_tui.errors import GiprError
from gipr_tui.forms import Severity
from gipr_tui.readers import Reading
from gipr_tui.report.model import Place, section_of_place
from gipr_tui.tui.actions import IMPORTING
from gipr_tui.tui.glyphs import DONE, SIGNS, display_width, named, pad
from gipr_tui.tui.screens.base import GiprScreen
from gipr_tui.tui.screens.chooser import Choice, Chooser
from gipr_tui.tui.screens.comparing import CompareScreen
from gipr_tui.tui.screens.copyreading import PATIENCE, Copy, CopyReading
from gipr_tui.tui.screens.dialogs import Dialog, Field, Question
from gipr_tui.tui.screens.importwords import ItemWords
from gipr_tui.tui.widgets.copytext import CopyText
from gipr_tui.tui.widgets.lines import Bar
from gipr_tui.tui.widgets.said import Said
from gipr_tui.tui.widgets.settlelist import SettleList, Told
from gipr_tui.workspace.doubts import Item
from gipr_tui.workspace.settling import Settling
from gipr_tui.workspace.spots import spot_of
from store import Entry

#: From so many columns on, text and list stand side by side; else the text stands above in so many lines.
WIDE, TEXT_LINES = 110, 6


class ImportScreen(GiprScreen):
    """One copy. ``kept`` is called with what it became once it is in the store, ``refused`` with why it can't be read."""

    name_in_registry = IMPORTING
    DEFAULT_CSS = f"""
    ImportScreen #both {{ height: 1fr; layout: vertical; }}
    ImportScreen #copy {{ height: {TEXT_LINES}; }}
    ImportScreen #said {{ height: 2; }}
    ImportScreen.wide #both {{ layout: horizontal; }}
    ImportScreen.wide #copy {{ width: 2fr; height: 1fr; padding: 0 1 0 0; }}
    ImportScreen.wide #places {{ width: 3fr; height: 1fr; }}
    """

    def __init__(
        self, copy: Copy, kept: Callable[[Entry], object], refused: Callable[[GiprError], object] | None = None
    ) -> None:
        super().__init__()
        self.copy = copy
        self._kept = kept
        self._refused = refused
        self.settling: Settling | None = None
        self._facts = Bar(id="facts")
        self._columns = Bar(id="columns")
        self._status = Bar("status", id="status")
        self._said = Said(id="said")
        self._copy_text = CopyText(id="copy")
        self.list = SettleList(self, id="list")
        self._differing: int | None = None
        self._gone = False

    def compose(self) -> ComposeResult:
        yield self.title_bar
        yield self._facts
        with Container(id="both"):
            yield self._copy_text
            with Vertical(id="places"):
                yield self._columns
                yield self.list
        yield self._status
        yield self._said
        yield self.key_bar

    def on_mount(self) -> None:
        self.list.focus()
        self.title_bar.show([(f" {self.text('importing.title')} {self.copy.path.name} ", "title")])
        if self.copy.reading:
            self._settle(self.copy.reading)
        else:
            self.set_timer(PATIENCE, self._say_reading)
            CopyReading(self, self.copy, self._settle, self._leave, self._refused).begin()

    def on_unmount(self) -> None:
        self._gone = True

    def on_resize(self) -> None:
        self.set_class(self.app.size.width >= WIDE, "wide")
        self.call_after_refresh(self._show)

    # ---- what is shown

    def _say_reading(self) -> None:
        if self.settling is None and not self._gone:
            self._facts.show([(f" {self.text('importing.reading')}", "caption")])

    def _settle(self, reading: Reading) -> None:
        if self._gone:
            return
        self.copy.reading = reading
        self.settling = Settling(self.gipr.workspace, self.copy.path, reading)
        self.words = ItemWords(self.settling, self.text)
        self._copy_text.use(self.settling.lines)
        self._count_differences()
        self.list.show_count(len(self.settling.items))
        self.call_after_refresh(self._show)

    @property
    def item(self) -> Item | None:
        """What the cursor is on."""
        items = self.settling.items if self.settling else []
        return items[self.list.cursor] if items else None

    def _show(self) -> None:
        """Shows what the report and its findings now say."""
        if self.settling is None or self._gone:
            return
        report, evaluation = self.settling.report, self.settling.session.evaluation
        found = " ".join(f"{SIGNS[s]}{evaluation.count(s)}" for s in Severity if evaluation.count(s))
        name = f"{self.text('importing.title')} {self.copy.path.name}"
        room = max(0, self.app.size.width - display_width(f"{name}{found or DONE}") - 6)
        called = named(report.unit, report.year, room)
        self.title_bar.show([(f" {name} ", "title")], [(f" {called}  {found or DONE} ", "title")])
        self._facts.show(*self.words.facts(self._differing))
        self._columns.show([(self.words.columns(self.list.widths), "header")])
        self.list.refresh()
        self.moved()

    def _count_differences(self) -> None:
        """How much keeping it would change of a report that is in the store already; None where there is none."""
        assert self.settling
        self._differing = len(self.settling.differences()) if self.settling.kept() else None

    def moved(self) -> None:
        """Shows where the place under the cursor came from, and what is to be said of it."""
        item, settling = self.item, self.settling
        if item is None or settling is None:
            return
        line = item.line
        shown = settling.lines[line - 1] if 0 < line <= len(settling.lines) else ""
        self._copy_text.show(line, spot_of(item, shown, settling.report) if shown else None)
        where = self.text("importing.line", line=line) if line else self.text("importing.no-line")
        at = f"{self.list.cursor + 1}/{self.list.count}"
        self._status.show([(f" {self.words.path(item)}", "status")], [(f"  {where}  {at} ", "status")])
        self._said.show(self.words.sentences(item))

    def told(self, index: int, room: int) -> Told:
        assert self.settling
        return self.words.told(self.settling.items[index], room)

    # ---- settling

    def may_type(self) -> bool:
        """Whether the cursor is on a cell."""
        return bool(self.item and self.settling and self.item.place in self.settling.report.layout.cells)

    def commit(self, text: str) -> bool:
        """Puts a figure into the cell under the cursor; says why where it can't be read."""
        item = self.item
        return item is not None and bool(item.place) and self._put(item.place, text)

    def _put(self, place: Place, text: str) -> bool:
        assert self.settling
        try:
            outcome = self.settling.enter(place, text)
        except GiprError as error:
            self.complain(error)
            return False
        self._changed()
        if outcome.read_as:
            self.say(self.text("editor.read-as", typed=text.strip(), read=outcome.read_as))
        return True

    def _changed(self) -> None:
        if self._differing is not None:
            self._count_differences()
        self._show()

    def cycle(self, step: int) -> None:
        """Takes the next of the ways to read the row under the cursor, or the one before."""
        item, settling = self.item, self.settling
        if item and settling and item.ways:
            at = settling.chosen_way(item)
            first = 0 if step > 0 else len(item.ways) - 1
            settling.take_way(item, first if at is None else (at + step) % len(item.ways))
            self._changed()

    def do_ways(self) -> None:
        """Lists the ways to read the row under the cursor, and takes one."""
        item, settling = self.item, self.settling
        if item is None or settling is None or not item.ways:
            self.say(self.text("importing.no-ways"))
            return

        def chosen(value: str | None) -> None:
            if value:
                settling.take_way(item, int(value))
                self._changed()

        widths = [max(map(len, column)) for column in zip(*item.ways, strict=True)]
        rows = (
            "  ".join(pad(text, width, "right") for text, width in zip(way, widths, strict=True)) for way in item.ways
        )
        choices = [Choice(str(i + 1), row, str(i), " ".join(item.ways[i])) for i, row in enumerate(rows)]
        text = item.note.split.text if item.note and item.note.split else ""
        self.app.push_screen(Chooser(self.text, self.text("importing.choose", text=text), choices), chosen)

    def do_settle_place(self) -> None:
        """Edits the place under the cursor; of a row that can be read in several ways first offers these."""
        item, settling = self.item, self.settling
        if item is None or settling is None or not item.place:
            return
        if item.place in settling.report.layout.cells:
            if item.ways and settling.is_open(item):
                self.do_ways()
            else:
                self.list.begin(settling.report.get(item.place), in_place=True)
        elif ((found := section_of_place(item.place)) and found[1] == "text") or "\n" in settling.report.get(
            item.place
        ):
            self.say(self.text("importing.text-later"))
        else:
            field = Field("text", self.words.path(item), settling.report.get(item.place))
            place = item.place
            self.app.push_screen(
                Dialog(
                    self.text, self.text("importing.edit"), [field], lambda values: self._retyped(place, values["text"])
                )
            )

    def _retyped(self, place: Place, text: str) -> None:
        if self.settling:
            self.settling.enter(place, text)
            self._changed()

    def do_undo(self) -> None:
        """Takes the last change back."""
        if self.list.entry:
            self.list.give_up()
        elif self.settling and self.settling.session.undo().changed:
            self._changed()
            self.say(self.text("importing.undone"))
        else:
            self.say(self.text("editor.nothing-to-undo"))

    # ---- moving

    def do_next_finding(self) -> None:
        """To the next place that is still open, or doubtful."""
        self._to_doubt(1)

    def do_previous_finding(self) -> None:
        """To the one before."""
        self._to_doubt(-1)

    def _to_doubt(self, step: int) -> None:
        if self.settling is None or not self.list.finish():
            return
        items, count = self.settling.items, self.list.count
        for distance in range(1, count + 1):
            index = (self.list.cursor + step * distance) % count
            if self.settling.is_worth_a_look(items[index]):
                self.list.move_to(index)
                return
        self.say(self.text("importing.nothing-open"))

    def do_text_down(self) -> None:
        """Scrolls the text of the copy down."""
        self._copy_text.scroll_by(3)

    def do_text_up(self) -> None:
        """Scrolls the text of the copy up."""
        self._copy_text.scroll_by(-3)

    def do_preview(self) -> None:
        """Shows the report as it would be printed."""
        if self.settling and self.list.finish():
            self.gipr.open_preview(self.settling.report)

    # ---- the store

    def do_compare(self) -> None:
        """Lists what would change of the report in the store."""
        if self.settling is None or not self.list.finish():
            return
        if self._differing is None:
            self.say(self.text("importing.not-there"))
        else:
            self.app.push_screen(CompareScreen(self.settling.differences(), self.words.wording))

    def do_keep_import(self) -> None:
        """Puts the report into the store; asks first where cells are open, or one of that unit and year is there."""
        settling = self.settling
        if settling is None or not self.list.finish():
            return
        there, told = settling.kept(), []
        question = self.text("importing.open-ask", count=settling.open_count) if settling.open_count else ""
        if there:
            self.gipr.workspace.refuse_held(there)
            self._count_differences()
            told = [question, self.text("importing.replace-told", count=self._differing)]
            reference = f"{settling.report.unit}/{settling.report.year}"
            question = self.text("importing.replace", reference=reference)
        replacing = there is not None
        if question:
            told = [sentence for sentence in told if sentence]
            self.app.push_screen(Question(self.text, question, lambda: self._keep(replacing=replacing), told))
        else:
            self._keep(replacing=False)

    def _keep(self, *, replacing: bool) -> None:
        assert self.settling
        entry = self.copy.entry = self.settling.keep(replacing=replacing)
        self.copy.error = None
        self.app.call_later(self._after_keeping, entry)

    def _after_keeping(self, entry: Entry) -> None:
        self._leave()
        self._kept(entry)

    def do_cancel_import(self) -> None:
        """Leaves without a trace."""
        if self.list.entry:
            self.list.give_up()
        else:
            self.leave(lambda: self.app.call_later(self._leave))

    def leave(self, go: Callable[[], object]) -> None:
        """Goes, after asking where that would throw something away."""
        if self.settling and self.settling.session.history.done:
            self.app.push_screen(Question(self.text, self.text("importing.give-up"), go))
        else:
            go()

    def _leave(self) -> None:
        self._gone = True
        if self in self.app.screen_stack:
            self.app.pop_screen()

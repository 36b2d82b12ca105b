"""The list of reports kept: open, new, import, filter, sort, delete and bring back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Label

from gipr_tui.errors import GiprError, UsageError
from gipr_tui.forms import Severity
from gipr_tui.tui.actions import REPORTS
from gipr_tui.tui.glyphs import DONE, SIGNS, crop, drawn, pad
from gipr_tui.tui.screens.base import GiprScreen
from gipr_tui.tui.screens.dialogs import Dialog, Field, Question
from gipr_tui.tui.screens.listwork import LOOK, ListWork
from gipr_tui.tui.screens.trash import TrashScreen
from gipr_tui.tui.widgets.lineinput import LineInput
from gipr_tui.tui.widgets.lines import Bar, LineList, Piece, Pieces
from gipr_tui.workspace.beside import is_counted
from gipr_tui.workspace.references import reference_of, year_typed
from store import Entry

#: A name of twenty columns and a gap: the unit has so much room, and what the columns after it can spare.
_UNIT = 21
#: How wide year, form, state, findings and last change are, from the widest terminal to the narrowest: first the last
#: change goes without its hours, then the form is left out.
_COLUMNS = ((6, 6, 7, 14, 17), (6, 6, 7, 14, 11), (6, 0, 7, 14, 11))
#: What is typed into the filter: every word and every number must be in a report's name.
_WORDS = re.compile(r"\d+|[^\d\s/]+")
_SORTS: dict[str, Callable[[Entry], tuple[object, ...]]] = {
    "unit": lambda entry: (entry.key.group, -entry.key.number),
    "year": lambda entry: (-entry.key.number, entry.key.group),
    "errors": lambda entry: (-_count(entry, "errors"), -_count(entry, "warnings"), entry.key.group),
}


def _is_damaged(entry: Entry) -> bool:
    """Whether it stands for a report that can't be read."""
    return entry.revision == 0


def _count(entry: Entry, name: str) -> int:
    value = entry.summary.get(name, 0)
    return value if isinstance(value, int) else 0


class ReportList(LineList, can_focus=True):
    """The reports, one a line."""

    def __init__(self, describe: Callable[[Entry, int], Pieces], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._describe = describe
        self.entries: list[Entry] = []

    @property
    def count(self) -> int:
        return len(self.entries)

    def line(self, index: int) -> Pieces:
        return self._describe(self.entries[index], self.size.width)

    @property
    def current(self) -> Entry | None:
        """The report under the cursor."""
        return self.entries[self.cursor] if self.entries else None

    def on_key(self, event: events.Key) -> None:
        page = max(1, self.size.height - 1)
        steps = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page}
        edges = {"home": 0, "end": self.count - 1}
        if event.key in steps:
            self.move_to(self.cursor + steps[event.key])
        elif event.key in edges:
            self.move_to(edges[event.key])
        else:
            return
        event.stop()


class ReportsScreen(GiprScreen):
    """What is in the store."""

    name_in_registry = REPORTS
    DEFAULT_CSS = """
    #filtering { display: none; height: 1; }
    #filtering.shown { display: block; }
    """

    def __init__(self, first: Entry | None = None) -> None:
        """``first`` is a report that is opened at once, before the list is read."""
        super().__init__()
        self._list = ReportList(self._describe, id="reports")
        self._columns = Bar(id="columns")
        self._filter = LineInput(id="filter")
        self._filtering = Horizontal(id="filtering")
        self._sort = "unit"
        self._deleted: list[Entry] = []
        self._last_import = ""
        self._work = ListWork(self, self._show, first)
        self._list.entries = self._work.everything

    def compose(self) -> ComposeResult:
        yield self.title_bar
        yield self._columns
        with self._filtering:
            yield Label(f" {self.text('reports.filter-label')}", markup=False)
            yield self._filter
        yield self._list
        yield self.key_bar

    def on_mount(self) -> None:
        self._filter.placeholder = self.text("reports.filter")
        self._list.focus()
        self.set_interval(LOOK, self._work.look)

    def on_screen_resume(self) -> None:
        self._work.reload()

    def on_resize(self) -> None:
        self._show_columns()

    # ---- what is shown

    def _put(self, entry: Entry) -> None:
        """Shows a report that came into the store just now, with the cursor on it; a filter that would hide it is undone."""
        self._work.put(entry)
        if not self._is_let_through(entry):
            self._end_filter()
        self._show()
        self._list.move_to([shown.id for shown in self._list.entries].index(entry.id))
        self._work.reload()

    def _is_let_through(self, entry: Entry) -> bool:
        wanted = _WORDS.findall(normalize("NFKC", self._filter.value).casefold())
        return all(word in reference_of(entry).casefold() for word in wanted)

    def _end_filter(self) -> None:
        self._filter.value = ""
        self._filtering.remove_class("shown")
        self._list.focus()

    def _show(self) -> None:
        """Shows the reports that the filter lets through, and keeps the cursor on the same one."""
        current = self._list.current
        everything = self._work.everything
        shown = [entry for entry in everything if self._is_let_through(entry)]
        shown.sort(key=_SORTS[self._sort])
        self._list.entries = shown
        ids = [entry.id for entry in shown]
        self._list.renew(ids.index(current.id) if current and current.id in ids else self._list.cursor)
        self._show_title(len(shown), len(everything))
        self._show_columns()
        self._list.empty = self.text("reports.no-match" if everything else "reports.none")

    def _show_title(self, shown: int, everything: int) -> None:
        count = self.text("reports.count", count=everything)
        if shown != everything:
            count = self.text("reports.count-filtered", count=everything, shown=shown)
        sort = self.text(f"reports.sorted-{self._sort}")
        self.title_bar.show([(f" {self.text('app.title')} ", "title")], [(f"{count}  {sort} ", "title-dim")])

    def _widths(self, width: int) -> tuple[int, ...]:
        fixed = next((columns for columns in _COLUMNS if width - sum(columns) - 1 >= _UNIT), _COLUMNS[-1])
        return (max(_UNIT, width - sum(fixed) - 1), *fixed)

    def _show_columns(self) -> None:
        names = ("unit", "year", "form", "state", "found", "changed")
        widths = self._widths(self.size.width)
        columns = zip(names, widths, strict=True)
        texts = [pad(self.text(f"reports.column-{name}"), width) for name, width in columns if width]
        self._columns.show([(" " + "".join(texts), "header")])

    def _describe(self, entry: Entry, width: int) -> Pieces:
        unit, year, form, state, found, changed = self._widths(width)
        if _is_damaged(entry):
            name = pad(crop(entry.key.group, unit - 1), unit - 1)
            sign = f"{SIGNS[Severity.ERROR]} {self.text('keeping.damaged')}"
            return [(f" {name} ", "plain"), (pad(str(entry.key.number or ""), year), "plain"), (sign, "error")]
        status = self.text(f"status.{entry.summary.get('status', 'draft')}")
        return [
            (" ", "plain"),
            (pad(crop(entry.key.group, unit - 1), unit - 1) + " ", "plain"),
            (pad(str(entry.key.number), year), "plain"),
            (crop(pad(str(entry.summary.get("form", "")), form), form, ""), "dim"),
            (pad(status, state), "plain"),
            *self._found(entry, found),
            (pad(crop(_local_time(entry.changed), changed - 1, ""), changed), "dim"),
        ]

    def _found(self, entry: Entry, width: int) -> list[Piece]:
        if not is_counted(entry):
            return [(pad(drawn("…"), width), "dim")]
        errors, warnings = _count(entry, "errors"), _count(entry, "warnings")
        if not errors and not warnings:
            return [(pad(DONE, width), "good")]
        error = f"{SIGNS[Severity.ERROR]} {errors}" if errors else ""
        warning = f"! {warnings}" if warnings else ""
        return [(pad(error, 6), "error"), (pad(warning, width - 6), "warning")]

    # ---- commands

    def do_open(self) -> None:
        """Opens the report under the cursor."""
        if self._filter.has_focus:
            self._list.focus()
        elif current := self._list.current:
            if _is_damaged(current):
                self._offer_to_mend(current)
            else:
                self.gipr.open_editor(current)

    def _offer_to_mend(self, entry: Entry) -> None:
        """Asks whether a damaged report is to be brought back, and says from where it was."""

        def mend() -> None:
            mended = self.gipr.workspace.mend_one(entry.id)
            self.app.call_later(self._work.reload)
            self.app.call_later(self.say, self.text(f"keeping.mended-{mended.source or 'not'}"))

        name = reference_of(entry) if entry.key.number else entry.id
        self.app.push_screen(Question(self.text, self.text("keeping.mend", name=name), mend))

    def do_new(self) -> None:
        """Asks for a unit and a year, and opens the new report: proposed is the next of the report under the cursor."""
        unit, year = self._next_report()
        fields = (
            Field("unit", self.text("field.unit"), unit, proposed=True),
            Field("year", self.text("field.year"), str(year), proposed=True),
            Field("carry", self.text("field.carry"), "yes", ("no", "yes")),
        )
        self.app.push_screen(Dialog(self.text, self.text("dialog.new"), fields, self._create))

    def _next_report(self) -> tuple[str, int]:
        """The unit under the cursor and the year after its last report; without one, last year's of some unit."""
        current = self._list.current
        if current is None:
            return "", datetime.now().year - 1
        unit = current.key.group
        return unit, 1 + max(entry.key.number for entry in self.gipr.workspace.entries() if entry.key.group == unit)

    def _create(self, values: Mapping[str, str]) -> None:
        year = year_typed(values["year"])
        if year is None:
            raise UsageError("year-empty")
        workspace, unit = self.gipr.workspace, values["unit"].strip()
        kept = any((entry.key.group, entry.key.number) == (unit, year - 1) for entry in workspace.entries())
        asked = values["carry"] == "yes"
        entry = workspace.create(unit, year, carry=kept and asked)
        self.app.call_later(self._open_new, entry, asked)

    def _open_new(self, entry: Entry, asked: bool) -> None:
        """Opens a new report and says what was taken from last year's, where that was ``asked`` for."""
        self._put(entry)
        self.gipr.open_editor(entry)
        editor = self.app.screen
        if not asked or not isinstance(editor, GiprScreen):
            return
        report = self.gipr.workspace.load(entry).report
        cells, texts = len(report.values), len(report.carried)
        last = f"{report.unit}/{report.year - 1}"
        said = self.text("reports.carried", reference=last, cells=cells, texts=texts)
        if not cells and not texts:
            said = self.text("reports.not-carried", unit=report.unit, year=report.year - 1)
        editor.call_after_refresh(editor.say, said)

    def do_import(self) -> None:
        """Asks for files and shows what is read of them; they are kept once the operator says so."""
        from gipr_tui.tui.screens.importpaths import ImportPaths

        self.app.push_screen(ImportPaths(self.text, self._last_import), self._import)

    def _import(self, named: tuple[str, list[Path]] | None) -> None:
        from gipr_tui.tui.screens.batch import BatchScreen
        from gipr_tui.tui.screens.copyreading import Copy
        from gipr_tui.tui.screens.importing import ImportScreen

        if named is None:
            return
        self._last_import, files = named
        if len(files) > 1:
            self.app.push_screen(BatchScreen(files))
        else:
            self.app.push_screen(ImportScreen(Copy(files[0]), self._imported, self._ask_again))

    def _ask_again(self, error: GiprError) -> None:
        """A copy could not be read: asks for another, with the name that was typed and what is wrong with it."""
        from gipr_tui.tui.screens.importpaths import ImportPaths

        self.app.push_screen(ImportPaths(self.text, self._last_import, error), self._import)

    def _imported(self, entry: Entry) -> None:
        """A copy was put into the store."""
        self._put(entry)
        self.call_after_refresh(self.say, self.text("importing.imported", reference=reference_of(entry)))

    def do_filter(self) -> None:
        """Shows the filter; it works with every character typed."""
        self._filtering.add_class("shown")
        self._filter.focus()

    def on_input_changed(self) -> None:
        self._show()

    def on_input_submitted(self) -> None:
        self._list.focus()

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and (self._filter.has_focus or self._filter.value):
            event.stop()
            self._end_filter()
        elif event.key == "down" and self._filter.has_focus:
            event.stop()
            self._list.focus()

    def do_sort(self) -> None:
        """Sorts by the next of unit, year and errors."""
        names = list(_SORTS)
        self._sort = names[(names.index(self._sort) + 1) % len(names)]
        self._show()

    def do_preview(self) -> None:
        """Shows the report under the cursor as it will be printed."""
        if self._list.current:
            self.gipr.open_preview(self.gipr.workspace.load(self._list.current).report)

    def do_delete(self) -> None:
        """Takes the report under the cursor out of the list."""
        entry = self._list.current
        if entry:
            self.gipr.workspace.delete(entry)
            self._deleted.append(entry)
            self._work.drop(entry)
            self._show()
            self._work.reload()
            self.say(self.text("reports.deleted", reference=reference_of(entry)))

    def do_trash(self) -> None:
        """Lists the deleted reports."""
        self.app.push_screen(TrashScreen(self.text, self.gipr.workspace, self._put))

    def do_undelete(self) -> None:
        """Brings the report deleted last back."""
        if not self._deleted:
            self.say(self.text("reports.nothing-deleted"))
            return
        entry = self._deleted[-1]
        try:
            entry = self.gipr.workspace.restore(entry)
        except GiprError as error:
            self.complain(error)
            return
        self._deleted.pop()
        self._put(entry)
        self.say(self.text("reports.restored", reference=reference_of(entry)))


def _local_time(stamp: str) -> str:
    try:
        return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return ""

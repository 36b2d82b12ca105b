"""Many copies: read one after another behind the operator's back, a line for each; those without a doubt go in at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual import events
from textual.app import ComposeResult

from gipr_tui.errors import GiprError
from gipr_tui.forms import Severity
from gipr_tui.readers import Reading
from gipr_tui.tui.actions import BATCH
from gipr_tui.tui.behind import behind
from gipr_tui.tui.glyphs import DONE, SIGNS, crop, named, pad
from gipr_tui.tui.screens.base import GiprScreen
from gipr_tui.tui.screens.copyreading import CAN_BE_ASKED, PATIENCE, Copy
from gipr_tui.tui.screens.importing import ImportScreen
from gipr_tui.tui.widgets.lines import Bar, LineList, Pieces
from gipr_tui.tui.widgets.said import Said
from gipr_tui.workspace.imports import with_remarks
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.settling import Summary, summary_of
from gipr_tui.workspace.wording import error_sentence
from store import Entry, Key

_BAR = 20
_REPORT, _CELLS, _FOUND, _STATE = 22, 9, 11, 13


class _Copies(LineList, can_focus=True):
    """One file a line."""

    def __init__(self, screen: BatchScreen) -> None:
        super().__init__(id="files")
        self._screen = screen

    @property
    def count(self) -> int:
        return len(self._screen.copies)

    def line(self, index: int) -> Pieces:
        return self._screen.described(self._screen.copies[index], self.size.width)

    def move_to(self, index: int) -> None:
        super().move_to(index)
        self._screen.show_said()

    def on_key(self, event: events.Key) -> None:
        page = max(1, self.size.height - 1)
        steps = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page}
        edges = {"home": 0, "end": self.count - 1}
        if event.key in steps or event.key in edges:
            event.stop()
            self.move_to(edges.get(event.key, self.cursor + steps.get(event.key, 0)))


class BatchScreen(GiprScreen):
    """A summary of every file, and what became of it."""

    name_in_registry = BATCH
    DEFAULT_CSS = "BatchScreen #said { height: 2; }"

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__()
        self.copies = [Copy(path) for path in files]
        #: Made when a copy is first shown.
        self._summaries: dict[Path, Summary] = {}
        self._there: set[Key] = set()
        self._list = _Copies(self)
        self._facts, self._columns = Bar(id="facts"), Bar(id="columns")
        self._said = Said(id="said")
        self._waiting = list(self.copies)
        self._keeping: list[Copy] = []
        self._imported = 0
        self._patient = False

    def compose(self) -> ComposeResult:
        yield self.title_bar
        yield self._facts
        yield self._columns
        yield self._list
        yield self._said
        yield self.key_bar

    def on_mount(self) -> None:
        self._list.focus()
        self.set_timer(PATIENCE, self._grow_impatient)
        self._read_next()

    def on_unmount(self) -> None:
        self._waiting, self._keeping = [], []

    def on_screen_resume(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._show()

    # ---- reading

    def _grow_impatient(self) -> None:
        self._patient = True
        self._show()

    def _read_next(self) -> None:
        """Reads the next file; between two of them, keys have their turn."""
        if not self._waiting:
            self._show()
            return
        copy, workspace = self._waiting[0], self.gipr.workspace
        heard = partial(self._was_read, copy)
        behind(self.app, lambda: copy.read(workspace), heard, heard)

    def _was_read(self, copy: Copy, result: Reading | GiprError) -> None:
        if copy not in self._waiting:
            return  # given up meanwhile
        self._waiting.remove(copy)
        if isinstance(result, GiprError):
            copy.error = result
        else:
            copy.reading = result
            self._summary(copy, result)
        self._show()
        self._read_next()

    # ---- what is shown

    def _show(self) -> None:
        self._there = {entry.key for entry in self.gipr.workspace.entries()}
        names, widths = ("file", "report", "cells", "found", "state"), self._widths(self.size.width)
        heads = [pad(self.text(f"batch.column-{name}"), width) for name, width in zip(names, widths, strict=True)]
        self._columns.show([("  " + "".join(heads), "header")])
        title = self.text("batch.title", count=len(self.copies))
        self.title_bar.show([(f" {title} ", "title")])
        self._show_facts()
        self._list.refresh()
        self.show_said()

    def _show_facts(self) -> None:
        """How far it is while it goes on; then how many files are how."""
        left, total = self._waiting or self._keeping, len(self.copies)
        if left:
            done = total - len(left) if self._waiting else self._imported
            total = total if self._waiting else self._imported + len(self._keeping)
            bar = ("#" * (_BAR * done // max(1, total))).ljust(_BAR, ".")
            key = "batch.reading" if self._waiting else "batch.importing"
            said = f" [{bar}] {done}/{total} {self.text(key, file=left[0].path.name)}" if self._patient else ""
            self._facts.show([(said, "caption")])
            return
        counts = dict.fromkeys(("imported", "ready", "doubtful", "there", "asked", "failed", "unread"), 0)
        for copy in self.copies:
            counts[self._state(copy)] += 1
        told = [self.text(f"batch.count-{state}", count=count) for state, count in counts.items() if count]
        self._facts.show([(f" {self.text('batch.joiner').join(told)}", "plain")])

    def _state(self, copy: Copy) -> str:
        if copy.entry:
            return "imported"
        if copy.error:
            return "asked" if copy.error.code in CAN_BE_ASKED else "failed"
        if copy.reading is None:
            return "unread"
        if self._key(copy) in self._there:
            return "there"
        return "doubtful" if self._summary(copy, copy.reading).doubts else "ready"

    def _summary(self, copy: Copy, reading: Reading) -> Summary:
        """A copy in numbers, which may have been read on a screen of its own."""
        if copy.path not in self._summaries:
            self._summaries[copy.path] = summary_of(self.gipr.workspace, reading)
        return self._summaries[copy.path]

    def _key(self, copy: Copy) -> Key | None:
        return Key(copy.reading.report.unit, copy.reading.report.year) if copy.reading else None

    def _widths(self, width: int) -> tuple[int, ...]:
        fixed = (_REPORT, _CELLS, _FOUND, _STATE)
        return (max(12, width - sum(fixed) - 2), *fixed)

    def described(self, copy: Copy, width: int) -> Pieces:
        """A file on one line."""
        state, reading = self._state(copy), copy.reading
        file, report, cells, found, said = self._widths(width)
        signs = {"imported": (DONE, "good"), "failed": (SIGNS[Severity.ERROR], "error")}
        signs |= {"doubtful": ("?", "warning"), "asked": ("?", "warning"), "there": ("!", "warning")}
        sign, role = signs.get(state, (" ", "plain"))
        pieces = [(f"{sign} ", role), (pad(crop(copy.path.name, file - 1), file), "plain")]
        if reading:
            summary = self._summary(copy, reading)
            name = named(reading.report.unit, reading.report.year, report - 1, "/")
            marks = f"{SIGNS[Severity.ERROR]}{summary.errors} !{summary.warnings}"
            pieces += [(pad(name, report), "plain")]
            pieces += [(pad(f"{len(reading.placed)}/{len(reading.missing)}", cells), "plain")]
            pieces += [(pad(marks, found), "error" if summary.errors else "dim")]
        else:
            pieces += [(" " * (report + cells + found), "plain")]
        doubts = self._summary(copy, reading).doubts if reading else 0
        return [*pieces, (crop(self.text(f"batch.state-{state}", count=doubts), said), role)]

    def show_said(self) -> None:
        """Says more of the file under the cursor."""
        copy = self.copies[self._list.cursor]
        if copy.error and self._state(copy) == "failed":
            self._said.show([(error_sentence(self.text, copy.error), "error")])
        else:
            self._said.show([(self.text(f"batch.told-{self._state(copy)}"), "dim")])

    # ---- commands

    def do_settle_file(self) -> None:
        """Opens the file under the cursor, to look at it, settle it and import it."""
        copy = self.copies[self._list.cursor]
        if copy.entry:
            self.say(self.text("batch.told-imported"))
        elif copy.error and copy.error.code not in CAN_BE_ASKED:
            self.complain(copy.error)
        elif copy.reading or copy.error:
            self.app.push_screen(ImportScreen(copy, self._was_kept))

    def _was_kept(self, entry: Entry) -> None:
        self._show()
        self.call_after_refresh(self.say, self.text("importing.imported", reference=reference_of(entry)))

    def do_import_clean(self) -> None:
        """Imports every file without a doubt that is not in the store yet."""
        self._keeping = [copy for copy in self.copies if self._state(copy) == "ready"]
        self._imported = 0
        if self._waiting:
            self._keeping = []
            self.say(self.text("batch.still-reading"))
        elif not self._keeping:
            self.say(self.text("batch.none-clean"))
        else:
            self._patient = False
            self.set_timer(PATIENCE, self._grow_impatient)
            self._keep_next()

    def _keep_next(self) -> None:
        """Puts the next file into the store as a whole; between two of them, keys have their turn."""
        if not self._keeping:
            self._show()
            self.say(self.text("batch.imported", count=self._imported))
            return
        copy = self._keeping.pop(0)
        reading = copy.reading
        assert reading
        if self._key(copy) not in self._there:
            try:
                copy.entry = self.gipr.workspace.keep(with_remarks(reading.report, reading.notes), how="imported")
            except GiprError as error:
                self._keeping = []
                self._show()
                self.complain(error)
                return
            self._imported += 1
        self._show()
        self.set_timer(0.001, self._keep_next)

    def do_back(self) -> None:
        """Stops what goes on, with every report whole; then leaves."""
        if self._waiting or self._keeping:
            self._waiting, self._keeping = [], []
            self._show()
            self.say(self.text("batch.stopped"))
        else:
            self.app.pop_screen()

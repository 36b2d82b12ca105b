"""Reading a copy behind the operator's back, and asking for what it does not say of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gipr_tui.errors import GiprError, UsageError
from gipr_tui.readers import Reading
from gipr_tui.report.model import check_unit, check_year
from gipr_tui.tui.behind import behind
from gipr_tui.tui.screens.base import GiprScreen
from gipr_tui.tui.screens.dialogs import Dialog, Field
from gipr_tui.workspace.imports import guessed_unit, guessed_year, read_for_import
from gipr_tui.workspace.references import year_typed
from gipr_tui.workspace.workspace import Workspace
from store import Entry

#: Something is said of work that takes longer than this, in seconds.
PATIENCE = 0.5
#: What an operator can add where the copy does not say it.
CAN_BE_ASKED = {"unit-unknown": "unit", "year-unknown": "year"}


@dataclass(eq=False)
class Copy:
    """A file to be imported: what was told of it, and what became of it."""

    path: Path
    unit: str | None = None
    year: int | None = None
    reading: Reading | None = None
    error: GiprError | None = None
    entry: Entry | None = None

    def read(self, workspace: Workspace) -> Reading:
        """Reads the file. Raises GiprError where it can't be read as a report."""
        return read_for_import(workspace, self.path, unit=self.unit, year=self.year)


class CopyReading:
    """The reading of one copy for a screen. ``done`` is called with it, ``left`` where there will be none.

    ``refused`` is told why, where the file can't be read; without it the screen below says so.
    """

    def __init__(
        self,
        screen: GiprScreen,
        copy: Copy,
        done: Callable[[Reading], object],
        left: Callable[[], object],
        refused: Callable[[GiprError], object] | None = None,
    ) -> None:
        self._screen = screen
        self._copy = copy
        self._done = done
        self._left = left
        self._refused = refused

    def begin(self) -> None:
        """Reads; no key is kept waiting."""
        workspace, copy = self._screen.gipr.workspace, self._copy
        behind(self._screen.app, lambda: copy.read(workspace), self._was_read, self._failed)

    def _was_read(self, reading: Reading) -> None:
        self._copy.reading, self._copy.error = reading, None
        self._done(reading)

    def _failed(self, error: GiprError) -> None:
        """Asks for the unit or the year where the copy does not say them; else goes back and says why."""
        if self._screen not in self._screen.app.screen_stack:
            return
        if what := CAN_BE_ASKED.get(error.code):
            self._ask(what)
            return
        self._copy.error = error
        self._left()
        if self._refused:
            self._refused(error)
        elif isinstance(below := self._screen.app.screen, GiprScreen):
            below.call_after_refresh(below.complain, error)

    def _ask(self, what: str) -> None:
        text, path = self._screen.text, self._copy.path
        guess = guessed_unit(path) if what == "unit" else str(guessed_year(path) or "")
        field = Field(what, text(f"field.{what}"), guess, proposed=True)
        sentence = text(f"importing.{what}-unknown", file=path.name)
        ask = Dialog(text, text("dialog.import"), [field], self._told, [sentence])

        def answered(taken: bool | None) -> None:
            if not taken:
                self._left()

        self._screen.app.push_screen(ask, answered)

    def _told(self, values: Mapping[str, str]) -> None:
        if "unit" in values:
            self._copy.unit = check_unit(values["unit"])
        if "year" in values:
            year = year_typed(values["year"])
            if year is None:
                raise UsageError("year-empty")
            self._copy.year = check_year(year)
        self._screen.call_after_refresh(self.begin)

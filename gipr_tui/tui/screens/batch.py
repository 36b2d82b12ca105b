"""Many copies: read one after another behind the operator's back, a line for each; those without a doubt go in at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult

from gipr_tui.errors import GiprError
from gipr_tui.forms import Severity
from gipr_tui.readers import Reading
from gipr_tui.tui.actions import BATCH
from gipr_tui.tui.behind import behind
from gipr_tui.tui.glyphs import CROSS_SIGN, DONE, SIGNS, crop, pad
from gipr_tui.tui.screens.base import GiprScreen
from gipr_tui.tui.screens.importing import PATIENCE, Copy, ImportScreen, can_be_asked
from gipr_tui.tui.widgets.lines import Bar, LineList, Pieces
from gipr_tui.tui.widgets.said import Said
from gipr_tui.workspace.doubts import Doubt, items_of
from gipr_tui.workspace.imports import read_for_import, with_remarks
from gipr_tui.workspace.wording import error_sentence
from store import Key

_BAR = 20


class _Copies(LineList, can_focus=True):
    """One file a line."""

    def __init__(self, screen: BatchScreen) -> None:
        super().__init__(id="files")
        self._screen = screen

    @property
    def count(self) -> int:
        return len(self._screen.copies)

    def line(self, index: int) -> Pieces:
        return self._screen.described(index, self.size.width)

    def move_to(self, index: int) -> None:
        super().move_to(index)
        self._screen.moved()


class BatchScreen(GiprScreen):
    """A summary of every file, and what became of it."""

    name_in_registry = BATCH
    DEFAULT_CSS = "BatchScreen #said { height: 2; }"

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__()
        self.copies = [Copy(path) for path in files]
        self._list = _Copies(self)
        self._facts, self._columns = Bar(id="facts"), Bar(id="columns")
        self._said = Said(id="said")
        self._next = 0
        self._keeping: list[Copy] = []
        self._kept = 0
        self._patient = False
        self._gone = False

    def compose(self) -> ComposeResult:
        yield self.title_bar
        yield self._facts
        yield self._columns
        yield self._list
        yield self._said
        yield self.key_bar

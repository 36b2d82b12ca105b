"""What stands on a terminal that is too small for anything else."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from gipr_tui.locale import Catalogue

LEAST_COLUMNS, LEAST_LINES = 60, 20


def is_too_small(size: Size) -> bool:
    """Whether the interface has no room on a terminal of that size."""
    return size.width < LEAST_COLUMNS or size.height < LEAST_LINES


class TooSmallScreen(ModalScreen[None]):
    """Says how large the terminal is and must be. Keys other than those that leave the program do nothing."""

    DEFAULT_CSS = """
    TooSmallScreen { background: ansi_default; }
    TooSmallScreen Static { height: 1fr; }
    """

    def __init__(self, text: Catalogue) -> None:
        super().__init__()
        self._text = text
        self._sentence = Static(markup=False)

    def compose(self) -> ComposeResult:
        yield self._sentence

    def on_mount(self) -> None:
        self._say(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        self._say(event.size)

    def _say(self, size: Size) -> None:
        words = {"width": size.width, "height": size.height, "columns": LEAST_COLUMNS, "lines": LEAST_LINES}
        self._sentence.update(Text(self._text("size.too-small", **words)))

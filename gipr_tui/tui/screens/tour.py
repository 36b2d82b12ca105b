"""The first-run tour: how to fill in, check and print, on one screen."""

from __future__ import annotations

from itertools import chain, repeat

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from gipr_tui.locale import Catalogue
from gipr_tui.text.wrap import iter_lines
from gipr_tui.tui.glyphs import pad
from gipr_tui.tui.widgets.lines import Bar, Pieces, ReadingLines

#: What the tour tells, in its order: ``tour.<name>`` under the heading ``tour.<name>-title``.
PARTS = ("list", "fill", "check", "text", "print", "keep", "find")
_TITLE_WIDTH, _WIDEST = 10, 92


class TourScreen(ModalScreen[None]):
    """Shows the tour; any key goes on to the program."""

    DEFAULT_CSS = "TourScreen { background: ansi_default; }"

    def __init__(self, text: Catalogue) -> None:
        super().__init__()
        self._text = text
        self._lines = ReadingLines(self._told)
        self._title = Bar("title")
        self._title.show([(f" {text('tour.title')} ", "title")], [(text("tour.close") + " ", "title-dim")])

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._lines

    def _told(self, width: int) -> list[Pieces]:
        parts = [self._part(part, min(width, _WIDEST) - _TITLE_WIDTH - 3) for part in PARTS]
        spare = self.app.size.height - 1 - sum(map(len, parts))
        gap: list[Pieces] = [[]] if spare >= len(parts) else []
        return [line for part in parts for line in (*gap, *part)]

    def _part(self, part: str, room: int) -> list[Pieces]:
        titles = chain([self._text(f"tour.{part}-title")], repeat(""))
        return [
            [("  ", "plain"), (pad(title, _TITLE_WIDTH), "caption"), (line.rstrip(), "plain")]
            for title, line in zip(titles, iter_lines(self._text(f"tour.{part}"), room), strict=False)
        ]

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self.dismiss()

    def on_click(self) -> None:
        self.dismiss()

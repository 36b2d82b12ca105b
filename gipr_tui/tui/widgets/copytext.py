"""The text of a copy around the place one looks at: its lines with their numbers, and the source marked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from gipr_tui.text.clean import clean_line
from gipr_tui.tui.glyphs import chunks
from gipr_tui.tui.widgets.lines import Piece, strip_of

Span = tuple[int, int]

#: The most characters of one line of a copy that are shown.
_LONGEST = 200_000


class CopyText(Widget):
    """Lines of a copy, wrapped; :meth:`show` brings one of them into view, and marks a part of it."""

    DEFAULT_CSS = "CopyText { height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[str] = ()
        self._wrapped: dict[int, list[str]] = {}
        self._number = 0
        self._span: Span | None = None
        #: The line and the piece of it in the first row in view.
        self._top = (0, 0)

    def use(self, lines: Sequence[str]) -> None:
        """Shows another copy."""
        self._lines, self._wrapped = lines, {}
        self._number, self._span, self._top = 0, None, (0, 0)
        self.refresh()

    def show(self, number: int, span: Span | None) -> None:
        """Brings line ``number``, counted from 1, into view and marks ``span`` in it; with 0 everything stays in view."""
        self._number, self._span = number, span
        if 0 < number <= len(self._lines):
            row = self._row_of(number - 1, span[0] if span else 0)
            self._top = self._stepped((number - 1, row), -(self.size.height // 3))
        self.refresh()

    def scroll_by(self, rows: int) -> None:
        """Shows what stands above or below."""
        self._top = self._stepped(self._top, rows)
        self.refresh()

    def on_resize(self) -> None:
        self._wrapped = {}
        self.show(self._number, self._span)

    def _pieces(self, index: int) -> list[str]:
        if index not in self._wrapped:
            room = max(8, self.size.width - self._gutter - 1)
            self._wrapped[index] = chunks(self._lines[index][:_LONGEST].replace("\t", " "), room)
        return self._wrapped[index]

    def _row_of(self, index: int, character: int) -> int:
        end = 0
        for row, piece in enumerate(self._pieces(index)):
            end += len(piece)
            if character < end:
                return row
        return 0

    def _stepped(self, at: tuple[int, int], rows: int) -> tuple[int, int]:
        """The row so many rows further on or back, as far as there are any."""
        index, row = at
        if not self._lines:
            return (0, 0)
        row += rows
        while row < 0 and index > 0:
            index -= 1
            row += len(self._pieces(index))
        while row >= len(self._pieces(index)) and index < len(self._lines) - 1:
            row -= len(self._pieces(index))
            index += 1
        return index, max(0, min(row, len(self._pieces(index)) - 1))

    @property
    def _gutter(self) -> int:
        return len(str(max(1, len(self._lines)))) + 2

    def wheel(self, lines: int) -> None:
        """The wheel of the mouse was turned by so many lines."""
        self.scroll_by(lines)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index, row = self._stepped(self._top, y)
        if not self._lines or (self._stepped(self._top, y - 1) == (index, row) and y):
            return strip_of([], width)
        is_current = index == self._number - 1
        name = str(index + 1).rjust(self._gutter - 1) if row == 0 or y == 0 else " " * (self._gutter - 1)
        mark = ">" if is_current and (row == 0 or y == 0) else " "
        return strip_of([(name, "key" if is_current else "dim"), (mark, "key"), *self._marked(index, row)], width)

    def _marked(self, index: int, row: int) -> list[Piece]:
        """A row in pieces, with what is marked of it apart."""
        pieces = self._pieces(index)
        text = pieces[row]
        role = "plain" if index == self._number - 1 else "dim"
        if self._span is None or role == "dim":
            return [(clean_line(text), role)]
        before = sum(map(len, pieces[:row]))
        start, end = (max(0, min(place - before, len(text))) for place in self._span)
        return [(text[:start], role), (text[start:end], "found"), (text[end:], role)]

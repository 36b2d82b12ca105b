"""Tables drawn with box characters, as browsers for terminals print them: the lines bound the cells, merged ones too.

Every cell is what stands between its lines, over however many lines of text it was wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gipr_tui.readers.grids.model import GridCell, Table
from gipr_tui.text.wrap import columns_of

_BOX = "│┃║├┤┼┌┐└┘┬┴╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋"
_DRAWN = re.compile(f"[{_BOX}]|^[+|].*[+|]$")
_RULED = re.compile(rf"[{_BOX}]|^[^\S\n]*\+[-=+]*[-=]{{3}}[-=+]*\+[^\S\n]*$", re.MULTILINE)

_LIGHT = str.maketrans("┃║╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋━═", "││┌┐└┘├┤┬┴┼┌┐└┘├┤┬┴┼──")
_PLAIN = str.maketrans("|+-=", "│┼──")
_TO_RIGHT, _DOWN, _TO_LEFT = "┌├┬┼└┴─", "┌┐├┤┬┼│", "┐┤┬┼┘┴─"
_CORNERS, _LINES = "┌├┬┼", "─│┌┐└┘├┤┬┴┼+-=|"

#: The most lines of one drawn table, and the most columns of the page it may take.
MAX_HEIGHT, MAX_WIDTH = 3000, 1000

#: A corner of a cell: its line and its column of the page.
_Place = tuple[int, int]


def has_drawings(text: str) -> bool:
    """Whether a text may hold drawn tables."""
    return bool(_RULED.search(text))


def is_drawn(line: str) -> bool:
    """Whether a line, without its padding, may be one of a drawn table."""
    return bool(_DRAWN.search(line))


class _Page:
    """A drawing, by lines and columns of the page: its text, and what of it can be lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        texts = [columns_of(line.translate(_LIGHT)) for line in lines]
        self.width = max(map(len, texts))
        self.texts = [row + [" "] * (self.width - len(row)) for row in texts]
        plain = not any(char in _BOX for line in lines for char in line)
        self.rows = [[char.translate(_PLAIN) for char in row] for row in self.texts] if plain else self.texts

    def cells(self) -> Iterator[tuple[_Place, _Place]]:
        """The upper left and the lower right corner of each cell."""
        for y, row in enumerate(self.rows):
            for x, char in enumerate(row):
                if char and char in _CORNERS and (end := self._end(y, x)):
                    yield (y, x), end

    def _end(self, top: int, left: int) -> _Place | None:
        """The lower right corner of the cell that begins at ``top`` and ``left``, where its lines bound it.

        Among plain signs a ``+`` may end a line or let it pass: it counts where the line goes on behind it.
        """
        below, beside = range(top + 1, len(self.rows)), range(left + 1, self.width)
        right = next((x for x in beside if self._is(top, x, _DOWN) and self._is(top + 1, x, _DOWN)), 0)
        bottom = next((y for y in below if self._is(y, left, _TO_RIGHT) and self._is(y, left + 1, _TO_LEFT)), 0)
        if not right or not bottom or not all(self._is(top, x, _TO_RIGHT + _TO_LEFT) for x in range(left + 1, right)):
            return None
        sides = all(self._is(y, x, _DOWN) for y in range(top + 1, bottom) for x in (left, right))
        return (bottom, right) if sides else None

    def _is(self, y: int, x: int, chars: str) -> bool:
        inside = y < len(self.rows) and x < self.width
        return inside and bool(self.rows[y][x]) and self.rows[y][x] in chars

    def text(self, top: int, left: int, bottom: int, right: int) -> str:
        """What stands in a cell; its lines are joined without a space, as Chinese is wrapped."""
        return "".join("".join(self.texts[y][left + 1 : right]).strip() for y in range(top + 1, bottom))


def drawn_table(lines: Sequence[str], first: int) -> Table | None:
    """The table that ``lines`` draw, the first of which has the number ``first``; None where not all of it is in cells."""
    if len(lines) > MAX_HEIGHT or max(map(len, lines)) > MAX_WIDTH:
        return None
    page = _Page(lines)
    corners = list(page.cells())
    down = sorted({y for corner in corners for y, _ in corner})
    across = sorted({x for corner in corners for _, x in corner})
    row_of, column_of = ({place: index for index, place in enumerate(places)} for places in (down, across))
    cells = []
    for (top, left), (bottom, right) in corners:
        row, column = row_of[top], column_of[left]
        text = page.text(top, left, bottom, right)
        cells.append(GridCell(text, first + top + 1, row, column, row_of[bottom] - row, column_of[right] - column))
    inside = sum(_is_written(char) for cell in cells for char in cell.text)
    written = sum(_is_written(char) for row in page.texts for part in row for char in part)
    return Table(cells, [first + top + 1 for top in down[:-1]]) if cells and inside == written else None


def _is_written(char: str) -> bool:
    return char not in _LINES and not char.isspace()

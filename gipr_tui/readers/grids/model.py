"""A copy's table as a rectangular grid: which cell stands at each position, also where cells are merged.

A copy is a sequence of parts in document order: lines (its paragraphs) and tables. Every line and every cell has the
number of the line it stands on in the copy; where a copy is no text, its paragraphs and table rows are counted as lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gipr_tui.readers.page_text.lines import Line

#: The most columns and rows that a table is read with. The widest published table has some twenty columns.
MAX_COLUMNS, MAX_ROWS = 100, 10_000

#: The most positions of one table's grid; a table that claims more is cut off below.
MAX_POSITIONS = 200_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its text, its line, its upper left position, and how many rows and columns it is merged over.

    ``unsure``: its text and its neighbour's can't be told apart.
    """

    text: str
    line: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    unsure: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """The first grid column that the cell covers, and the one after its last."""
        return self.column, self.column + self.columns


@dataclass(frozen=True, slots=True)
class Loose:
    """A cell as a table's source gives it: without a position, only its text and how far it is merged."""

    text: str
    rows: int = 1
    columns: int = 1
    unsure: bool = False


class Table:
    """A grid of cells. ``lines`` are the line numbers of its rows; cells that would cover one another give way.

    ``family`` is the same in the parts of one table: their columns stand below one another. ``loose`` says that its rows
    were lines of text, from which cells at the end, or others, may have been lost.
    """

    def __init__(
        self, cells: Iterable[GridCell], lines: Sequence[int], family: int = 0, *, loose: bool = False
    ) -> None:
        self.lines = tuple(lines)
        self.loose = loose
        self.height = len(self.lines)
        self.family = family or self.line
        self._at: dict[tuple[int, int], GridCell] = {}
        kept = []
        for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
            if (cell.row, cell.column) in self._at or cell.row >= self.height or len(self._at) >= MAX_POSITIONS:
                continue
            kept.append(cell)
            for row in range(cell.row, min(cell.row + cell.rows, self.height)):
                for column in range(cell.column, min(cell.column + cell.columns, MAX_COLUMNS)):
                    self._at.setdefault((row, column), cell)
        self.cells = tuple(kept)
        self.width = max((column + 1 for _, column in self._at), default=0)

    @property
    def line(self) -> int:
        """The line of the first row."""
        return self.lines[0] if self.lines else 0

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a position, or None where the grid has a hole."""
        return self._at.get((row, column))

    @cached_property
    def rows(self) -> tuple[tuple[GridCell, ...], ...]:
        """For each row the cells that cover it, from left to right, each once."""
        return tuple(tuple(self._across(row)) for row in range(self.height))

    def _across(self, row: int) -> Iterator[GridCell]:
        before: GridCell | None = None
        for column in range(self.width):
            cell = self.at(row, column)
            if cell is not None and cell is not before:
                yield cell
            before = cell

    def part(self, first: int, after: int) -> Table:
        """The rows from ``first`` up to ``after`` as a table of their own; merged cells are cut at its edges."""
        cells = [
            GridCell(
                cell.text,
                cell.line,
                max(cell.row, first) - first,
                cell.column,
                min(cell.row + cell.rows, after) - max(cell.row, first),
                cell.columns,
                cell.unsure,
            )
            for cell in self.cells
            if cell.row < after and cell.row + cell.rows > first
        ]
        return Table(cells, self.lines[first:after], self.family, loose=self.loose)


#: One part of a copy.
Part = Line | Table


def lay_cells(rows: Sequence[Sequence[Loose]], lines: Sequence[int], *, loose: bool = False) -> Table:
    """The grid of rows of merged cells, laid as HTML says: each cell at the first position that is still free.

    ``rows`` 0 of a cell means down to the table's end. ``lines`` are the rows' line numbers; for ``loose`` see :class:`Table`.
    """
    rows = rows[:MAX_ROWS]
    covered: dict[int, int] = {}  # column -> the first row that a merged cell from above no longer covers
    cells: list[GridCell] = []
    positions = 0
    for row, given in enumerate(rows):
        column = 0
        for cell in given:
            while covered.get(column, 0) > row:
                column += 1
            breadth = min(max(cell.columns, 1), MAX_COLUMNS - column)
            positions += breadth
            if breadth <= 0 or positions > MAX_POSITIONS:
                break
            depth = min(cell.rows or len(rows), len(rows) - row)
            cells.append(GridCell(cell.text, lines[row], row, column, depth, breadth, cell.unsure))
            covered |= dict.fromkeys(range(column, column + breadth), row + depth)
            column += breadth
    return Table(cells, lines[: len(rows)], loose=loose)

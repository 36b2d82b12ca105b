"""A table whose column groups stand down its side: section four with a row for each kind of case, and a column a result.

Its rows are read as the form has them, each under a head of its own: the groups at its side above the results above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gipr_tui.forms import Node, all_nodes
from gipr_tui.readers.grids.model import GridCell, Table
from gipr_tui.readers.page_text.labels import Role, Vocabulary
from gipr_tui.readers.page_text.rows import Box, BoxKind, Row, RowKind
from gipr_tui.text.fold import fold

_FIGURES = (BoxKind.FIGURE, BoxKind.BLANK)


class TurnedTable:
    """A table's rows, if its head names the columns that every group of the form's table has, and nothing else of it."""

    def __init__(self, table: Table, boxes: Mapping[GridCell, Box], vocabulary: Vocabulary) -> None:
        self._table, self._boxes = table, boxes
        groups = [node for node in columns_without_rows(vocabulary) if node.nodes]
        self._groups = {fold(node.label) for node in groups}
        self._lowest = {fold(node.label) for node in groups if _is_lowest(node)}
        results = [sorted(fold(leaf.label) for leaf in node.nodes) for node in groups if _is_lowest(node)]
        first = next((row for row in range(table.height) if any(cell.text for cell in table.rows[row])), 0)
        head = [cell for cell in (table.rows[first] if table.height else ()) if self._key(cell)]
        fits = sorted(map(self._key, head)) in results and all(cell.rows == 1 for cell in head)
        self.head = first if fits and self._groups_below(first) else None
        self._results = head

    def row(self, index: int) -> Iterator[Row] | None:
        """The rows that row ``index`` of the table is in the form, or None where it is none with a group at its side."""
        if self.head is None or index < self.head:
            return None
        cells = self._table.rows[index]
        left = self._results[0].column
        if index == self.head:
            others = tuple(self._boxes[cell] for cell in cells if cell.text and cell not in self._results)
            return iter([Row(RowKind.PLAIN, others, values=others, whole=True)] if others else [])
        groups = [cell for cell in cells if cell.text and cell.column < left]
        values = [self._boxes[cell] for cell in cells if cell.column >= left]
        if not groups or any(self._key(cell) not in self._groups for cell in groups):
            return None
        if any(cell.rows > 1 for cell in cells if cell.column >= left) or any(
            box.kind not in _FIGURES for box in values
        ):
            return None
        return self._under_head(groups, values)

    def _under_head(self, groups: Sequence[GridCell], values: Sequence[Box]) -> Iterator[Row]:
        breadth = self._results[0].column, max(cell.span[1] for cell in self._results)
        above = tuple(replace(self._boxes[cell], span=breadth) for cell in groups)
        yield Row(RowKind.HEAD, (*above, *(self._boxes[cell] for cell in self._results)), grid=self._table.family)
        row = Row(RowKind.PLAIN, tuple(values), values=tuple(values))
        yield replace(row, grid=self._table.family, loose=self._table.loose)

    def _key(self, cell: GridCell) -> str:
        label = self._boxes[cell].label
        return label.key if label and Role.COLUMN in label.roles else ""

    def _groups_below(self, head: int) -> bool:
        """Whether the rows below the head name every group of results: one that is lacking may stand where another should."""
        named = {self._key(cell) for row in self._table.rows[head + 1 :] for cell in row}
        return bool(self._lowest) and self._lowest <= named


def columns_without_rows(vocabulary: Vocabulary) -> list[Node]:
    """All columns, and groups of them, of the form's tables whose rows have no names."""
    tables = [table for table in vocabulary.tables if not any(row.label for row in table.rows)]
    return [node for table in tables for node in all_nodes(table.columns)]


def _is_lowest(node: Node) -> bool:
    return not any(below.nodes for below in node.nodes)

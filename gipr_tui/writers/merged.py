"""The form's tables as rows of merged cells, as the official form draws them and web pages and documents hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gipr_tui.forms import LaidTable, Span
from gipr_tui.report.model import Report


class Part(StrEnum):
    """What a cell of a table is."""

    CAPTION = "caption"
    HEADER = "header"
    LABEL = "label"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class MergedCell:
    """A cell, and how many rows and columns it reaches over."""

    part: Part
    text: str
    rows: int = 1
    columns: int = 1


MergedRow = list[MergedCell]


def merged_rows(report: Report, tables: Sequence[LaidTable]) -> list[MergedRow]:
    """``tables``, which stand joined one below another, row by row. Each cell stands in the row that it begins in.

    A table with fewer columns than the widest has its last ones wider.
    """
    width = max(_label_columns(table) + len(table.leaf_columns) for table in tables)
    return [row for table in tables for row in _rows(report, table, width)]


def grid_width(rows: Sequence[MergedRow]) -> int:
    """How many columns the grid of ``rows`` has."""
    return sum(cell.columns for cell in rows[0])


def _label_columns(table: LaidTable) -> int:
    named = [path for path in table.row_paths if any(node.label for node in path)]
    return max(map(len, named), default=0)


def _rows(report: Report, table: LaidTable, width: int) -> list[MergedRow]:
    labels = _label_columns(table)
    spare = width - labels - len(table.leaf_columns)
    caption = table.table.caption
    rows = [[MergedCell(Part.CAPTION, caption, 1, width)]] if caption else []
    rows += _header(table, labels, spare)
    for index, addresses in enumerate(table.addresses):
        row = _labels(table, labels, index)
        row += (MergedCell(Part.FIGURE, report.value(address).text) for address in addresses[:-1])
        row.append(MergedCell(Part.FIGURE, report.value(addresses[-1]).text, 1, 1 + spare))
        rows.append(row)
    return rows


def _header(table: LaidTable, labels: int, spare: int) -> list[MergedRow]:
    depth = max(span.depth for span in table.column_spans) + 1
    rows: list[MergedRow] = [[] for _ in range(depth)]
    if labels:
        rows[0].append(MergedCell(Part.HEADER, table.table.corner, depth, labels))
    last = len(table.leaf_columns)
    for node, level, first, after in table.column_spans:
        columns = after - first + (spare if after == last else 0)
        rows[level].append(MergedCell(Part.HEADER, node.label, 1 if node.nodes else depth - level, columns))
    return rows


def _labels(table: LaidTable, labels: int, index: int) -> MergedRow:
    """The labels that begin in a row, groups before the row's own."""
    if not labels:
        return []
    begun: list[Span] = [span for span in table.row_spans if span.first == index]
    return [
        MergedCell(
            Part.LABEL,
            span.node.label,
            span.after - span.first,
            1 if span.node.nodes else labels - span.depth,
        )
        for span in begun
    ]

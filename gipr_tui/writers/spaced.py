"""Tables without borders: labels indented by their depth, figures in columns, headers that end where their column ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gipr_tui.forms import Node
from gipr_tui.text.width import display_width, pad
from gipr_tui.text.wrap import LABEL_STEP as STEP
from gipr_tui.text.wrap import columns_of, narrowest
from gipr_tui.writers.columns import Align, lay, put
from gipr_tui.writers.filled import Entry, FilledTable
from gipr_tui.writers.labels import header_widths, label_lines, label_width
from gipr_tui.writers.widths import LabelNeeds, Shares, share

_LEAST_LABEL = 10


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of labels: a group's, or one with figures."""

    label: str
    depth: int
    entries: tuple[Entry, ...]


def spaced_tables(tables: Sequence[FilledTable], width: int) -> list[list[str]]:
    """The lines of each of ``tables``, ``width`` columns wide or as wide as their figures need."""
    rows = [_rows(table) for table in tables]
    needs = [_label_needs(table, lines) for table, lines in zip(tables, rows, strict=True)]
    gap = max(map(_gap, tables))
    shares = share(tables, needs, width, lambda figures, labels: gap * (figures - 1 + labels))
    return [_table(*parts, gap) for parts in zip(tables, rows, shares, strict=True)]


def _gap(table: FilledTable) -> int:
    """The columns between two columns of text: more than any label holds, so that a label's end can be told."""
    has_spaces = any(char.isspace() for leaf in table.laid.leaf_columns for char in leaf.label)
    return 2 if table.label_columns or has_spaces else 1


def _rows(table: FilledTable) -> list[_Row]:
    spans = table.laid.row_spans
    return [_Row(node.label, depth, () if node.nodes else table.entries[first]) for node, depth, first, _ in spans]


def _label_needs(table: FilledTable, rows: Sequence[_Row]) -> LabelNeeds | None:
    if not table.label_columns:
        return None
    steps = [[_LEAST_LABEL], [0], [0], [0]]
    for row in rows:
        offset = STEP * row.depth
        steps[0].append(offset + STEP + max(_LEAST_LABEL, narrowest(row.label)))
        for lines in (1, 2, 3):
            steps[-lines].append(offset + STEP * (lines > 1) + label_width(row.label, lines))
    return LabelNeeds(*(max(step) for step in steps))


def _table(table: FilledTable, rows: Sequence[_Row], shares: Shares, gap: int) -> list[str]:
    widths = [*([shares.label] if table.label_columns else []), *shares.figures]
    columns = _Columns(table, widths, gap)
    texts = [*columns.header(), *(line for row in rows for line in _row_lines(row, table, shares))]
    aligns: list[Align] = ["right"] * len(widths)
    if table.label_columns:
        aligns[0] = "left"
    # tabulate drops white space at the end of a line unless a border follows
    lines = [line[1:-1] for line in lay(texts, widths, aligns, " " * gap, "|")]
    columns.put_groups(lines)
    caption = label_lines(table.laid.table.caption, columns.ends[-1])
    return [*caption, *(line.rstrip(" ") for line in lines)]


class _Columns:
    """The columns of a table on the page, and the headers over them."""

    def __init__(self, table: FilledTable, widths: Sequence[int], gap: int) -> None:
        self.labels = 1 if table.label_columns else 0
        self.table, self.widths = table, widths
        self.starts = [sum(widths[:index]) + gap * index for index in range(len(widths))]
        self.ends = [start + width for start, width in zip(self.starts, widths, strict=True)]
        self.spans = table.laid.column_spans
        self.leaf_widths = header_widths(widths[self.labels :])
        self.heights = self._heights()

    def _pieces(self, node: Node, first: int, after: int) -> tuple[str, ...]:
        """The lines of a header."""
        start, end = self.starts[self.labels + first], self.ends[self.labels + after - 1]
        return label_lines(node.label, end - start if node.nodes else self.leaf_widths[first])

    def _corner(self) -> tuple[str, ...]:
        return label_lines(self.table.laid.table.corner, self.widths[0]) if self.labels else ()

    def _heights(self) -> list[int]:
        """The lines that each level of headers takes."""
        heights = [1] * self.table.header_rows
        for node, depth, first, after in sorted(self.spans, key=lambda span: -span[1]):
            last = depth if node.nodes else len(heights) - 1
            missing = len(self._pieces(node, first, after)) - sum(heights[depth : last + 1])
            heights[last] += max(0, missing)
        heights[-1] += max(0, len(self._corner()) - sum(heights))
        return heights

    def header(self) -> list[list[str]]:
        """The lines above the figures, with the headers of single columns and the corner over the labels."""
        lines = [[""] * len(self.widths) for _ in range(sum(self.heights))]
        texts = [self._pieces(node, first, after) for node, _, first, after in self.spans if not node.nodes]
        for column, pieces in enumerate([self._corner(), *texts] if self.labels else texts):
            for index, piece in enumerate(reversed(pieces), 1):
                lines[-index][column] = piece
        return lines

    def put_groups(self, lines: list[str]) -> None:
        """Writes the headers of groups of columns, each in the middle over its columns."""
        for node, depth, first, after in self.spans:
            if not node.nodes:
                continue
            start, end = self.starts[self.labels + first], self.ends[self.labels + after - 1]
            pieces = self._pieces(node, first, after)
            for index, piece in enumerate(pieces, sum(self.heights[: depth + 1]) - len(pieces)):
                columns = columns_of(lines[index])
                put(columns, start, pad(piece, end - start, "center"))
                lines[index] = "".join(columns)


def _row_lines(row: _Row, table: FilledTable, shares: Shares) -> list[list[str]]:
    """The lines of a row. Its label begins on the first one, its figures stand on the last one."""
    label = _label(row, shares.label) if table.label_columns else []
    figures: list[tuple[str, ...]] = [()] * len(shares.figures)
    if row.entries:
        figures = [entry.lines(width) for entry, width in zip(row.entries, shares.figures, strict=True)]
    height = max(1, len(label), *map(len, figures))
    columns = [[*label, *[""] * (height - len(label))]] if table.label_columns else []
    columns += [[*[""] * (height - len(lines)), *lines] for lines in figures]
    return [list(line) for line in zip(*columns, strict=True)]


def _label(row: _Row, width: int) -> list[str]:
    offset = STEP * row.depth
    if display_width(row.label) <= width - offset:
        return [" " * offset + row.label]
    first, *further = label_lines(row.label, width - offset - STEP)
    return [" " * offset + first, *(" " * (offset + STEP) + line for line in further)]

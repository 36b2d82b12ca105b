"""The form's tables as grids with merged cells: captions, header trees, groups of rows."""

from __future__ import annotations

from collections.abc import Sequence

from gipr_tui.text.wrap import narrowest
from gipr_tui.writers.columns import Align
from gipr_tui.writers.filled import FilledTable
from gipr_tui.writers.labels import header_widths, label_lines, label_width
from gipr_tui.writers.ruled import Area, Pen, Sheet, draw
from gipr_tui.writers.widths import LabelNeeds, Shares, share

#: From this width on a column of labels keeps a space on both sides.
_ROOMY = 18
_LEAST_LABEL, _LEAST_GROUP = 8, 4


def ruled_lines(tables: Sequence[FilledTable], width: int, pen: Pen) -> list[str]:
    """``tables`` with borders, one on another, ``width`` columns wide or as wide as their figures need."""
    groups = [_group_widths(table) for table in tables]
    needs = [_label_needs(table, widths) for table, widths in zip(tables, groups, strict=True)]
    shares = share(tables, needs, width, lambda figures, labels: figures + 1 + labels)
    return draw([_sheet(*parts) for parts in zip(tables, groups, shares, strict=True)], pen)


def _group_widths(table: FilledTable) -> list[int]:
    """The widths of the narrow columns that groups of rows have their labels in, one for each depth."""
    widths = [_LEAST_GROUP] * max(0, table.label_columns - 1)
    for node, depth, first, after in table.laid.row_spans:
        if node.nodes:
            lines = 2 * (after - first) - 1
            widths[depth] = max(widths[depth], narrowest(node.label), label_width(node.label, lines))
    return widths


def _label_needs(table: FilledTable, groups: Sequence[int]) -> LabelNeeds | None:
    if not table.label_columns:
        return None
    steps = [[_LEAST_LABEL], [0], [0], [0]]
    for path in table.laid.row_paths:
        label, offset = path[-1].label, sum(groups[: len(path) - 1]) + len(path) - 1
        steps[0].append(offset + max(_LEAST_LABEL, narrowest(label)))
        for lines in (1, 2, 3):
            steps[-lines].append(offset + label_width(label, lines) + 2)
    return LabelNeeds(*(max(step) for step in steps))


def _sheet(table: FilledTable, groups: Sequence[int], shares: Shares) -> Sheet:
    label_columns = table.label_columns
    leaf = shares.label - sum(groups) - len(groups)
    widths = (*((*groups, leaf) if label_columns else ()), *shares.figures)
    first_row = 1 if table.laid.table.caption else 0
    areas = [*_header(table, widths, first_row), *_rows(table, widths, first_row + table.header_rows)]
    if first_row:
        caption = label_lines(table.laid.table.caption, sum(widths) + len(widths) - 1)
        areas.append(Area(0, 1, 0, len(widths), caption, "center"))
    aligns: list[Align] = ["left"] * label_columns
    aligns += ["right"] * len(shares.figures)
    rows = first_row + table.header_rows + len(table.entries)
    return Sheet(rows, widths, tuple(aligns), tuple(areas))


def _width_of(widths: Sequence[int], left: int, right: int) -> int:
    return sum(widths[left:right]) + right - left - 1


def _header(table: FilledTable, widths: Sequence[int], first_row: int) -> list[Area]:
    """The corner over the labels, and the tree of headers over the figures."""
    depth, labels = table.header_rows, table.label_columns
    areas = []
    if labels:
        corner = label_lines(table.laid.table.corner, _width_of(widths, 0, labels))
        areas.append(Area(first_row, first_row + depth, 0, labels, corner, "center"))
    leaf_widths = header_widths(widths[labels:])
    for node, level, first, after in table.laid.column_spans:
        left, right = labels + first, labels + after
        bottom = level + 1 if node.nodes else depth
        room = _width_of(widths, left, right) if node.nodes else leaf_widths[first]
        lines = label_lines(node.label, room)
        areas.append(Area(first_row + level, first_row + bottom, left, right, lines, "center"))
    return areas


def _label_margin(table: FilledTable, widths: Sequence[int]) -> int:
    """The space kept on both sides of the labels: none where it would break more of them."""
    if not table.label_columns or widths[table.label_columns - 1] >= _ROOMY:
        return 1
    for path in table.laid.row_paths:
        label, room = path[-1].label, _width_of(widths, len(path) - 1, table.label_columns)
        if len(label_lines(label, max(2, room - 2))) > len(label_lines(label, room)):
            return 0
    return 1


def _rows(table: FilledTable, widths: Sequence[int], first_row: int) -> list[Area]:
    """The labels of rows and groups of rows, and the figures."""
    labels = table.label_columns
    margin = _label_margin(table, widths)
    areas = []
    for node, depth, first, after in table.laid.row_spans if labels else ():
        top, bottom, right = first_row + first, first_row + after, depth + 1 if node.nodes else labels
        padding = 0 if node.nodes else margin
        lines = label_lines(node.label, _width_of(widths, depth, right) - 2 * padding)
        areas.append(Area(top, bottom, depth, right, lines, "center" if node.nodes else "left", padding))
    paddings = [int(width > max(figure, 1)) for width, figure in zip(widths[labels:], table.figures, strict=True)]
    for row, entries in enumerate(table.entries, first_row):
        for column, entry in enumerate(entries):
            left, padding = labels + column, paddings[column]
            lines = entry.lines(widths[left] - padding)
            areas.append(Area(row, row + 1, left, left + 1, lines, "right", padding))
    return areas

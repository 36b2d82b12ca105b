"""A table of one row without a name that a copy gives one row for each of its groups of columns, as the form draws it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gipr_tui.forms import Form, LaidTable, lay_out
from gipr_tui.readers.grids.model import GridCell, Table
from gipr_tui.readers.page_text.lines import Line
from gipr_tui.text.fold import fold

#: A row of a copy's table: its line and its cells.
Cells = tuple[Line, Sequence[str]]


def unfolded(rows: Sequence[Cells], forms: Mapping[str, Form]) -> Table | None:
    """``rows`` with each group's figures put beside one another; None where they are no such table.

    The first row has to name the columns of every group, and the others a group each, all of them in any order.
    """
    tables = (table for form in forms.values() for table in lay_out(form).tables)
    nameless = (table for table in tables if len(table.leaf_rows) == 1 and not table.leaf_rows[0].label)
    return next((found for table in nameless if (found := _as_drawn(rows, table))), None)


def _as_drawn(rows: Sequence[Cells], table: LaidTable) -> Table | None:
    groups: dict[str, list[str]] = {}
    for path in table.column_paths:
        if len(path) < 2:
            return None
        groups.setdefault(fold(path[-2].label), []).append(fold(path[-1].label))
    by_group = {fold(cells[0]): (line, cells[1:]) for line, cells in rows[1:] if cells}
    heads = [[fold(cell) for cell in rows[0][1][1:]]] if rows else []
    if by_group.keys() != groups.keys() or len(rows) - 1 != len(groups) or any(g not in heads for g in groups.values()):
        return None
    if any(len(cells) != len(groups[name]) for name, (_, cells) in by_group.items()):
        return None
    depth = max(len(path) for path in table.column_paths)
    figures = [(cell, line.number) for name in groups for line, cells in [by_group[name]] for cell in cells]
    first = rows[0][0].number
    drawn = [GridCell(text, line, depth, column) for column, (text, line) in enumerate(figures)]
    corner = [GridCell(rows[0][1][0], first, 0, len(figures))] if rows[0][1][0] else []
    return Table([*_head(table, first), *corner, *drawn], [first] * depth + [figures[0][1]])


def _head(table: LaidTable, line: int) -> Iterable[GridCell]:
    for span in table.column_spans:
        yield GridCell(span.node.label, line, span.depth, span.first, 1, span.after - span.first)

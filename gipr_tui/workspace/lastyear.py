"""Last year's figures beside this year's, across local variants and across the change of form.

Only what is exactly the same thing is set beside a cell: the same cell; the sum of a group where this year has one cell for
it; what a form's ``correspondences`` name. One row of last year that became several has no figure for each of them, so
beside those there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from gipr_tui.checks.finding import Number
from gipr_tui.forms import Address, Form, Layout, address_of
from gipr_tui.forms.model import Correspondence
from gipr_tui.report.model import Report
from gipr_tui.report.values import BLANK, Value, ValueKind, parse_value, written


def last_year_figures(report: Report, previous: Report) -> Mapping[Address, Value]:
    """For each cell of ``report`` that has one, the figure of ``previous``, the same unit's report on the year before.

    A cell that was blank then has a blank value here; one without a counterpart is not in it, nor is a sum of which a
    part is blank or can't be read.
    """
    figures: dict[Address, Value] = {}
    for address, sources in _counterparts(report.layout, previous.layout):
        cell = report.layout.cells[address]
        values = [previous.value(source) for source in sources]
        if len(values) == 1:
            figures[address] = values[0]
        elif all(value.kind is ValueKind.BLANK for value in values):
            figures[address] = BLANK
        elif (total := _sum(values)) is not None:
            figures[address] = parse_value(written(total), cell.kind, cell.unit)
    return MappingProxyType(figures)


def difference(now: Value, before: Value) -> Number | None:
    """This year's number less last year's, or None where one of them is no number."""
    return None if now.number is None or before.number is None else now.number - before.number


def _sum(values: Iterable[Value]) -> Number | None:
    numbers = [value.number for value in values]
    return None if None in numbers else sum(number for number in numbers if number is not None)


def _counterparts(layout: Layout, before: Layout) -> Iterator[tuple[Address, tuple[Address, ...]]]:
    """Each cell that has a counterpart on last year's layout, with the cells there whose sum it is."""
    pairs: Iterator[tuple[Address, tuple[Address, ...]]]
    if layout.form.id == before.form.id:
        pairs = ((address, (address,)) for address in layout.cells)
    else:
        pairs = (pair for named in _between(layout.form, before.form) for pair in _named(named, layout))
    for address, sources in pairs:
        found = [_found(layout, before, source) for source in sources]
        if all(found):
            yield address, tuple(cell for cells in found for cell in cells)


def _between(form: Form, before: Form) -> Iterator[Correspondence]:
    """The correspondences between two forms, also for a unit that files on the older form again."""
    yield from (named for named in form.correspondences if named.form == before.id)
    for named in before.correspondences:
        if named.form == form.id and named.each == "cell":
            yield named
        elif named.form == form.id and len(named.sources) == 1:
            yield Correspondence(before.id, named.tables, named.each, named.sources[0], (named.to,))


def _named(named: Correspondence, layout: Layout) -> Iterator[tuple[Address, tuple[Address, ...]]]:
    for table in map(layout.table, named.tables):
        if named.each == "cell":
            yield from ((address, (address,)) for address in table.cells)
        elif named.each == "row":
            for row in table.leaf_rows:
                yield address_of(row.key, named.to), tuple(address_of(row.key, key) for key in named.sources)
        else:
            for column in table.leaf_columns:
                yield address_of(named.to, column.key), tuple(address_of(key, column.key) for key in named.sources)


def _found(layout: Layout, before: Layout, address: Address) -> tuple[Address, ...]:
    """The cells of last year's layout that stand for ``address``: itself, its group's, or those it is the subtotal of."""
    if found := before.expand(address):
        return found
    cell = layout.cells.get(address)
    if cell is None:
        return ()
    table = layout.table(cell.table)
    row = next(path for path in table.row_paths if path[-1].key == cell.row)
    if row[-1].subtotal and len(row) > 1:
        return before.expand(address_of(row[-2].key, cell.column))
    column = next(path for path in table.column_paths if path[-1].key == cell.column)
    if column[-1].subtotal and len(column) > 1:
        parts = tuple(address_of(cell.row, leaf.key) for leaf in column[-2].leaves() if not leaf.subtotal)
        return parts if all(part in before.cells for part in parts) else ()
    return ()

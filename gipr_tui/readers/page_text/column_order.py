"""In which order the columns of a table stand whose head does not say so for certain.

The form fixes their order; few copies change it, and many heads come in another order than their columns: merged headers
stand between the lines, or with a breadth that is not theirs. The rows' own totals tell which it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gipr_tui.forms import Address, Node, address_of
from gipr_tui.readers.page_text.placement import ColumnDoubt, Ordered, Placement, table_name
from gipr_tui.readers.page_text.rows import Box, text_of
from gipr_tui.readers.sums import Balance
from gipr_tui.report.model import Unplaced
from gipr_tui.report.values import parse_value

#: One row in so many may have a wrong total where only totals say that the columns stand as the form has them.
_MOST_FAILING = 5


def settle_columns(placement: Placement, balances: Sequence[Balance]) -> None:
    """Puts the figures of tables with a doubtful head where the form, or their totals, have them, with a note."""
    for doubt in placement.doubts.values():
        official, rows = doubt.table.leaf_columns, len(_telling(doubt))
        agreeing = _agreeing(doubt, official, placement, balances)
        name = table_name(doubt.table)
        if not doubt.columns:
            if agreeing and (rows - agreeing) * _MOST_FAILING <= rows:
                _put(doubt, official, placement)
                placement.notes.add("columns-by-sums", doubt.line, table=name, agreeing=agreeing, rows=rows)
            else:
                _leave_out(doubt, placement)
            continue
        headed = _agreeing(doubt, doubt.columns, placement, balances)
        if headed > agreeing:
            placement.notes.add("columns-as-headed", doubt.line, table=name, agreeing=headed, rows=rows, form=agreeing)
            continue
        _put(doubt, official, placement)
        runs = [run for run in placement.runs if run.table == doubt.table.id]
        for run in runs:
            placement.runs[placement.runs.index(run)] = replace(run, columns=official)
        if doubt.rows or runs:
            placement.notes.add("columns-of-form", doubt.line, table=name, agreeing=agreeing, rows=rows, headed=headed)
    placement.doubts.clear()


def _telling(doubt: ColumnDoubt) -> list[Ordered]:
    """The rows of a table that are not all nought: the order of noughts says nothing."""
    return [row for row in doubt.rows if any(box.text.strip("0") for box in row.boxes)]


def _agreeing(doubt: ColumnDoubt, columns: Sequence[Node], placement: Placement, balances: Sequence[Balance]) -> int:
    """How many rows add up if their figures stand in ``columns``."""
    return sum(_adds_up(dict(_cells(row, columns)), placement, balances) for row in _telling(doubt))


def _adds_up(cells: dict[Address, Box], placement: Placement, balances: Sequence[Balance]) -> bool:
    figures: dict[Address, int] = {}
    for address, box in cells.items():
        number = parse_value(box.text, placement.layout.cells[address].kind, "").number
        figures[address] = number if isinstance(number, int) else 0
    own = [balance for balance in balances if balance.signs.keys() <= cells.keys()]
    return bool(own) and all(balance.of(figures) == 0 for balance in own)


def _cells(row: Ordered, columns: Sequence[Node]) -> Iterator[tuple[Address, Box]]:
    yield from ((address_of(row.row, column.key), box) for column, box in zip(columns, row.boxes, strict=True))


def _put(doubt: ColumnDoubt, columns: Sequence[Node], placement: Placement) -> None:
    for row in doubt.rows:
        now = dict(_cells(row, doubt.columns)) if doubt.columns else {}
        if all(placement.cells.get(address) == box for address, box in now.items()):  # else it was taken back
            placement.cells |= dict(_cells(row, columns))
            placement.labels += row.lead if not doubt.columns else ()


def _leave_out(doubt: ColumnDoubt, placement: Placement) -> None:
    for row in doubt.rows:
        boxes = [box for box in (*row.lead, *row.boxes) if box.text]
        line = (boxes or row.boxes)[0].line
        placement.notes.add("unknown-columns", line, row=row.name)
        if boxes:
            placement.unplaced.append(Unplaced(line, row.section, text_of(boxes), "unknown-columns"))

"""Rows that nothing but the order of their figures holds together, where something says that these are not theirs.

What speaks against a row leaves it open, with what is beside it. Only where a figure was cut at the end of its line, and
the row adds up with the rest of it, is it joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gipr_tui.forms import Address, CellKind, address_of
from gipr_tui.readers.page_text.placement import LooseRow, Placement, table_name
from gipr_tui.readers.page_text.rows import Box, text_of
from gipr_tui.readers.reading import Split
from gipr_tui.readers.sums import Balance
from gipr_tui.report.model import Unplaced
from gipr_tui.report.values import parse_value

_SIGNED = re.compile(r"[-+−–增减].*\d")
_DIGITS = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_NOUGHTS = re.compile(r"\d\d+", re.ASCII)

#: A table has many rows from so many on, and few of them were read where they are less than this part.
_MANY_ROWS, _FEW_READ = 8, 4


def settle_loose_rows(placement: Placement, balances: Sequence[Balance]) -> None:
    """Joins figures that were cut, and unplaces rows that their figures, or those beside them, speak against."""
    refuted = {row.table.id for row in placement.loose if _is_refuted(row, placement)}
    for row in placement.loose:
        own = [balance for balance in balances if balance.signs.keys() <= set(_addresses(row))]
        right = bool(own) and _are_even(own, _cells(row, placement), placement)
        if row.below:
            if right and _is_whole(row):
                _leave_below(row, placement)
            elif not _join(row, own, placement):
                _take_back(row, placement)
        elif row.table.id in refuted or _is_glued(row, placement) or (own and not right and _is_alone(row, placement)):
            _take_back(row, placement)


def _addresses(row: LooseRow) -> list[Address]:
    return [address_of(row.told.row, column.key) for column in row.table.leaf_columns]


def _cells(row: LooseRow, placement: Placement) -> dict[Address, Box]:
    """The cells that still hold the row's figures: its table's columns may have been settled in another order."""
    own = ((address, placement.cells.get(address)) for address in _addresses(row))
    return {address: box for address, box in own if box in row.told.boxes and box}


def _is_whole(row: LooseRow) -> bool:
    return all(box.text for box in row.told.boxes)


def _are_even(balances: Iterable[Balance], cells: Mapping[Address, Box], placement: Placement) -> bool:
    figures = {}
    for address, box in cells.items():
        number = parse_value(box.text, placement.layout.cells[address].kind, "").number
        figures[address] = number if isinstance(number, int) else 0
    return all(balance.of(figures) == 0 for balance in balances)


def _is_refuted(row: LooseRow, placement: Placement) -> bool:
    """Whether a figure with a sign stands in a column that has none, of a table in which another has."""
    if not any(column.kind is CellKind.SIGNED for column in row.table.leaf_columns):
        return False
    cells, kinds = _cells(row, placement), placement.layout.cells
    return any(kinds[address].kind is CellKind.COUNT and _SIGNED.match(box.text) for address, box in cells.items())


def _is_glued(row: LooseRow, placement: Placement) -> bool:
    """Whether each figure is two, of this row and the empty one beside it: some of them begin with a nought."""
    texts = [box.text for box in row.told.boxes]
    noughts = sum(text.startswith("0") for text in texts)
    if noughts < 2 or not all(map(_NOUGHTS.fullmatch, texts)):
        return False
    keys = [leaf.key for leaf in row.table.leaf_rows]
    at = keys.index(row.told.row)
    beside = [keys[place] for place in (at - 1, at + 1) if 0 <= place < len(keys)]
    return any(key not in _read(row, placement) for key in beside)


def _is_alone(row: LooseRow, placement: Placement) -> bool:
    """Whether hardly any other row of a table of many was read."""
    rows = len(row.table.leaf_rows)
    return rows >= _MANY_ROWS and len(_read(row, placement)) * _FEW_READ < rows


def _read(row: LooseRow, placement: Placement) -> set[str]:
    """The rows of a row's table that have figures."""
    keys, columns = [leaf.key for leaf in row.table.leaf_rows], row.table.leaf_columns
    placed = {key for key in keys if any(_text_at(placement, address_of(key, c.key)) for c in columns)}
    return placed | {run.row for run in placement.runs if run.table == row.table.id}


def _text_at(placement: Placement, address: Address) -> str:
    box = placement.cells.get(address)
    return box.text if box else ""


def _join(row: LooseRow, own: Sequence[Balance], placement: Placement) -> bool:
    """Puts the digits below a row behind its last figure, if it then adds up."""
    cells = _cells(row, placement)
    if not own or not _is_whole(row) or len(cells) < len(row.told.boxes) or len(row.below) > 1:
        return False
    last, rest = list(cells)[-1], row.below[0].text
    joined = replace(cells[last], text=cells[last].text + rest)
    if not (_DIGITS.fullmatch(rest) and _are_even(own, cells | {last: joined}, placement)):
        return False
    placement.cells[last] = joined
    placement.split.add(last)
    way = tuple(box.text for box in (cells | {last: joined}).values())
    text = " ".join((*(box.text for box in row.told.boxes), rest))
    split = Split(text, text_of((*row.told.lead, *row.told.boxes, *row.below)), tuple(cells), (way,))
    rules = " ".join(dict.fromkeys(balance.rule for balance in own))
    placement.notes.add_split(
        "run-split", joined.line, split, row=row.told.name, text=text, cells=" ".join(way), rules=rules
    )
    return True


def _leave_below(row: LooseRow, placement: Placement) -> None:
    if row.below:
        text = text_of(row.below)
        placement.notes.add("extra-row", row.below[0].line, row=text)
        placement.unplaced.append(Unplaced(row.below[0].line, row.told.section, text, "extra-row"))


def _take_back(row: LooseRow, placement: Placement) -> None:
    told = row.told
    cells = _cells(row, placement)
    for address in cells:
        del placement.cells[address]
    if cells:
        placement.labels = [box for box in placement.labels if box not in told.lead]
        boxes = [box for box in (*told.lead, *told.boxes) if box.text]
        found = sum(bool(box.text) for box in told.boxes)
        placement.notes.add(
            "row-unsure",
            boxes[0].line,
            row=text_of(boxes),
            table=table_name(row.table),
            found=found,
            expected=len(cells),
        )
        placement.unplaced.append(Unplaced(boxes[0].line, told.section, text_of(boxes), "row-shape"))
    _leave_below(row, placement)

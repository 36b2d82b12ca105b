"""What a cause proposes: the corrections worth a trial, each kind of cause in its own way.

The kinds are named in the forms' ``causes``. A proposal is made only where the numbers alone speak for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from gipr_tui.checks.equations import Row
from gipr_tui.checks.finding import Number
from gipr_tui.checks.search import Search
from gipr_tui.checks.trial import meant
from gipr_tui.forms import Address, address_of
from gipr_tui.forms.model import Cause
from gipr_tui.report.values import written

#: What stands in a cell that may have been pushed off the table.
_NOTHING = ("", "0")


class Proposal(NamedTuple):
    """A correction to try. A proposal that rests on coincidence must clear at least ``clears`` findings."""

    correction: Mapping[Address, str]
    facts: tuple[tuple[str, str], ...] = ()
    clears: int = 1


#: The proposals of a cause; None stands for one that the numbers rule out at once.
Proposals = Iterator[Proposal | None]


def _total_includes(cause: Cause, search: Search) -> Proposals:
    """The total also counted rows that are not its parts: in every column where it is wrong by just their sum."""
    wrong = [one for one in search.filled_sums(cause.relation) if one[1] > one[2]]
    for rows in cause.also if wrong else ():
        totals = {laid.equation.mend: right for laid, left, right in wrong if left - right == search.rows(rows, laid)}
        if totals:
            yield _with_totals(totals, search, (("rows", " ".join(rows)),))


def _total_misses(cause: Cause, search: Search) -> Proposals:
    """The total left out one row: in every column where it is short by just that row's figure."""
    corrected: dict[str, dict[Address, Number]] = {}
    for laid, left, right in search.filled_sums(cause.relation):
        if left > right:
            continue
        for address in search.with_number(right - left, laid):
            row = search.context.layout.cells[address].row
            corrected.setdefault(row, {})[laid.equation.mend] = right
    for row, totals in corrected.items():
        yield _with_totals(totals, search, (("rows", row),), clears=2)


def _with_totals(
    totals: Mapping[Address, Number], search: Search, facts: tuple[tuple[str, str], ...], clears: int = 1
) -> Proposal | None:
    if search.breaks([cell for cell, total in totals.items() if search.number(cell) != total]):
        return None
    return Proposal({cell: written(total) for cell, total in totals.items()}, facts, clears)


def _counted_twice(cause: Cause, search: Search) -> Proposals:
    """What was carried forward is also counted among the results."""
    correction: dict[Address, str] = {}
    for laid, left, right in search.sums(cause.relation):
        column = laid.column
        amount = search.number(address_of(cause.amount, column))
        if not amount or right - left != amount:
            continue
        lowered = [address_of(row, column) for row in cause.lowered]
        if all(address in search.figures.order and search.number(address) >= amount for address in lowered):
            correction |= {address: written(search.number(address) - amount) for address in lowered}
    if correction:
        yield Proposal(correction, (("rows", cause.amount),))


def _swapped(cause: Cause, search: Search) -> Proposals:
    """Two neighbouring figures stand in each other's place."""
    troubled, differences = search.in_trouble(cause.table), search.differences
    if not differences or len(troubled) < 2:
        return
    if search.all_read and not search.index.may_be_swapped(cause.table, search.broken):
        return
    numbers, order, values = search.figures.numbers, search.figures.order, search.context.report.value
    pairs_at = search.index.pairs_at(cause.table)
    apart = differences | {-difference for difference in differences}
    # of two noughts neither stands in the other's place
    filled = [cell for cell in troubled if numbers[order[cell]]]
    pairs = {pair for cell in filled for pair in pairs_at[cell] if numbers[pair.first] - numbers[pair.second] in apart}
    for pair in sorted(pairs):
        a, b = pair.a, pair.b
        if a in troubled and b in troubled:
            breaks = search.all_read and not pair.apart <= search.broken
            yield (
                None if breaks else Proposal({a: values(b).text, b: values(a).text}, (("cells", f"{a} {b}"),), clears=2)
            )


def _digits_reversed(cause: Cause, search: Search) -> Proposals:
    """Two digits of a figure are exchanged: the difference divides by nine."""
    differences = {difference for difference in search.differences if difference % 9 == 0}
    troubled = search.in_trouble(cause.table) if differences else set()
    for address in sorted(troubled, key=search.figures.order.__getitem__):
        text = search.context.report.value(address).text
        for i in range(len(text) - 1 if text.isascii() and text.isdigit() else 0):
            other = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
            if other[0] != "0" and abs(int(other) - int(text)) in differences:
                yield None if search.breaks([address]) else Proposal({address: other}, (("cells", address),), clears=2)


def _row_shifted(cause: Cause, search: Search) -> Proposals:
    """A row's figures stand one column too far to the left or right."""
    for row in search.rows_in_trouble(cause.table):
        texts, numbers = search.texts(row), search.numbers(row)
        if texts[0] in _NOTHING:
            yield _moved(row, [*texts[1:], "0"], [*numbers[1:], 0], 0, search, anew=True)
        if texts[-1] in _NOTHING:
            yield _moved(row, ["0", *texts[:-1]], [0, *numbers[:-1]], 0, search)


def _digits_split(cause: Cause, search: Search) -> Proposals:
    """A figure of two digits was typed into two cells, and the rest of the row moved on."""
    for row in search.rows_in_trouble(cause.table):
        texts, numbers = search.texts(row), search.numbers(row)
        for i in range(len(texts) - 1):
            pair = texts[i] + texts[i + 1]
            if len(pair) == 2 and pair.isascii() and pair.isdigit() and texts[i] != "0":
                joined = [*numbers[:i], int(pair), *numbers[i + 2 :], 0]
                yield _moved(row, [*texts[:i], pair, *texts[i + 2 :], "0"], joined, i, search, anew=True)


def _moved(
    row: Row, texts: list[str], numbers: list[Number], at: int, search: Search, *, anew: bool = False
) -> Proposal | None:
    """Other ``texts`` in a row, which mean ``numbers``; where its last figure was pushed off the table, its total ``anew``."""
    if search.is_row_held(row, numbers):
        return None
    moved = _with_total(row, texts, search) if anew else texts
    if moved == search.texts(row):
        return None
    return Proposal(dict(zip(row.cells, moved, strict=True)), (("cells", row.cells[at]),), clears=2)


def _with_total(row: Row, texts: list[str], search: Search) -> list[str]:
    """``texts`` of a row with the total of the others as the last, where the row ends in one that can be told."""
    if row.total is None:
        return texts
    cells = search.context.layout.cells
    total: Number = 0
    for address, sign, text in zip(row.cells, row.signs, texts, strict=True):
        if sign:
            value = meant(text, cells[address].kind, cells[address].unit)
            if value.number is None and not value.is_missing:
                return texts
            total += sign * (value.number or 0)
    return [*texts[:-1], written(total)]


KINDS: dict[str, Callable[[Cause, Search], Proposals]] = {
    "total-includes": _total_includes,
    "total-misses": _total_misses,
    "counted-twice": _counted_twice,
    "swapped": _swapped,
    "digits-reversed": _digits_reversed,
    "row-shifted": _row_shifted,
    "digits-split": _digits_split,
}

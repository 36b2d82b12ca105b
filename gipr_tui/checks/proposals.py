"""What a cause proposes: the corrections worth a trial, each kind of cause in its own way.

The kinds are named in the forms' ``causes``. A proposal is made only where the numbers alone speak for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from gipr_tui.checks.finding import Number
from gipr_tui.checks.relations import add_up
from gipr_tui.checks.search import Search
from gipr_tui.forms import Address, LaidTable, address_of
from gipr_tui.forms.model import Cause
from gipr_tui.report.values import written

#: What stands in a cell that may have been pushed off the table.
_NOTHING = ("", "0")


class Proposal(NamedTuple):
    """A correction to try. A proposal that rests on coincidence must clear at least ``clears`` findings."""

    correction: Mapping[Address, str]
    facts: tuple[tuple[str, str], ...] = ()
    clears: int = 1


def _total_includes(cause: Cause, search: Search) -> Iterator[Proposal]:
    """The total also counted rows that are not its parts: in every column where it is wrong by just their sum."""
    wrong = [one for one in search.wrong_sums(cause.relation) if one.left > one.right]
    for rows in cause.also:
        totals = {one.cell: one.right for one in wrong if one.left - one.right == search.rows(rows, one.column)}
        if totals:
            yield _with_totals(totals, (("rows", " ".join(rows)),))


def _total_misses(cause: Cause, search: Search) -> Iterator[Proposal]:
    """The total left out one row: in every column where it is short by just that row's figure."""
    corrected: dict[str, dict[Address, Number]] = {}
    for one in search.wrong_sums(cause.relation):
        if one.left < one.right:
            missed = [part for part in one.others if search.number(part) == one.right - one.left]
            for part in missed:
                row = search.context.layout.cells[part].row
                corrected.setdefault(row, {})[one.cell] = one.right
    for row, totals in corrected.items():
        yield _with_totals(totals, (("rows", row),), clears=2)


def _with_totals(totals: Mapping[Address, Number], facts: tuple[tuple[str, str], ...], clears: int = 1) -> Proposal:
    return Proposal({cell: written(total) for cell, total in totals.items()}, facts, clears)


def _counted_twice(cause: Cause, search: Search) -> Iterator[Proposal]:
    """What was carried forward is also counted among the results."""
    correction: dict[Address, str] = {}
    for one in search.wrong_sums(cause.relation):
        amount = search.number(address_of(cause.amount, one.column))
        if not amount or one.right - one.left != amount:
            continue
        lowered = [address_of(row, one.column) for row in cause.lowered]
        if all(address in search.context.layout.cells and search.number(address) >= amount for address in lowered):
            correction |= {address: written(search.number(address) - amount) for address in lowered}
    if correction:
        yield Proposal(correction, (("rows", cause.amount),))


def _swapped(cause: Cause, search: Search) -> Iterator[Proposal]:
    """Two neighbouring figures stand in each other's place."""
    troubled, differences = search.in_trouble(cause.table), search.differences
    for a, b in _neighbours(search.context.layout.table(cause.table)):
        if a in troubled and b in troubled and abs(search.number(a) - search.number(b)) in differences:
            one, other = search.texts((a, b))
            yield Proposal({a: other, b: one}, (("cells", f"{a} {b}"),), clears=2)


def _neighbours(table: LaidTable) -> Iterator[tuple[Address, Address]]:
    """The pairs of cells that stand side by side, and then those that stand one above the other."""
    for row in table.addresses:
        yield from pairwise(row)
    for above, below in pairwise(table.addresses):
        yield from zip(above, below, strict=True)


def _digits_reversed(cause: Cause, search: Search) -> Iterator[Proposal]:
    """Two digits of a figure are exchanged: the difference divides by nine."""
    differences = {difference for difference in search.differences if difference % 9 == 0}
    troubled = search.in_trouble(cause.table) if differences else ()
    for address in sorted(troubled, key=search.context.layout.order.__getitem__):
        (text,) = search.texts((address,))
        for i in range(len(text) - 1 if text.isascii() and text.isdigit() else 0):
            other = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
            if other[0] != "0" and abs(int(other) - int(text)) in differences:
                yield Proposal({address: other}, (("cells", address),), clears=2)


def _row_shifted(cause: Cause, search: Search) -> Iterator[Proposal]:
    """A row's figures stand one column too far to the left or right."""
    for row in search.rows_in_trouble(cause.table):
        texts = search.texts(row)
        if texts[0] in _NOTHING:
            yield from _moved(row, _with_total(row, [*texts[1:], "0"], search), 0, search)
        if texts[-1] in _NOTHING:
            yield from _moved(row, ["0", *texts[:-1]], 0, search)


def _digits_split(cause: Cause, search: Search) -> Iterator[Proposal]:
    """A figure of two digits was typed into two cells, and the rest of the row moved on."""
    for row in search.rows_in_trouble(cause.table):
        texts = search.texts(row)
        for i in range(len(texts) - 1):
            pair = texts[i] + texts[i + 1]
            if len(pair) == 2 and pair.isascii() and pair.isdigit() and texts[i] != "0":
                yield from _moved(row, _with_total(row, [*texts[:i], pair, *texts[i + 2 :], "0"], search), i, search)


def _moved(row: Sequence[Address], texts: Sequence[str], at: int, search: Search) -> Iterator[Proposal]:
    """Other ``texts`` in a row."""
    if texts != search.texts(row):
        yield Proposal(dict(zip(row, texts, strict=True)), (("cells", row[at]),), clears=2)


def _with_total(row: Sequence[Address], texts: Sequence[str], search: Search) -> list[str]:
    """``texts`` of a row whose last figure was pushed off the table: it ends in the total of the others, if in any."""
    total = search.total_of(row)
    moved = search.context.corrected(dict(zip(row, texts, strict=True)))
    side = add_up(total.right, moved) if total else None
    return [*texts[:-1], written(side.total)] if side else list(texts)


KINDS: dict[str, Callable[[Cause, Search], Iterator[Proposal]]] = {
    "total-includes": _total_includes,
    "total-misses": _total_misses,
    "counted-twice": _counted_twice,
    "swapped": _swapped,
    "digits-reversed": _digits_reversed,
    "row-shifted": _row_shifted,
    "digits-split": _digits_split,
}

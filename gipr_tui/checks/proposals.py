"""What a cause proposes: the corrections worth a trial, each kind of cause in its own way.

The kinds are named in the forms' ``causes``. A proposal is made only where the numbers alone speak for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from gipr_tui.checks.check import Context
from gipr_tui.checks.equations import EquationIndex, Laid
from gipr_tui.checks.figures import Figures
from gipr_tui.checks.finding import Finding, Number
from gipr_tui.forms import Address, address_of
from gipr_tui.forms.model import Cause
from gipr_tui.report.values import parse_value, written

#: What a text means in a cell; a search looks at the same few figures again and again.
meant = lru_cache(maxsize=4096)(parse_value)


class Proposal(NamedTuple):
    """A correction to try. A proposal that rests on coincidence must clear at least ``clears`` findings."""

    correction: Mapping[Address, str]
    facts: tuple[tuple[str, str], ...] = ()
    clears: int = 1


class Search:
    """What a cause may look at: the report, the form's equations, and the errors not yet explained.

    ``failing`` are the positions of the checks that have anything to say. ``unexplained`` are the cells of the equations
    among the errors, ``others`` counts those that are no equation's alone.
    """

    def __init__(
        self,
        context: Context,
        figures: Figures,
        index: EquationIndex,
        failing: AbstractSet[int],
        errors: list[Finding],
    ) -> None:
        self.context, self.figures, self.index, self.failing, self.errors = context, figures, index, failing, errors
        self.unexplained = {error.cells for error in errors if not error.span}
        self.others = sum(error.rule not in index.plain_rules for error in errors)
        self.differences = {max(error.difference, -error.difference) for error in errors if error.difference}
        self._sums: dict[str, list[tuple[Laid, Number, Number]]] = {}
        self._cells = {cell for error in errors if error.difference and not error.span for cell in error.cells}
        self._in_trouble: dict[str, set[Address]] = {}
        self._rows: dict[str, list[tuple[Address, ...]]] = {}

    def number(self, address: Address) -> Number:
        return self.figures.numbers[self.figures.order[address]]

    def in_trouble(self, table: str) -> set[Address]:
        """The cells of a table that an unexplained arithmetic error speaks of."""
        if table not in self._in_trouble:
            self._in_trouble[table] = self._cells & self.index.cells_of(table)
        return self._in_trouble[table]

    def rows_in_trouble(self, table: str) -> list[tuple[Address, ...]]:
        """The rows that an error stands in, and whose own total is wrong where they have one."""
        if table not in self._rows:
            places, row_at = self.in_trouble(table), self.index.row_at(table)
            numbers = {row_at[error.place] for error in self.errors if error.place in places}
            rows = self.context.layout.table(table).addresses
            self._rows[table] = [rows[number] for number in sorted(numbers) if not self.agrees(rows[number])]
        return self._rows[table]

    def sides(self, laid: Laid) -> tuple[Number, Number] | None:
        """Both sums of an equation; None where one of its cells can't be read."""
        if self.figures.unread and not self.figures.unread.isdisjoint(laid.cells):
            return None
        return laid.left(self.figures.numbers), laid.right(self.figures.numbers)

    def sums(self, relation: str) -> list[tuple[Laid, Number, Number]]:
        """The equations of a relation that fail because their sides differ, with both sums."""
        if relation not in self._sums:
            failing = [laid for laid in self.index.by_relation.get(relation, ()) if laid.position in self.failing]
            laid_out = ((laid, self.sides(laid)) for laid in failing)
            self._sums[relation] = [(laid, *sides) for laid, sides in laid_out if sides and sides[0] != sides[1]]
        return self._sums[relation]

    def is_filled(self, laid: Laid) -> bool:
        """Whether there is a figure on the left side of an equation."""
        values = self.context.report.value
        return any(values(addend.address).number is not None for addend in laid.equation.left)

    def agrees(self, row: tuple[Address, ...]) -> bool:
        """Whether a row ends in a total, and the total is right."""
        signs, order, numbers = self.index.parts_of_total(row), self.figures.order, self.figures.numbers
        if not signs:
            return False
        return numbers[order[row[-1]]] == sum(
            sign * numbers[order[cell]] for cell, sign in zip(row, signs, strict=True)
        )

    def rows(self, rows: tuple[str, ...], laid: Laid) -> Number:
        """The sum of some rows (a group's without its subtotals) in the column of an equation."""
        return self.index.sum_of_rows(rows, laid)(self.figures.numbers)


def _total_includes(cause: Cause, search: Search) -> Iterator[Proposal]:
    """The total also counted rows that are not its parts: in every column where it is wrong by just their sum."""
    wrong = [one for one in search.sums(cause.relation) if one[1] > one[2] and search.is_filled(one[0])]
    for rows in cause.also if wrong else ():
        correction = {
            laid.equation.mend: written(right) for laid, left, right in wrong if left - right == search.rows(rows, laid)
        }
        if correction:
            yield Proposal(correction, (("rows", " ".join(rows)),))


def _total_misses(cause: Cause, search: Search) -> Iterator[Proposal]:
    """The total left out one row: in every column where it is short by just that row's figure."""
    corrections: dict[str, dict[Address, str]] = {}
    for laid, left, right in search.sums(cause.relation):
        if left > right or not search.is_filled(laid):
            continue
        short = right - left
        for addend in laid.equation.right:
            if search.number(addend.address) == short:
                row = search.context.layout.cells[addend.address].row
                corrections.setdefault(row, {})[laid.equation.mend] = written(right)
    for row, correction in corrections.items():
        yield Proposal(correction, (("rows", row),), clears=2)


def _counted_twice(cause: Cause, search: Search) -> Iterator[Proposal]:
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


def _swapped(cause: Cause, search: Search) -> Iterator[Proposal]:
    """Two neighbouring figures stand in each other's place."""
    troubled, differences = search.in_trouble(cause.table), search.differences
    if not differences or len(troubled) < 2:
        return
    numbers, order, values = search.figures.numbers, search.figures.order, search.context.report.value
    pairs_at = search.index.pairs_at(cause.table)
    apart = differences | {-difference for difference in differences}
    # of two noughts neither stands in the other's place
    filled = [cell for cell in troubled if numbers[order[cell]]]
    pairs = {pair for cell in filled for pair in pairs_at[cell] if numbers[pair[1]] - numbers[pair[2]] in apart}
    for *_, a, b in sorted(pairs):
        if a in troubled and b in troubled:
            yield Proposal({a: values(b).text, b: values(a).text}, (("cells", f"{a} {b}"),), clears=2)


def _digits_reversed(cause: Cause, search: Search) -> Iterator[Proposal]:
    """Two digits of a figure are exchanged: the difference divides by nine."""
    differences = {difference for difference in search.differences if difference % 9 == 0}
    troubled = search.in_trouble(cause.table) if differences else set()
    for address in sorted(troubled, key=search.figures.order.__getitem__):
        text = search.context.report.value(address).text
        for i in range(len(text) - 1 if text.isascii() and text.isdigit() else 0):
            other = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
            if other[0] != "0" and abs(int(other) - int(text)) in differences:
                yield Proposal({address: other}, (("cells", address),), clears=2)


def _with_total(row: tuple[Address, ...], texts: list[str], search: Search) -> list[str]:
    """``texts`` of a row whose last figure was pushed off the table: the total again, where the row ends in one."""
    signs = search.index.parts_of_total(row)
    if not signs:
        return texts
    cells = search.context.layout.cells
    total: Number = 0
    for address, sign, text in zip(row, signs, texts, strict=True):
        if sign:
            value = meant(text, cells[address].kind, cells[address].unit)
            if value.number is None and not value.is_missing:
                return texts
            total += sign * (value.number or 0)
    return [*texts[:-1], written(total)]


def _row_shifted(cause: Cause, search: Search) -> Iterator[Proposal]:
    """A row's figures stand one column too far to the left or right."""
    for row in search.rows_in_trouble(cause.table):
        texts = [search.context.report.value(address).text for address in row]
        for lost, moved in (
            (texts[0], _with_total(row, [*texts[1:], "0"], search)),
            (texts[-1], ["0", *texts[:-1]]),
        ):
            if lost in ("", "0") and moved != texts:
                yield Proposal(dict(zip(row, moved, strict=True)), (("cells", row[0]),), clears=2)


def _digits_split(cause: Cause, search: Search) -> Iterator[Proposal]:
    """A figure of two digits was typed into two cells, and the rest of the row moved on."""
    for row in search.rows_in_trouble(cause.table):
        texts = [search.context.report.value(address).text for address in row]
        for i in range(len(texts) - 1):
            pair = texts[i] + texts[i + 1]
            if len(pair) == 2 and pair.isascii() and pair.isdigit() and texts[i] != "0":
                joined = _with_total(row, [*texts[:i], pair, *texts[i + 2 :], "0"], search)
                yield Proposal(dict(zip(row, joined, strict=True)), (("cells", row[i]),), clears=2)


KINDS: dict[str, Callable[[Cause, Search], Iterator[Proposal]]] = {
    "total-includes": _total_includes,
    "total-misses": _total_misses,
    "counted-twice": _counted_twice,
    "swapped": _swapped,
    "digits-reversed": _digits_reversed,
    "row-shifted": _row_shifted,
    "digits-split": _digits_split,
}

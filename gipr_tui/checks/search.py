"""What a cause may look at: the report, the form's totals, and the errors not yet explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gipr_tui.checks.check import Context
from gipr_tui.checks.checklist import CheckList
from gipr_tui.checks.finding import Finding, Identity, Number, Said
from gipr_tui.checks.relations import Equation
from gipr_tui.forms import Address


@dataclass(slots=True)
class Heard:
    """What the checks say of a report: what each has ``said`` by its position, and which are ``waiting`` to be asked.

    Of those for which it hangs on the words whether they say anything, ``speaking`` may. All of it changes with the report.
    """

    context: Context
    checks: CheckList
    said: dict[int, list[Said]]
    waiting: set[int]
    speaking: set[int]

    def identities(self, number: int) -> set[Identity]:
        """Which findings a check has to say."""
        if number in self.waiting:
            return {finding.identity for finding in self.checks.checks[number].run(self.context)}
        return {finding.identity for _, finding, _ in self.said.get(number, ())}


class WrongSum(NamedTuple):
    """Two sums that should agree: the ``cell`` to be mended, its column, both sums, and the ``others`` of their cells."""

    cell: Address
    column: str
    left: Number
    right: Number
    others: tuple[Address, ...]


class Search:
    """A search for causes behind what was ``heard``. ``errors`` are those not yet ``explained``, by their identities."""

    def __init__(self, heard: Heard, errors: Sequence[Finding], explained: AbstractSet[Identity] = frozenset()) -> None:
        self.heard, self.context, self.explained = heard, heard.context, explained
        self.errors = {error.identity: error for error in errors}

    def without(self, explained: AbstractSet[Identity]) -> Search:
        """The search for causes of the errors that are left."""
        left = [error for identity, error in self.errors.items() if identity not in explained]
        return Search(self.heard, left, self.explained | explained)

    def number(self, address: Address) -> Number:
        """The number in a cell, nought where it has none."""
        return self.context.report.value(address).number or 0

    def texts(self, row: Sequence[Address]) -> list[str]:
        """What stands in the cells of a row."""
        return [self.context.report.value(address).text for address in row]

    @cached_property
    def differences(self) -> set[Number]:
        """The differences between two numbers of an error, none below nought."""
        differences = (error.difference for error in self.errors.values() if error.difference)
        return {max(difference, -difference) for difference in differences}

    def in_trouble(self, table: str) -> set[Address]:
        """The cells of a table that an unexplained arithmetic error speaks of."""
        return {cell for cell in self._in_trouble if self.context.layout.cells[cell].table == table}

    @cached_property
    def _in_trouble(self) -> set[Address]:
        return {cell for error in self.errors.values() if error.difference and not error.span for cell in error.cells}

    def rows_in_trouble(self, table: str) -> Iterator[tuple[Address, ...]]:
        """The rows that an error stands in, and whose own total is wrong where they have one."""
        places = {error.place for error in self.errors.values()} & self.in_trouble(table)
        for row in self.context.layout.table(table).addresses:
            if not places.isdisjoint(row) and not ((total := self.total_of(row)) and self._holds(total)):
                yield row

    def total_of(self, row: Sequence[Address]) -> Equation | None:
        """The equation of the total that a row ends in, if it adds up nothing but cells of the row."""
        equations = self.heard.checks.totals.get(row[-1], ())
        return next((equation for equation in equations if equation.reads <= set(row)), None)

    def _holds(self, total: Equation) -> bool:
        return self.number(total.mend) == sum(addend.sign * self.number(addend.address) for addend in total.right)

    def wrong_sums(self, rule: str) -> list[WrongSum]:
        """The errors of a rule that compares two sums."""
        cells = self.context.layout.cells
        return [
            WrongSum(error.place, cells[error.place].column, error.left, error.right, error.cells[1:])
            for error in self.errors.values()
            if error.rule == rule and error.left is not None and error.right is not None
        ]

    def rows(self, rows: Sequence[str], column: str) -> Number:
        """The sum of some rows (a group's without its subtotals) in a column."""
        cells = (cell for row in rows for cell in self.context.layout.expand(f"{row}.{column}"))
        return sum(map(self.number, cells))

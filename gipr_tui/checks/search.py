"""What a cause may look at: the report, the form's equations, and the errors not yet explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from gipr_tui.checks.check import Context
from gipr_tui.checks.checklist import CheckList
from gipr_tui.checks.equations import Laid, Row
from gipr_tui.checks.finding import Identity, Number, Said
from gipr_tui.forms import Address


@dataclass(slots=True)
class Heard:
    """What the checks say of a report: what each has ``said`` by its position, and which are ``waiting`` to be asked.

    Those ``muted`` say nothing, whatever the figures are. All of it changes with the report.
    """

    context: Context
    checks: CheckList
    said: dict[int, list[Said]]
    waiting: set[int]
    muted: set[int]

    def fails(self, number: int) -> bool:
        """Whether a check has anything to say."""
        return number in self.said or number in self.waiting

    def identities(self, number: int) -> set[Identity]:
        """Which findings a check has to say."""
        if number in self.waiting:
            return {finding.identity for finding in self.checks.checks[number].run(self.context)}
        return {one.identity for one in self.said.get(number, ())}


class Search:
    """A search for causes behind what was ``heard``. ``errors`` are those not yet explained.

    ``broken`` are the equalities that fail; if the cells are ``all_read``, the others hold. ``unexplained`` are the cells of the
    equations among the errors, ``others`` counts the errors that are no equation's alone, and ``differences`` are those between
    two numbers of an error.
    """

    def __init__(self, heard: Heard, errors: Sequence[Said]) -> None:
        self.heard, self.context, self.index = heard, heard.context, heard.checks.index
        self.figures = heard.context.figures
        self.broken = self.index.equalities & heard.said.keys()
        self.all_read = not self.figures.unread
        self._sums: dict[str, list[tuple[Laid, Number, Number]]] = {}
        self._filled: dict[str, list[tuple[Laid, Number, Number]]] = {}
        self._look_at(errors)

    def _look_at(self, errors: Sequence[Said]) -> None:
        self.errors = errors
        self.unexplained: set[tuple[Address, ...]] = set()
        self.differences: set[Number] = set()
        self.others = 0
        self._cells: set[Address] = set()
        self._in_trouble: dict[str, set[Address]] = {}
        self._rows: dict[str, list[Row]] = {}
        for _, _, error in errors:
            if error.rule not in self.index.plain_rules:
                self.others += 1
            if not error.span:
                self.unexplained.add(error.cells)
            if error.difference:
                self.differences.add(max(error.difference, -error.difference))
                if not error.span:
                    self._cells.update(error.cells)

    def leave_out(self, explained: AbstractSet[Identity]) -> None:
        """Goes on without the errors of these identities."""
        self._look_at([error for error in self.errors if error.identity not in explained])

    def number(self, address: Address) -> Number:
        """The number in a cell, nought where it has none."""
        return self.figures.numbers[self.figures.order[address]]

    def numbers(self, row: Row) -> list[Number]:
        """The numbers in the cells of a row."""
        return self.figures.numbers[row.first : row.first + len(row.cells)]

    def texts(self, row: Row) -> list[str]:
        """What stands in the cells of a row."""
        value = self.context.report.value
        return [value(address).text for address in row.cells]

    def breaks(self, cells: Iterable[Address]) -> bool:
        """Whether other numbers in all of ``cells`` surely break an equality that holds: one that reads just one of them."""
        once: set[int] = set()
        often: set[int] = set()
        for cell in cells:
            equalities = self.index.equalities_at[cell]
            often |= once & equalities
            once |= equalities
        return self.all_read and not once - often <= self.broken

    def is_row_held(self, row: Row, numbers: Iterable[Number]) -> bool:
        """Whether these ``numbers`` in a row, the last apart, surely break an equality that holds and reads no more of it."""
        alone, broken = self.index.alone, self.broken
        changes = zip(row.cells[:-1], self.numbers(row), numbers, strict=False)
        held = any(before != after and not alone[cell] <= broken for cell, before, after in changes)
        return held and row.of_one_kind and self.all_read

    def in_trouble(self, table: str) -> set[Address]:
        """The cells of a table that an unexplained arithmetic error speaks of."""
        if table not in self._in_trouble:
            self._in_trouble[table] = self._cells & self.index.cells_of(table)
        return self._in_trouble[table]

    def rows_in_trouble(self, table: str) -> list[Row]:
        """The rows that an error stands in, and whose own total is wrong where they have one."""
        if table not in self._rows:
            places, row_at = self.in_trouble(table), self.index.row_at(table)
            rows = [row_at[error.place] for _, _, error in self.errors if error.place in places]
            wrong = {row.number: row for row in rows if not self._agrees(row)}
            self._rows[table] = [wrong[number] for number in sorted(wrong)]
        return self._rows[table]

    def sums(self, relation: str) -> list[tuple[Laid, Number, Number]]:
        """The equations of a relation that fail because their sides differ, with both sums."""
        if relation not in self._sums:
            said, unread, numbers = self.heard.said, self.figures.unread, self.figures.numbers
            failing = [laid for laid in self.index.by_relation.get(relation, ()) if laid.position in said]
            sums = [
                (laid, laid.left(numbers), laid.right(numbers)) for laid in failing if unread.isdisjoint(laid.cells)
            ]
            self._sums[relation] = [one for one in sums if one[1] != one[2]]
        return self._sums[relation]

    def with_number(self, number: Number, laid: Laid) -> list[Address]:
        """The cells on the right side of an equation that hold a number."""
        if number not in laid.parts(self.figures.numbers):
            return []
        return [addend.address for addend in laid.equation.right if self.number(addend.address) == number]

    def filled_sums(self, relation: str) -> list[tuple[Laid, Number, Number]]:
        """Those of :meth:`sums` with a figure on the left side."""
        if relation not in self._filled:
            self._filled[relation] = [one for one in self.sums(relation) if self._is_filled(one[0])]
        return self._filled[relation]

    def _is_filled(self, laid: Laid) -> bool:
        values = self.context.report.value
        return any(values(addend.address).number is not None for addend in laid.equation.left)

    def _agrees(self, row: Row) -> bool:
        """Whether a row ends in a total, and the total is right."""
        numbers = self.figures.numbers
        return row.total is not None and row.total.left(numbers) == row.total.right(numbers)

    def rows(self, rows: tuple[str, ...], laid: Laid) -> Number:
        """The sum of some rows (a group's without its subtotals) in the column of an equation."""
        return self.index.sum_of_rows(rows, laid)(self.figures.numbers)

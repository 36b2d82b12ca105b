"""The equations of a form with their cells as positions, found by their relation and by the cells they read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from gipr_tui.checks.arithmetic import Addend, Numbers, quiet_of, total_of
from gipr_tui.checks.finding import Number
from gipr_tui.checks.relations import Equation
from gipr_tui.forms import Address, Layout, Severity, address_of


@dataclass(frozen=True, eq=False, slots=True)
class Laid:
    """An equation without last year's figures: its sums from the numbers of the form's cells.

    ``position`` is that of its check among all checks, ``cells`` what it reads, ``said`` the cells its finding names, and
    ``column`` the column of the cell to be mended.
    """

    equation: Equation
    position: int
    cells: frozenset[Address]
    said: tuple[Address, ...]
    column: str
    left: Callable[[Numbers], Number]
    right: Callable[[Numbers], Number]
    quiet: Callable[[Numbers], bool]


#: Two cells side by side or one above the other: their number among all such pairs of the table, their positions, and they.
Pair = tuple[int, int, int, Address, Address]


class EquationIndex:
    """The equations of one form under its variants, for one unit and year.

    ``plain_errors`` are, for each cell, the equations that read it, have no condition, and are errors where they fail;
    ``plain_rules`` are the rules that have none but such.
    """

    def __init__(self, layout: Layout, equations: Iterable[tuple[int, Equation]]) -> None:
        self._layout = layout
        self.by_relation: dict[str, list[Laid]] = {}
        self.plain_errors: dict[Address, list[Laid]] = {}
        rules: dict[str, bool] = {}
        for position, equation in equations:
            laid = _lay(equation, position, layout)
            rule, is_error = equation.relation.rule, equation.relation.severity is Severity.ERROR
            is_plain = laid is not None and is_error and not equation.conditions
            rules[rule] = rules.get(rule, True) and is_plain
            if laid:
                self.by_relation.setdefault(rule, []).append(laid)
                for cell in laid.cells if is_plain else ():
                    self.plain_errors.setdefault(cell, []).append(laid)
        self.plain_rules = frozenset(rule for rule, is_plain in rules.items() if is_plain)
        self._sums_of_rows: dict[tuple[tuple[str, ...], int], Callable[[Numbers], Number]] = {}
        self._cells_of: dict[str, frozenset[Address]] = {}
        self._pairs_at: dict[str, dict[Address, list[Pair]]] = {}
        self._row_at: dict[str, dict[Address, int]] = {}
        self._parts = {
            laid.equation.left[0].address: self._signs(laid)
            for found in self.by_relation.values()
            for laid in found
            if laid.equation.relation.fills and laid.cells <= set(self.row_of(laid.equation.left[0].address))
        }

    def _signs(self, laid: Laid) -> tuple[int, ...]:
        signs = {addend.address: addend.sign for addend in laid.equation.right}
        return tuple(signs.get(address, 0) for address in self.row_of(laid.equation.left[0].address))

    @cached_property
    def capped(self) -> list[tuple[Callable[[Numbers], bool], list[int]]]:
        """Equations that cap several cells by one sum: what tells that all of them hold, and their positions."""
        groups: dict[tuple[Addend, ...], list[Laid]] = {}
        for laid in (laid for found in self.by_relation.values() for laid in found):
            equation = laid.equation
            if equation.relation.op == "<=" and len(equation.left) == 1 and not equation.conditions:
                groups.setdefault(equation.right, []).append(laid)
        return [
            (_all_capped(group, self._layout.order), [laid.position for laid in group]) for group in groups.values()
        ]

    def row_of(self, address: Address) -> tuple[Address, ...]:
        """The cells of the row that a cell stands in."""
        cell = self._layout.cells[address]
        columns = self._layout.table(cell.table).leaf_columns
        return tuple(address_of(cell.row, column.key) for column in columns)

    def parts_of_total(self, row: tuple[Address, ...]) -> tuple[int, ...]:
        """For each cell of a row its sign in the total that the row ends in, nought for one that is no part of it.

        Nothing where the row does not end in a total of its own.
        """
        return self._parts.get(row[-1], ())

    def sum_of_rows(self, rows: tuple[str, ...], laid: Laid) -> Callable[[Numbers], Number]:
        """What gives the sum of some rows in the column of an equation."""
        key = (rows, laid.position)
        if key not in self._sums_of_rows:
            table = self._layout.table(self._layout.cells[laid.equation.mend].table)
            members = (member for row in rows for member in table.members(row, of_rows=True))
            cells = [Addend(address_of(member, laid.column)) for member in members]
            self._sums_of_rows[key] = total_of(cells, self._layout.order)
        return self._sums_of_rows[key]

    def cells_of(self, table: str) -> frozenset[Address]:
        """The cells of a table."""
        if table not in self._cells_of:
            self._cells_of[table] = frozenset(cell for row in self._layout.table(table).addresses for cell in row)
        return self._cells_of[table]

    def pairs_at(self, table: str) -> Mapping[Address, Sequence[Pair]]:
        """For each cell of a table the pairs that it makes with the cells beside, above and below it."""
        if table not in self._pairs_at:
            rows, order = self._layout.table(table).addresses, self._layout.order
            beside = (pair for row in rows for pair in pairwise(row))
            below = (pair for above, under in pairwise(rows) for pair in zip(above, under, strict=True))
            found = self._pairs_at[table] = {}
            for number, (a, b) in enumerate((*beside, *below)):
                for cell in (a, b):
                    found.setdefault(cell, []).append((number, order[a], order[b], a, b))
        return self._pairs_at[table]

    def row_at(self, table: str) -> Mapping[Address, int]:
        """For each cell of a table the number of its row."""
        if table not in self._row_at:
            rows = self._layout.table(table).addresses
            self._row_at[table] = {cell: number for number, row in enumerate(rows) for cell in row}
        return self._row_at[table]


def _all_capped(group: list[Laid], order: Mapping[Address, int]) -> Callable[[Numbers], bool]:
    largest = total_of([laid.equation.left[0] for laid in group], order, "max")
    right = group[0].right
    return lambda numbers: largest(numbers) <= right(numbers)


def _lay(equation: Equation, position: int, layout: Layout) -> Laid | None:
    order: Mapping[Address, int] = layout.order
    quiet = quiet_of(equation, order)
    if quiet is None or any(addend.last_year for addend in (*equation.left, *equation.right)):
        return None
    left, right = total_of(equation.left, order), total_of(equation.right, order)
    column = layout.cells[equation.mend].column
    return Laid(equation, position, equation.reads, equation.cells, column, left, right, quiet)

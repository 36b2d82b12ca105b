"""The equations of a form with their cells as positions, found by their relation and by the cells they read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

from gipr_tui.checks.arithmetic import Addend, Numbers, numbers_of, quiet_of, total_of
from gipr_tui.checks.finding import Number
from gipr_tui.checks.relations import Equation
from gipr_tui.forms import Address, Layout, Severity, address_of


@dataclass(frozen=True, eq=False, slots=True)
class Laid:
    """An equation without last year's figures: its sums from the numbers of the form's cells.

    ``position`` is that of its check among all checks, ``cells`` what it reads, ``said`` the cells its finding names, and
    ``column`` the column of the cell to be mended. ``parts`` are the numbers on the right side, whatever their signs.
    """

    equation: Equation
    position: int
    cells: frozenset[Address]
    said: tuple[Address, ...]
    column: str
    left: Callable[[Numbers], Number]
    right: Callable[[Numbers], Number]
    parts: Callable[[Numbers], Sequence[Number]]
    quiet: Callable[[Numbers], bool]


#: Stands for the last of no positions.
_NONE = -1


class Pair(NamedTuple):
    """Two cells side by side or one above the other: their number among all such pairs of the table, and their positions.

    ``apart`` are the plain equalities that read just one of them.
    """

    number: int
    first: int
    second: int
    a: Address
    b: Address
    apart: frozenset[int]


class Row(NamedTuple):
    """A row of a table: its number, its cells, and the position of the first.

    A text means the same in any of the cells if they are ``of_one_kind``. ``total`` is the equation of the total that the row
    ends in, if that is its own, and ``signs`` are those of the cells in it, nought for one that is no part of it.
    """

    number: int
    cells: tuple[Address, ...]
    first: int
    of_one_kind: bool
    total: Laid | None
    signs: tuple[int, ...]


class EquationIndex:
    """The equations of one form under its variants, for one unit and year.

    ``plain_errors`` are, for each cell, the equations that read it, have no condition, and are errors where they fail; ``plain``
    are their positions, and ``plain_rules`` the rules that have none but such. ``equalities`` are the positions of those whose
    sums must be equal, ``equalities_at``, for each cell, of those that read it, and ``alone`` of those that read no other cell
    of its row.
    """

    def __init__(self, layout: Layout, equations: Iterable[tuple[int, Equation]]) -> None:
        self._layout = layout
        self.by_relation: dict[str, list[Laid]] = {}
        plain_errors: dict[Address, list[Laid]] = {}
        rules: dict[str, bool] = {}
        for position, equation in equations:
            laid = _lay(equation, position, layout)
            rule, is_error = equation.relation.rule, equation.relation.severity is Severity.ERROR
            is_plain = laid is not None and is_error and not equation.conditions
            rules[rule] = rules.get(rule, True) and is_plain
            if laid:
                self.by_relation.setdefault(rule, []).append(laid)
                for cell in laid.cells if is_plain else ():
                    plain_errors.setdefault(cell, []).append(laid)
        self.plain_errors = {cell: frozenset(plain_errors.get(cell, ())) for cell in layout.cells}
        self.plain = frozenset(laid.position for found in plain_errors.values() for laid in found)
        self.plain_rules = frozenset(rule for rule, is_plain in rules.items() if is_plain)
        self.equalities_at = {cell: _equalities(cell, laid) for cell, laid in self.plain_errors.items()}
        self.equalities = frozenset[int]().union(*self.equalities_at.values())
        self.alone = {
            cell: alone for table in layout.tables for row in table.addresses for cell, alone in self._alone_in(row)
        }
        self._sums_of_rows: dict[tuple[tuple[str, ...], int], Callable[[Numbers], Number]] = {}
        self._cells_of: dict[str, frozenset[Address]] = {}
        self._pairs_at: dict[str, dict[Address, list[Pair]]] = {}
        self._swaps: dict[str, dict[int, set[frozenset[int]]]] = {}
        self._row_at: dict[str, dict[Address, Row]] = {}
        self._total_at = {
            laid.equation.left[0].address: laid
            for found in self.by_relation.values()
            for laid in found
            if laid.equation.relation.fills and laid.cells <= set(self.row_of(laid.equation.left[0].address))
        }

    def _alone_in(self, row: tuple[Address, ...]) -> Iterator[tuple[Address, frozenset[int]]]:
        times = Counter(position for cell in row for position in self.equalities_at[cell])
        for cell in row:
            yield cell, frozenset(position for position in self.equalities_at[cell] if times[position] == 1)

    def row_of(self, address: Address) -> tuple[Address, ...]:
        """The cells of the row that a cell stands in."""
        cell = self._layout.cells[address]
        columns = self._layout.table(cell.table).leaf_columns
        return tuple(address_of(cell.row, column.key) for column in columns)

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
                pair = Pair(number, order[a], order[b], a, b, self.equalities_at[a] ^ self.equalities_at[b])
                for cell in (a, b):
                    found.setdefault(cell, []).append(pair)
        return self._pairs_at[table]

    def may_be_swapped(self, table: str, broken: Set[int]) -> bool:
        """Whether there are two neighbours in a table that can change places without breaking an equality that holds."""
        if table not in self._swaps:
            found = self._swaps[table] = {}
            for pair in chain.from_iterable(self.pairs_at(table).values()):
                found.setdefault(max(pair.apart, default=_NONE), set()).add(pair.apart)
        swaps = self._swaps[table]
        return any(apart <= broken for last in (_NONE, *broken) for apart in swaps.get(last, ()))

    def row_at(self, table: str) -> Mapping[Address, Row]:
        """For each cell of a table its row."""
        if table not in self._row_at:
            rows = [self._row(number, cells) for number, cells in enumerate(self._layout.table(table).addresses)]
            self._row_at[table] = {cell: row for row in rows for cell in row.cells}
        return self._row_at[table]

    def _row(self, number: int, cells: tuple[Address, ...]) -> Row:
        laid = [self._layout.cells[cell] for cell in cells]
        total = self._total_at.get(cells[-1])
        signs = {addend.address: addend.sign for addend in total.equation.right} if total else {}
        of_one_kind = len({(cell.kind, cell.unit) for cell in laid}) == 1
        parts = tuple(signs.get(cell, 0) for cell in cells)
        return Row(number, cells, self._layout.order[cells[0]], of_one_kind, total, parts)


def _equalities(cell: Address, equations: Iterable[Laid]) -> frozenset[int]:
    """The equalities among some equations that do not hold any more where this cell alone is changed."""
    found = set()
    for laid in equations:
        relation = laid.equation.relation
        left = sum(addend.sign for addend in laid.equation.left if addend.address == cell)
        right = sum(addend.sign for addend in laid.equation.right if addend.address == cell)
        if relation.op == "=" and relation.combine == "sum" and left != right:
            found.add(laid.position)
    return frozenset(found)


def _lay(equation: Equation, position: int, layout: Layout) -> Laid | None:
    order: Mapping[Address, int] = layout.order
    quiet = quiet_of(equation, order)
    if quiet is None or any(addend.last_year for addend in (*equation.left, *equation.right)):
        return None
    left, right = total_of(equation.left, order), total_of(equation.right, order)
    parts, column = numbers_of(equation.right, order), layout.cells[equation.mend].column
    return Laid(equation, position, equation.reads, equation.cells, column, left, right, parts, quiet)

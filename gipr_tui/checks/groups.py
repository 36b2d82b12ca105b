"""Which equations fail: those that are alike are told in one look at the numbers, not one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from gipr_tui.checks.arithmetic import Addend, Numbers, total_of
from gipr_tui.checks.relations import Equation
from gipr_tui.forms import Address


class Group(NamedTuple):
    """Checks by their positions, and what tells from the numbers of the form's cells which of them are not quiet."""

    positions: list[int]
    failing: Callable[[Numbers], list[int]]


#: An equation of one cell with cells that stand side by side: its position, the cell's, the first one's and that behind the last.
_Line = tuple[int, int, int, int]


def groups(equations: Iterable[tuple[int, Equation]], order: Mapping[Address, int]) -> Iterator[Group]:
    """Equations, each behind its position, of which others are alike: cells under one cap, a cell and a line's sum or largest."""
    capped: dict[tuple[Addend, ...], list[tuple[int, Equation]]] = {}
    sums: list[_Line] = []
    largest: list[_Line] = []
    for position, equation in equations:
        relation, left, right = equation.relation, equation.left, equation.right
        if equation.conditions or equation.reads_last_year or len(left) != 1 or left[0].sign < 0:
            continue
        line = _line(position, left[0], right, order)
        if (relation.op, relation.combine) == ("<=", "sum"):
            capped.setdefault(right, []).append((position, equation))
        elif line and (relation.op, relation.combine) == ("=", "sum"):
            sums.append(line)
        elif line and (relation.op, relation.combine) == (">=", "max"):
            largest.append(line)
    for group in capped.values():
        yield _under_one_cap(group, order)
    yield _of_lines(sums, largest)


def _line(position: int, cell: Addend, others: tuple[Addend, ...], order: Mapping[Address, int]) -> _Line | None:
    places = [order[addend.address] for addend in others if addend.sign > 0]
    if len(places) < len(others) or not places or places != list(range(places[0], places[-1] + 1)):
        return None
    return position, order[cell.address], places[0], places[-1] + 1


def _under_one_cap(group: list[tuple[int, Equation]], order: Mapping[Address, int]) -> Group:
    cap = total_of(group[0][1].right, order)
    cells = [(position, order[equation.left[0].address]) for position, equation in group]

    def failing(numbers: Numbers) -> list[int]:
        most = cap(numbers)
        return [position for position, cell in cells if numbers[cell] > most]

    return Group([position for position, _ in group], failing)


def _of_lines(sums: list[_Line], largest: list[_Line]) -> Group:
    """The lines that should be a cell's sum, and those whose largest it should reach.

    A cell that is the sum of figures none of which is negative reaches each of them.
    """
    reaching = {line[1:]: line for line in largest}
    summed = {line[1:] for line in sums}
    never_summed = [line for line in largest if line[1:] not in summed]
    theirs = slice(min((line[2] for line in largest), default=0), max((line[3] for line in largest), default=0))

    def failing(numbers: Numbers) -> list[int]:
        wrong = [line for line in sums if numbers[line[1]] != sum(numbers[line[2] : line[3]])]
        unsure = largest
        if min(numbers[theirs], default=0) >= 0:
            unsure = [*never_summed, *(reaching[line[1:]] for line in wrong if line[1:] in reaching)]
        below = [line for line in unsure if numbers[line[1]] < max(numbers[line[2] : line[3]])]
        return [line[0] for line in (*wrong, *below)]

    return Group([line[0] for line in (*sums, *largest)], failing)

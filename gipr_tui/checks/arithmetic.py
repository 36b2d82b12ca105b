"""Adding up the cells of an equation by their positions, and telling at a glance that it holds."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from gipr_tui.checks.finding import Number
from gipr_tui.forms import Address
from gipr_tui.forms.model import Condition, Relation

COMPARE: dict[str, Callable[[Number, Number], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "zero-with": lambda left, right: (left == 0) == (right == 0),
}

Numbers = Sequence[Number]


@dataclass(frozen=True, slots=True)
class Addend:
    """A cell, or a cell of last year's report, with its sign."""

    address: Address
    sign: int = 1
    last_year: bool = False
    optional: bool = False


LaidCondition = tuple[Condition, tuple[Addend, ...], tuple[Addend, ...]]
"""A condition laid over one row or column, with the addends of both its sides."""


def total_of(
    addends: Iterable[Addend], order: Mapping[Address, int], combine: str = "sum"
) -> Callable[[Numbers], Number]:
    """What gives the sum (or the largest) of the addends, from the numbers of the form's cells."""
    plus = [order[addend.address] for addend in addends if addend.sign > 0]
    minus = [order[addend.address] for addend in addends if addend.sign < 0]
    if combine == "max":
        largest = _those(plus)
        return (lambda numbers: max(largest(numbers))) if plus else (lambda numbers: 0)
    if minus:
        added, taken = _those(plus), _those(minus)
        return lambda numbers: sum(added(numbers)) - sum(taken(numbers))
    if len(plus) == 1:
        return itemgetter(plus[0])
    if len(plus) == 2:
        one, other = plus
        return lambda numbers: numbers[one] + numbers[other]
    summed = _those(plus)
    return lambda numbers: sum(summed(numbers))


def figures_of(addends: Sequence[Addend], order: Mapping[Address, int]) -> Callable[[Numbers], Sequence[Number]]:
    """What gives the addends one by one with their signs, from the numbers of the form's cells."""
    those = numbers_of(addends, order)
    signs = [addend.sign for addend in addends]
    if all(sign > 0 for sign in signs):
        return those
    return lambda numbers: [number if sign > 0 else -number for number, sign in zip(those(numbers), signs, strict=True)]


def numbers_of(addends: Iterable[Addend], order: Mapping[Address, int]) -> Callable[[Numbers], Sequence[Number]]:
    """What gives the addends one by one, whatever their signs."""
    return _those([order[addend.address] for addend in addends])


def _those(positions: Sequence[int]) -> Callable[[Numbers], Sequence[Number]]:
    """What gives the numbers at these positions."""
    if not positions:
        return lambda numbers: ()
    first, after = positions[0], positions[-1] + 1
    if list(positions) == list(range(first, after)):
        return itemgetter(slice(first, after))
    if len(positions) == 1:
        return lambda numbers: (numbers[first],)
    return itemgetter(*positions)


def quiet_of(
    relation: Relation,
    left: Sequence[Addend],
    right: Sequence[Addend],
    conditions: Iterable[LaidCondition],
    order: Mapping[Address, int],
) -> Callable[[Numbers], bool] | None:
    """Whether an equation surely has nothing to say: it holds, or one of its conditions does not.

    None where that can't be told from this year's numbers.
    """
    tests = unmet_of(conditions, order)
    if not any(addend.last_year for addend in (*left, *right)):
        tests.append(_holds(relation.op, total_of(left, order), total_of(right, order, relation.combine)))
    if not tests:
        return None
    if len(tests) == 2:
        one, other = tests
        return lambda numbers: one(numbers) or other(numbers)
    return tests[0] if len(tests) == 1 else lambda numbers: any(test(numbers) for test in tests)


def unmet_of(conditions: Iterable[LaidCondition], order: Mapping[Address, int]) -> list[Callable[[Numbers], bool]]:
    """For each condition that is of this year's numbers alone, whether they fail it."""
    return [
        _fails(condition.op, condition.over, total_of(left, order), total_of(right, order))
        for condition, left, right in conditions
        if not any(addend.last_year for addend in (*left, *right))
    ]


def _holds(op: str, left: Callable[[Numbers], Number], right: Callable[[Numbers], Number]) -> Callable[[Numbers], bool]:
    if op == "=":
        return lambda numbers: left(numbers) == right(numbers)
    if op == "<=":
        return lambda numbers: left(numbers) <= right(numbers)
    if op == ">=":
        return lambda numbers: left(numbers) >= right(numbers)
    compare = COMPARE[op]
    return lambda numbers: compare(left(numbers), right(numbers))


def _fails(
    op: str, over: int, left: Callable[[Numbers], Number], right: Callable[[Numbers], Number]
) -> Callable[[Numbers], bool]:
    compare = COMPARE[op]

    def fails(numbers: Numbers) -> bool:
        total = left(numbers)
        return not compare(total, right(numbers)) or (bool(over) and total <= over)

    return fails

"""Adding up the cells of an equation by their positions, and telling at a glance that it holds.

What the numbers alone can tell of a check is an expression of Python in ``n``, the numbers of the form's cells in its order
(nought where a cell has none). Those of many checks are compiled together, so that hundreds are told at the price of a few.
"""

from __future__ import annotations

import operator
import re
from collections import Counter
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

#: The same comparisons as expressions.
_WRITTEN = {op: f"{{}} {op} {{}}" for op in ("!=", "<=", ">=", "<", ">")}
_WRITTEN |= {"=": "{} == {}", "zero-with": "({} == 0) == ({} == 0)"}

#: So many addends at the most stand one behind the other: Python's compiler goes as deep as they are many.
_MOST_ADDED = 200
#: A sum of more than one cell, in an expression.
_SUM = re.compile(r"\([^()]+ [+-] [^()]+\)")

Numbers = Sequence[Number]
Order = Mapping[Address, int]


@dataclass(frozen=True, slots=True)
class Addend:
    """A cell, or a cell of last year's report, with its sign."""

    address: Address
    sign: int = 1
    last_year: bool = False
    optional: bool = False


LaidCondition = tuple[Condition, tuple[Addend, ...], tuple[Addend, ...]]
"""A condition laid over one row or column, with the addends of both its sides."""


def total_of(addends: Sequence[Addend], order: Order) -> str:
    """The sum of the addends, as an expression."""
    cells = [("+" if addend.sign > 0 else "-", f"n[{order[addend.address]}]") for addend in addends]
    if len(cells) > _MOST_ADDED:
        return f"sum(({', '.join(f'{sign}{cell}' for sign, cell in cells)}))"
    total = " ".join(f"{sign} {cell}" for sign, cell in cells).removeprefix("+ ") or "0"
    return f"({total})" if " " in total else total


def quiet_of(
    relation: Relation,
    left: Sequence[Addend],
    right: Sequence[Addend],
    conditions: Iterable[LaidCondition],
    order: Order,
) -> str:
    """Whether an equation surely has nothing to say, as an expression: it holds, or one of its conditions does not.

    Empty where that can't be told from this year's numbers.
    """
    tests = [unmet_of(conditions, order)]
    if not any(addend.last_year for addend in (*left, *right)):
        # a side that is compared with the largest of some is compared with each of them
        parts = [(addend,) for addend in right] if relation.combine == "max" else [right]
        compared = [_WRITTEN[relation.op].format(total_of(left, order), total_of(part, order)) for part in parts]
        tests.append(" and ".join(compared))
    return " or ".join(filter(None, tests))


def unmet_of(conditions: Iterable[LaidCondition], order: Order) -> str:
    """Whether this year's numbers fail a condition, as an expression; empty where none is of them alone."""
    tests = []
    for condition, left, right in conditions:
        if not any(addend.last_year for addend in (*left, *right)):
            total = total_of(left, order)
            tests.append(f"not {_WRITTEN[condition.op].format(total, total_of(right, order))}")
            if condition.over:
                tests.append(f"{total} <= {condition.over:#x}")
    return " or ".join(tests)


def failing_of(tests: Mapping[int, str]) -> Callable[[Numbers], list[int]]:
    """What tells which of some ``tests``, each with the position of its check, don't hold for the numbers of a form's cells.

    A sum that stands in several tests is added up once.
    """
    found = Counter(total for test in tests.values() for total in set(_SUM.findall(test)))
    shared = {total: f"sum_{number}" for number, total in enumerate(found) if found[total] > 1}
    lines = [f"{name} = {total}" for total, name in shared.items()]
    for position, test in tests.items():
        lines.append(
            f"if not ({_SUM.sub(lambda total: shared.get(total[0], total[0]), test)}): found.append({position})"
        )
    made: dict[str, Callable[[Numbers], list[int]]] = {}
    # nothing but positions, whole numbers and the comparisons above is written there: no text of any file
    exec("\n  ".join(("def failing(n):", "found = []", *lines, "return found")), made)
    return made.pop("failing")


def told_by(expression: str) -> Callable[[Numbers], bool]:
    """What tells whether a single expression is true of the numbers of a form's cells."""
    failing = failing_of({0: expression})
    return lambda numbers: not failing(numbers)


def figures_of(addends: Sequence[Addend], order: Order, combine: str = "sum") -> Callable[[Numbers], Sequence[Number]]:
    """What gives the addends one by one with their signs, from the numbers of the form's cells; or only the largest."""
    those = _those([order[addend.address] for addend in addends])
    signs = [addend.sign for addend in addends]

    def signed(numbers: Numbers) -> Sequence[Number]:
        return [number if sign > 0 else -number for number, sign in zip(those(numbers), signs, strict=True)]

    figures = those if all(sign > 0 for sign in signs) else signed
    return (lambda numbers: (max(figures(numbers), default=0),)) if combine == "max" else figures


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

"""What the numbers tell of an equation at a glance is what adding it up tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.checks.arithmetic import (
    COMPARE,
    Addend,
    LaidCondition,
    Numbers,
    failing_of,
    figures_of,
    quiet_of,
    told_by,
)
from gipr_tui.checks.finding import Number
from gipr_tui.forms import Severity
from gipr_tui.forms.model import Condition, Relation

ORDER = {name: position for position, name in enumerate("abcdef")}
NUMBERS: st.SearchStrategy[list[Number]] = st.lists(
    st.integers(-3, 5) | st.decimals(-3, 5, places=2), min_size=len(ORDER), max_size=len(ORDER)
)
ADDENDS = st.builds(Addend, st.sampled_from("abcdef"), st.sampled_from((1, -1)))
SIDES = st.lists(ADDENDS, max_size=4, unique_by=lambda addend: addend.address).map(tuple)
ADDED = st.lists(ADDENDS, min_size=1, max_size=4).map(tuple)

Sides = tuple[Addend, ...]


def is_quiet(
    op: str, left: Sides, right: Sides, numbers: Numbers, *conditions: LaidCondition, combine: str = "sum"
) -> bool:
    """Whether the equation ``left op right`` is told to have nothing to say; asked twice, so that sums are shared."""
    relation = Relation("X", Severity.ERROR, "", ("t",), "once", (), op, (), combine=combine)
    test = quiet_of(relation, left, right, conditions, ORDER)
    failing = failing_of({7: test, 8: test})(numbers)
    assert failing == ([] if told_by(test)(numbers) else [7, 8])
    return not failing


def total(side: Sides, numbers: Numbers, combine: str = "sum") -> Number:
    return sum(figures_of(side, ORDER, combine)(numbers))


@pytest.mark.parametrize("op", COMPARE)
@given(SIDES, SIDES, NUMBERS)
def test_two_sums_are_compared_as_they_are_added_up(op: str, left: Sides, right: Sides, numbers: Numbers) -> None:
    assert is_quiet(op, left, right, numbers) == COMPARE[op](total(left, numbers), total(right, numbers))


@pytest.mark.parametrize("op", COMPARE)
@given(SIDES, ADDED, NUMBERS)
def test_what_is_quiet_beside_the_largest_of_some_holds(op: str, left: Sides, right: Sides, numbers: Numbers) -> None:
    largest = total(right, numbers, "max")
    assert largest == max(addend.sign * numbers[ORDER[addend.address]] for addend in right)
    holds, quiet = COMPARE[op](total(left, numbers), largest), is_quiet(op, left, right, numbers, combine="max")
    assert holds or not quiet
    if op in (">=", ">"):
        assert quiet == holds


@pytest.mark.parametrize("op", COMPARE)
@given(SIDES, SIDES, st.integers(0, 4), NUMBERS)
def test_an_equation_is_quiet_where_a_condition_fails(
    op: str, left: Sides, right: Sides, over: int, numbers: Numbers
) -> None:
    one = total(left, numbers)
    met = COMPARE[op](one, total(right, numbers)) and (not over or one > over)
    never = "!=", (Addend("a"),), (Addend("a"),)
    assert is_quiet(*never, numbers, (Condition((), op, (), over), left, right)) == (not met)


def test_a_sum_of_thousands_of_cells_is_told_too() -> None:
    many = tuple(Addend("ab"[number % 2], -1 if number % 3 else 1) for number in range(5000))
    for numbers in ([4, 1, 0, 0, 0, 0], [2, 2, 0, 0, 0, 0]):
        for op in COMPARE:
            assert is_quiet(op, many, (), numbers) == COMPARE[op](total(many, numbers), 0)


def test_a_condition_may_name_a_number_of_any_size() -> None:
    condition = Condition((), ">", (), 16**5000)
    assert is_quiet("!=", (), (), [0] * 6, (condition, (Addend("a"),), ()))

"""Sums typed into a cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gipr_tui.forms import CellKind
from gipr_tui.report.arithmetic import calculate, parse_typed
from gipr_tui.report.values import MAX_DIGITS, ValueKind, parse_value, written


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("=12+30-4", 38),
        ("12+30-4", 38),
        ("=7", 7),
        ("=3*2", 6),
        ("=2+3*4", 14),
        ("=(2+3)*4", 20),
        ("=10-3-2", 5),
        ("=-5+2", -3),
        ("=5--3", 8),
        ("=4*-(1+1)", -8),
        ("= 1 + 2 ", 3),
        ("＝１２＋３０－４", 38),
        ("＝（１．５＋２）×２", 7),
        ("=6÷4", Decimal("1.5")),
        ("=1，234+1,000", 2234),
        ("=1.5+2", Decimal("3.5")),
        ("=0.1+0.2", Decimal("0.3")),
        ("=.5+1", Decimal("1.5")),
        ("=1.5+1.5", 3),
        ("=1/10000", Decimal("0.0001")),
        ("=41174.3900/1", Decimal("41174.39")),
        ("=999999999999999", 999999999999999),
        ("=999999999999999*9/9", 999999999999999),
        ("=" + "(" * 20 + "1" + ")" * 20, 1),
    ],
)
def test_a_sum_is_worked_out_exactly(text: str, result: int | Decimal) -> None:
    found = calculate(text)
    assert found == result
    assert type(found) is type(result)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "=",
        "==1",
        "=1+",
        "=*2",
        "=1 2",
        "=(1",
        "=1)",
        "=()",
        "=2**3",
        "=2^3",
        "=1//2",
        "=1e3",
        "=5%",
        "=1.2.3",
        "=1.+2",
        "=12,34",
        "=1/3",
        "=1/0",
        "=1/100000",
        "=SUM(1)",
        "=A1+1",
        "=十+1",
        "=①+1",
        "=3²",
        "=½",
        "=٣+1",
        "=__import__('os')",
        "=1000000000000000",
        "=0.1234567890123456",
        "=999999999999999+1",
        "=99999999*99999999",
        "=" + "1+" * 100 + "1",
        "=" + "(" * 21 + "1" + ")" * 21,
    ],
)
def test_what_is_no_exact_sum_is_none(text: str) -> None:
    assert calculate(text) is None


@given(st.text(alphabet="0123456789+-*/()=.,，（）＋－＝ \t", max_size=220) | st.text(max_size=40))
@example("-" * 199 + "1")
@example("9*" * 99 + "9")
def test_nothing_typed_makes_it_raise_or_gives_an_unreadable_figure(text: str) -> None:
    result = calculate(text)
    if result is not None:
        assert parse_value(written(result), CellKind.AMOUNT).number == result
        assert sum(char.isdigit() for char in written(result)) <= MAX_DIGITS


@given(st.lists(st.tuples(st.sampled_from("+-*"), st.integers(0, 99)), min_size=1, max_size=7))
def test_whole_numbers_come_out_as_python_has_them(terms: list[tuple[str, int]]) -> None:
    text = "1" + "".join(f"{sign}{number}" for sign, number in terms)
    assert calculate("=" + text) == eval(text)


@given(st.lists(st.decimals(0, 10**6, places=4, allow_nan=False), min_size=1, max_size=6))
def test_decimals_are_added_exactly(amounts: list[Decimal]) -> None:
    assert calculate("=" + "+".join(map(str, amounts))) == sum(amounts)


def test_a_typed_sum_is_read_as_what_it_comes_to() -> None:
    assert parse_typed(" ＝ 3+4 ", CellKind.COUNT).text == "7"
    assert parse_typed("=1-5", CellKind.COUNT).number == -4
    assert parse_typed("=5/2", CellKind.COUNT).number == Decimal("2.5")
    assert parse_typed("3", CellKind.COUNT) == parse_value("3", CellKind.COUNT)


def test_without_an_equals_sign_nothing_is_worked_out() -> None:
    assert parse_typed("3+4", CellKind.COUNT).kind is ValueKind.UNREADABLE


def test_a_typed_sum_that_is_none_says_so() -> None:
    value = parse_typed("=3+", CellKind.COUNT)
    assert (value.kind, value.text, value.reason) == (ValueKind.UNREADABLE, "=3+", "not-arithmetic")

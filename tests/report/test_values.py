"""What a text in a cell means: nothing is guessed, and nothing typed is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.forms import CellKind
from gipr_tui.report.values import BLANK, Mark, ValueKind, parse_value, reading_of
from gipr_tui.text.clean import strip_cell

COUNT, SIGNED, AMOUNT = CellKind.COUNT, CellKind.SIGNED, CellKind.AMOUNT


@pytest.mark.parametrize(
    ("text", "number", "marks"),
    [
        ("0", 0, ""),
        ("6", 6, ""),
        ("278454", 278454, ""),
        ("007", 7, "leading-zero"),
        ("999999999999999", 999999999999999, ""),
        ("１２", 12, "full-width"),
        ("1，234", 1234, "thousands"),
        ("1,234", 1234, "thousands"),
        ("1 234", 1234, "thousands"),
        ("1\u00a0234", 1234, "thousands"),
        ("1,234,567", 1234567, "thousands"),
        ("１，２３４", 1234, "full-width thousands"),
        ("+5", 5, "signed needless-sign"),
        ("-0", 0, "signed needless-sign"),
        ("-5", -5, "signed negative"),
        ("－5", -5, "signed negative"),
        ("−5", -5, "signed negative"),
        ("－５", -5, "full-width signed negative"),
        ("12.0", Decimal("12.0"), "decimal-point"),
        ("0.0", Decimal("0.0"), "leading-zero"),
        ("O", 0, "lookalike"),
        ("l2", 12, "lookalike"),
        ("1O件", 10, "unit lookalike"),
        ("1。5", Decimal("1.5"), "full-width decimal-point"),
        ("１．５", Decimal("1.5"), "full-width decimal-point"),
        ("5件", 5, "unit"),
        ("5 件", 5, "unit"),
        ("１２份", 12, "full-width unit"),
        ("十二", 12, "chinese"),
        ("〇", 0, "chinese"),
        ("零", 0, "chinese"),
        ("一百零五", 105, "chinese"),
        ("二件", 2, "chinese unit"),
    ],
)
def test_a_count_is_read(text: str, number: int | Decimal, marks: str) -> None:
    value = parse_value(text, COUNT)
    assert (value.kind, value.number, value.text) == (ValueKind.NUMBER, number, text)
    assert isinstance(value.number, type(number))
    assert value.marks == {Mark(mark) for mark in marks.split()}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("减4", -4),
        ("减 4", -4),
        ("- 4", -4),
        ("减少4", -4),
        ("增43", 43),
        ("增加43", 43),
        ("+43", 43),
        ("-1942", -1942),
        ("增5减2", 3),
        ("增5，减2", 3),
        ("增5、减12", -7),
        ("减４", -4),
        ("减4项", -4),
        ("1", 1),
    ],
)
def test_a_change_is_read_with_its_sign(text: str, number: int) -> None:
    assert parse_value(text, SIGNED).number == number


def test_only_a_change_may_be_written_in_words() -> None:
    assert parse_value("减4", COUNT).kind is ValueKind.UNREADABLE


def test_a_change_without_a_sign_says_so() -> None:
    assert Mark.SIGNED not in parse_value("43", SIGNED).marks
    assert Mark.SIGNED in parse_value("增43", SIGNED).marks


def test_a_change_is_of_whole_things() -> None:
    assert Mark.DECIMAL_POINT in parse_value("1.5", SIGNED).marks


@pytest.mark.parametrize(
    ("text", "number", "marks"),
    [
        ("41174.3900", "41174.3900", ""),
        ("75.9260", "75.9260", ""),
        ("0", "0", ""),
        ("24252.311082", "24252.311082", ""),
        ("41,174.39", "41174.39", "thousands"),
        ("４１１７４．３９", "41174.39", "full-width"),
        ("251000元", "25.1", "unit"),
        ("73802895.90元", "7380.28959", "unit"),
        ("976.81万元", "976.81", "unit"),
        ("1.2亿元", "12000", "unit"),
        ("251，000元", "25.1", "unit thousands"),
    ],
)
def test_an_amount_is_read_in_ten_thousands_of_yuan(text: str, number: str, marks: str) -> None:
    value = parse_value(text, AMOUNT, "万元")
    assert value.number == Decimal(number)
    assert value.text == text
    assert value.marks == {Mark(mark) for mark in marks.split()}


def test_an_amount_keeps_the_decimals_it_was_typed_with() -> None:
    assert str(parse_value("41174.3900", AMOUNT, "万元").number) == "41174.3900"


@pytest.mark.parametrize("text", ["5件", "3项", "12次"])
def test_things_are_no_money(text: str) -> None:
    assert parse_value(text, AMOUNT, "万元").kind is ValueKind.UNREADABLE


@pytest.mark.parametrize("text", ["5元", "5万元"])
def test_money_is_no_count(text: str) -> None:
    assert parse_value(text, COUNT).kind is ValueKind.UNREADABLE


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u3000\u3000", "\u200b", "\ufeff", "\t\n", "\u2007", "\u202f"])
def test_padding_alone_is_blank(text: str) -> None:
    assert parse_value(text, COUNT) == BLANK


@pytest.mark.parametrize("text", ["\u00a05", "5\u3000", "\u200b5\ufeff", "\t5\r\n", "\u202f5\u2007", "\u20035"])
def test_padding_round_a_figure_is_dropped(text: str) -> None:
    value = parse_value(text, COUNT)
    assert (value.text, value.number, value.marks) == ("5", 5, frozenset())


@pytest.mark.parametrize("text", ["/", "／", "-", "－", "—", "——", "–", "\\", "无", "不适用", "N/A", "n/a"])
def test_a_dash_is_not_applicable_and_no_nought(text: str) -> None:
    value = parse_value(text, COUNT)
    assert (value.kind, value.number, value.text) == (ValueKind.NOT_APPLICABLE, None, text)
    assert value.is_missing


def test_blank_nought_and_not_applicable_are_three_things() -> None:
    kinds = [parse_value(text, COUNT).kind for text in ("", "0", "/")]
    assert kinds == [ValueKind.BLANK, ValueKind.NUMBER, ValueKind.NOT_APPLICABLE]
    assert [parse_value(text, COUNT).is_missing for text in ("", "0", "/")] == [True, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "1e5",
        "1E5",
        "1_0",
        "NaN",
        "inf",
        "0x10",
        "5.",
        ".5",
        "1.2.3",
        "--5",
        "5-",
        "1,23",
        "12,34",
        "1/2",
        "约5",
        "5余",
        "五六七人",
        "百",
        "万万",
        "Ol",
        "x0",
        "件",
        "5件件",
        "٣",
        "५",
        "5²",
        "12①",
        "1½",
        "①",
        "¥5",
        "5%",
        "[/x]",
        "=1+1",
        "两三",
        "十五六",
        "万两十二",
    ],
)
def test_what_is_not_one_figure_is_kept_and_called_unreadable(text: str) -> None:
    value = parse_value(text, COUNT)
    assert (value.kind, value.number, value.text) == (ValueKind.UNREADABLE, None, text)
    assert value.reason == "not-a-number"


def test_digits_parted_by_spaces_may_be_several_figures() -> None:
    value = parse_value("1 2", COUNT)
    assert (value.kind, value.reason, value.text) == (ValueKind.UNREADABLE, "split-digits", "1 2")


@pytest.mark.parametrize("text", ["9" * 16, "9" * 200, "0." + "3" * 200, "１" * 20, "9" * 200 + "元"])
def test_a_figure_of_endless_digits_is_unreadable(text: str) -> None:
    value = parse_value(text, AMOUNT, "万元")
    assert (value.kind, value.reason, value.text) == (ValueKind.UNREADABLE, "too-long", text)


ODD = st.text(alphabet="0123456789０９.,，。-+−－/—无增减加少元万亿件份十二百〇零两 \u00a0\u3000\u200b①²eE_")
UNITS = st.sampled_from(["", "万元"])


@given(st.one_of(st.text(), ODD), st.sampled_from(CellKind), UNITS)
def test_any_text_has_a_meaning_and_is_kept(text: str, kind: CellKind, unit: str) -> None:
    value = parse_value(text, kind, unit)
    assert value.text == strip_cell(text)
    assert (value.kind is ValueKind.NUMBER) == (value.number is not None)
    assert (value.kind is ValueKind.BLANK) == (value.text == "")
    assert (value.kind is ValueKind.UNREADABLE) == bool(value.reason)
    assert value.is_missing == (value.kind in (ValueKind.BLANK, ValueKind.NOT_APPLICABLE))


@given(st.one_of(st.text(), ODD), st.sampled_from(CellKind), UNITS)
def test_a_text_read_again_means_the_same(text: str, kind: CellKind, unit: str) -> None:
    value = parse_value(text, kind, unit)
    assert parse_value(value.text, kind, unit) == value


@given(st.integers(0, 10**15 - 1), st.sampled_from(CellKind))
def test_a_plain_number_is_itself(number: int, kind: CellKind) -> None:
    value = parse_value(str(number), kind)
    assert (value.number, value.marks) == (number, frozenset())


@given(st.integers(0, 10**12))
def test_thousands_and_wide_digits_change_nothing(number: int) -> None:
    wide = str(number).translate({ord("0") + i: ord("０") + i for i in range(10)})
    assert parse_value(f"{number:,}", COUNT).number == number
    assert parse_value(wide, COUNT).number == number
    assert reading_of(parse_value(wide, COUNT)) == str(number)
    assert reading_of(parse_value(f"{number:,}", COUNT)) == str(number)


@given(st.decimals(0, 10**8, places=4, allow_nan=False, allow_infinity=False))
def test_yuan_are_ten_thousandths(amount: Decimal) -> None:
    in_yuan = parse_value(f"{amount:f}元", AMOUNT, "万元").number
    assert in_yuan is not None and in_yuan * 10000 == amount


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("１２", "12"),
        ("1，234", "1234"),
        ("12.0", "12.0"),
        ("41174.3900", "41174.3900"),
        ("十二", "十二"),
        ("/", "/"),
        ("约5", "约5"),
        ("", ""),
    ],
)
def test_a_figure_is_shown_narrow_and_all_else_as_filed(text: str, shown: str) -> None:
    assert reading_of(parse_value(text, COUNT)) == shown

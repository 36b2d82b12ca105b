"""Lines of Chinese text: what may begin and end them, and that nothing is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gipr_tui.text.width import display_width
from gipr_tui.text.wrap import (
    INDENT,
    begins_structure,
    break_places,
    cell_lines,
    columns_of,
    narrowest,
    paragraph_lines,
    wrap,
)
from tests.pace import within

ORDINARY = st.lists(
    st.sampled_from(
        [
            "政府",
            "信息",
            "公开",
            "，",
            "。",
            "、",
            "；",
            "：",
            "？",
            "！",
            "“公开”",
            "（一）",
            "《条例》",
            "——",
            "…",
            "％",
            "12",
            "3.5",
            "1,234.56",
            "３．５",
            "２，３４５",
            "abc",
            " ",
            "https://a.cn/b?c=1",
            "申请６件",
            "e\u0301",
        ]
    ),
    max_size=80,
).map("".join)
ANYTHING = st.text(max_size=200) | ORDINARY
WIDTHS = st.integers(2, 200)
READABLE = st.integers(40, 120)


@settings(max_examples=50)
@given(ANYTHING, WIDTHS)
def test_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines) == text
    assert all(lines) or text == ""


@settings(max_examples=50)
@given(ANYTHING, WIDTHS)
def test_no_line_is_wider_but_for_white_space_at_its_end(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(display_width(line.rstrip()) <= width for line in lines)
    assert not any(line[0].isspace() for line in lines[1:])


@settings(max_examples=50)
@given(ORDINARY, READABLE)
def test_closing_marks_begin_no_line_and_opening_ones_end_none(text: str, width: int) -> None:
    lines = wrap(text, width)
    if not re.search(r"[，。、；：？！”）》—…％]{15}|[“（《]{15}", text):
        assert not any(line[0] in "，。、；：？！”）》—…％" for line in lines[1:])
        assert not any(line.rstrip()[-1:] in "“（《" for line in lines[:-1])


@settings(max_examples=50)
@given(ORDINARY, READABLE)
def test_numbers_words_and_addresses_stay_whole(text: str, width: int) -> None:
    lines = wrap(text, width)
    ends = {len("".join(lines[:index])) for index in range(1, len(lines))}
    if narrowest(text) <= width:
        for match in re.finditer(r"(?=([!-~]+|[0-9０-９]+(?:[.,．，][0-9０-９]+)*))", text):
            assert not any(match.start(1) < end < match.end(1) for end in ends)


@settings(max_examples=20)
@given(ORDINARY, READABLE)
@example("政府https://a.cn/b?c=1https://a.cn/b?c=11,234.56", 40)
def test_lines_are_as_long_as_the_rules_let_them(text: str, width: int) -> None:
    lines, places, end = wrap(text, width), [*break_places(text), len(text)], 0
    for line in lines[:-1]:
        end += len(line)
        next_part = text[end : next(place for place in places if place > end)]
        assert display_width(line + next_part.rstrip()) > width


def test_a_break_is_where_a_typesetter_puts_it() -> None:
    text = "本年共收到申请12件，均已答复；“信息不存在”的3件（占25％），详见https://a.cn/b。"
    assert wrap(text, 20) == [
        "本年共收到申请12件，",
        "均已答复；“信息不存",
        "在”的3件（占25％），",
        "详见https://a.cn/b。",
    ]


def test_a_number_longer_than_the_line_is_cut_but_not_at_its_point() -> None:
    lines = wrap("1" * 25 + ".5", 13)
    assert lines == ["1" * 13, "1" * 11, "1.5"]


def test_white_space_hangs_at_the_end_of_a_line() -> None:
    assert wrap("公开   信息", 4) == ["公开   ", "信息"]
    assert wrap("a" + " " * 50 + "b", 10) == ["a" + " " * 50, "b"]
    assert wrap("", 10) == [""]


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert wrap("e\u0301" * 6, 2) == ["e\u0301" * 2] * 3


@pytest.mark.parametrize("start", ["二、主动公开", "第二十条第（一）项", "+---+", "│", "┌──┐", "|"])
@pytest.mark.parametrize("lead", range(1, 20))
def test_no_further_line_of_a_paragraph_looks_like_anything_else(start: str, lead: int) -> None:
    lines = list(paragraph_lines("公" * lead + start + "开" * 40, 40))
    assert lines[0].startswith(INDENT)
    assert not any(begins_structure(line, 0) or line.startswith("\u3000") for line in lines[1:])


@pytest.mark.parametrize("number", ["8", "47", "1,234", "３"])
@pytest.mark.parametrize("lead", range(30))
def test_a_number_stays_with_the_character_of_its_measure(number: str, lead: int) -> None:
    lines = list(paragraph_lines("公" * lead + f"共{number}件，其中{number}份，于{number}年{number}月{number}日", 40))
    assert not any(line[0] in "件份年月日" for line in lines[1:])


def test_a_paragraph_of_nothing_but_headings_is_broken_all_the_same() -> None:
    lines = list(paragraph_lines("一、" * 100, 60))
    assert "".join(lines) == INDENT + "一、" * 100
    assert all(display_width(line) <= 60 for line in lines)


@settings(max_examples=50)
@given(ANYTHING, st.integers(4, 30))
def test_lines_of_a_cell_can_be_stripped(text: str, width: int) -> None:
    text = " ".join(text.split())
    lines = cell_lines(text, width)
    assert "".join(lines) == text
    assert all(line == line.strip() for line in lines)
    if " " not in text:
        assert all(display_width(line) <= width for line in lines)


def test_the_narrowest_width_is_that_of_the_widest_part_that_stays_whole() -> None:
    assert narrowest("社会公益组织") == 2
    assert narrowest("（三）不予公开") == 6
    assert narrowest("see https://a.cn") == len("https://a.cn")
    assert narrowest("") == 0


@given(ANYTHING)
def test_columns_are_as_many_as_the_text_is_wide(text: str) -> None:
    columns = columns_of(text)
    assert "".join(columns) == text
    assert len(columns) == max(display_width(text), 1 if text else 0)


@pytest.mark.parametrize("unit", ["公开", "（", "1,", "一、", "e\u0301"])
def test_a_paragraph_of_a_million_characters_takes_its_time_only_once(unit: str) -> None:
    paragraph = unit * (1_000_000 // len(unit))
    with within(4):
        assert sum(map(len, paragraph_lines(paragraph, 80))) == len(paragraph) + len(INDENT)

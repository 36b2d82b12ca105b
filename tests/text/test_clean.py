"""Nothing but printable characters passes, and nothing printable is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.text.clean import clean_line, clean_text, strip_cell


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("政府信息公开", "政府信息公开"),
        ("a\tb\nc", "a b c"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("\x1b[31m红\x1b[0m", "[31m红[0m"),
        ("\x00\x07\x7f\x9b", ""),
        ("右\u202e左\u2066\u200f", "右左"),
        ("\ud800半个", "半个"),
        ("\ufeff开头", "开头"),
        ("不\u00a0断\u3000开", "不\u00a0断\u3000开"),
    ],
)
def test_a_line_loses_what_could_steer_a_terminal(text: str, cleaned: str) -> None:
    assert clean_line(text) == cleaned


@pytest.mark.parametrize("char", ["\U0002ebf0", "\U00031350", "\ue863", "𠮷", "䶮"])
def test_a_rare_han_character_of_a_name_is_kept(char: str) -> None:
    assert clean_line(f"{char}家村") == f"{char}家村"


def test_a_text_keeps_its_lines_whatever_ends_them() -> None:
    assert clean_text("一\r\n二\r三\n\n四") == "一\n二\n三\n\n四"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)
    assert strip_cell(strip_cell(text)) == strip_cell(text)


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    left = {unicodedata.category(char) for char in clean_line(text)}
    assert left.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert "\n" not in clean_line(text)


@pytest.mark.parametrize(
    "padding", ["\u00a0", "\u3000", "\u2007", "\u202f", "\u2002", "\u200b", "\ufeff", "\t", "\r\n", " "]
)
def test_a_cell_is_freed_of_padding_of_every_kind(padding: str) -> None:
    assert strip_cell(f"{padding}12{padding}{padding}") == "12"
    assert strip_cell(padding) == ""

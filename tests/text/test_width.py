"""Columns on a terminal: a Chinese character takes two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.text.width import char_width, chunks, crop, display_width, pad

MIXED = st.text(alphabet="ab1 。（）申请\u3000é\u0301“—")


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("总计", 4), ("（一）", 6), ("R3.7 总计", 9), ("e\u0301", 1), ("\x00", 0), ("Ａ", 2)],
)
def test_a_text_takes_so_many_columns(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "cropped"),
    [
        ("总计", 4, "总计"),
        ("行政复议", 6, "行政…"),
        ("行政复议", 5, "行政…"),
        ("abcdef", 4, "abc…"),
        ("行政", 1, "…"),
        ("行政", 0, ""),
    ],
)
def test_a_text_too_long_is_cut_with_a_mark(text: str, width: int, cropped: str) -> None:
    assert crop(text, width) == cropped


@pytest.mark.parametrize(("align", "padded"), [("left", "总计   "), ("right", "   总计"), ("center", " 总计  ")])
def test_a_text_is_filled_to_a_width(align: str, padded: str) -> None:
    assert pad("总计", 7, align) == padded


def test_a_text_wider_than_its_place_is_left_alone() -> None:
    assert pad("行政复议", 4) == "行政复议"


@given(MIXED, st.integers(0, 20))
def test_a_cropped_text_never_exceeds_its_width(text: str, width: int) -> None:
    assert display_width(crop(text, width)) <= width


@given(MIXED, st.integers(0, 30), st.sampled_from(["left", "right", "center"]))
def test_a_padded_text_has_its_width_and_its_words(text: str, width: int, align: str) -> None:
    padded = pad(text, width, align)
    assert display_width(padded) == max(width, display_width(text))
    assert padded.strip(" ") == text.strip(" ")


@given(MIXED, st.integers(1, 20))
def test_chunks_lose_nothing_and_fit(text: str, width: int) -> None:
    pieces = chunks(text, width)
    assert "".join(pieces) == text
    assert all(display_width(piece) <= width or len(piece) == 1 for piece in pieces if piece)


@given(st.characters())
def test_no_character_is_narrower_than_nothing(char: str) -> None:
    assert char_width(char) in (0, 1, 2)

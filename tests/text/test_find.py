"""Finding words in a text, whatever width or case they are written in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.text.find import find_all, replace_all


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("收到申请12件，答复12件", "12", ["12", "12"]),
        ("收到申请１２件", "12件", ["１２件"]),
        ("收到申请12件", "１２", ["12"]),
        ("答复（含撤回）3件", "(含撤回)", ["（含撤回）"]),
        ("Gov与gov", "GOV", ["Gov", "gov"]),
        ("100㎡", "2", []),
        ("100㎡", "m2", ["㎡"]),
        ("cafe\u0301", "e", []),
        ("cafe\u0301", "\u00e9", ["e\u0301"]),
        ("一一一", "一一", ["一一"]),
        ("㎡m2", "2", ["2"]),
        ("第一段\n第二段", "段\n第", ["段\n第"]),
        ("正文", "", []),
        ("", "正文", []),
    ],
)
def test_what_is_found_are_whole_characters_of_the_text(text: str, wanted: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_all(text, wanted)] == found


_TEXTS = st.text(alphabet="一二12１２（(）)ab㎡e\u0301\n", max_size=30)


@given(_TEXTS, _TEXTS.filter(len))
def test_the_places_stand_in_order_and_what_is_sought_stands_in_itself(text: str, wanted: str) -> None:
    spans = find_all(text, wanted)
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert find_all(wanted, wanted) == [(0, len(wanted))]


@given(_TEXTS, st.sampled_from("一12"), st.sampled_from(["", "甲", "甲乙"]))
def test_only_what_is_found_is_replaced(text: str, wanted: str, other: str) -> None:
    spans = find_all(text, wanted)
    replaced = replace_all(text, spans, other)
    assert len(replaced) == len(text) + sum(len(other) - (end - start) for start, end in spans)
    kept = [text[end:start] for (_, end), (start, _) in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True)]
    assert replaced == other.join(kept)

"""The lexer finds just what the whole vocabulary, tried at every character, would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.checks.narrative.lexer import ANY, GAP, Lexer, alternatives, first_characters
from gipr_tui.checks.narrative.vocabulary import WORDS
from tests.checks.narrative.test_hostile import PIECES

PLAIN = re.compile("|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in WORDS.items()))
LEXER = Lexer(WORDS)


@given(text=st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_it_finds_what_the_plain_vocabulary_finds(text: str) -> None:
    plain = [(match.lastgroup, match.span()) for match in PLAIN.finditer(text)]
    kinds, starts = LEXER.cut(text)
    words = zip(kinds, zip(starts, [*starts, len(text)][1:], strict=True), strict=True)
    assert [(kind, span) for kind, span in words if kind != GAP] == plain


@pytest.mark.parametrize(
    ("pattern", "chars"),
    [
        ("申请", "申"),
        ("申请|公开", "申公"),
        ("(?:申|公)?开", "申公开"),
        ("(?<!不)公(?=开)开", "公"),
        ("[一-三]{1,2}、", "一丁丂七丄丅丆万丈三"),
        ("[0-3件]+", "0123件"),
        (r"\(|\.", "(."),
        ("(?:申请){0,2}公", "申公"),
        ("(?:申请){1,2}公", "申"),
    ],
)
def test_what_an_expression_begins_with(pattern: str, chars: str) -> None:
    assert first_characters(pattern) == frozenset(chars)


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("申请", ["申请"]),
        ("申请|公开", ["申请", "公开"]),
        ("(?:申|公)?开|[|)]{1,2}", ["(?:申|公)?开", "[|)]{1,2}"]),
        (r"(?<!不|未)公开|\||", ["(?<!不|未)公开", r"\|", ""]),
    ],
)
def test_the_alternatives_of_an_expression(pattern: str, parts: list[str]) -> None:
    assert alternatives(pattern) == parts


@pytest.mark.parametrize("pattern", ["[^公]开", ".开", r"\s开", "申?", "(?=开)"])
def test_what_may_begin_with_anything(pattern: str) -> None:
    assert ANY in first_characters(pattern)

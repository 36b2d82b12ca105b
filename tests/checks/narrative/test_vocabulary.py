"""The tables hold together: every name in a figure is known, every expression is sound."""

from __future__ import annotations

import re

import pytest

from gipr_tui.checks.narrative.figures import FIGURES, PHRASES, QUANTITIES, Figure
from gipr_tui.checks.narrative.lexer import alternatives
from gipr_tui.checks.narrative.reader import NAMING
from gipr_tui.checks.narrative.shapes import SHAPES
from gipr_tui.checks.narrative.vocabulary import SETS, WORDS, kinds

_DERIVED = {"gap", "org", "single", "paren", "paren_over", "when"}


def _names(figure: Figure) -> set[str]:
    return set(re.findall(r"[a-z_]+", f"{figure.shape} {figure.after} {figure.before}"))


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.shape)
def test_a_figure_is_made_of_known_words(figure: Figure) -> None:
    assert _names(figure) <= {*WORDS, *_DERIVED, *SETS, *PHRASES}
    assert set(figure.quantities) <= set(QUANTITIES)


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_made_of_known_kinds(name: str) -> None:
    assert set(kinds(name)) <= {*WORDS, *_DERIVED}


@pytest.mark.parametrize("kind", WORDS)
def test_no_word_is_empty(kind: str) -> None:
    for words in WORDS[kind]:
        assert re.compile(words).match("") is None


@pytest.mark.parametrize("word", [part for word in (*WORDS["subject"], *WORDS["carry"]) for part in alternatives(word)])
def test_a_word_for_applications_is_told_from_its_characters(word: str) -> None:
    assert any(characters in word for characters in NAMING)


def test_every_quantity_can_be_claimed() -> None:
    assert {name for figure in FIGURES for name in figure.quantities} == set(QUANTITIES)


def test_a_figure_has_one_number_or_none() -> None:
    assert len(SHAPES) == len(FIGURES)
    assert all(set(shape.pattern.groupindex) <= {"n"} for shape in SHAPES)

"""Figures of speech compiled to regular expressions over the kinds of words, one letter for each kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gipr_tui.checks.narrative.tokens import Token
from gipr_tui.checks.narrative.vocabulary import FIGURES, SETS, WORDS, Figure

_DERIVED = ("gap", "org", "single", "paren", "paren_over", "when")
# letters of a block without case, digits or meaning to the regular expression language
_LETTERS = {kind: chr(0x4E00 + place) for place, kind in enumerate((*WORDS, *_DERIVED))}
_GROUP = re.compile(r"\((?!\?)")
_NAME = re.compile(r"[a-z_]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """A figure and its expression; the number, if it has one, is the group ``n``."""

    figure: Figure
    pattern: re.Pattern[str]


def letters(tokens: Sequence[Token]) -> str:
    """The kinds of ``tokens`` as one string, in which shapes are searched."""
    return "".join(_LETTERS[token.kind] for token in tokens)


def _kinds(names: str) -> str:
    found = ""
    for name in names.split():
        found += "".join(_LETTERS[kind] for kind in SETS.get(name, name).split())
    return found


def _expression(shape: str) -> str:
    def word(match: re.Match[str]) -> str:
        name = match.group()
        return f"(?P<n>[{_kinds(name)}])" if name == "n" else f"[{_kinds(name)}]"

    return _NAME.sub(word, _GROUP.sub("(?:", shape)).replace(" ", "")


def _compile(figure: Figure) -> Shape:
    lead = f"(?<![{_kinds(figure.after)}])" if figure.after else ""
    follow = f"(?={_expression(figure.before)})" if figure.before else ""
    return Shape(figure, re.compile(lead + _expression(figure.shape) + follow))


SHAPES: tuple[Shape, ...] = tuple(_compile(figure) for figure in FIGURES)
"""All figures in the order in which they are tried."""

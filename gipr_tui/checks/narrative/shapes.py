"""Figures of speech compiled to regular expressions over the kinds of words, one letter for each kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gipr_tui.checks.narrative.figures import FIGURES, PHRASES, Figure
from gipr_tui.checks.narrative.tokens import Token
from gipr_tui.checks.narrative.vocabulary import WORDS, kinds

_DERIVED = ("gap", "org", "single", "paren", "paren_over", "when")
# letters that mean nothing in the language of regular expressions
_LETTERS = {kind: chr(0x4E00 + place) for place, kind in enumerate((*WORDS, *_DERIVED))}
_NAME = re.compile(r"[a-z_]+")
_GROUP = re.compile(r"\((?!\?)")


@dataclass(frozen=True, slots=True)
class Shape:
    """A figure and its expression; the number, if it has one, is the group ``n``."""

    figure: Figure
    pattern: re.Pattern[str]


def letters(tokens: Sequence[Token]) -> str:
    """The kinds of ``tokens`` as one string, in which shapes are searched."""
    return "".join(_LETTERS[token.kind] for token in tokens)


def _spell(shape: str) -> str:
    """``shape`` in letters, its groups without numbers so that only ``n`` is one."""

    def letter(match: re.Match[str]) -> str:
        name = match.group()
        if name in _PHRASES:
            return _PHRASES[name]
        return f"[{''.join(_LETTERS[kind] for kind in kinds(name))}]"

    return _NAME.sub(letter, _GROUP.sub("(?:", shape)).replace(" ", "")


_PHRASES: dict[str, str] = {}
for _name, _phrase in PHRASES.items():
    _PHRASES[_name] = f"({'?P<n>' if _name == 'n' else '?:'}{_spell(_phrase)})"


def _compile(figure: Figure) -> Shape:
    after = "".join(_LETTERS[kind] for kind in kinds(figure.after))
    behind = f"(?<![{after}])" if after else ""
    ahead = f"(?={_spell(figure.before)})" if figure.before else ""
    return Shape(figure, re.compile(behind + _spell(figure.shape) + ahead))


SHAPES: tuple[Shape, ...] = tuple(_compile(figure) for figure in FIGURES)
"""All figures in the order in which they are tried."""

"""Figures of speech compiled to regular expressions over the kinds of words, one letter for each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gipr_tui.checks.narrative.figures import FIGURES, PHRASES, Figure
from gipr_tui.checks.narrative.vocabulary import WORDS, kinds

_DERIVED = ("gap", "org", "single", "paren", "paren_over", "when")
# letters that mean nothing in the language of regular expressions
_LETTERS = {kind: chr(0x4E00 + place) for place, kind in enumerate((*WORDS, *_DERIVED))}
_NAME = re.compile(r"[a-z_]+")
_GROUP = re.compile(r"\((?!\?)")
_INNERMOST = re.compile(r"\([^()]*\)(?:[?*+]|\{[0-9,]*\})?")
_ITEM = re.compile(r"([a-z_]+)(\?|\*|\{0,[0-9]*\})?")
_MIXED = frozenset(kinds("mixed"))
_VERBS = frozenset(kinds("intake answer mixed takeon carry transfer legacy contain neg next subject"))
_SAYS = frozenset(kinds("number neg"))
# kinds that tell figures apart, and the set of them that does
_TELLING = frozenset(
    kinds("intake answer takeon carry last this next legacy rest done neg subject paren_over topical item")
) | {"mixed"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A figure and its expression; the number, if it has one, is the group ``n``. It ``needs`` all these in its row."""

    figure: Figure
    pattern: re.Pattern[str]
    has_number: bool
    needs: frozenset[str]


def figures_in(row: Sequence[str]) -> Iterator[tuple[Shape, re.Match[str]]]:
    """The figures of speech in a row of kinds, in the order in which they are tried."""
    said = frozenset(row)
    if said.isdisjoint(_VERBS) or said.isdisjoint(_SAYS):
        return
    letters = "".join([_LETTERS[kind] for kind in row])
    told = said & _TELLING
    for shape in _fitting(told if said.isdisjoint(_MIXED) else told | {"mixed"}):
        match = shape.pattern.search(letters)
        while match:
            yield shape, match
            match = shape.pattern.search(letters, match.end())


@lru_cache(maxsize=1024)
def _fitting(told: frozenset[str]) -> tuple[Shape, ...]:
    """The shapes that need no other kinds than these."""
    return tuple(shape for shape in SHAPES if shape.needs <= told)


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


def _needed(shape: str) -> Iterator[str]:
    """Telling kinds that every row of the ``shape`` has: those that it names outside of groups and not as an option."""
    while _INNERMOST.search(shape):
        shape = _INNERMOST.sub("", shape)
    for name, quantifier in _ITEM.findall(shape):
        if name in PHRASES and not quantifier:
            yield from _needed(PHRASES[name])
        elif not quantifier and name in _TELLING:
            yield name


def _compile(figure: Figure) -> Shape:
    after = "".join(_LETTERS[kind] for kind in kinds(figure.after))
    behind = f"(?<![{after}])" if after else ""
    ahead = f"(?={_spell(figure.before)})" if figure.before else ""
    pattern = re.compile(behind + _spell(figure.shape) + ahead)
    return Shape(figure, pattern, "n" in pattern.groupindex, frozenset(_needed(figure.shape)))


SHAPES: tuple[Shape, ...] = tuple(_compile(figure) for figure in FIGURES)
"""All figures in the order in which they are tried."""

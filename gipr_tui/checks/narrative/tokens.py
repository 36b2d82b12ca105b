"""A sentence as a row of words of known kinds; what the vocabulary does not know becomes a gap."""

from __future__ import annotations

import re
from typing import NamedTuple

from gipr_tui.checks.narrative.lexer import Lexer
from gipr_tui.checks.narrative.numbers import Number, read_number
from gipr_tui.checks.narrative.vocabulary import WORDS

_LEXER = Lexer(WORDS)
_ORGAN_ENDS = (*"局委办厅区市县镇乡府室会院部所处站旗州校我", "街道", "中心", "单位", "机关", "系统", "部门", "大队")
_ORGAN = re.compile(f"(?<!大)(?:{'|'.join(_ORGAN_ENDS)})$")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_BRACKETS = ("open", "close")
_YEARS = {-1: "last", 0: "this", 1: "next"}


class Token(NamedTuple):
    """A word: its kind, its place in the folded text, the figure if it is one, and the words of a bracket."""

    kind: str
    start: int
    end: int
    number: Number | None = None
    inner: tuple[Token, ...] = ()
    year: int | None = None


def tokenise(text: str, start: int, end: int, year: int) -> tuple[Token, ...]:
    """The words of ``text[start:end]``, every bracket as one ``paren`` word that holds its own words.

    ``year`` is the report's: a year next to it is ``last``, ``this`` or ``next``, any other is ``when``.
    """
    return _nest(_words(text, start, end, year))


def _words(text: str, start: int, end: int, year: int) -> list[Token]:
    words: list[Token] = []
    quoted = False
    place = start
    for match in _LEXER.find(text, start, end):
        first, after = match.span()
        if first > place:
            words.append(_gap(text, place, first))
        place = after
        kind = match.lastgroup or "gap"
        if kind == "count":
            # figures in quotation marks belong to slogans and names
            words.append(Token("gap", first, after) if quoted else _count(match.group(), first, after))
        elif kind == "year":
            words.append(_year(match.group(), first, after, year))
        else:
            if kind == "quote":
                quoted = match.group() == "“"
            words.append(Token(kind, first, after))
    if place < end:
        words.append(_gap(text, place, end))
    return words


def _gap(text: str, start: int, end: int) -> Token:
    is_organ = text.endswith(_ORGAN_ENDS, start, end) and _ORGAN.search(text, start, end)
    return Token("org" if is_organ else "gap", start, end)


def _count(word: str, start: int, end: int) -> Token:
    number = read_number(word)
    if number is None:
        return Token("gap", start, end)
    return Token("single" if word.startswith("一") and number.value == 1 else "count", start, end, number)


def _year(word: str, start: int, end: int, year: int) -> Token:
    spoken = int(word.rstrip("年度").translate(_CHINESE_DIGITS))
    return Token(_YEARS.get(spoken - year, "when"), start, end, year=spoken)


def _nest(words: list[Token]) -> tuple[Token, ...]:
    """Brackets folded into single words; inner brackets are part of the outermost, an open one lasts to the end."""
    if all(word.kind not in _BRACKETS for word in words):
        return tuple(words)
    outer: list[Token] = []
    inner: list[Token] = []
    depth = 0
    opened = 0
    for word in words:
        if word.kind == "open":
            opened = opened if depth else len(outer)
            depth += 1
            if depth == 1:
                inner = []
                outer.append(word._replace(kind="gap"))
        elif word.kind == "close":
            if depth == 1:
                outer[opened] = _bracket(outer[opened], tuple(inner), word.end)
            elif depth == 0:
                outer.append(word._replace(kind="gap"))
            depth = max(0, depth - 1)
        elif depth:
            inner.append(word)
        else:
            outer.append(word)
    if inner and depth:
        outer[opened] = _bracket(outer[opened], tuple(inner), inner[-1].end)
    return tuple(outer)


def _bracket(opening: Token, inner: tuple[Token, ...], end: int) -> Token:
    kinds = {word.kind for word in inner}
    carried = "last" in kinds and "carry" in kinds and not kinds & {"neg", "body"}
    return Token("paren_over" if carried else "paren", opening.start, end, inner=inner)

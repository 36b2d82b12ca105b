"""A sentence as a row of words of known kinds; what the vocabulary does not know becomes a gap."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from gipr_tui.checks.narrative.lexer import GAP, Lexer
from gipr_tui.checks.narrative.numbers import Number, read_number
from gipr_tui.checks.narrative.vocabulary import WORDS

_LEXER = Lexer(WORDS)
_ORGAN_ENDS = (*"局委办厅区市县镇乡府室会院部所处站旗州校我", "街道", "中心", "单位", "机关", "系统", "部门", "大队")
_ORGAN_LAST = frozenset(name[-1] for name in _ORGAN_ENDS)
_ORGAN = re.compile(f"(?<!大)(?:{'|'.join(_ORGAN_ENDS)})$")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
# kinds of words that are looked at more closely
_READ = frozenset((GAP, "count", "year", "quote"))
_YEARS = {-1: "last", 0: "this", 1: "next"}


class Word(NamedTuple):
    """One word: its kind and its place in the text."""

    kind: str
    start: int
    end: int


class Words:
    """Words in a row, each known by its place there: those of a sentence, or those of a bracket behind the words before it.

    ``kinds``, ``starts`` and ``ends`` are the kinds of the words and their places in ``text``; ``said`` are the kinds among
    them. The figures, the years and the words of brackets are told by where in the text their words start, so that every
    row of the same text can share them.
    """

    __slots__ = ("brackets", "ends", "kinds", "numbers", "said", "starts", "text", "years")

    def __init__(
        self,
        text: str,
        kinds: list[str],
        starts: list[int],
        ends: list[int],
        numbers: dict[int, Number],
        years: dict[int, int],
        brackets: dict[int, Words],
    ) -> None:
        self.text, self.kinds, self.starts, self.ends = text, kinds, starts, ends
        self.numbers, self.years, self.brackets = numbers, years, brackets
        self.said = frozenset(kinds)

    def __len__(self) -> int:
        return len(self.kinds)

    def word(self, at: int) -> Word:
        """The word at ``at``."""
        return Word(self.kinds[at], self.starts[at], self.ends[at])

    def number(self, at: int) -> Number | None:
        """The figure that the word at ``at`` is, if it is one."""
        return self.numbers.get(self.starts[at])

    def inner(self, at: int) -> Words | None:
        """The words of the bracket at ``at``, if there is one that has any."""
        return self.brackets.get(self.starts[at])

    def spelled(self, at: int) -> str:
        """The word at ``at`` as it stands in the text."""
        return self.text[self.starts[at] : self.ends[at]]

    def spoken(self, start: int, end: int) -> str:
        """The words from ``start`` up to ``end``, without what was folded away between them."""
        if start >= end:
            return ""
        spans = zip(self.starts[start:end], self.ends[start:end], strict=True)
        return "".join([self.text[first:after] for first, after in spans])

    def last(self, among: Container[str], start: int, end: int) -> int:
        """The last place from ``start`` up to ``end`` of a word whose kind is ``among`` them; -1 if there is none."""
        for at in range(end - 1, start - 1, -1):
            if self.kinds[at] in among:
                return at
        return -1

    def backwards(self, among: Container[str], end: int) -> Iterator[int]:
        """The places before ``end`` of words whose kinds are ``among`` them, the last first."""
        for at in range(end - 1, -1, -1):
            if self.kinds[at] in among:
                yield at

    def with_kinds(self, kinds: list[str]) -> Words:
        """The same words of other kinds."""
        return Words(self.text, kinds, self.starts, self.ends, self.numbers, self.years, self.brackets)

    def at_places(self, places: Sequence[int]) -> Words:
        """Some of the words."""
        kinds = [self.kinds[at] for at in places]
        starts, ends = [self.starts[at] for at in places], [self.ends[at] for at in places]
        return Words(self.text, kinds, starts, ends, self.numbers, self.years, self.brackets)

    def in_bracket(self, at: int) -> Words:
        """The words before the bracket at ``at`` and those in it."""
        inner = self.brackets[self.starts[at]]
        kinds = self.kinds[:at] + inner.kinds
        starts, ends = self.starts[:at] + inner.starts, self.ends[:at] + inner.ends
        return Words(self.text, kinds, starts, ends, self.numbers, self.years, self.brackets)


def words_of(text: str, year: int) -> Words:
    """The words of a folded sentence, every bracket as one ``paren`` word that holds its own words.

    ``year`` is the report's: a year next to it is ``last``, ``this`` or ``next``, any other is ``when``.
    """
    kinds, starts = _LEXER.cut(text)
    ends = [*starts, len(text)][1:]
    numbers: dict[int, Number] = {}
    years: dict[int, int] = {}
    quoted = False
    for at, kind in enumerate(kinds):
        if kind not in _READ:
            continue
        start, end = starts[at], ends[at]
        if kind == GAP:
            if text[end - 1] in _ORGAN_LAST and _ORGAN.search(text, start, end):
                kinds[at] = "org"
        elif kind == "count":
            # figures in quotation marks belong to slogans and names
            number = None if quoted else read_number(text[start:end])
            kinds[at] = GAP
            if number is not None:
                numbers[start] = number
                kinds[at] = "single" if text[start] == "一" and number.value == 1 else "count"
        elif kind == "year":
            years[start] = int(text[start:end].rstrip("年度").translate(_CHINESE_DIGITS))
            kinds[at] = _YEARS.get(years[start] - year, "when")
        else:
            quoted = text[start] == "“"
    return _nest(Words(text, kinds, starts, ends, numbers, years, {}))


def _nest(words: Words) -> Words:
    """Brackets folded into single words; inner brackets are part of the outermost, an open one lasts to the end."""
    if words.said.isdisjoint(("open", "close")):
        return words
    outer: list[int] = []
    inner: list[int] = []
    depth = opened = 0
    for at, kind in enumerate(words.kinds):
        if kind == "open":
            depth += 1
            if depth == 1:
                opened, inner = at, []
                outer.append(at)
                words.kinds[at] = GAP
        elif kind == "close":
            if depth == 1:
                _close(words, opened, inner, words.ends[at])
            elif depth == 0:
                outer.append(at)
                words.kinds[at] = GAP
            depth = max(0, depth - 1)
        else:
            (inner if depth else outer).append(at)
    if inner and depth:
        _close(words, opened, inner, words.ends[inner[-1]])
    return words.at_places(outer)


def _close(words: Words, opened: int, places: Sequence[int], end: int) -> None:
    """Makes the word at ``opened`` a bracket that ends at ``end`` and holds the words at ``places``."""
    inner = words.at_places(places)
    carried = {"last", "carry"} <= inner.said and inner.said.isdisjoint(("neg", "body"))
    words.kinds[opened], words.ends[opened] = "paren_over" if carried else "paren", end
    if places:
        words.brackets[words.starts[opened]] = inner

"""Prose cut into sentences of a bounded length, each folded to what is compared: no white space, narrow characters.

Copies of reports have spaces between figures and words, line ends inside sentences and full-width digits. All of that is
folded away; every folded character remembers where it stood, so whatever is found can be shown in the text as written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gipr_tui.checks.narrative.lexer import first_characters

LONGEST_SENTENCE = 800
"""Characters of a sentence that are read together; a longer one is read in pieces cut at its commas."""

_WHITE = frozenset(filter(str.isspace, map(chr, range(0x3001))))
_BLANKS = re.compile(rf"[{''.join(_WHITE)}\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
# the marks that many sentences have, and characters that leave nothing else to fold
_MARKS = tuple(zip("，：；（）％", ",:;()%", strict=True))
# a thousand and more written with a space between groups of three digits: 1 347件, 3 318.26万元
_SPACES = frozenset(" \u00a0\u2009\u202f")
_THOUSANDS_BEFORE = re.compile(rf"(?<![0-9.])(?<![0-9][,，])[0-9]{{1,3}}(?:[{''.join(_SPACES)}][0-9]{{3}})*$")
_THOUSANDS_AFTER = re.compile(rf"(?:[{''.join(_SPACES)}][0-9]{{3}})+(?:\.[0-9]{{1,4}})?\s?(?:[件份起条宗项封]|万?元)")
_LONGEST_THOUSANDS = 12
_SIMPLE = re.compile(r"[\u4e00-\u9fff\x20-\x7e，：；（）％、。“”《》〔〕—…·〇]*")
_QUOTES = str.maketrans("「」『』｡", "“”“”。")

_ENUMERATORS = (
    r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]部分",
    r"[(（][一二三四五六七八九十]{1,3}[)）]",
    r"[0-9０-９]{1,2}[.．、](?!\s*[0-9０-９])",
    r"[(（][0-9０-９]{1,2}[)）]",
    r"[一二三四五六七八九十]{1,2}是|[①-⑳]",
)
# what stands before a sentence: white space, and an enumerator if it has one
_LEAD = re.compile(r"\s*(?:" + "|".join(f"({pattern})" for pattern in _ENUMERATORS) + ")?")
# with what a sentence begins that has an enumerator, or white space before it
_LEADING = first_characters("|".join(_ENUMERATORS)) | _WHITE
_COMMA = re.compile("[,，;；、]")
_MARK = "[。｡!！?？]"
# a blank line, or a line that begins with an enumerator
_PARAGRAPH = (
    r"(?:(?:[^\S\n]{0,40}\n)+|(?=[^\S\n]{0,40}(?:[一二三四五六七八九十]{1,3}、|[(（](?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})[)）]"
    r"|[0-9０-９]{1,2}[.．、][^\S\n]{0,4}[^\s0-9])))"
)
_POINT = r"(?<![0-9A-Za-z０-９].)(?!\s{0,40}[0-9A-Za-z０-９])"
# for each character with which a sentence may end how it does; a search for one character skips all others at once
_STOPS = {
    **{mark: re.compile(f"{re.escape(mark)}{_MARK}*") for mark in "。｡!！?？"},
    "\n": re.compile(f"\n{_PARAGRAPH}"),
    **{point: re.compile(re.escape(point) + _POINT) for point in ".．"},
}


Sentence = tuple[int, int, int | None]
"""A sentence's start and end in the source, and its level: 0 for 一、 … 4 for 一是, None without an enumerator."""


class Folded(NamedTuple):
    """``text`` to be searched, and for every character of it the place it has in the source."""

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source's span of ``text[start:end]``, which must not be empty."""
        return self.origin[start], self.origin[end - 1] + 1


class _Narrow(dict[int, str]):
    """For the code of a character the narrow one that it is folded to, or itself."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = unicodedata.normalize("NFKC", char.translate(_QUOTES))
        # ① and ² become digits under NFKC, which would make figures of list marks and of units
        same = len(folded) != 1 or (folded.isdigit() and not char.isdecimal())
        self[code] = narrow = char if same else folded
        return narrow


_NARROW = _Narrow()


def fold(source: str) -> Folded:
    """A sentence without white space and in narrow characters.

    A space that parts two digits stays, except between groups of three with a unit behind them (1 347件): whether the
    others are one figure or two can't be told.
    """
    folded = _without_blanks(source)
    text = folded.text
    if not _SIMPLE.fullmatch(text):
        return Folded(text.translate(_NARROW), folded.origin)
    for wide, narrow in _MARKS:
        text = text.replace(wide, narrow)
    return Folded(text, folded.origin)


def _without_blanks(source: str) -> Folded:
    blanks = list(_BLANKS.finditer(source))
    if not blanks:
        return Folded(source, range(len(source)))
    pieces: list[str] = []
    origin: list[int] = []
    start = 0
    for blank in blanks:
        first, after = blank.span()
        pieces.append(source[start:first])
        origin += range(start, first)
        parted = source[first - 1 : first].isdecimal() and source[after : after + 1].isdecimal()
        if parted and not _in_thousands(source, first):
            pieces.append(" ")
            origin.append(after - 1)
        start = after
    pieces.append(source[start:])
    origin += range(start, len(source))
    return Folded("".join(pieces), origin)


def _in_thousands(source: str, at: int) -> bool:
    """Whether the blank at ``at`` parts groups of three digits of one figure that has its unit behind it."""
    if source[at] not in _SPACES or _THOUSANDS_AFTER.match(source, at) is None:
        return False
    return _THOUSANDS_BEFORE.search(source[max(0, at - _LONGEST_THOUSANDS) : at]) is not None


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of ``text``; a stretch that has no punctuation for too long is no sentence and is left out."""
    sentences: list[Sentence] = []
    start = 0
    for end in sorted({*_ends(text), len(text)}):
        if end - start > LONGEST_SENTENCE:
            sentences += _pieces(text, start, end)
        elif end > start:
            sentences.append(_sentence(text, start, end) if text[start] in _LEADING else (start, end, None))
        start = end
    return sentences


def _ends(text: str) -> Iterator[int]:
    """Where the sentences of ``text`` end, in no order; the last may be left out."""
    for char, stop in _STOPS.items():
        if char in text:
            yield from [match.end() for match in stop.finditer(text)]


def _pieces(text: str, start: int, end: int) -> Iterator[Sentence]:
    while end - start > LONGEST_SENTENCE:
        cut = max(text.rfind(mark, start, start + LONGEST_SENTENCE) for mark in ",，;；、")
        if cut > start:
            yield _sentence(text, start, cut + 1)
        else:
            # a cut elsewhere could leave a part of a figure
            comma = _COMMA.search(text, start + LONGEST_SENTENCE, end)
            cut = comma.start() if comma else end
        start = cut + 1
    if end > start:
        yield _sentence(text, start, end)


def _sentence(text: str, start: int, end: int) -> Sentence:
    lead = _LEAD.match(text, start, end)
    if lead is None or (lead.lastindex is None and lead.end() == end):
        return start, end, None
    return lead.end(), end, None if lead.lastindex is None else lead.lastindex - 1

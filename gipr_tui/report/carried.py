"""The numbers of last year's text that still stand in this year's.

A text that was carried over from last year's report is a starting point: each of its numbers has to be looked at. Nothing is
put into the text for that; which numbers are last year's is told by laying today's text beside the one that was carried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gipr_tui.text.align import aligned
from gipr_tui.text.remembered import remembered

#: A stretch of a text: from this character up to that one.
Span = tuple[int, int]

_DIGIT = "[0-9０-９]"
_CHINESE = "[〇○零一二两三四五六七八九十百千万亿]"
_MEASURE = "(?:[件份起宗封条项次场期人名家户篇批元倍年]|[百千万亿]元|个)"
_NUMBER = "|".join(
    (
        rf"{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}})+(?:[.．]{_DIGIT}+)?",
        rf"{_DIGIT}+(?:[.．]{_DIGIT}+)?",
        rf"百分之(?:{_CHINESE}|点)+",
        # 一次, 百家 and 万户 are set phrases; 一件 and 一份 are counts
        r"(?<![第每任某唯同逐几数0-9０-９])一(?=[件份起宗封])",
        rf"(?<![第每任某唯同逐几数0-9０-９])(?![一百千万亿](?!{_CHINESE})){_CHINESE}+(?=[余多]?{_MEASURE})",
    )
)
#: What stays as it is from year to year: names of rules and their numbers, articles, the ends of the year, marks of a list.
_KEPT = "|".join(
    (
        r"《[^《》\n]{1,60}》",
        rf"[〔\[（(﹝]{_DIGIT}{{4}}[〕\]）)﹞]第?{_DIGIT}+号",
        rf"第(?:{_DIGIT}+|{_CHINESE}+)",
        r"(?<![0-9])(?:0?1月0?1日|12月31日)",
        rf"(?m:^)[^\S\n]*{_DIGIT}{{1,2}}[.．、](?!{_DIGIT})",
        rf"[（(](?:{_DIGIT}{{1,2}}|{_CHINESE}{{1,3}})[）)]",
        r"“[^“”\n0-9０-９]{1,20}”",
    )
)
_TELLING = re.compile(f"(?P<kept>{_KEPT})|(?P<number>{_NUMBER})")
_CLAUSE = re.compile("[^，。；：、,;\n]*[，。；：、,;\n]|[^，。；：、,;\n]+")


class _Word(NamedTuple):
    """A number, or words between numbers up to the next stop."""

    text: str
    start: int
    is_number: bool


@remembered(32)
def old_numbers(carried: str, now: str) -> tuple[Span, ...]:
    """Where in ``now`` numbers stand that came with the text ``carried`` and were left as they were.

    A number that was typed anew is not one of them, unless it is the same as before: then nobody can tell.
    """
    old, new = _words(carried), _words(now)
    if not any(word.is_number for word in old):
        return ()
    spans = (
        (new[there].start, new[there].start + len(new[there].text))
        for here, there in aligned([word.text for word in old], [word.text for word in new])
        if old[here].is_number and new[there].is_number
    )
    return tuple(spans)


@remembered(32)
def _words(text: str) -> tuple[_Word, ...]:
    words: list[_Word] = []
    at = 0
    for match in _TELLING.finditer(text):
        words += _clauses(text, at, match.start())
        words.append(_Word(match.group(), match.start(), match.lastgroup == "number"))
        at = match.end()
    return (*words, *_clauses(text, at, len(text)))


def _clauses(text: str, start: int, end: int) -> Iterator[_Word]:
    return (_Word(match.group(), match.start(), False) for match in _CLAUSE.finditer(text, start, end))

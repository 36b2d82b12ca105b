"""How the words are written: punctuation of the wrong width, and signs that the text was damaged (F-PUNC, F-ENC)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding
from gipr_tui.forms import Layout, Severity
from gipr_tui.report.model import PREAMBLE, TITLE, Place, heading_place, text_place
from gipr_tui.text.remembered import remembered

_HAN = "\u3400-\u9fff"
#: A half-width comma or bracket beside a Chinese character; one between figures or in an address is in its place.
_NARROW = re.compile(rf"(?<=[{_HAN}])[,(]|[,)](?=[{_HAN}])|\((?=[{_HAN}])|(?<=[{_HAN}])\)")
_PERCENT = re.compile("[%％]")
#: What is left of characters that could not be decoded, or were decoded as something else.
_DAMAGED = re.compile("\ufffd|[?]{3,}|锟斤拷|ï¼|â€|[ÃÂ][\u0080-\u00bf]")


def format_checks(layout: Layout) -> Iterator[Check]:
    """F-PUNC for the preamble and the narratives, F-ENC also for the title and the headings."""
    numbers = [section.number for section in layout.form.sections]
    for number, place in ((1, PREAMBLE), *((number, text_place(number)) for number in numbers)):
        yield Check("F-PUNC", frozenset({place}), partial(_punctuation, number, place), of_text=True)
        yield Check("F-ENC", frozenset({place}), partial(_damaged, number, place), of_text=True)
    yield Check("F-ENC", frozenset((TITLE, *map(heading_place, numbers))), _damaged_headings)


@remembered(64)
def _narrow_marks(text: str) -> tuple[tuple[int, int], ...]:
    """The marks of punctuation that are of the wrong width, and per cent signs where both widths are in use."""
    marks = [match.span() for match in _NARROW.finditer(text)]
    if "%" in text and "％" in text:
        marks += [match.span() for match in _PERCENT.finditer(text) if match[0] == "％"]
    return tuple(sorted(marks))


def _punctuation(section: int, place: Place, context: Context) -> Iterator[Finding]:
    """F-PUNC: half-width commas and brackets among Chinese characters, ``%`` beside ``％``; once for a text."""
    text = context.report.get(place)
    marks = _narrow_marks(text)
    if marks:
        start, end = marks[0]
        around = text[max(0, start - 6) : end + 6].replace("\n", " ")
        facts = (("count", str(len(marks))), ("around", around))
        yield Finding(
            "F-PUNC",
            Severity.HINT,
            section,
            (),
            place,
            "punctuation",
            text=text[start:end],
            span=marks[0],
            facts=facts,
        )


@remembered(64)
def _damaged_parts(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _DAMAGED.finditer(text))


def _damaged_headings(context: Context) -> Iterator[Finding]:
    """F-ENC in the title and the headings."""
    if not _damaged_parts("\n".join([context.report.title, *(passage.heading for passage in context.report.passages)])):
        return
    yield from _damage(1, TITLE, context.report.title)
    for passage in context.report.passages:
        yield from _damage(passage.number, heading_place(passage.number), passage.heading)


def _damaged(section: int, place: Place, context: Context) -> Iterable[Finding]:
    """F-ENC: characters were lost when the text was read or pasted."""
    return _damage(section, place, context.report.get(place))


def _damage(section: int, place: Place, text: str) -> Iterator[Finding]:
    damaged = _damaged_parts(text) if text else ()
    if damaged:
        start, end = damaged[0]
        facts = (("count", str(len(damaged))), ("around", text[max(0, start - 6) : end + 6].replace("\n", " ")))
        yield Finding(
            "F-ENC",
            Severity.ERROR,
            section,
            (),
            place,
            "damaged",
            text=text[start:end],
            span=damaged[0],
            facts=facts,
        )

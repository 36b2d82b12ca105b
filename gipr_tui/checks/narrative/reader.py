"""Prose to claims: the sentences worth reading are read one by one, then their claims are held together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from gipr_tui.checks.narrative.agreement import Draft, settle
from gipr_tui.checks.narrative.claim import Claim
from gipr_tui.checks.narrative.context import OWN, UNKNOWN, subject_before
from gipr_tui.checks.narrative.growth import Change, Rate, Share
from gipr_tui.checks.narrative.sentence import Before, read_matters, read_sentence
from gipr_tui.checks.narrative.sentences import fold, split_sentences
from gipr_tui.checks.narrative.words import words_of
from gipr_tui.checks.narrative.worth import worth_reading
from gipr_tui.text.remembered import remembered

_T = TypeVar("_T", Change, Share, Rate)
_HEADING = 24
"""Characters behind an enumerator that tell what its section is about."""
NAMING = ("申请", "答复", "转", "延", "滚动")
"""Every word that names applications as what is spoken of has one of these in it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says in figures: its claims, and the growth, shares and rates worked out from them."""

    claims: tuple[Claim, ...] = ()
    changes: tuple[Change, ...] = ()
    shares: tuple[Share, ...] = ()
    rates: tuple[Rate, ...] = ()


def read_claims(text: str, year: int) -> tuple[Claim, ...]:
    """The claims that ``text`` makes, in the order of their spans; ``year`` is the year of the report it stands in."""
    return read(text, year).claims


def read(text: str, year: int) -> Reading:
    """Everything that ``text`` says in figures. A sentence read before, with the same text before it, isn't read again."""
    drafts: list[Draft] = []
    changes: list[Change] = []
    shares: list[Share] = []
    rates: list[Rate] = []
    narrowed = ""
    for number, start, end, before, goes_on in _candidates(text, year):
        if before is None:
            found = _matters_reading(text[start:end], year)
        else:
            carried = narrowed if goes_on else ""
            found = _reading(text[start:end], before._replace(narrowed=carried) if carried else before, year)
        narrowed = found.narrowing
        drafts += [draft.placed(start, number) for draft in found.drafts]
        changes += [_moved(change, start, number) for change in found.changes]
        shares += [_moved(share, start, number) for share in found.shares]
        rates += [_moved(rate, start, number) for rate in found.rates]
    return Reading(settle(drafts), tuple(changes), tuple(shares), tuple(rates))


class _Candidate(NamedTuple):
    """A sentence worth reading, ``before`` None where it is for the matters of sections two and six alone.

    What narrows the candidate before it narrows it too where it ``goes_on`` from there.
    """

    number: int
    start: int
    end: int
    before: Before | None
    goes_on: bool


def _candidates(text: str, year: int) -> list[_Candidate]:
    """The sentences worth reading, with what stands before them in their section."""
    found: list[_Candidate] = []
    section, prior, goes_on = _Section(year), "", False
    for number, (start, end, level) in enumerate(split_sentences(text)):
        if level is not None:
            section.enter(level, text[start : min(end, start + 2 * _HEADING)])
            prior = ""
        sentence = text[start:end]
        worth = worth_reading(sentence, section.subject, prior)
        if worth == "all":
            subject = section.subject()
            opening = number == 0 and level is None
            carries_on = goes_on and (level is None or (subject == OWN and not section.opens))
            found.append(_Candidate(number, start, end, Before(prior, subject, opening=opening), carries_on))
        elif worth:
            found.append(_Candidate(number, start, end, None, goes_on=False))
        goes_on, prior = bool(worth), sentence
    return found


class _Section:
    """The headings round a sentence, by their levels and with their first words, the innermost last."""

    def __init__(self, year: int) -> None:
        self._year = year
        self._headings: list[tuple[int, str]] = []

    def enter(self, level: int, heading: str) -> None:
        """Ends the sections of this level and the levels below, and begins one."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._headings.append((level, heading))

    @property
    def opens(self) -> bool:
        """Whether the innermost heading itself is about applications."""
        return _opens(self._headings[-1][1], self._year)

    def subject(self) -> str:
        """What the sentence is about by its headings."""
        return OWN if any(_opens(heading, self._year) for _, heading in self._headings) else UNKNOWN


_reading = remembered(4096)(read_sentence)
_matters_reading = remembered(1024)(read_matters)


def _moved(found: _T, start: int, number: int) -> _T:
    return found._replace(start=found.start + start, end=found.end + start, sentence=number)


@remembered(1024)
def _opens(source: str, year: int) -> bool:
    """Whether a heading that begins with ``source`` is about applications."""
    if "申" not in source and "结转" not in source:
        return False
    head = fold(source).text[:_HEADING]
    if not any(word in head for word in NAMING):
        return False
    words = words_of(head, year)
    return subject_before(words, len(words)) == OWN

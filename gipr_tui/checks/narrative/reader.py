"""Prose to claims: the sentences worth reading are read one by one, then their claims are held together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

from gipr_tui.checks.narrative.agreement import Draft, settle
from gipr_tui.checks.narrative.claim import Claim
from gipr_tui.checks.narrative.context import OWN, UNKNOWN, subject_before
from gipr_tui.checks.narrative.growth import Change, Rate, Share
from gipr_tui.checks.narrative.sentence import Before, forget_subjects, read_sentence
from gipr_tui.checks.narrative.sentences import fold, split_sentences
from gipr_tui.checks.narrative.words import words_of
from gipr_tui.checks.narrative.worth import worth_reading

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
        carried = narrowed if goes_on else ""
        found = _reading(text[start:end], before._replace(narrowed=carried) if carried else before, year)
        narrowed = found.narrowing
        drafts += [draft.placed(start, number) for draft in found.drafts]
        changes += [_moved(change, start, number) for change in found.changes]
        shares += [_moved(share, start, number) for share in found.shares]
        rates += [_moved(rate, start, number) for rate in found.rates]
    return Reading(settle(drafts), tuple(changes), tuple(shares), tuple(rates))


class _Candidate(NamedTuple):
    """A sentence worth reading. What narrows the candidate before it narrows it too where it ``goes_on`` from there."""

    number: int
    start: int
    end: int
    before: Before
    goes_on: bool


def _candidates(text: str, year: int) -> list[_Candidate]:
    """The sentences worth reading, with what stands before them in their section."""
    found: list[_Candidate] = []
    section, level, prior, goes_on = UNKNOWN, 0, "", False
    for number, (start, end, own_level) in enumerate(split_sentences(text)):
        if own_level is not None:
            if _opens(text[start : min(end, start + 2 * _HEADING)], year):
                section, level, prior, goes_on = OWN, own_level, "", False
            elif section == OWN and own_level > level:
                prior = ""
            else:
                section, level, prior, goes_on = UNKNOWN, 0, "", False
        worth = worth_reading(text, start, end, section, prior)
        if worth:
            opening = number == 0 and own_level is None
            found.append(_Candidate(number, start, end, Before(prior, section, opening=opening), goes_on))
        goes_on, prior = worth, text[start:end]
    return found


_reading = lru_cache(maxsize=4096)(read_sentence)


def forget() -> None:
    """Forget the sentences read before; for measuring."""
    _reading.cache_clear()
    _opens.cache_clear()
    forget_subjects()


def _moved(found: _T, start: int, number: int) -> _T:
    return found._replace(start=found.start + start, end=found.end + start, sentence=number)


@lru_cache(maxsize=1024)
def _opens(source: str, year: int) -> bool:
    """Whether a heading that begins with ``source`` is about applications."""
    if "申" not in source and "结转" not in source:
        return False
    head = fold(source).text[:_HEADING]
    if not any(word in head for word in NAMING):
        return False
    words = words_of(head, year)
    return subject_before(words, len(words)) == OWN

"""Prose to claims: the sentences worth reading are read one by one, then their claims are held together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

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
    section, level, prior, narrowed = UNKNOWN, 0, "", ""
    drafts: list[Draft] = []
    changes: list[Change] = []
    shares: list[Share] = []
    rates: list[Rate] = []
    for number, (start, end, own_level) in enumerate(split_sentences(text)):
        if own_level is not None:
            if _opens(text[start : min(end, start + 2 * _HEADING)], year):
                section, level, prior, narrowed = OWN, own_level, "", ""
            elif section == OWN and own_level > level:
                prior = ""
            else:
                section, level, prior, narrowed = UNKNOWN, 0, "", ""
        if worth_reading(text, start, end, section, prior):
            opening = number == 0 and own_level is None
            found = _reading(text[start:end], Before(prior, section, narrowed, opening), year)
            narrowed = found.narrowing
            drafts += [_placed(draft, start, number) for draft in found.drafts]
            changes += [_moved(change, start, number) for change in found.changes]
            shares += [_moved(share, start, number) for share in found.shares]
            rates += [_moved(rate, start, number) for rate in found.rates]
        else:
            narrowed = ""
        prior = text[start:end]
    return Reading(settle(drafts), tuple(changes), tuple(shares), tuple(rates))


_reading = lru_cache(maxsize=4096)(read_sentence)


def forget() -> None:
    """Forget the sentences read before; for measuring."""
    _reading.cache_clear()
    _opens.cache_clear()
    forget_subjects()


def _placed(draft: Draft, start: int, number: int) -> Draft:
    claim, bare, rank, body = draft
    first, last = claim.span
    return Draft(claim._replace(span=(first + start, last + start), sentence=number), bare, rank, body)


def _moved(found: _T, start: int, number: int) -> _T:
    return found._replace(start=found.start + start, end=found.end + start, sentence=number)


@lru_cache(maxsize=1024)
def _opens(source: str, year: int) -> bool:
    """Whether a heading that begins with ``source`` is about applications."""
    if "申" not in source and "结转" not in source:
        return False
    head = fold(source).text[:_HEADING]
    words = words_of(head, year)
    return subject_before(words, len(words)) == OWN

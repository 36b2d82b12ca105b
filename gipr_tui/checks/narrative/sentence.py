"""One sentence read: which figures of speech and labelled figures it holds, of which year, and what narrows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from gipr_tui.checks.narrative.agreement import Draft
from gipr_tui.checks.narrative.claim import Claim, Said
from gipr_tui.checks.narrative.context import (
    OWN,
    UNKNOWN,
    aside,
    bracketed,
    clause_before,
    counted_apart,
    listed,
    other_object,
    outdone,
    plain_lead,
    rank,
    restriction,
    sole_channel,
    speaks_of_carrying,
    speaks_of_requests,
    spoken_year,
    subject_before,
    subject_of,
    unknown_doer,
)
from gipr_tui.checks.narrative.figures import QUANTITIES, Quantity
from gipr_tui.checks.narrative.growth import Change, Rate, Share, changes, rates, shares
from gipr_tui.checks.narrative.labelled import labelled
from gipr_tui.checks.narrative.matters import Matter, matters
from gipr_tui.checks.narrative.numbers import Number
from gipr_tui.checks.narrative.row import NOTHING, Part, is_link
from gipr_tui.checks.narrative.scope import about_the_report, part_narrower
from gipr_tui.checks.narrative.sentences import Folded, fold
from gipr_tui.checks.narrative.shapes import SHAPES, Shape, letters
from gipr_tui.checks.narrative.tokens import Token, tokenise
from gipr_tui.checks.narrative.vocabulary import SELF, kinds

_VERBS = frozenset(kinds("intake answer mixed takeon carry transfer legacy contain neg next subject request"))
_SAYS = frozenset(kinds("number neg"))
_FOREIGN = frozenset(kinds("foreign"))
_ANSWERS = frozenset(kinds("answer mixed"))
# 收到申请30件，占全市的31%
_OF_MORE = re.compile("[,、(]?占(?:全[市省区县州国]|总[数量]|申请总)")
_TAKEN_IN = ("new_applications", "received_incl_carried")
_Grown = TypeVar("_Grown", Change, Share, Rate)


class Before(NamedTuple):
    """What a sentence has from the text before it: the sentence there, the section's subject, and what still narrows.

    Nothing is before the ``opening`` of a text, where a mere 申请 is one for information.
    """

    sentence: str = ""
    section: str = UNKNOWN
    narrowed: str = ""
    opening: bool = False


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What one sentence says. Spans are its own. ``narrowing`` are the words that still restrict what follows."""

    drafts: tuple[Draft, ...]
    changes: tuple[Change, ...]
    shares: tuple[Share, ...]
    rates: tuple[Rate, ...]
    narrowing: str


def read_sentence(source: str, before: Before, year: int) -> SentenceReading:
    """The reading of the sentence ``source`` in a report on ``year``."""
    folded = fold(source)
    reading = _Reading(folded, source, year, before)
    text = folded.text
    grown = tuple(_in_source(folded, one) for one in changes(text, 0, len(text), 0))
    drafts = tuple(reading.drafts())
    drafts += tuple(reading.change_drafts(grown, drafts))
    percents = "%" in text
    return SentenceReading(
        drafts=drafts,
        changes=grown,
        shares=tuple(_in_source(folded, one) for one in shares(text, 0, len(text), 0)) if percents else (),
        rates=tuple(_in_source(folded, one) for one in rates(text, 0, len(text), 0)) if percents else (),
        narrowing=reading.narrowing(),
    )


def _in_source(folded: Folded, one: _Grown) -> _Grown:
    start, end = folded.span(one.start, one.end)
    return replace(one, start=start, end=end)


class _Reading:
    """One sentence being read."""

    def __init__(self, folded: Folded, source: str, year: int, before: Before) -> None:
        self.folded = folded
        self.source = source
        self.year = year
        self.before = before
        self.tokens = tokenise(folded.text, 0, len(folded.text), year)
        self._subject: str | None = None
        self.figures: dict[int, Sequence[str]] = {}

    def drafts(self) -> Iterator[Draft]:
        """The claims of the sentence and of its brackets."""
        yield from self._stream((), self.tokens)
        outer = self.figures
        for place, token in enumerate(self.tokens):
            if token.inner:
                self.figures = {at: names for at, names in outer.items() if at < place}
                yield from self._stream(self.tokens[:place], token.inner)
        for matter in matters(self.folded.text, 0, len(self.folded.text)):
            yield self._matter_draft(matter)

    def change_drafts(self, grown: Sequence[Change], drafts: Sequence[Draft]) -> Iterator[Draft]:
        """How many more applications came in than last year, where the figure before is how many came in."""
        for change in grown:
            counted = [d.claim for d in drafts if d.claim.span[1] <= change.start and d.claim.quantity in _TAKEN_IN]
            if change.amount is None or not counted or counted[-1].narrowed or counted[-1].year != self.year:
                continue
            text = self.source[change.start : change.end]
            span = (change.start, change.end)
            number = change.amount
            yield Draft(
                Claim("change_from_last_year", number.value, number.unit, text, span, self.year, False, ""),
                0,
                False,
                0,
                "",
            )

    def narrowing(self) -> str:
        """The words that still restrict what follows the sentence."""
        word = restriction(self.tokens, len(self.tokens))
        return self._words(word) if word else ""

    def _stream(self, outer: Sequence[Token], words: Sequence[Token]) -> Iterator[Draft]:
        tokens = self._resolved((*outer, *words), len(outer))
        row = letters(tokens[len(outer) :])
        taken: set[int] = set()
        figures = self.figures
        for shape in SHAPES if _may_speak(tokens[len(outer) :]) else ():
            for match in shape.pattern.finditer(row):
                first, last = len(outer) + match.start(), len(outer) + match.end() - 1
                place = len(outer) + match.start("n") if "n" in shape.pattern.groupindex else last
                if place in taken or not self._heard(shape, tokens, first):
                    continue
                taken.add(place)
                if tokens[place].number is not None:
                    figures[place] = shape.figure.quantities
                yield from self._draft(shape, tokens[place].number or NOTHING, tokens, (first, last), len(outer))
                channel = sole_channel(tokens, first)
                if channel is not None and tokens[place].number and shape.figure.quantities == ("new_applications",):
                    part = Part(tokens[channel].kind, tokens[place].number or NOTHING, channel, last)
                    yield self._part_draft(part, tokens)
        parts = labelled(self.folded.text, (*outer, *words), len(outer), figures)
        for part in about_the_report(parts, self.folded.text, tokens, self.tokens, self._inherited):
            yield self._part_draft(part, tokens)

    def _part_draft(self, part: Part, tokens: Sequence[Token]) -> Draft:
        first, last = part.first, part.last
        word = part_narrower(part, tokens)
        claim = self._claim(part.quantity, part.number, (tokens[first].start, tokens[last].end))
        year = spoken_year(tokens, first, last, self.year)
        narrowed = self._words(word) if word else ""
        claim = claim._replace(year=year, narrowed=narrowed, said=part.said, loose=part.loose)
        return Draft(claim, 0, False, rank(tokens, first, last), self._body(tokens, first))

    def _matter_draft(self, matter: Matter) -> Draft:
        claim = self._claim(matter.quantity, matter.number, (matter.start, matter.end))
        before = next((at for at, token in enumerate(self.tokens) if token.start >= matter.start), len(self.tokens))
        word = restriction(self.tokens, before)
        narrowed = self._words(word) if word else ""
        year = spoken_year(self.tokens, before, min(before, len(self.tokens) - 1), self.year)
        claim = claim._replace(year=year, narrowed=narrowed, said=matter.said, loose=matter.loose)
        return Draft(claim, 0, False, 0, "")

    def _claim(self, quantity: str, number: Number, place: tuple[int, int]) -> Claim:
        """A claim of the report's year that nothing narrows."""
        start, end = self.folded.span(*place)
        text = self.source[start:end]
        return Claim(quantity, number.value, number.unit, text, (start, end), self.year, number.approximate, "")

    def _resolved(self, tokens: Sequence[Token], begin: int) -> tuple[Token, ...]:
        """``tokens`` in which a mere 申请 is an application for information where the context says so, else unknown."""
        found = list(tokens)
        subject = subject_before(tokens, begin)
        for place in range(begin, len(found)):
            if found[place].kind == "request":
                # 教师资格认定申请: of a name that is not known
                named = place > begin and self._names(found[place - 1])
                own = (self._opens(tokens) or speaks_of_requests(tokens)) and not named
                own = own or speaks_of_carrying(tokens)
                subject = subject or (OWN if own else self._inherited())
                other = "alien" if named and subject != OWN else "gap"
                found[place] = found[place]._replace(kind="subject" if subject == OWN else other)
            subject = subject_of(found, place) or subject
        return tuple(found)

    def _names(self, before: Token) -> bool:
        """Whether the word before 申请 may be the name of another kind of application."""
        words = self.folded.text[before.start : before.end]
        return before.kind == "gap" and len(words) > 1 and not is_link(words)

    def _opens(self, tokens: Sequence[Token]) -> bool:
        """Whether the sentence opens a text and is no motto (收到一件申请、答复一件申请)."""
        of_other_kinds = any(a.kind in _FOREIGN and b.kind == "request" for a, b in pairwise(tokens))
        return self.before.opening and not of_other_kinds and all(token.kind != "single" for token in tokens)

    def _inherited(self) -> str:
        if self._subject is None:
            self._subject = _subject_of(self.before.sentence, self.year) or self.before.section
        return self._subject

    def _heard(self, shape: Shape, tokens: Sequence[Token], first: int) -> bool:
        if not shape.figure.bare:
            return True
        if shape.figure.told and all(token.kind not in _ANSWERS for token in tokens[:first]):
            return False
        if other_object(tokens, first):
            return False
        subject = subject_before(tokens, first)
        if subject == UNKNOWN and speaks_of_carrying(tokens):
            return True
        if subject == UNKNOWN and plain_lead(tokens, first):
            subject = self._inherited()
        return subject == OWN

    def _draft(
        self, shape: Shape, number: Number, tokens: Sequence[Token], at: tuple[int, int], begin: int
    ) -> Iterator[Draft]:
        first, last = at
        whole = rank(tokens, first, last)
        body = self._body(tokens, first)
        for quantity in shape.figure.quantities:
            kind = QUANTITIES[quantity]
            if quantity == "answered_total" and any(token.kind == "carry" for token in tokens[last + 1 :]):
                # 其中答复32件，结转下年度1件: all that were answered
                kind = replace(kind, part=True)
            elif quantity == "new_applications" and speaks_of_carrying(tokens):
                # 其中本年新收30件，上年结转1件; （新收30件，上年结转1件）: all that were new
                kind = replace(kind, part=begin > 0 or listed(tokens, first) is not None)
            if begin and not kind.part:
                continue
            claim = self._claim(quantity, number, (tokens[first].start, tokens[last].end))
            narrowed = self._narrowed(shape, tokens, at, begin, whole, kind)
            if quantity == "new_applications" and narrowed.endswith("季度"):
                claim, narrowed = claim._replace(quantity="new_applications_quarter"), ""
            claim = claim._replace(
                year=spoken_year(tokens, first, last, self.year),
                narrowed=narrowed,
                said=Said.DENIED if number is NOTHING else Said.FIGURE,
                loose=shape.figure.loose,
            )
            yield Draft(claim, 0, shape.figure.bare, whole, body)

    def _narrowed(
        self, shape: Shape, tokens: Sequence[Token], at: tuple[int, int], begin: int, whole: int, kind: Quantity
    ) -> str:
        """The words that narrow the claim of a figure of speech."""
        word = self._narrower(tokens, at, begin, kind.part)
        if word is None and whole == 0:
            word = counted_apart(tokens, kind.doubted)
        if word is None and shape.figure.bare:
            word = self._doer(tokens, at[0])
        end = tokens[at[1]].end
        if word is None and whole < 2 and _OF_MORE.match(self.folded.text, end):
            return self._words(tokens[at[1]])
        if word is None and not kind.part and outdone(tokens, at[1]):
            return self._words(tokens[at[1]])
        if word is None and shape.figure.bare and all(token.kind != "whole" for token in tokens[: at[0]]):
            return self.before.narrowed
        return self._words(word) if word else ""

    @staticmethod
    def _narrower(tokens: Sequence[Token], at: tuple[int, int], begin: int, part: bool) -> Token | None:
        """The word that makes the claim cover less than the whole."""
        first, last = at
        word = aside(tokens[begin:], first - begin, last - begin) or restriction(tokens, first)
        if word is None and not part:
            inside = (token for token in tokens[first + 1 : last] if token.kind in ("gap", "org"))
            word = listed(tokens, first) or next(inside, None)
        if word is None and begin and first > begin and tokens[first - 1].kind in ("gap", "org"):
            word = tokens[first - 1]
        return word or bracketed(tokens[first : last + 2])

    def _doer(self, tokens: Sequence[Token], first: int) -> Token | None:
        doer = unknown_doer(tokens, first)
        return None if doer is None or self._words(doer).startswith(SELF) else doer

    def _body(self, tokens: Sequence[Token], first: int) -> str:
        organ = next((token for token in clause_before(tokens, first) if token.kind == "org"), None)
        return self._words(organ) if organ else ""

    def _words(self, token: Token) -> str:
        start, end = self.folded.span(token.start, token.end)
        return self.source[start:end]


def _may_speak(tokens: Sequence[Token]) -> bool:
    """Whether the words have a verb and a figure or a denial, as every figure of speech does."""
    said = {token.kind for token in tokens}
    return not _VERBS.isdisjoint(said) and not _SAYS.isdisjoint(said)


def forget_subjects() -> None:
    """Forget the subjects of the sentences read before; for measuring."""
    _subject_of.cache_clear()


@lru_cache(maxsize=1024)
def _subject_of(source: str, year: int) -> str:
    """The subject named last in a sentence."""
    text = fold(source).text
    words = tokenise(text, 0, len(text), year)
    return subject_before(words, len(words))

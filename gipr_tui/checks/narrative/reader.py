"""Prose to claims: which figures of speech a sentence holds, of which year they speak, and what narrows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gipr_tui.checks.narrative.agreement import Draft, settle
from gipr_tui.checks.narrative.claim import Claim
from gipr_tui.checks.narrative.context import (
    OWN,
    UNKNOWN,
    aside,
    bracketed,
    clause_before,
    counted_apart,
    listed,
    other_object,
    plain_lead,
    rank,
    restriction,
    speaks_of_carrying,
    spoken_year,
    subject_before,
    subject_of,
    unknown_doer,
)
from gipr_tui.checks.narrative.figures import QUANTITIES
from gipr_tui.checks.narrative.numbers import Number
from gipr_tui.checks.narrative.sentences import Folded, Sentence, fold, split_sentences
from gipr_tui.checks.narrative.shapes import SHAPES, Shape, letters
from gipr_tui.checks.narrative.tokens import Token, tokenise
from gipr_tui.checks.narrative.vocabulary import SELF

_NOTHING = Number(Decimal(0), "", False)
_HEADING = 24
"""Characters behind an enumerator that tell what its section is about."""

_CLAIMS = re.compile(r"[收受接登办处置复结转延顺滚遗未]")
_COUNTS = re.compile(r"[0-9〇零一二两三四五六七八九十]")
_DENIES = re.compile(r"[无未没零]")


@dataclass(frozen=True, slots=True)
class _Before:
    """What a sentence has from the text before it: the sentence there, the section's subject, and what still narrows."""

    sentence: Sentence | None = None
    section: str = UNKNOWN
    level: int = 0
    narrowed: str = ""


def read_claims(text: str, year: int) -> tuple[Claim, ...]:
    """The claims that ``text`` makes, in the order of their spans; ``year`` is the year of the report it stands in."""
    folded = fold(text)
    before = _Before()
    drafts: list[Draft] = []
    for number, sentence in enumerate(split_sentences(folded.text)):
        before = _enter(before, folded, sentence, year)
        narrowed = ""
        if _worth_reading(folded.text, sentence):
            reading = _Reading(folded, text, year, number, before)
            drafts.extend(reading.drafts(sentence))
            narrowed = reading.narrowing()
        before = replace(before, sentence=sentence, narrowed=narrowed)
    return settle(drafts)


def _worth_reading(text: str, sentence: Sentence) -> bool:
    start, end, _ = sentence
    if _CLAIMS.search(text, start, end) and _COUNTS.search(text, start, end):
        return True
    return bool(_DENIES.search(text, start, end)) and any(
        text.find(word, start, end) >= 0 for word in ("申请", "公开", "结转")
    )


def _enter(before: _Before, folded: Folded, sentence: Sentence, year: int) -> _Before:
    """``before`` at the begin of ``sentence``, whose enumerator may open a section or end one."""
    if sentence.level is None:
        return before
    head = tokenise(folded.text, sentence.start, min(sentence.end, sentence.start + _HEADING), year)
    if subject_before(head, len(head)) == OWN:
        return _Before(section=OWN, level=sentence.level)
    if before.section == OWN and sentence.level > before.level:
        return replace(before, sentence=None)
    return _Before()


class _Reading:
    """One sentence being read."""

    def __init__(self, folded: Folded, source: str, year: int, number: int, before: _Before) -> None:
        self.folded = folded
        self.source = source
        self.year = year
        self.number = number
        self.before = before
        self.tokens: tuple[Token, ...] = ()
        self._subject: str | None = None

    def drafts(self, sentence: Sentence) -> Iterator[Draft]:
        """The claims of the sentence and of its brackets."""
        self.tokens = tokenise(self.folded.text, sentence.start, sentence.end, self.year)
        yield from self._stream((), self.tokens)
        for place, token in enumerate(self.tokens):
            if token.inner:
                yield from self._stream(self.tokens[:place], token.inner)

    def narrowing(self) -> str:
        """The words that still restrict what follows the sentence."""
        word = restriction(self.tokens, len(self.tokens))
        return self._words(word) if word else ""

    def _stream(self, outer: Sequence[Token], words: Sequence[Token]) -> Iterator[Draft]:
        tokens = self._resolved((*outer, *words), len(outer))
        row = letters(tokens[len(outer) :])
        taken: set[int] = set()
        for shape in SHAPES:
            for match in shape.pattern.finditer(row):
                first, last = len(outer) + match.start(), len(outer) + match.end() - 1
                place = len(outer) + match.start("n") if "n" in shape.pattern.groupindex else last
                if place in taken or not self._heard(shape, tokens, first):
                    continue
                taken.add(place)
                number = tokens[place].number or _NOTHING
                yield from self._draft(shape, number, tokens, (first, last), len(outer))

    def _resolved(self, tokens: Sequence[Token], begin: int) -> tuple[Token, ...]:
        """``tokens`` in which a mere 申请 is an application for information where the context says so, else unknown."""
        found = list(tokens)
        subject = subject_before(tokens, begin)
        for place in range(begin, len(found)):
            if found[place].kind == "request":
                subject = subject or (OWN if speaks_of_carrying(tokens) else self._inherited())
                found[place] = found[place]._replace(kind="subject" if subject == OWN else "gap")
            subject = subject_of(found, place) or subject
        return tuple(found)

    def _inherited(self) -> str:
        if self._subject is None:
            sentence = self.before.sentence
            words = tokenise(self.folded.text, sentence.start, sentence.end, self.year) if sentence else ()
            self._subject = subject_before(words, len(words)) or self.before.section
        return self._subject

    def _heard(self, shape: Shape, tokens: Sequence[Token], first: int) -> bool:
        if not shape.figure.bare:
            return True
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
        span = self.folded.span(tokens[first].start, tokens[last].end)
        text = self.source[span[0] : span[1]]
        year = spoken_year(tokens, first, last, self.year)
        for quantity in shape.figure.quantities:
            kind = QUANTITIES[quantity]
            if begin and not kind.part:
                continue
            word = self._narrower(tokens, at, begin, kind.part)
            if word is None and rank(tokens, first, last) == 0:
                word = counted_apart(tokens, kind.doubted)
            if word is None and shape.figure.bare:
                word = self._doer(tokens, first)
            narrowed = self._words(word) if word else ""
            if not narrowed and shape.figure.bare and rank(tokens, first, last) < 2:
                narrowed = self.before.narrowed
            claim = Claim(quantity, number.value, number.unit, text, span, year, number.approximate, narrowed)
            yield Draft(claim, self.number, shape.figure.bare, rank(tokens, first, last), self._body(tokens, first))

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

"""One sentence read: which figures of speech and labelled figures it holds, of which year, and what narrows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from gipr_tui.checks.narrative.agreement import Draft
from gipr_tui.checks.narrative.claim import Claim, Said
from gipr_tui.checks.narrative.closing import closing_sums
from gipr_tui.checks.narrative.context import (
    FOREIGN,
    OWN,
    UNKNOWN,
    aside,
    bracketed,
    counted_apart,
    in_clause,
    listed,
    of_more,
    other_object,
    others_among,
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
from gipr_tui.checks.narrative.figures import QUANTITIES
from gipr_tui.checks.narrative.growth import Change, Rate, Share, changes, rates, shares
from gipr_tui.checks.narrative.labelled import labelled
from gipr_tui.checks.narrative.matters import Matter, matters
from gipr_tui.checks.narrative.numbers import Number
from gipr_tui.checks.narrative.row import NOTHING, NUMBERS, Part, is_link
from gipr_tui.checks.narrative.scope import Counted, about_the_report, part_narrower
from gipr_tui.checks.narrative.sentences import Folded, fold
from gipr_tui.checks.narrative.shapes import Shape, figures_in
from gipr_tui.checks.narrative.vocabulary import SELF, kinds
from gipr_tui.checks.narrative.words import Word, Words, words_of
from gipr_tui.text.remembered import remembered

_FOREIGN = frozenset(kinds("foreign"))
_ANSWERS = frozenset(kinds("answer mixed"))
_ORGAN = frozenset(("org",))
_UNKNOWN = frozenset(("gap", "org"))
_DOUBTED = {name: frozenset(kinds(quantity.doubted)) for name, quantity in QUANTITIES.items()}
_CARRIED = frozenset(("carried_over", "carried_forward"))
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


class SentenceReading(NamedTuple):
    """What one sentence says. Spans are its own. ``narrowing`` are the words that still restrict what follows."""

    drafts: tuple[Draft, ...]
    changes: tuple[Change, ...]
    shares: tuple[Share, ...]
    rates: tuple[Rate, ...]
    narrowing: str


def read_sentence(source: str, before: Before, year: int) -> SentenceReading:
    """The reading of the sentence ``source`` in a report on ``year``."""
    reading = _Reading(source, *_cut(source, year), before, year)
    text = reading.folded.text
    grown = tuple(map(reading.in_source, changes(text)))
    drafts = reading.drafts()
    if grown:
        drafts += reading.change_drafts(grown, drafts)
    return SentenceReading(
        drafts=tuple(drafts),
        changes=grown,
        shares=tuple(map(reading.in_source, shares(text))),
        rates=tuple(map(reading.in_source, rates(text))),
        narrowing=reading.narrowing(),
    )


def read_matters(source: str, year: int) -> SentenceReading:
    """What the sentence ``source`` says of the matters of sections two and six."""
    folded = fold(source)
    found = list(matters(folded.text))
    drafts: Iterable[Draft] = ()
    if found:
        # when and of whom stands before them
        words = words_of(folded.text[: found[-1].end], year)
        drafts = map(_Reading(source, folded, words, Before(), year).matter_draft, found)
    return SentenceReading(tuple(drafts), (), (), (), "")


class _Reading:
    """One sentence being read."""

    def __init__(self, source: str, folded: Folded, words: Words, before: Before, year: int) -> None:
        self.source, self.folded, self.words = source, folded, words
        self.before, self.year = before, year
        self._subject: str | None = None
        self.figures: dict[int, Sequence[str]] = {}
        self.narrowed: set[int] = set()

    def drafts(self) -> list[Draft]:
        """The claims of the sentence and of its brackets."""
        drafts = self._read(self.words, 0)
        outer = self.figures
        for place, start in enumerate(self.words.starts) if self.words.brackets else ():
            if start in self.words.brackets:
                self.figures = {at: names for at, names in outer.items() if at < place}
                drafts += self._read(self.words.in_bracket(place), place)
        drafts += map(self.matter_draft, matters(self.folded.text))
        return drafts

    def change_drafts(self, grown: Sequence[Change], drafts: Sequence[Draft]) -> Iterator[Draft]:
        """How many more applications came in than last year, where the figure before is how many came in."""
        for change in grown:
            counted = [d.claim for d in drafts if d.claim.span[1] <= change.start and d.claim.quantity in _TAKEN_IN]
            if change.amount is None or not counted or counted[-1].narrowed or counted[-1].year != self.year:
                continue
            text = self.source[change.start : change.end]
            span = (change.start, change.end)
            number = change.amount
            yield Draft(Claim("change_from_last_year", number.value, number.unit, text, span, self.year, False, ""))

    def in_source(self, one: _Grown) -> _Grown:
        """What was found in the folded sentence, at the place that it has in the source."""
        start, end = self.folded.span(one.start, one.end)
        return one._replace(start=start, end=end)

    def narrowing(self) -> str:
        """The words that still restrict what follows the sentence."""
        return self._written(restriction(self.words, len(self.words)))

    def _read(self, words: Words, begin: int) -> list[Draft]:
        """The claims of ``words`` from ``begin`` on, where a bracket begins or the sentence does."""
        spoken = self._resolved(words, begin)
        drafts: list[Draft] = []
        taken: set[int] = set()
        sole: list[Part] = []
        for shape, match in figures_in(spoken.kinds[begin:]):
            first, last = begin + match.start(), begin + match.end() - 1
            place = begin + match.start("n") if shape.has_number else last
            if place in taken or not self._heard(shape, spoken, first, last):
                continue
            number = spoken.number(place)
            if shape.figure.one and (number or NOTHING).value != 1:
                continue
            taken.add(place)
            if number is not None and not shape.figure.one:
                self.figures[place] = shape.figure.quantities
            found = list(self._drafts_of(shape, number or NOTHING, spoken, (first, last), begin))
            if any(draft.claim.narrowed for draft in found):
                self.narrowed.add(place)
            drafts += found
            if number is not None and shape.figure.quantities == ("new_applications",):
                channel = sole_channel(spoken, first)
                if channel is not None:
                    part = Part(spoken.kinds[channel], number, channel, last)
                    sole.append(part)
                    drafts.append(self._part_draft(part, spoken, part_narrower(part, spoken)))
        labels = labelled(words, begin, self.figures)
        parts = about_the_report(labels, spoken, self.words, self._inherited)
        if parts:
            counted = Counted(spoken, labels, self.figures, self.narrowed)
            for part in parts:
                narrower = part_narrower(part, spoken) or counted.of_some(part)
                drafts.append(self._part_draft(part, spoken, narrower))
        if not begin and "total" in spoken.said:
            for part in closing_sums(spoken, lambda: self._counts((*sole, *parts))):
                drafts.append(self._part_draft(part, spoken, part_narrower(part, spoken)))
        return drafts

    def _counts(self, parts: Sequence[Part]) -> dict[int, set[str]]:
        """The places of the figures read, and what each counts."""
        counts = {place: set(names) for place, names in self.figures.items()}
        for part in parts:
            for place in {part.first, part.last}:
                if self.words.kinds[place] in NUMBERS:
                    counts.setdefault(place, set()).add(part.quantity)
        return counts

    def _part_draft(self, part: Part, words: Words, narrower: Word | None) -> Draft:
        first, last = part.first, part.last
        claim = self._claim(
            part.quantity,
            part.number,
            (words.starts[first], words.ends[last]),
            year=spoken_year(words, first, last, self.year),
            narrowed=self._written(narrower),
            said=part.said,
            loose=part.loose,
        )
        return Draft(claim, rank=rank(words, first, last), body=self._body(words, first))

    def matter_draft(self, matter: Matter) -> Draft:
        """The claim of a matter."""
        words = self.words
        before = next((at for at, start in enumerate(words.starts) if start >= matter.start), len(words))
        claim = self._claim(
            matter.quantity,
            matter.number,
            (matter.start, matter.end),
            year=spoken_year(words, before, min(before, len(words) - 1), self.year),
            narrowed=self._written(restriction(words, before)),
            said=matter.said,
            loose=matter.loose,
        )
        return Draft(claim)

    def _claim(
        self,
        quantity: str,
        number: Number,
        place: tuple[int, int],
        *,
        year: int,
        narrowed: str,
        said: Said,
        loose: bool,
    ) -> Claim:
        span = start, end = self.folded.span(*place)
        text = self.source[start:end]
        return Claim(
            quantity, number.value, number.unit, text, span, year, number.approximate, narrowed, said=said, loose=loose
        )

    def _resolved(self, words: Words, begin: int) -> Words:
        """``words`` in which a mere 申请 is an application for information where the context says so, else unknown."""
        if "request" not in words.said:
            return words
        found = words.with_kinds(words.kinds.copy())
        subject = subject_before(words, begin)
        for place in range(begin, len(found)):
            if found.kinds[place] == "request":
                # 教师资格认定申请: of a name that is not known
                named = place > begin and self._names(found, place - 1)
                subject = subject or (OWN if self._own(words, named) else self._inherited())
                own = subject == OWN and not others_among(found, place)
                other = "alien" if named and subject != OWN else "gap"
                found.kinds[place] = "subject" if own else other
            subject = subject_of(found, place) or subject
        return found.with_kinds(found.kinds)

    def _own(self, words: Words, named: bool) -> bool:
        """Whether a mere 申请, one ``named`` after something perhaps, is told to be one for information by its sentence."""
        if not named and (self._opens(words) or speaks_of_requests(words)):
            return True
        return speaks_of_carrying(words)

    def _names(self, words: Words, before: int) -> bool:
        """Whether the word before 申请 may be the name of another kind of application."""
        if words.kinds[before] != "gap":
            return False
        name = words.spelled(before)
        return len(name) > 1 and not is_link(name)

    def _opens(self, words: Words) -> bool:
        """Whether the sentence opens a text and is no motto (收到一件申请、答复一件申请)."""
        if not self.before.opening or "single" in words.said:
            return False
        return not any(kind in _FOREIGN and behind == "request" for kind, behind in pairwise(words.kinds))

    def _inherited(self) -> str:
        if self._subject is None:
            self._subject = _subject_of(self.before.sentence, self.year) or self.before.section
        return self._subject

    def _heard(self, shape: Shape, words: Words, first: int, last: int) -> bool:
        if not shape.figure.bare:
            # 重点任务28项，1项顺延到明年; 行政复议3件（含上年结转1件）
            named = "subject" in words.kinds[first : last + 1] or _CARRIED.isdisjoint(shape.figure.quantities)
            return named or subject_before(words, first) != FOREIGN
        if shape.figure.told and _ANSWERS.isdisjoint(words.kinds[:first]):
            return False
        if other_object(words, first):
            return False
        subject = subject_before(words, first)
        if subject == UNKNOWN and speaks_of_carrying(words):
            return True
        if subject == UNKNOWN and plain_lead(words, first):
            subject = self._inherited()
        return subject == OWN

    def _drafts_of(
        self, shape: Shape, number: Number, words: Words, at: tuple[int, int], begin: int
    ) -> Iterator[Draft]:
        """The claims that a figure of speech makes of ``number``."""
        first, last = at
        whole = -1 if shape.figure.one else rank(words, first, last)
        body = self._body(words, first)
        # 加上2023年的2件，1件将于2025年答复: what is left for the next year, named, is this year's
        onward = shape.figure.quantities == ("carried_forward",) and any(
            words.years.get(start) == self.year + 1 for start in words.starts[first : last + 1]
        )
        year = self.year if onward else spoken_year(words, first, last, self.year)
        for quantity in shape.figure.quantities:
            part = QUANTITIES[quantity].part or self._lists(quantity, words, at, begin)
            if begin and not part:
                continue
            narrowed = self._narrowed(shape, quantity, words, at, begin, whole, part)
            of_a_quarter = quantity == "new_applications" and narrowed.endswith("季度")
            claim = self._claim(
                "new_applications_quarter" if of_a_quarter else quantity,
                number,
                (words.starts[first], words.ends[last]),
                year=year,
                narrowed="" if of_a_quarter else narrowed,
                said=Said.DENIED if number is NOTHING else Said.FIGURE,
                loose=shape.figure.loose,
            )
            yield Draft(claim, shape.figure.bare, whole, body)

    @staticmethod
    def _lists(quantity: str, words: Words, at: tuple[int, int], begin: int) -> bool:
        """Whether the figure stands in a list of parts and yet is the whole of its ``quantity``."""
        first, last = at
        if quantity == "answered_total":
            # 其中答复32件，结转下年度1件: all that were answered
            return "carry" in words.kinds[last + 1 :]
        # 其中本年新收30件，上年结转1件: all that were new
        # （新收30件，上年结转1件）: in a bracket too
        listed_here = begin > 0 or listed(words, first) is not None
        return quantity == "new_applications" and speaks_of_carrying(words) and listed_here

    def _narrowed(
        self, shape: Shape, quantity: str, words: Words, at: tuple[int, int], begin: int, whole: int, part: bool
    ) -> str:
        """The words that narrow the claim of a figure of speech."""
        first, last = at
        word = self._narrower(words, at, begin, part, named=shape.figure.one)
        if word is None and whole == 0:
            word = counted_apart(words, _DOUBTED[quantity])
        if word is None and shape.figure.bare:
            word = self._doer(words, first)
        if word is not None:
            return self._written(word)
        if whole < 2 and of_more(words, last):
            return self._written(words.word(last))
        if not part and outdone(words, last):
            return self._written(words.word(last))
        widened = "whole" in words.kinds[:first]
        return self.before.narrowed if shape.figure.bare and whole < 2 and not widened else ""

    @staticmethod
    def _narrower(words: Words, at: tuple[int, int], begin: int, part: bool, *, named: bool) -> Word | None:
        """The word that makes the claim cover less than the whole; no word inside of it, where what it is of is ``named``."""
        first, last = at
        word = aside(words, first, last, begin) or restriction(words, first)
        if word is None and not part:
            places = () if named else range(first + 1, last)
            inside = (words.word(place) for place in places if words.kinds[place] in _UNKNOWN)
            word = listed(words, first) or next(inside, None)
        if word is None and begin and first > begin and words.kinds[first - 1] in _UNKNOWN:
            word = words.word(first - 1)
        return word or bracketed(words, first, last + 2)

    def _doer(self, words: Words, first: int) -> Word | None:
        doer = unknown_doer(words, first)
        return None if doer is None or self._written(doer).startswith(SELF) else doer

    def _body(self, words: Words, first: int) -> str:
        return self._written(in_clause(words, _ORGAN, first))

    def _written(self, word: Word | None) -> str:
        """The word as it stands in the source; nothing if there is none."""
        if word is None:
            return ""
        start, end = self.folded.span(word.start, word.end)
        return self.source[start:end]


@remembered(1024)
def _subject_of(source: str, year: int) -> str:
    """The subject named last in a sentence."""
    _, words = _cut(source, year)
    return subject_before(words, len(words))


@remembered(2)
def _cut(source: str, year: int) -> tuple[Folded, Words]:
    """A sentence in its words; those of the sentence before are at hand, whose subject may be asked for."""
    folded = fold(source)
    return folded, words_of(folded.text, year)

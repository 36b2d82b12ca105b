"""Claims of one text held together: of two that differ, the one that speaks for a part is narrowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from gipr_tui.checks.narrative.claim import Claim, Said
from gipr_tui.checks.narrative.figures import PLAIN, QUANTITIES
from gipr_tui.checks.narrative.labels import LABELS, RESULT_OF

_CAME_IN = ("new_applications", "received_incl_carried", "channel_", "applicant_")
"""Of these something was received."""
_FOR_ALL = 2
"""The rank of a claim that speaks for the whole: 全市."""
_BALANCE = {"new_applications", "carried_over", "answered_total", "carried_forward"}
_YIELDING = frozenset(name for name, quantity in QUANTITIES.items() if quantity.yields)
# quantities of which others of their sentence may make something else
_RIVALS = _YIELDING | RESULT_OF.keys()


class Draft(NamedTuple):
    """A claim and what is needed to weigh it.

    A ``bare`` claim names no object, ``rank`` tells how plainly it speaks for the whole, and ``body`` is the body it names.
    """

    claim: Claim
    bare: bool = False
    rank: int = 0
    body: str = ""

    def placed(self, start: int, sentence: int) -> Draft:
        """The draft in a text, whose sentence of that number starts at ``start``."""
        return Draft(self.claim.placed(start, sentence), self.bare, self.rank, self.body)

    def narrowed_by(self, words: str) -> Draft:
        """The same claim, narrowed."""
        return self._replace(claim=self.claim._replace(narrowed=words))


def settle(drafts: Sequence[Draft]) -> tuple[Claim, ...]:
    """The claims in the order of their spans, narrowed where a wider claim of the same quantity shows them to be parts."""
    if len(drafts) < 2:
        return tuple(draft.claim for draft in drafts)
    settled = _shared(_in_one_unit(sorted(drafts, key=lambda draft: draft.claim.span)))
    _narrow_beside_parts(settled)
    said = {draft.claim.quantity for draft in settled}
    if len(said) < len(settled):
        for places in _groups(settled, lambda draft: (draft.claim.quantity, draft.claim.year)):
            _prefer_wider(settled, places)
    if any(draft.claim.said is Said.DENIED for draft in settled):
        for places in _groups(settled, lambda draft: (draft.claim.year, draft.claim.sentence)):
            _overrule_denials(settled, places)
    if len(said) < len(settled):
        for places in _groups(settled, lambda draft: (draft.claim.quantity, draft.claim.year, draft.claim.sentence)):
            _doubt_rivals(settled, places)
    if not said.isdisjoint(_RIVALS):
        for places in _groups(settled, lambda draft: (draft.claim.year, draft.claim.sentence)):
            _yield(settled, places)
            _set_apart(settled, places)
    if said >= _BALANCE:
        for places in _groups(settled, lambda draft: (draft.claim.year, draft.claim.sentence)):
            _of_the_answered(settled, places)
    return tuple(draft.claim for draft in settled)


def _in_one_unit(drafts: Sequence[Draft]) -> list[Draft]:
    """A claim that names no object, in another unit than the applications before it, may count something else.

    收到申请6宗，涉及12个事项，答复12项.
    """
    units: dict[int, str] = {}
    checked: list[Draft] = []
    for draft in drafts:
        unit = draft.claim.unit
        named = units.get(draft.claim.sentence, "")
        if not draft.bare and draft.claim.quantity != "change_from_last_year":
            units[draft.claim.sentence] = unit or named
        differs = draft.bare and unit and named and unit != named
        checked.append(draft.narrowed_by(draft.claim.text) if differs else draft)
    return checked


def _shared(drafts: Sequence[Draft]) -> list[Draft]:
    """What one claim says of body and whole holds for the next ones of its sentence: 全市共收到30件，答复29件.

    So does what narrows it, where the next one names no object: 通过信函收到申请8件，答复8件.
    """
    shared: list[Draft] = []
    for draft in drafts:
        before = shared[-1] if shared else None
        if before is None or before.claim.sentence != draft.claim.sentence or draft.rank or draft.body:
            shared.append(draft)
            continue
        claim = draft.claim
        if draft.bare and before.claim.narrowed and not claim.narrowed:
            claim = claim._replace(narrowed=before.claim.narrowed)
        shared.append(Draft(claim, draft.bare, before.rank, before.body))
    return shared


def _groups(drafts: Sequence[Draft], key: Callable[[Draft], Hashable]) -> list[list[int]]:
    """The places of drafts that ``key`` tells to belong together, where they are several that may be held to a table."""
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, draft in enumerate(drafts):
        if not draft.claim.narrowed and not draft.claim.approximate:
            groups[key(draft)].append(place)
    return [places for places in groups.values() if len(places) > 1]


def _differ(drafts: Sequence[Draft], places: Sequence[int]) -> bool:
    return len({drafts[place].claim.value for place in places}) > 1


def _prefer_wider(drafts: list[Draft], places: Sequence[int]) -> None:
    """全市共收到30件 … 市公安局收到12件: the second is a part of the first. Bodies named side by side are parts too."""
    if not _differ(drafts, places):
        return
    widest = max(drafts[place].rank for place in places)
    bodies = {drafts[place].body for place in places}
    parts = [place for place in places if drafts[place].rank < widest]
    if not parts and len(bodies) == len(places) and all(bodies):
        parts = list(places)
    named = {(drafts[place].claim.sentence, drafts[place].body) for place in parts if drafts[place].body}
    for place in parts:
        drafts[place] = drafts[place].narrowed_by(drafts[place].body or drafts[place].claim.text)
    for place, draft in enumerate(drafts if named else ()):
        if (draft.claim.sentence, draft.body) in named:
            drafts[place] = draft.narrowed_by(draft.body)


def _narrow_beside_parts(drafts: list[Draft]) -> None:
    """各县区收到30件，市直部门收到30件: a body's figure is a part where another part of the same stands beside it."""
    parts = {(draft.claim.quantity, draft.claim.sentence) for draft in drafts if draft.claim.narrowed}
    for place, draft in enumerate(drafts):
        beside = (draft.claim.quantity, draft.claim.sentence) in parts
        if beside and draft.body and draft.rank < _FOR_ALL and not draft.claim.narrowed:
            drafts[place] = draft.narrowed_by(draft.body)


def _overrule_denials(drafts: list[Draft], places: Sequence[int]) -> None:
    """收到申请7件，未收到当面、传真等形式的申请: what was not received is a part where the sentence has received some."""
    came = [drafts[place].claim for place in places if drafts[place].claim.quantity.startswith(_CAME_IN)]
    if any(claim.value for claim in came):
        for place in places:
            claim = drafts[place].claim
            if claim.quantity == "new_applications" and claim.said is Said.DENIED:
                drafts[place] = drafts[place].narrowed_by(claim.text)


def _doubt_rivals(drafts: list[Draft], places: Sequence[int]) -> None:
    """Two figures for one quantity in one sentence (收到20件，受理18件): which is meant can't be told.

    Unless one of them is loose (共办理33件，其中答复32件).
    """
    if _differ(drafts, places):
        loose = [place for place in places if drafts[place].claim.loose]
        for place in loose if 0 < len(loose) < len(places) else places:
            drafts[place] = drafts[place].narrowed_by(drafts[place].claim.text)


def _set_apart(drafts: list[Draft], places: Sequence[int]) -> None:
    """已主动公开20件，同意公开30件: reasons that are told before their result, or are more, are hardly parts of it.

    So is what is public already where another result stands between: 同意公开15件，无法提供8件，已主动公开5件. The table may
    count them together, so the result's figure is doubtful.
    """
    said = {drafts[place].claim.quantity for place in places}
    for result in said.intersection(RESULT_OF.values()):
        reasons = [place for place in places if RESULT_OF.get(drafts[place].claim.quantity) == result]
        total = sum(drafts[place].claim.value for place in reasons)
        for place in places if reasons else ():
            claim = drafts[place].claim
            parted = result == "granted" and any(
                _tells_result(drafts[at], result) for at in range(place + 1, reasons[0])
            )
            if claim.quantity == result and (reasons[0] < place or total > claim.value or parted):
                drafts[place] = drafts[place]._replace(claim=claim._replace(loose=True))


def _tells_result(draft: Draft, other: str) -> bool:
    """Whether the draft counts a result, or the reason of one, that is not the ``other``."""
    quantity = draft.claim.quantity
    return LABELS.get(quantity) in ("result", "reason") and other not in (quantity, RESULT_OF.get(quantity))


def _of_the_answered(drafts: list[Draft], places: Sequence[int]) -> None:
    """办结45件，其中上年结转2件、新收43件，另有3件转下年: with those that are left, more were new than were answered."""
    values = {drafts[place].claim.quantity: drafts[place].claim.value for place in reversed(places)}
    if not values.keys() >= _BALANCE or not values["carried_forward"]:
        return
    new = next(place for place in places if drafts[place].claim.quantity == "new_applications")
    answered = next(place for place in places if drafts[place].claim.quantity == "answered_total")
    if answered < new and values["answered_total"] == values["new_applications"] + values["carried_over"]:
        drafts[new] = drafts[new].narrowed_by(drafts[new].claim.text)


def _yield(drafts: list[Draft], places: Sequence[int]) -> None:
    values = {(drafts[place].claim.quantity, drafts[place].claim.value) for place in places}
    parts = sum(value for name, value in values if name in ("new_applications", "carried_over"))
    for place in places:
        claim = drafts[place].claim
        rivals = QUANTITIES.get(claim.quantity, PLAIN).yields
        # 收到20件，其中上年结转2件、新收18件: no rivals
        if claim.value != parts and any(name in rivals and value != claim.value for name, value in values):
            drafts[place] = drafts[place].narrowed_by(claim.text)

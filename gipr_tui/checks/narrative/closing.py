"""Sums that close a list: 上半年收到23件，下半年收到31件，全年合计54件.

What is summed up has no words of its own, so that it must be the sum of every figure before it in its sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from gipr_tui.checks.narrative.labels import LABELS, OUTCOMES
from gipr_tui.checks.narrative.row import NOTHING, NUMBERS, Part
from gipr_tui.checks.narrative.vocabulary import kinds
from gipr_tui.checks.narrative.words import Words

_NEW, _OVER = "new_applications", "carried_over"
_SUMMING = frozenset(kinds("total whole_span this whole fill"))
_OF_ALL = frozenset(kinds("whole_span whole"))
_A_LIST_OF_RESULTS = 4
_CLOSED = frozenset(kinds("comma stop"))
_ENDS: tuple[list[str], ...] = ([], ["comma"], ["stop"])
# of several bodies, and of what came from others: the sum may be theirs only
_OF_SOME = frozenset(kinds("org body some helping transfer supposed each respective"))
# of those answered, or of a time only
_DONE_OR_IN_PART = frozenset(kinds("answer mixed period over_long"))


def closing_sums(words: Words, counts: Callable[[], Mapping[int, Set[str]]]) -> Iterator[Part]:
    """The sums of ``words``; ``counts`` gives the quantities that its figures have, by their places."""
    row = words.kinds
    for at in (at for at in range(4, len(row)) if row[at] in NUMBERS and row[at - 1] in _SUMMING):
        first = words.last(_CLOSED, 0, at) + 1
        summing = row[first:at]
        if "total" not in summing or not _SUMMING.issuperset(summing) or row[at + 1 : at + 2] not in _ENDS:
            continue
        counted = counts()
        begin = words.last(("stop",), 0, at) + 1
        parts = [part for part in range(begin, at) if row[part] in NUMBERS]
        quantity = _summed([counted.get(part, frozenset()) for part in parts], row[begin:first], summing)
        number = words.number(at) or NOTHING
        total = sum((words.number(part) or NOTHING).value for part in parts)
        if quantity == "answered_total" and any(LABELS.get(kind) == "result" for kind in row[at:]):
            # 合计21件；不予处理3件: of some results
            continue
        if quantity and at not in counted and total == number.value:
            yield Part(quantity, number, words.last(("total",), first, at), at)


def _summed(parts: Sequence[Set[str]], before: Sequence[str], summing: Sequence[str]) -> str:
    """What the sum of these quantities is; empty where it may be anything."""
    if len(parts) < 2 or not _OF_SOME.isdisjoint(before):
        return ""
    if sorted(name for part in parts for name in part) == [_OVER, _NEW]:
        # 去年结转10件、今年新收145件，合计155件
        return "received_incl_carried"
    if all(_NEW in part for part in parts):
        # 1月收到2件，2月收到3件，合计5件: of two months only
        return _NEW if not _OF_ALL.isdisjoint(summing) else ""
    for court, total in (("review", "review_total"), ("litigation", "litigation_total")):
        outcomes = {f"{court}_{outcome}" for outcome in OUTCOMES}
        if all(not outcomes.isdisjoint(part) for part in parts):
            # 维持3件，其他结果1件，总计4件
            return total
    if len(parts) >= _A_LIST_OF_RESULTS and all(len(part) == 1 for part in parts):
        results = {name for part in parts for name in part}
        if len(results) == len(parts) and all(LABELS.get(name) == "result" for name in results):
            # 予以公开9件、不予公开2件、无法提供3件、其他处理1件，总计15件
            return "answered_total"
    for family in ("applicant", "channel"):
        if all(any(LABELS.get(name) == family for name in part) for part in parts):
            # 受理公民申请27件、企业申请3件，共计30件
            return _NEW if "intake" in before and _DONE_OR_IN_PART.isdisjoint(before) else ""
    return ""

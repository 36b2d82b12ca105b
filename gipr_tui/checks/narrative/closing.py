"""Sums that close a list: 上半年收到23件，下半年收到31件，全年合计54件.

What is summed up has no words of its own, so that it must be the sum of every figure before it in its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from gipr_tui.checks.narrative.labels import LABELS
from gipr_tui.checks.narrative.row import NOTHING, NUMBERS, Part
from gipr_tui.checks.narrative.vocabulary import kinds
from gipr_tui.checks.narrative.words import Words

_NEW, _OVER = "new_applications", "carried_over"
_SUMMING = frozenset(kinds("total whole_span this whole fill"))
_OF_ALL = frozenset(kinds("whole_span whole"))
_CLOSED = frozenset(kinds("comma stop"))
# of several bodies, and of what came from others: the sum may be theirs only
_OF_SOME = frozenset(kinds("org body some helping transfer supposed each respective"))
# of those answered, or of a time only
_DONE_OR_IN_PART = frozenset(kinds("answer mixed period over_long"))


def closing_sums(words: Words, counted: Mapping[int, Set[str]]) -> Iterator[Part]:
    """The sums of ``words``, whose figures have the quantities ``counted``, told by their places."""
    row = [*words.kinds, "stop"]
    numbers = [at for at, kind in enumerate(words.kinds) if kind in NUMBERS]
    for at in numbers[2:]:
        first = words.last(_CLOSED, 0, at) + 1
        summing = words.kinds[first:at]
        if at in counted or row[at + 1] not in _CLOSED or "total" not in summing or not _SUMMING.issuperset(summing):
            continue
        begin = words.last(("stop",), 0, at) + 1
        parts = [part for part in numbers if begin <= part < at]
        quantity = _summed([counted.get(part, frozenset()) for part in parts], words.kinds[begin:first], summing)
        if (
            quantity
            and sum((words.number(part) or NOTHING).value for part in parts) == (words.number(at) or NOTHING).value
        ):
            yield Part(quantity, words.number(at) or NOTHING, words.last(("total",), first, at), at)


def _summed(parts: list[Set[str]], before: list[str], summing: list[str]) -> str:
    """What the sum of these quantities is; empty where it may be anything."""
    if len(parts) < 2 or not _OF_SOME.isdisjoint(before):
        return ""
    if sorted(name for part in parts for name in part) == [_OVER, _NEW]:
        # 去年结转10件、今年新收145件，合计155件
        return "received_incl_carried"
    if all(_NEW in part for part in parts):
        # 1月收到2件，2月收到3件，合计5件: of two months only
        return _NEW if not _OF_ALL.isdisjoint(summing) else ""
    for family in ("applicant", "channel"):
        if all(any(LABELS.get(name) == family for name in part) for part in parts):
            # 受理公民申请27件、企业申请3件，共计30件
            return _NEW if "intake" in before and _DONE_OR_IN_PART.isdisjoint(before) else ""
    return ""

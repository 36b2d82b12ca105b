"""Figures with a label: 予以公开12件, 2件为自然人申请, 网络、信函分别为3件、1件.

A number belongs to the label before it in its stretch of the sentence, or else to the one behind it. A stretch ends at
punctuation and behind every number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gipr_tui.checks.narrative.labels import LABELS, OTHER, OUTCOMES, RESULT_OF, TOGETHER
from gipr_tui.checks.narrative.row import DOES, ENDS, JOINS, NUMBERS, Part, Row
from gipr_tui.checks.narrative.worded import read_words
from gipr_tui.checks.narrative.words import Words

_LONGEST_BRIDGE = 16
"""Characters between a figure and the label behind it that need not be known."""

# without any of them no figure has a label and none is said in words alone
_TELLING = frozenset(("answer", *LABELS))
_OTHERS = re.compile("以?(?:其他|其它)(?:情况|情形|(?:方式|渠道|形式)(?:申请|提交|提出)?|类型?)?的?(?:有|为)?")
_OTHER_APPLICANTS = re.compile(
    f"{_OTHERS.pattern}|(?:其他|其它)(?:申请)?(?:主体|人)?(?:提出|提交)?(?:的?申请)?的?(?:有|为)?"
)
_THOSE_CASES = re.compile("(?:相关|上述|此类|该类|两类|涉诉)案件$")
_MARKS = NUMBERS | ENDS | LABELS.keys()
_STOPS = NUMBERS | ENDS | {"dun"}
_INTRODUCED = frozenset((*NUMBERS, "neg", "total"))
_SUMS_UP = frozenset(("total", "fill", "whole_span"))
_MANNER = ("", "形式", "方式", "渠道", "途径")
_RESPECTIVELY = re.compile("分别|依次")
_EACH = re.compile("[各均皆都]|全部")


def labelled(words: Words, begin: int, taken: Mapping[int, Sequence[str]]) -> list[Part]:
    """The labelled figures of ``words`` from ``begin`` on, in the order in which they are found; see :class:`Row`."""
    if words.said.isdisjoint(_TELLING):
        return []
    row = Row(words, begin, taken)
    reader = _Reader(row)
    start, labels = begin, []
    for at in [at for at in range(begin, len(row.kinds)) if row.kinds[at] in _MARKS]:
        kind = row.kinds[at]
        if kind in LABELS:
            labels.append(at)
            continue
        if kind == "colon" and row.kinds[at + 1] in _INTRODUCED:
            # it stands between a label and its figure
            continue
        if kind in NUMBERS:
            reader.number(start, labels, at)
        elif labels or taken:
            reader.await_figure(read_words(row, start, labels, at))
        else:
            reader.awaiting = -1
        start, labels = at + 1, []
    return row.parts


class _Reader:
    """Gives every number of a row its label. ``awaiting`` is a label that a stretch without a number has left."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.awaiting = -1

    def await_figure(self, label: int) -> None:
        """A stretch has left ``label``, if it is one, without a figure; the one before it may have been its own."""
        taken = self.row.parts and self.row.parts[-1].last == label
        self.awaiting = -1 if taken else label

    def number(self, start: int, labels: list[int], at: int) -> None:
        """The number at ``at``, which ends the stretch that begins at ``start`` and has these labels."""
        row = self.row
        row.meet(labels)
        if labels and "answer" in row.words.said:
            labels = [label for label in labels if not self._way_of_answer(label, at)]
        if at in row.taken and not (labels and (row.family(labels[-1]) == "court" or self._shared_out(labels, at))):
            return
        if labels == [at - 1]:
            row.add(row.kinds[at - 1], row.figure(at), at - 1, at)
            return
        if row.begin and start == at == row.begin and self._in_its_bracket(at):
            return
        taken = labels and row.parts and row.parts[-1].last == labels[-1]
        if labels and row.joined(labels[-1], at):
            self._left(start, labels, at)
        elif labels and not taken and not self._among_cases(labels[-1], at):
            return
        elif not self._other(start, at) and not self._both_courts(start, at):
            self._right(start, at)

    def _in_its_bracket(self, at: int) -> bool:
        """自然人（24件，占80%）: the first words of a bracket are the figure of the label before it."""
        row, label = self.row, self.row.begin - 1
        if row.kinds[label] not in LABELS or row.kinds[at + 1] in NUMBERS:
            return False
        row.add(row.kinds[label], row.figure(at), label, at)
        return True

    def _among_cases(self, label: int, at: int) -> bool:
        """行政复议中2件被维持: the court tells of which cases they are."""
        return self.row.family(label) == "court" and self.row.words.spoken(label + 1, at) in ("中", "里")

    def _left(self, start: int, labels: list[int], at: int) -> None:
        row = self.row
        chain = row.chain(labels)
        between = row.words.spoken(chain[-1] + 1, at)
        if _RESPECTIVELY.search(between):
            self._each_its_own(chain, at)
        elif len(chain) > 1 and _EACH.search(between):
            for label in chain:
                row.add(row.kinds[label], row.figure(at), label, at)
        elif len(chain) > 1:
            together = TOGETHER.get(frozenset(row.kinds[label] for label in chain))
            if together:
                row.parts.append(Part(together, row.figure(at), chain[0], at))
            elif row.kinds[chain[-1]] == "redirected":
                # 不属于本机关并告知向有关机关申请2件
                self._one(start, labels, at)
        else:
            self._one(start, labels, at)

    def _shared_out(self, labels: list[int], at: int) -> bool:
        """网上、信函、当面分别收到申请21件、6件、2件: what looks like the whole is the first of several."""
        row = self.row
        return len(row.chain(labels)) > 1 and bool(_RESPECTIVELY.search(row.words.spoken(labels[-1] + 1, at)))

    def _each_its_own(self, chain: list[int], at: int) -> None:
        """A、B、C分别为1件、2件、3件: the numbers must be as many as the labels."""
        row, numbers = self.row, [at]
        for place in range(at + 1, len(row.words)):
            if row.kinds[place] in NUMBERS:
                numbers.append(place)
            elif row.kinds[place] not in (*JOINS, "comma"):
                break
        if len(numbers) == len(chain):
            for label, number in zip(chain, numbers, strict=True):
                row.add(row.kinds[label], row.figure(number), label, number)

    def _one(self, start: int, labels: list[int], at: int) -> None:
        """One label; before it there may be a court, or the reason for the result that it names."""
        row, last = self.row, labels[-1]
        before = [label for label in labels[:-1] if row.family(label) != "court"]
        if before == [last - 1] and row.family(before[0]) == row.family(last) == "channel":
            # 书面邮寄: two words for one channel
            before = []
        if all(row.kinds[label] == row.kinds[last] for label in before):
            # 政府网站等网络渠道
            before = []
        if any(row.family(label) in ("applicant", "channel", "matter") for label in before):
            return
        # 因甲等原因: of several reasons, so that the figure is the whole result's
        of_several = "etc" in row.kinds[start:at]
        if len(before) == 1 and not of_several and RESULT_OF.get(row.kinds[before[0]]) == row.kinds[last]:
            # 重复申请不予处理2件: the reason's
            last, before = before[0], []
        row.add(row.kinds[last], row.figure(at), labels[0], at, loose=bool(before) and not of_several)

    def _other(self, start: int, at: int) -> bool:
        """其他1件 closes a list of the family named before."""
        row = self.row
        if not row.parts:
            return False
        words = "".join([row.words.spelled(place) for place in range(start, at) if row.kinds[place] not in JOINS])
        last = row.parts[-1]
        others = _OTHER_APPLICANTS if LABELS.get(last.quantity) == "applicant" else _OTHERS
        if not others.fullmatch(words):
            return False
        number = next((place for place in range(start - 1, -1, -1) if row.kinds[place] in NUMBERS), last.last)
        if number not in (last.first, last.last):
            # of another list
            return True
        court, _, outcome = last.quantity.rpartition("_")
        if outcome in OUTCOMES and row.kinds[at + 1] in OUTCOMES:
            # 其他2件尚未审结
            return False
        other = f"{court}_other" if outcome in OUTCOMES else OTHER.get(LABELS.get(last.quantity, ""))
        if other:
            row.parts.append(Part(other, row.figure(at), start, at, loose=True))
        return True

    def _both_courts(self, start: int, at: int) -> bool:
        """做好行政复议、行政诉讼工作，共办理相关案件74件."""
        row = self.row
        said = row.kinds[row.begin : start]
        if "review" not in said or "litigation" not in said or not _THOSE_CASES.search(row.words.spoken(start, at)):
            return False
        row.parts.append(Part("review_plus_litigation", row.figure(at), start, at, loose=True))
        return True

    def _right(self, start: int, at: int) -> None:
        """有1件涉及政府信息公开工作的行政复议, 2件为自然人申请."""
        row = self.row
        end = at + 1
        while row.kinds[end] not in _STOPS:
            end += 1
        labels = [label for label in row.labels(at + 1, end) if not self._way_of_answer(label, end)]
        # 4件为网络申请、1件为来信申请: what stands before 、 is the figure's before
        own = next((place + 1 for place in range(at - 1, start - 1, -1) if row.kinds[place] == "dun"), start)
        if not labels or not DOES.isdisjoint(row.kinds[own:at]):
            self._after_a_comma(start, at)
            return
        self.awaiting = -1
        results = [label for label in labels if row.family(label) == "result"]
        courts = [label for label in labels if row.family(label) == "court"]
        belongs_to_next = row.kinds[end] in NUMBERS and row.joined(labels[-1], end)
        if len(courts) > 1 or belongs_to_next or not self._bridged(at, labels[0]):
            return
        row.meet(labels)
        label = (results or labels)[0]
        row.add(row.kinds[label], row.figure(at), at, label)

    def _way_of_answer(self, label: int, end: int) -> bool:
        """书面答复, 以网上形式回复: how it was answered, not how it was asked for."""
        row = self.row
        if row.family(label) != "channel":
            return False
        answer = next((at for at in range(label + 1, end) if row.kinds[at] == "answer"), -1)
        return answer > 0 and row.words.spoken(label + 1, answer) in _MANNER

    def _bridged(self, at: int, label: int) -> bool:
        """Whether the words between a figure and the label behind it leave the label its own."""
        row = self.row
        between = [place for place in range(at + 1, label) if row.words.spelled(place) != "申请人"]
        unknown = sum(len(row.words.spelled(place)) for place in between if not row.links(place))
        return unknown <= _LONGEST_BRIDGE and not any(
            row.kinds[place] in ("alien", "neg", "noise") for place in between
        )

    def _after_a_comma(self, start: int, at: int) -> None:
        """互联网申请占多数，共89件: a label without a figure just before."""
        row, label = self.row, self.awaiting
        if label >= 0 and _SUMS_UP.issuperset(row.kinds[start:at]):
            if "total" in row.kinds[start:at]:
                row.add(row.kinds[label], row.figure(at), label, at)
            self.awaiting = -1

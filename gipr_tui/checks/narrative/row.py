"""A row of words with the labels in it, and the figures that are found there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from gipr_tui.checks.narrative.claim import Said
from gipr_tui.checks.narrative.labels import COURTS, LABELS
from gipr_tui.checks.narrative.numbers import Number
from gipr_tui.checks.narrative.vocabulary import kinds
from gipr_tui.checks.narrative.words import Words

NOTHING = Number(Decimal(0), "", False)

NUMBERS = frozenset(kinds("number"))
ENDS = frozenset(kinds("comma stop colon percent money"))
JOINS = frozenset(kinds("conj dun"))
#: What a stretch that has something to do (收到 … 3件) begins with: its figure needs no label behind it.
DOES = frozenset(kinds("intake answer mixed takeon carry neg alien noise subject request title to"))

_LINKS = frozenset(
    kinds(
        "fill item request subject quote done total mixed answer intake topical this paren requester respective colon happen"
    )
)
# words between a label and its figure that change nothing
_LINKING = re.compile(
    "(?:[的类型由以占之单各则案次被涉者]|[一二终]审|政府信息|无法|形式|方式|途径|渠道|表单|申请表|名义|身份|类别|寄送?|送(?!达)|递交?|面交|结果|原因|情形|范围|"
    "主要|绝大多数|收|立|[二两三四五六七八]种|发送|系统|平台|答复书|决定|投递|获取)+"
)


def is_link(words: str) -> bool:
    """Whether words that the vocabulary does not know may stand between a label and its figure."""
    return bool(_LINKING.fullmatch(words))


WAYS_TO_COURT = {"litigation_direct", "litigation_after_review"}
CASES = ("review_total", "litigation_total")
_COURT_TOTALS = {"review": "review_total", "litigation": "litigation_total"}


class Part(NamedTuple):
    """A labelled figure: its quantity, its number, the words ``first`` to ``last`` that say it.

    ``loose`` says that the words leave a doubt.
    """

    quantity: str
    number: Number
    first: int
    last: int
    loose: bool = False
    said: Said = Said.FIGURE


class Row:
    """Words being read from ``begin`` on; what stands before is the sentence round a bracket.

    ``kinds`` are those of the words and, behind the last, that of a full stop. ``taken`` are the numbers that have a
    quantity already, by the places of their words. ``court`` is the one whose outcomes are told, ``cases`` the number of
    cases that a bracket is about.
    """

    def __init__(self, words: Words, begin: int, taken: Mapping[int, Sequence[str]]) -> None:
        self.words, self.begin, self.taken = words, begin, taken
        self.kinds = [*words.kinds, "stop"]
        self.parts: list[Part] = []
        self.cases: list[Part] = []
        self.court = ""
        self._outcome_told = False
        self._named = self._way = -1
        self._bracket_opens()

    def _bracket_opens(self) -> None:
        """行政诉讼案件2件（均维持）: what stands in a bracket is said of the court and the figure before it."""
        named = [at for at in self.labels(0, self.begin) if self.kinds[at] in COURTS]
        self.meet(named[-1:])
        before = self.begin - 1
        if before > 0 and self.kinds[before] in NUMBERS and self.court in (*_COURT_TOTALS, *WAYS_TO_COURT):
            self.cases.append(Part(self.quantity(self.court), self.figure(before), before, before))

    def family(self, at: int) -> str:
        """The family of the label at ``at``."""
        return LABELS[self.kinds[at]]

    def figure(self, at: int) -> Number:
        """The number at ``at``."""
        return self.words.number(at) or NOTHING

    def labels(self, start: int, end: int) -> list[int]:
        """The places of the labels from ``start`` up to ``end``."""
        return [at for at in range(start, end) if self.kinds[at] in LABELS]

    def meet(self, labels: Sequence[int]) -> None:
        """Takes note of the courts named: the outcomes that follow are theirs.

        直接起诉3件，复议后起诉2件，维持3件: of all lawsuits, where no outcome stands between the two.
        """
        for at in labels:
            kind = self.kinds[at]
            if kind in COURTS:
                both = {kind, self.court} == WAYS_TO_COURT and not self._outcome_told
                self._way = at if both and self._closed(self._named, at) else -1
                self.court, self._outcome_told = "litigation" if both else kind, False
                self._named = at
            elif LABELS[kind] == "outcome":
                if self._way >= 0 and not self._closed(self._way, at):
                    # 直接起诉3件；复议后起诉2件，维持1件: of the second
                    self.court = self.kinds[self._way]
                self._outcome_told = True

    def _closed(self, start: int, end: int) -> bool:
        """Whether a clause is closed between two places."""
        return "stop" in self.kinds[start:end]

    def links(self, at: int) -> bool:
        """Whether the word at ``at`` may stand between a label and its figure."""
        kind = self.kinds[at]
        return kind in _LINKS or (kind in ("gap", "org") and is_link(self.words.spelled(at)))

    def joined(self, label: int, at: int) -> bool:
        """Whether only such words stand between the label and ``at``."""
        return all(map(self.links, range(label + 1, at)))

    def chain(self, labels: list[int]) -> list[int]:
        """The labels joined to the last one by 、 and 和 alone."""
        chain = [labels[-1]]
        for label in reversed(labels[:-1]):
            between = range(label + 1, chain[0])
            joins = [place for place in between if self.kinds[place] in JOINS]
            if not joins or not all(place in joins or self.links(place) for place in between):
                break
            chain.insert(0, label)
        return chain

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The pieces of a list, parted by 、 and 和."""
        cuts = [at for at in range(start, end) if self.kinds[at] in JOINS]
        yield from zip((start, *(at + 1 for at in cuts)), (*cuts, end), strict=True)

    def quantity(self, label: str) -> str:
        """The quantity that a label claims; empty for an outcome of which no court is known, and for what section two counts."""
        if LABELS[label] == "matter":
            return ""
        if LABELS[label] == "outcome":
            return f"{self.court}_{label}" if self.court else ""
        return _COURT_TOTALS.get(label, label)

    def add(
        self, label: str, number: Number, first: int, last: int, *, loose: bool = False, said: Said = Said.FIGURE
    ) -> None:
        """A figure of the quantity that ``label`` claims, said by the words ``first`` to ``last``."""
        if quantity := self.quantity(label):
            self.parts.append(Part(quantity, number, first, last, loose, said))

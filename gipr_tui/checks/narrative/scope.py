"""Whether a labelled figure is about what the report covers: the applications of the unit, the cases brought against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from functools import cached_property

from gipr_tui.checks.narrative.claim import Said
from gipr_tui.checks.narrative.context import (
    FOREIGN,
    OWN,
    clause_start,
    in_clause,
    lead_of,
    listed,
    restriction,
    subject_before,
)
from gipr_tui.checks.narrative.labels import LABELS, RESULT_OF
from gipr_tui.checks.narrative.numbers import UNITS
from gipr_tui.checks.narrative.row import NUMBERS, Part
from gipr_tui.checks.narrative.vocabulary import kinds
from gipr_tui.checks.narrative.words import Word, Words

_DISCLOSURE = re.compile(r"信息公开|政务公开|依申请|信息|公开申请")
_APPLICATIONS = re.compile(r"申请|受理(?:渠道|方式)|答复|办理结果|提出|提交")
# the unit as the body that decides on reviews or pleads for others
_OTHER_ROLE = re.compile(
    r"复议(?:机关|机构|委员会)(?!(?:依法|均|已|全部)*(?:维持|纠正|撤销|变更|确认|驳回|作出|予|决定))"
    r"|应诉(?!(?:涉及?)?(?:政府)?信息公开)|出庭|开庭|指导|督促|代理|(?<!向)(?<!向人民)法院(?!(?:依法|均|已|全部)*(?:判决|裁定|维持|支持|驳回|予以))|调解|听证|法制审核"
    r"|受理(?=[^,;。]{0,12}复议(?:申请|案))"
)
# 均不涉及政府信息公开, 与信息公开无关
_NOT_DISCLOSURE = re.compile(
    "(?:不|未)(?:涉及|属于?|因|关于?)[^,;。0-9]{0,4}(?:信息|政务)公开|(?:信息|政务)公开[^,;。0-9]{0,4}无关"
)
# 其中政府信息公开类3件: the others are about something else
_SOME_OF_THEM = re.compile(r"(?:其中|含)[^,;。]{0,8}信息公开")
# documents sorted by whether they may be published
_DOCUMENTS = re.compile(r"公文|发文|拟公开|公开属性")
# verbs of a body that decides cases: what it decides is hardly about disclosure where nothing says so
_AS_A_BODY = re.compile(r"(?<!重新)[办受代处]理|(?<!在)审理|(?<!未)审结|办结|接收|收到")
# 办理行政复议案件213件，审结198件: even beside applications it is the work of a body that decides
_DECIDES = re.compile(r"(?:办理|受理|审理)(?:各类|全部|的)*(?:行政)?复议|(?<!未)审结|(?<!在)审理(?!完毕|中|结果)")
_COUNTED_OTHERWISE = re.compile(r"备案|审结|受理|审理|办结")
# 二审1件维持: a case is counted once in each instance
_OF_ONE_INSTANCE = re.compile("[一二终]审")
# 市政府的诉讼案件2件，占全市的40%
_OF_MORE_BODIES = re.compile("[,、(]?占全[市省区县州国]")
# 收到的30件申请中，予以公开20件
_AMONG_THEM = re.compile("(?:政府信息公开)?(?:申请)?(?:案件)?中,?")
_OF_THEM = re.compile(f"[0-9][{UNITS}]{_AMONG_THEM.pattern}")
# what tells that a figure is of some only: 其中住建局50件, 涉及征地拆迁的20件
_OF_SOME = frozenset(kinds("topical org body some"))
# 办结申请中，自然人提出50件: those carried forward are not among them
_OF_THE_ANSWERED = re.compile("(?:办结|答复|办理完毕)的?(?:[0-9]{1,6}件)?(?:政府信息公开)?申请(?:案件)?中")
# 部门申请中，予以公开20件
_OF_SOME_BODIES = re.compile("(?:部门|单位|乡镇|街道|镇街)的?(?:政府信息公开)?申请(?:案件)?中")
# 以危害国家安全为由不予公开2件, 因故不予公开2件
_FOR_A_REASON = re.compile("以.{2,24}为由|(?:因|由于)[^、等]{2,24}")
_OBJECTS = frozenset(("alien", "item"))
_LONGEST_REASON = 2
_ORGANISATIONS = frozenset(kinds("applicant")) - {"applicant_natural", "applicant_org"}
_WHOLES = frozenset(("new_applications", "received_incl_carried", "answered_total"))
_A_LIST = 3
_FOREIGN = frozenset(kinds("foreign"))
_NARROWS = frozenset(kinds("helping each compare"))
_NARROWS_ALL = frozenset(kinds("supposed some"))


def about_the_report(parts: Sequence[Part], words: Words, whole: Words, inherited: Callable[[], str]) -> list[Part]:
    """The parts that speak of the report's own subjects.

    ``words`` are a bracket's behind those before it, or the ``whole`` sentence's; ``inherited`` gives the subject of the
    text before.
    """
    if not parts:
        return []
    scope = _Scope(parts, words, whole, inherited)
    checked = [
        scope.of_court(part) if _family(part.quantity) == "court" else scope.of_applications(part) for part in parts
    ]
    return _without_doubtful_organisations([part for part in checked if part is not None], words)


def _without_doubtful_organisations(parts: list[Part], words: Words) -> list[Part]:
    """法人2件、其他组织4件: where legal persons stand beside other organisations, neither word is used as the table does."""
    whole = next((part for part in parts if part.quantity == "applicant_org"), None)
    if whole is None:
        return parts
    others = [part.number.value for part in parts if part.quantity in _ORGANISATIONS]
    if not others or sum(others) == whole.number.value:
        return parts
    if "组织" in words.spoken(whole.first, whole.last + 1):
        return parts
    return [part for part in parts if part.quantity not in ("applicant_org", "applicant_other")]


class _Scope:
    """The sentence that its ``parts`` stand in."""

    def __init__(self, parts: Sequence[Part], words: Words, whole: Words, inherited: Callable[[], str]) -> None:
        self.parts, self.words, self.whole, self.inherited = parts, words, whole, inherited
        self.sentence = words.text[words.starts[0] : words.ends[-1]]

    def of_court(self, part: Part) -> Part | None:
        """The part, loose where its words leave a doubt; None if it is no case about disclosure, or one of others."""
        if part.said is not Said.DENIED and self._of_other_cases():
            return None
        lead = self.words.text[self.words.starts[0] : self.words.ends[part.last]]
        if part.said is Said.FIGURE and not _DISCLOSURE.search(lead) and _SOME_OF_THEM.search(self.sentence):
            return None
        if part.said is not Said.DENIED and part.quantity != "review_plus_litigation" and _OTHER_ROLE.search(lead):
            return None
        if LABELS.get(part.quantity.partition("_")[2]) == "outcome" and _OF_ONE_INSTANCE.search(lead):
            return part._replace(loose=True)
        if part.said is Said.FIGURE and _COUNTED_OTHERWISE.search(lead.replace("尚未审结", "")):
            return part._replace(loose=True)
        return part

    def _of_other_cases(self) -> bool:
        """Whether the unit has decided cases, about which nothing says that they are about disclosure."""
        if _DISCLOSURE.search(self.sentence):
            return bool(_NOT_DISCLOSURE.search(self.sentence))
        return bool((_DECIDES if self.inherited() == OWN else _AS_A_BODY).search(self.sentence))

    def of_applications(self, part: Part) -> Part | None:
        """The part, if it counts applications for information."""
        family = _family(part.quantity)
        if family == "result" and "主动公开" in self.sentence and _DOCUMENTS.search(self.sentence):
            return None
        subject = subject_before(self.words, part.last + 1)
        return part if subject == OWN or self._told(part, family, subject) else None

    def _told(self, part: Part, family: str, subject: str) -> bool:
        """Whether the list that the part stands in or the text before tells that applications are counted."""
        alike = len(self._alike(family))
        if subject == FOREIGN:
            # 主动公开的5件，同意公开的12件，信息不存在的14件: in a list of results it is another result
            told = self.inherited() == OWN or self._shown_already(part)
            return family == "result" and alike >= _A_LIST and told
        # the form's own words, while applicants and channels are anybody's
        own_words = family == "result" or _APPLICATIONS.search(self.sentence)
        listed = alike > 1 or (family == "result" and part.quantity == "granted_or_partial")
        return bool(listed and own_words) or self.inherited() == OWN

    def _shown_already(self, part: Part) -> bool:
        """答复申请29件，其中属于主动公开范围的8件，予以公开12件: applications are spoken of up to there."""
        foreign = self.words.last(_FOREIGN, 0, part.last)
        shown = self.words.text.startswith("主动公开范围", self.words.starts[foreign])
        return shown and subject_before(self.words, foreign) == OWN

    def _alike(self, family: str) -> set[str]:
        """The quantities of the family that the sentence lists."""
        alike = {other.quantity for other in self.parts if _family(other.quantity) == family}
        if not self.whole.brackets:
            return alike
        # 予以公开（12件）、部分公开（3件）: every bracket is read alone
        labels = (kind for at, kind in enumerate(self.whole.kinds[:-1]) if self.whole.inner(at + 1) and kind in LABELS)
        return alike.union(label for label in labels if _family(label) == family)


def _family(quantity: str) -> str:
    if quantity.startswith(("review", "litigation")):
        return "court"
    family = LABELS.get(quantity, "result")
    return "result" if family == "reason" else family


class Counted:
    """What a row of words counts: its labelled ``parts``, the numbers ``taken`` by a quantity, and those ``narrowed``."""

    def __init__(
        self, words: Words, parts: Sequence[Part], taken: Mapping[int, Sequence[str]], narrowed: Container[int]
    ) -> None:
        self.words, self.parts, self.taken, self.narrowed = words, parts, taken, narrowed

    def of_some(self, part: Part) -> Word | None:
        """The figure before a result, an applicant or an outcome, if it is of some only: 其中住建局50件，予以公开20件.

        Where the figures that are told apart are more than that, they are those of the whole; and what 、 alone parts from
        the part is told apart with it.
        """
        if part.said is Said.DENIED:
            return None
        words, family = self.words, _family(part.quantity)
        for at in reversed(self._bounds):
            if at > part.first:
                continue
            if self._is_whole(at):
                return None
            if self._is_result_of(part, at):
                return None
            if not _AMONG_THEM.match(words.text, words.ends[at]):
                said = words.kinds[clause_start(words, at) : at]
                alike = any(_family(kind) == family for kind in said if kind in LABELS)
                if alike or "comma" not in words.kinds[at : part.first]:
                    continue
                if _OF_SOME.isdisjoint(said):
                    return None
            told = (other for other in self.parts if other.first > at and _family(other.quantity) == family)
            number = words.number(at)
            return words.word(at) if number and sum(one.number.value for one in told) <= number.value else None
        return None

    @cached_property
    def _bounds(self) -> list[int]:
        """The places of the figures that the figures behind them may be a part of; none where all are of the whole."""
        words = self.words
        if words.said.isdisjoint(_OF_SOME) and not _OF_THEM.search(words.text):
            return []
        own = {at for part in self.parts for at in (part.first, part.last)}
        figures = [at for at, kind in enumerate(words.kinds) if kind in NUMBERS]
        return [at for at in figures if at not in own or _AMONG_THEM.match(words.text, words.ends[at])]

    def _is_result_of(self, part: Part, at: int) -> bool:
        """无法提供的12件中，没有现成信息9件: a reason is always of its result."""
        result = RESULT_OF.get(part.quantity)
        return any(at in (one.first, one.last) and one.quantity == result for one in self.parts)

    def _is_whole(self, at: int) -> bool:
        return at not in self.narrowed and not _WHOLES.isdisjoint(self.taken.get(at, ()))


def part_narrower(part: Part, words: Words) -> Word | None:
    """The word that makes the part cover less than the whole."""
    family = LABELS.get(part.quantity)
    if family == "result" and _for_a_reason(part, words):
        return words.word(part.first)
    if "中" in words.text and _among_others(words.text, words.starts[part.first], family):
        return words.word(part.first)
    if _OF_MORE_BODIES.match(words.text, words.ends[part.last]):
        return words.word(part.last)
    narrower = in_clause(words, _NARROWS, part.first)
    if narrower is None and not words.said.isdisjoint(_NARROWS_ALL):
        # 3个乡镇予以公开20件，不予公开5件: they stand for the whole list, unless 全市 widens it again
        widened = words.last(("whole",), 0, part.first)
        narrowing = (at for at in range(widened + 1, part.first) if words.kinds[at] in _NARROWS_ALL)
        narrower = next((words.word(at) for at in narrowing), None)
    if narrower is None and part.said is Said.DENIED:
        outside = listed(words, part.first)
        narrower = outside if outside is not None and outside.kind == "besides" else None
    if narrower is not None:
        return narrower
    word = restriction(words, part.first)
    return None if word is not None and part.loose and word.kind == "body" else word


def _for_a_reason(part: Part, words: Words) -> bool:
    """Whether the words of a result tell why, so that others may have ended so too: 因故不予公开2件, 信访事项不予处理4件."""
    start = clause_start(words, part.first)
    before = words.kinds[max(start, part.first - _LONGEST_REASON) : part.first]
    if "alien" in before and before[-1] in _OBJECTS:
        return True
    return bool(_FOR_A_REASON.fullmatch(lead_of(words, part.first)))


def _among_others(text: str, end: int, family: str | None) -> bool:
    """Whether what ends at ``end`` of the text tells of which applications the label's figure is a part."""
    if family not in ("applicant", "channel", "result", "reason"):
        return False
    told = family in ("applicant", "channel") and _OF_THE_ANSWERED.search(text, 0, end)
    return bool(told or _OF_SOME_BODIES.search(text, 0, end))

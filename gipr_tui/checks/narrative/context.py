"""What the words round a claim make of it: the subject spoken of, the year, and whatever narrows the figure."""

from __future__ import annotations

import re
from collections.abc import Set

from gipr_tui.checks.narrative.labels import CHANNELS
from gipr_tui.checks.narrative.vocabulary import kinds
from gipr_tui.checks.narrative.words import Word, Words

OWN, FOREIGN, UNKNOWN = "own", "foreign", ""
"""Subjects: applications for information, something else that is counted, or not said."""

_SHORT_GAP = 2
# 针对2022年度社会评议意见, 连同2022年待办4件, 在2022年工作基础上: the year tells of what, not when
_OF_WHAT = ("针对", "对照", "结合", "连同", "加上", "落实", "巩固")
_BUILT_ON = re.compile("[^,;。]{0,16}基础上")
_OTHERS_AMONG = re.compile(
    "共?[0-9]{1,9}[件份条],其中,?(?:属于|有|涉及)?(?:[0-9]{1,9}[件份条])?(?:属于|为|是|系)?(?:政府)?信息公开(?:类)?的?申请"
)
_OF_MORE = re.compile(
    "[,、(]?(?:占(?:全[市省区县州国]|总[数量]|申请总)|(?:[均都也]|数据)?[不未](?:[计列纳]入|在)本[^,;。]{0,4}(?:报告|年报|统计))"
)
_ASIDE = frozenset(kinds("aside"))
_ASIDE_IN_A_LIST = frozenset(kinds("channel topical"))
_FOREIGN = frozenset(kinds("foreign"))
_COURTS = frozenset(kinds("court outcome"))
_SUBJECTS = frozenset(kinds("subject carry foreign"))
_OF_REQUESTS = frozenset(kinds("applicant_natural applicant_org partial refused cannot_provide not_processed"))
_CLAUSE = frozenset(kinds("clause"))
_MANNERS = frozenset(kinds("applicant channel"))
_BODIES = frozenset(kinds("org body"))
# what may be named of the one who applied and of the way, 平台 apart, which is of the network
_SOLE = frozenset(kinds("applicant channel channels")) - {"means"}
_YEARS = frozenset(kinds("year_word"))
_NUMBERS = frozenset(kinds("number"))
_OF_TIME, _ANY_TIME = frozenset(kinds("of_time")), frozenset(kinds("any_time"))
_OF_BODY = frozenset(kinds("of_body"))
_RESTRICTING = _OF_TIME | _OF_BODY
# what restricts a sentence and what widens it again
_WIDTHS = _RESTRICTING | _ANY_TIME | {"whole"}
_LISTING = frozenset(kinds("among besides contain"))
_TOTALS = frozenset(kinds("total whole_span"))
_WHOLES = _TOTALS | {"whole"}


def subject_of(words: Words, at: int) -> str:
    """The subject that the word at ``at`` names. Carrying over to another year is mostly said of applications."""
    kind = words.kinds[at]
    if kind == "subject":
        return OWN
    if kind == "carry" and carried(words, at):
        return UNKNOWN if carries_others(words, at) else OWN
    if kind in _FOREIGN and not _is_matter_of_requests(words, at):
        return FOREIGN
    return UNKNOWN


def carries_others(words: Words, at: int) -> bool:
    """Whether what is carried over at ``at`` are court cases, or something else that has a figure: 提案34件，上年结转2件."""
    if words.said.isdisjoint(_FOREIGN):
        return False
    nearest = words.last(_FOREIGN | {"subject"}, 0, at)
    if nearest < 0 or words.kinds[nearest] == "subject":
        return False
    kind = words.kinds[nearest]
    return kind in _COURTS or (kind in _FOREIGN and not _NUMBERS.isdisjoint(words.kinds[nearest + 1 : nearest + 4]))


def _is_matter_of_requests(words: Words, at: int) -> bool:
    """Whether the word at ``at`` tells what applications are about: 申请3件，主要涉及征地补偿、项目审批等."""
    start = clause_start(words, at)
    if words.last(("topical",), start, at) < 0 or words.last(("subject",), 0, start) < 0:
        return False
    end = next((place for place in range(at, len(words)) if words.kinds[place] in _CLAUSE), len(words))
    return words.kinds[end : end + 1] in ([], ["comma"], ["stop"])


def subject_before(words: Words, place: int) -> str:
    """The subject named last before ``place``."""
    if words.said.isdisjoint(_SUBJECTS):
        return UNKNOWN
    for at in words.backwards(_SUBJECTS, place):
        subject = subject_of(words, at)
        if subject != UNKNOWN:
            return subject
    return UNKNOWN


def carried(words: Words, at: int) -> bool:
    """Whether the verb at ``at`` carries something over between years."""
    near = words.kinds[max(0, at - 2) : at + 3]
    return "last" in near or "next" in near or near[-2:] == ["to", "this"]


def speaks_of_carrying(words: Words) -> bool:
    """Whether the sentence carries something over and names nothing else that is counted."""
    if "carry" not in words.said or not words.said.isdisjoint(_FOREIGN):
        return False
    return any(kind == "carry" and carried(words, at) for at, kind in enumerate(words.kinds))


def speaks_of_requests(words: Words) -> bool:
    """Whether the sentence tells applicants or results apart, as is done of applications only."""
    said = words.said.union(*(words.brackets[start].said for start in words.starts if start in words.brackets))
    return said.isdisjoint(_FOREIGN) and not said.isdisjoint(_OF_REQUESTS)


def others_among(words: Words, at: int) -> bool:
    """Whether the applications named at ``at`` are for other things too: 收到申请5件，其中信息公开申请4件."""
    return "among" in words.said and _OTHERS_AMONG.match(words.text, words.ends[at]) is not None


def plain_lead(words: Words, place: int) -> bool:
    """Whether nothing stands before ``place`` that could be a subject the vocabulary does not know."""
    return not any(kind == "gap" and _is_long(words, at) for at, kind in enumerate(words.kinds[:place]))


def _is_long(words: Words, at: int) -> bool:
    return words.ends[at] - words.starts[at] >= _SHORT_GAP


def spoken_year(words: Words, first: int, last: int, year: int) -> int:
    """The year of the claim that ends at ``last``: the nearest year named before its end as the time of the sentence."""
    if words.said.isdisjoint(_YEARS):
        return year
    for at in words.backwards(_YEARS, last + 1):
        kind = words.kinds[at]
        if (at > first and kind != "this") or not _is_time(words, at):
            continue
        spoken = words.years.get(words.starts[at])
        if spoken is not None:
            return spoken
        if kind != "next":
            return year - 1 if kind == "last" else year
    return year


def _is_time(words: Words, at: int) -> bool:
    if words.text.endswith(_OF_WHAT, 0, words.starts[at]) or _BUILT_ON.match(words.text, words.ends[at]):
        return False
    before = words.kinds[max(0, at - 2) : at]
    # 上年度也没有结转
    after = [kind for kind in words.kinds[at + 1 : at + 4] if kind != "conj"][:2]
    if before and before[-1] in ("compare", "transfer", "contain"):
        return False
    if before and before[-1] == "comma":
        # 与去年相比，2024年收到
        before = []
    beside = (*before, *after)
    return "percent" not in after and not ("carry" in beside or "compare" in beside or "legacy" in beside)


def of_more(words: Words, last: int) -> bool:
    """Whether what the figure at ``last`` counts is a part, or none, of what is reported.

    收到申请30件，占全市的31%; 收到申请30件，不计入本报告.
    """
    return _OF_MORE.match(words.text, words.ends[last]) is not None


def clause_start(words: Words, place: int, begin: int = 0) -> int:
    """Where the clause of ``place`` begins: behind a comma or another figure, or else at ``begin``."""
    return max(begin, words.last(_CLAUSE, begin, place) + 1)


def lead_of(words: Words, place: int) -> str:
    """The text of the clause of ``place`` before it."""
    start = clause_start(words, place)
    return words.text[words.starts[start] : words.starts[place]] if start < place else ""


def in_clause(words: Words, among: Set[str], place: int) -> Word | None:
    """The nearest word before ``place`` in its clause whose kind is ``among`` them."""
    if words.said.isdisjoint(among):
        return None
    at = words.last(among, clause_start(words, place), place)
    return words.word(at) if at >= 0 else None


def aside(words: Words, first: int, last: int, begin: int) -> Word | None:
    """The word in the claim's clause that makes its figure one of several, such as 网络 in 通过网络收到申请5件.

    A list closed with 等 and followed by 共 names every channel, and 全市56个部门 every body: they narrow nothing.
    """
    start = clause_start(words, first, begin)
    lead = words.kinds[start:first]
    if _ASIDE.isdisjoint(lead):
        return None
    closed: set[str] = set()
    if not _WHOLES.isdisjoint(words.kinds[start:last]):
        closed.add("channels")
        if "whole" in lead:
            closed.add("some")
        if "etc" in lead:
            closed |= _ASIDE_IN_A_LIST
    at = words.last(_ASIDE - closed, start, first)
    return words.word(at) if at >= 0 else None


def listed(words: Words, first: int) -> Word | None:
    """The 其中 or 除 … 外 under which the claim stands, or the 含 in its own clause.

    A list of applicants, channels or bodies ends before it: 其中自然人20件、法人3件，办结22件.
    """
    if words.said.isdisjoint(_LISTING):
        return None
    kinds = words.kinds
    own_clause, parts = True, 0
    for at in range(first - 1, -1, -1):
        kind = kinds[at]
        if kind == "stop":
            return None
        if kind == "among" and parts > 1:
            return None
        if kind in ("among", "besides") or (kind == "contain" and own_clause):
            return words.word(at)
        parts += not own_clause and (kind in _MANNERS or (kind in _NUMBERS and kinds[at - 1] in _BODIES))
        own_clause = own_clause and kind != "comma"
    return None


def sole_channel(words: Words, first: int) -> int | None:
    """The place of the only channel in the clause before ``first``: 通过网络收到申请5件."""
    if words.said.isdisjoint(_SOLE):
        return None
    kinds = words.kinds
    place: int | None = None
    for at in range(first - 1, clause_start(words, first) - 1, -1):
        kind = kinds[at]
        if kind in _SOLE:
            named = at > 0 and kinds[at - 1] == "quote"
            if named or kind not in CHANNELS or (place is not None and kinds[place] != kind):
                return None
            place = at
    return place


def restriction(words: Words, place: int) -> Word | None:
    """The period or the body to which the sentence is restricted at ``place``, where nothing has widened it since."""
    if words.said.isdisjoint(_RESTRICTING):
        return None
    kinds = words.kinds
    span_open = body_open = True
    for at in words.backwards(_WIDTHS, place):
        kind = kinds[at]
        if kind in _OF_TIME and span_open:
            return words.word(at)
        # 其中县政府办3件: one of a list
        if kind in _OF_BODY and body_open and _NUMBERS.isdisjoint(kinds[at + 1 : at + 2]):
            return words.word(at)
        span_open = span_open and not (kind in _ANY_TIME and _is_time(words, at))
        body_open = body_open and kind != "whole"
    return None


def rank(words: Words, first: int, last: int) -> int:
    """How plainly the claim speaks for the whole: 2 for 全市, 1 for 共, 0 for neither."""
    if words.said.isdisjoint(_WHOLES):
        return 0
    said = words.kinds[clause_start(words, first) : last + 1]
    return 2 if "whole" in said else int(not _TOTALS.isdisjoint(said))


def unknown_doer(words: Words, first: int) -> Word | None:
    """What stands before a verb without an object in its clause and may do something else than answer applications."""
    for at in range(first - 1, clause_start(words, first) - 1, -1):
        kind = words.kinds[at]
        if kind == "subject":
            return None
        if kind == "org" or (kind == "gap" and _is_long(words, at)):
            return words.word(at)
    return None


def other_object(words: Words, first: int) -> bool:
    """Whether something not known has been taken in and counted since the subject was named: 受理事项3000件，办结2990件."""
    unknown = counted = False
    for at in range(first - 1, -1, -1):
        kind = words.kinds[at]
        if kind == "subject":
            return False
        if kind in _NUMBERS:
            counted, unknown = True, False
        elif kind in ("comma", "stop"):
            counted = False
        elif kind == "intake":
            if counted and unknown:
                return True
        else:
            unknown = unknown or kind in ("gap", "item", "org")
    return False


def counted_apart(words: Words, apart: Set[str]) -> Word | None:
    """A word of the kinds ``apart`` in the sentence that has a figure of its own: 按期答复17件，延期答复3件."""
    if words.said.isdisjoint(apart):
        return None
    for at, kind in enumerate(words.kinds):
        if kind in apart and not _NUMBERS.isdisjoint(words.kinds[at + 1 : at + 4]):
            return words.word(at)
    return None


def outdone(words: Words, last: int) -> bool:
    """Whether a greater sum follows in the sentence, of which the figure at ``last`` is a part: 甲收到3件，乙收到5件，合计8件."""
    own = words.number(last)
    if own is None or "total" not in words.said or "carry" in words.said or "legacy" in words.said:
        return False
    for at in range(last + 3, len(words)):
        number = words.number(at)
        if number is not None and number.value > own.value and words.kinds[at - 2 : at] == ["comma", "total"]:
            return True
    return False


def bracketed(words: Words, start: int, end: int) -> Word | None:
    """The body to which a bracket in or behind the claim, from ``start`` up to ``end``, restricts it: （仅统计本级）.

    But not （含本级）, nor a list （本级3件，镇街5件）.
    """
    if not words.brackets:
        return None
    for at in range(start, min(end, len(words))):
        inner = words.inner(at)
        if inner is None or "contain" in inner.said or sum(kind in _NUMBERS for kind in inner.kinds) > 1:
            continue
        body = next((place for place, kind in enumerate(inner.kinds) if kind in _OF_BODY), None)
        if body is not None:
            return inner.word(body)
    return None

"""The figures of speech by which prose claims a quantity. Data only: a further quantity is further entries.

``FIGURES`` are tried from first to last on the kinds of words of a sentence, and a number belongs to the first that fits.
A figure is written as a regular expression whose letters are kinds and sets of the vocabulary and names of ``PHRASES``:
``take object pad{0,5} n`` is 受理 … 政府信息公开申请 … 件. ``n`` is the number; a figure without ``n`` says that there was
none (未收到 … 申请). A figure without quantities keeps its number from the figures behind it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of speech and the quantities for which it claims its number.

    A ``bare`` figure names no object (共答复 … 件) and speaks only where the context is about applications. The figure may
    not follow a word of the kinds ``after``, and where ``before`` is given that shape must follow. What a ``loose`` figure
    counts may be a little different. A ``told`` figure speaks only where the sentence has told what was answered. A
    figure of ``one`` tells of a single application what it was about, and yields to any other figure for the same.
    """

    quantities: tuple[str, ...]
    shape: str
    bare: bool = False
    after: str = "neg result late"
    before: str = ""
    loose: bool = False
    told: bool = False
    one: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """How the claims of one quantity behave.

    A ``part`` may stand in a list of parts or in brackets and still speak for the whole. A claim ``yields`` to another
    quantity's claim in its sentence whose value is different, and is doubted where the sentence has a figure for words of
    the kinds ``doubted`` alone.
    """

    part: bool = False
    yields: tuple[str, ...] = ()
    doubted: str = ""


QUANTITIES: dict[str, Quantity] = {
    "new_applications": Quantity(),
    "received_incl_carried": Quantity(yields=("new_applications",)),
    "carried_over": Quantity(part=True),
    "answered_total": Quantity(doubted="late"),
    "carried_forward": Quantity(part=True),
}

PLAIN = Quantity()
"""How every other quantity behaves."""

PHRASES: dict[str, str] = {
    "n": "number",
    "take": "intake (join{0,2} intake){0,2}",
    "reply": "(mixed join{0,2})? answer (join{0,2} answer)?",
    "handle": "(takeon|mixed)",
    "object": "mod{0,4} subject{1,2}",
    "named": "fill{0,2} subject (fill|item){0,3}",
    "onward": "carry (to|fill){0,2} next",
    "of_what": "(gap|dun|etc|fill|org){1,5} subject (fill|item){0,3}",
    "later": "next period? fill{0,2} (mixed|answer)",
    "rests": "(subject|fill|gap|done|noise|neg|answer|mixed|to|late){0,6}",
    "complete": "(end|$)",
    "not_one_of_several": "(?!(comma|dun|conj){1,2} number) complete",
    "nothing": "(denied|$)",
    "with_carried": "(paren_over|comma? (among|contain) comma? (total|fill){0,2} "
    "(number fill{0,2} this? intake (comma|dun))? (number (fill|to){0,3})? last)",
}

_NEW = ("new_applications",)
_RECEIVED = ("received_incl_carried",)
_OVER = ("carried_over",)
_ANSWERED = ("answered_total",)
_FORWARD = ("carried_forward",)
_BOTH = ("new_applications", "answered_total")
_CARRIED = ("carried_over", "carried_forward")

FIGURES: tuple[Figure, ...] = (
    # 收到及上年结转申请, 受理(含上年结转)申请, 申请(含上年结转), 收到和处理申请
    Figure(_RECEIVED, "take join{1,2} last carry thing{0,4} n"),
    Figure(_RECEIVED, "take mod{0,3} paren_over mod{0,2} subject{1,2} pad{0,4} n"),
    Figure(_RECEIVED, "take object pad{0,2} paren_over pad{0,3} n"),
    Figure(_NEW, "take join{0,2} mixed object pad{0,4} n"),
    Figure(_NEW, "take join{0,2} mixed pad{0,3} n named", before="complete"),
    # 上年结转 n, 从上年结转至本年 n, 结转上年度申请 n, 转办上年度申请 n, n 为上年结转, 无上年结转
    Figure(_OVER, "to? last (fill|legacy|to|dun){0,2} carry to? this? thing{0,5} n", after="neg applicant result late"),
    Figure(_OVER, "carry (to|fill)? last thing{0,5} n"),
    Figure(_OVER, "carry to this thing{0,5} n", after="neg next"),
    Figure(_OVER, "last fill{0,2} legacy thing{0,5} n"),
    Figure(_OVER, "(contain|transfer|mixed) total? last fill? subject pad{0,3} n"),
    Figure(_OVER, "n (subject|fill|to){0,4} last (fill|legacy){0,2} carry", before="complete"),
    Figure(_OVER, "last (fill|conj){0,2} neg fill? carry (subject|fill|item|mixed){0,4}", before="complete"),
    Figure(_OVER, "last fill? carry (subject|fill|item){0,3} neg", before="nothing"),
    Figure(_OVER, "neg last fill? carry (subject|fill|item|mixed){0,4}", before="complete"),
    # 没有结转上年和下年的申请, 无上年结转及结转下年情况
    Figure(_CARRIED, "neg fill? carry fill? last join{1,2} next (subject|fill|item){0,4}", before="complete"),
    Figure(
        _CARRIED, "neg last fill? carry join{1,2} (onward|next fill? carry) (subject|fill|item){0,4}", before="complete"
    ),
    # 上年结转 n,合计 n
    Figure(_RECEIVED, "last carry thing{0,5} number comma fill? total fill{0,2} n", before="complete"),
    # 结转下年度办理 n, 下年度结转 n, n 结转到下年度, 尚有 n 未到期,结转下年度, 结转 n 到下年度, 无结转下年度
    Figure(_FORWARD, "onward (to|thing){0,7} n"),
    Figure(_FORWARD, "next fill? carry thing{0,5} n"),
    Figure(
        _FORWARD,
        "n (subject|fill|item|title|gap|done|conj|noise|to){0,5} onward",
        before="(?!(to|thing){0,5} count)",
    ),
    Figure(_FORWARD, "rest (fill|mixed){0,2} n rests comma (fill|done|gap){0,3} onward"),
    Figure(_FORWARD, "rest fill? n (subject|fill|done){0,3} to? next period? fill{0,2} (mixed|answer)"),
    Figure(_FORWARD, "carry fill? n fill{0,2} to next"),
    Figure(_FORWARD, "rest fill? n fill? carry", before="complete"),
    Figure(_FORWARD, "neg fill? (onward|next fill? carry) (subject|fill|item|mixed|answer){0,5}", before="complete"),
    # n 正在办理,结转至下年; n 正在办理,将于下年答复
    Figure(_FORWARD, "n fill{0,2} (underway|legacy) (fill|item){0,2} comma? (fill|done){0,2} onward"),
    Figure(
        _FORWARD,
        "n fill{0,2} (underway|legacy) (fill|item){0,2} comma (fill|to){0,3} next period? (fill|gap){0,2} (mixed|answer)",
    ),
    # n 待下年度办理, n 将于下年答复, 剩余 n 因故延期,将在下年办结, 已办结 n,n 跨年办理
    Figure(_FORWARD, "n fill{0,2} to later", bare=True, after="unsure", before="complete"),
    Figure(
        _FORWARD,
        "rest fill? n (subject|fill|gap|done|noise|late|alien){0,6} comma (fill|to){0,3} later",
        bare=True,
        before="complete",
    ),
    Figure(_FORWARD, "n fill? legacy mixed", bare=True, after="unsure", before="complete", loose=True, told=True),
    # 办结 n,结转 n; 无结转
    Figure(
        _FORWARD, "carry fill{0,2} n", bare=True, after="unsure last next to", before="complete", loose=True, told=True
    ),
    Figure(_FORWARD, "neg fill? carry (subject|item|fill){0,3}", bare=True, before="complete", loose=True, told=True),
    # 受理并办结申请 n, 受理并办结 n 件申请, 收到申请并办结 n, 依申请公开受理和办结 n
    Figure(_BOTH, "take join{0,3} answer object pad{0,4} n"),
    Figure(_BOTH, "take join{0,3} answer pad{0,3} n named", before="complete"),
    Figure(_BOTH, "take object join{1,3} answer pad{0,4} n", before="complete"),
    Figure(_BOTH, "take join{0,3} answer lead{0,3} n", bare=True, after="unsure", before="complete"),
    # 收到申请 n(含上年结转), 收到 n 件申请,其中上年结转
    Figure(_RECEIVED, "take object pad{0,5} n", before="with_carried"),
    Figure(_RECEIVED, "take pad{0,4} n named", before="with_carried"),
    # 答复本年申请 n: those carried over are not in it
    Figure((), "reply mod{0,2} this object pad{0,4} n"),
    # 答复申请 n, 办理答复 n 件申请, 共答复 n, 已办理 n, 办理 n,结转下年, n 均已答复
    Figure(_ANSWERED, "reply object pad{0,4} n", after="neg result late carry"),
    Figure(_ANSWERED, "reply pad{0,3} n named", before="complete"),
    Figure(_ANSWERED, "reply lead{0,3} n", bare=True, after="unsure", before="complete"),
    # 已答复的 n 中, those that follow are parts of them
    Figure(_ANSWERED, "reply fill n", bare=True, after="unsure fill", before="fill (comma|colon)"),
    Figure(_ANSWERED, "done fill{0,2} mixed lead{0,3} n", bare=True, after="unsure", before="complete"),
    Figure(
        _ANSWERED, "mixed lead{0,3} n", bare=True, after="unsure", before="(comma|stop|dun) (fill|done){0,2} onward"
    ),
    Figure(
        _ANSWERED,
        "n fill? subject? (fill|total){0,2} done (fill|done){0,4} answer",
        bare=True,
        after="unsure",
        before="complete",
    ),
    # 办理 n: mostly what was answered
    Figure(_ANSWERED, "mixed lead{0,3} n", bare=True, after="unsure", before="complete", loose=True),
    # 收到申请 n, 收到 n 份申请, n 为本年新收, 共受理 n
    Figure(_NEW, "n fill{0,2} this fill? intake", before="complete"),
    Figure(_NEW, "take object pad{0,5} n"),
    Figure(_NEW, "take pad{0,4} n named", before="complete"),
    Figure(_NEW, "take lead{0,4} n", bare=True, after="unsure", before="complete"),
    # 收到 1 件关于征地补偿的申请, 收到 1 件要求公开征地批文的申请
    Figure(_NEW, "take fill{0,2} n topical of_what", before="not_one_of_several", loose=True, one=True),
    Figure(_NEW, "take fill{0,2} n item of_what", before="not_one_of_several", loose=True, one=True),
    # 依申请公开受理件为 n
    Figure(_NEW, "subject fill{0,2} take pad{0,4} n", after="doing"),
    # 处理申请 n, 办理 n 件申请
    Figure(_ANSWERED, "mixed object pad{0,5} n", loose=True),
    Figure(_ANSWERED, "mixed pad{0,4} n named", before="complete", loose=True),
    # 收办申请 n
    Figure(_RECEIVED, "takeon object pad{0,5} n"),
    Figure(_RECEIVED, "takeon pad{0,4} n named", before="complete"),
    Figure(_RECEIVED, "takeon lead{0,4} n", bare=True, after="unsure", before="complete"),
    # 申请总量为 n, 依申请公开共 n
    Figure(_NEW, "subject{1,2} pad{0,4} n", after="doing", loose=True),
    # 申请量与上年持平，仍为 n
    Figure(_NEW, "subject{1,2} fill{0,2} compare last compare comma fill{1,3} n", after="doing", loose=True),
    # 申请、行政复议、行政诉讼均为 n
    Figure(_NEW, "subject (join court){1,3} fill{0,2} done fill{0,2} n", after="doing", loose=True),
    # 未收到申请, 未收到和处理申请, 未发生申请, 无依申请公开事项
    Figure(
        _NEW,
        "neg fill{0,2} (intake|happen) (join{0,2} (intake|mixed|answer)){0,2} plain{0,4} subject{1,2} (fill|item|conj){0,3}",
        before="nothing",
    ),
    Figure(_NEW, "neg plain{0,3} subject{1,2} (fill|item){0,3}", before="nothing"),
)

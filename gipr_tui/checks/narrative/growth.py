"""Growth on last year and shares of a whole: figures about figures.

较上年增加23件, 同比增长25.8%, 比2022年（31件）下降29%; 占45%, 答复率100%. They are no claims of their own, but can be
worked out from claims.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from gipr_tui.checks.narrative.numbers import Number, read_number

_LAST = r"(?:上(?:一)?年度?|去年|前一?年|往年|(?P<base_year>20[0-9]{2})年?度?)(?:度|同期)?"
_AGAINST = re.compile(
    rf"(?:同比|(?:与|同|和)?(?:较|比|相较于?|对比)?{_LAST}(?:(?:收到|受理|新收)?的?\(?(?P<base>[0-9]{{1,9}})[件份起条宗项封]\)?)?(?:相比|比较|相较|同期相比)?)"
)
_BETWEEN = r"[,、]?(?:数量|申请量|总量|总数|均|略?有?所?|大幅|明显|又|则)*"
_MORE = r"增幅|涨幅|增加|增长|增多|上升|提高|提升|多收|多|[新净]增|增(?=[0-9])|攀升"
_LESS = r"降幅|减少|下降|回落|降低|少收|少|净减|减(?=[0-9])|下滑"
_CHANGE = re.compile(
    rf"{_BETWEEN}(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:了|约|幅度?为|率为|至)*"
    r"(?:(?P<percent>[0-9]{1,6}(?:\.[0-9]{1,6})?)%|(?P<figure>[0-9]{1,9}(?:,[0-9]{3})*|[〇零一二两三四五六七八九十百千万]{1,9})(?:件次|[件份起条宗项封]))"
)
_ALSO = re.compile(
    rf",?(?:同比)?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:了|约|幅度?为|率为)*(?P<percent>[0-9]{{1,6}}(?:\.[0-9]{{1,6}})?)%"
)
_SHARE = re.compile(
    r"(?:占(?:比|据)?(?P<whole>[^,;。()0-9]{0,14}?)(?:的)?(?:比例|比重)?(?:约|为|近)?|,?比例为|,?占比为?)(?P<percent>[0-9]{1,3}(?:\.[0-9]{1,6})?)%"
)
# 予以公开20件（34.5%）
_IN_BRACKETS = re.compile(r"(?<=[件份起条宗项])\((?P<percent>[0-9]{1,3}(?:\.[0-9]{1,6})?)%\)")
_RATE = re.compile(
    r"(?P<rate>(?:按时|按期|及时|依法)?(?:答复|办结|办复|回复|办理)率)(?:达到?了?|为|均为|保持|实现)?(?P<percent>[0-9]{1,3}(?:\.[0-9]{1,6})?)%"
)


class Change(NamedTuple):
    """So much more (or, negative, less) than in another year: ``amount`` in 件, or ``percent``; ``base`` if it is given."""

    start: int
    end: int
    amount: Number | None
    percent: Decimal | None
    base: Decimal | None
    base_year: int | None
    sentence: int = 0


class Share(NamedTuple):
    """A percentage of a whole, said of the figure before it; ``whole`` are the words that name the whole, if any."""

    start: int
    end: int
    percent: Decimal
    whole: str
    sentence: int = 0


class Rate(NamedTuple):
    """答复率, 办结率 and the like."""

    start: int
    end: int
    name: str
    percent: Decimal
    sentence: int = 0


def changes(text: str) -> list[Change]:
    """What ``text``, a folded sentence, says of growth."""
    found: list[Change] = []
    if "较" not in text and "比" not in text and "同期" not in text:
        return found
    for against in _AGAINST.finditer(text):
        change = _CHANGE.match(text, against.end())
        while change is not None:
            found.append(_change(against, change))
            change = _ALSO.match(text, change.end()) if "figure" in change.re.groupindex else None
    return found


def _change(against: re.Match[str], change: re.Match[str]) -> Change:
    sign = -1 if change["less"] else 1
    figure = read_number(change["figure"] + "件") if "figure" in change.re.groupindex and change["figure"] else None
    amount = Number(sign * figure.value, "件", False) if figure else None
    percent = sign * Decimal(change["percent"]) if change["percent"] else None
    base = Decimal(against["base"]) if against["base"] else None
    base_year = int(against["base_year"]) if against["base_year"] else None
    return Change(
        change.start() + len(change.group()) - len(change.group().lstrip(",、")),
        change.end(),
        amount,
        percent,
        base,
        base_year,
    )


def shares(text: str) -> list[Share]:
    """The shares that ``text``, a folded sentence, states."""
    if "%" not in text:
        return []
    named = [
        Share(match.start(), match.end(), Decimal(match["percent"]), match["whole"] or "")
        for match in (_SHARE.finditer(text) if "占" in text or "比例" in text else ())
    ]
    bare = [Share(match.start(), match.end(), Decimal(match["percent"]), "") for match in _IN_BRACKETS.finditer(text)]
    return sorted([*named, *bare], key=lambda share: share.start) if bare else named


def rates(text: str) -> list[Rate]:
    """The rates of answering that ``text``, a folded sentence, states."""
    if "%" not in text or "率" not in text:
        return []
    return [
        Rate(match.start(), match.end(), match["rate"], Decimal(match["percent"])) for match in _RATE.finditer(text)
    ]

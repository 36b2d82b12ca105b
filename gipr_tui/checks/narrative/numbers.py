"""Figures in prose: 3119件, 1,234 件, 二十三件, 1.2万余条; percentages and ordinals are told apart and never are counts."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

UNITS = "件份起条宗项封例次"
"""Measure words with which reports count applications."""

_CHINESE = "〇零一二两三四五六七八九十百千万"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.[0-9]{1,4})?"
# a digit beyond a comma, a point or a space means that this is only a part of the figure
_ALONE_LEFT = r"(?<![0-9])(?<![0-9][,. ])(?<!第)(?<!每)(?<![A-Za-z-])"
_ALONE_RIGHT = r"(?![0-9])(?![,. ][0-9])"
_UNIT = (
    r"(?:件(?!数)|份|起(?!草|诉(?!讼))|条(?![例款件目])|宗(?!旨)|项(?!目|[合共总]计|相加)|封(?!闭)|例(?![如行会外])"
    r"|次(?![数会日年要])人?)"
)
# 一件也没有, 一起没有发生
_NOT_ONE = r"(?!(?:也|都)(?:没|未|无)|没有?(?:发生|产生|出现|收到)|没有?(?:[,;、。)]|$))"
_BEFORE = r"约|近|逾|超过?|突破|不足|不到|至少|多达"
_AFTER = r"左右|以上|以下|以内|上下"

PERCENT = rf"[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?(?:%|‰|个百分点|倍)|百分之[{_CHINESE}点0-9.]{{1,12}}"
"""A share; written as a pattern for the lexer."""

MONEY = rf"{_ALONE_LEFT}{_DIGITS}(?:亿|万)?元"
"""An amount of money; written as a pattern for the lexer."""

COUNT = (
    rf"(?:{_BEFORE})?{_ALONE_LEFT}{_DIGITS}[余多]?[百千万亿]?[余多]?{_UNIT}次?(?:{_AFTER})?"
    rf"|(?:{_BEFORE})?{_ALONE_LEFT}{_DIGITS}{_ALONE_RIGHT}(?=[,;、。)]|[和及与][0-9]|\.?$|\.[^0-9])"
    rf"|(?:{_BEFORE})?(?<![{_CHINESE}每第任某唯同逐几数上无])[{_CHINESE}]{{1,12}}[余多]?{_UNIT}次?{_NOT_ONE}(?:{_AFTER})?"
    rf"|(?<=[为是:])零(?=[,;、。)]|\.?$)|“[0零]”{_UNIT}?"
)
"""A number with its measure word, or a bare number at the end of a clause; written as a pattern for the lexer."""

_PARTS = re.compile(
    rf"({_BEFORE})?(?:({_DIGITS})|([{_CHINESE}]+))([余多])?([百千万亿])?([余多])?([{UNITS}])?(?:次人?|人)?({_AFTER})?"
)
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
# 两三件, 二三十件: two digits side by side are an estimate, and cn2an would read the first as 23
_ESTIMATE = re.compile(r"[一二两三四五六七八九]{2}")


class Number(NamedTuple):
    """A figure: its value, its measure word (or ``""``) and whether it is only a bound."""

    value: Decimal
    unit: str
    approximate: bool


def read_number(text: str) -> Number | None:
    """The figure that ``text``, found by :data:`COUNT`, stands for; None where it can't be told."""
    digits, unit = text[:-1], text[-1:]
    if digits.isdecimal() and unit in UNITS:
        return Number(Decimal(digits), unit, False)
    parts = _PARTS.fullmatch(text.replace("“", "").replace("”", ""))
    if parts is None:
        return None
    before, digits, chinese, more, scale, more_still, unit, after = parts.groups()
    value = Decimal(digits.replace(",", "")) if digits else chinese_number(chinese)
    if value is None:
        return None
    # 1.2万件 is rounded even where no 余 says so
    approximate = bool(before or more or scale or more_still or after)
    return Number(value * _SCALES[scale] if scale else value, unit or "", approximate)


@lru_cache(maxsize=1024)
def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral such as 二十三, None where ``text`` is none."""
    if _ESTIMATE.search(text):
        return None
    import cn2an

    try:
        return Decimal(str(cn2an.cn2an(text, "normal")))
    except (ValueError, ArithmeticError, LookupError):
        return None

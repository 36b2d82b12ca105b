"""What stands in a cell: blank, not applicable, a number, or text that could not be read.

The text is kept exactly as typed (``41174.3900`` stays ``41174.3900``); the number beside it is what it means. Numbers are
``int`` and ``Decimal``, never float. Blank, zero and not applicable are three different things.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from gipr_tui.forms import CellKind
from gipr_tui.text.clean import strip_cell

#: The most digits a figure may have; a longer one is text that could not be read.
MAX_DIGITS = 15


class ValueKind(StrEnum):
    """The four things a cell can hold."""

    BLANK = "blank"
    NUMBER = "number"
    NOT_APPLICABLE = "not-applicable"
    UNREADABLE = "unreadable"


class Mark(StrEnum):
    """A peculiarity of how a figure is written."""

    FULL_WIDTH = "full-width"
    THOUSANDS = "thousands"
    UNIT = "unit"
    CHINESE = "chinese"
    DECIMAL_POINT = "decimal-point"
    NEGATIVE = "negative"
    SIGNED = "signed"
    LEADING_ZERO = "leading-zero"
    NEEDLESS_SIGN = "needless-sign"
    LOOKALIKE = "lookalike"


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's text as filed, what kind of thing it is, the number it means, and how it is written.

    ``reason`` says why a text could not be read (``not-a-number``, ``too-long``, ``split-digits`` where figures are parted by
    spaces, and for a typed sum ``not-arithmetic``).
    """

    text: str
    kind: ValueKind
    number: int | Decimal | None = None
    marks: frozenset[Mark] = frozenset()
    reason: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether there is no figure: blank or not applicable. Both count as nothing in a sum."""
        return self.kind in (ValueKind.BLANK, ValueKind.NOT_APPLICABLE)


BLANK = Value("", ValueKind.BLANK)

_NOT_APPLICABLE = frozenset({"/", "-", "--", "—", "——", "–", "―", "\\", "无", "不适用", "n/a"})
_DASHES = str.maketrans({"−": "-", "﹣": "-", "–": "-", "。": ".", "，": ",", "﹢": "+"})
_PLAIN = re.compile(r"([+-]?)(\d+)(\.\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?", re.ASCII)
_LOOKALIKE = re.compile(r"[0-9OolI]*[0-9][0-9OolI]*|[OolI]", re.ASCII)
_DIGITS_MEANT = str.maketrans("OolI", "0011")
_SPLIT_DIGITS = re.compile(r"\d+(?: \d+)+", re.ASCII)
_CHANGE = re.compile(r"(?:(增加?|减少?) ?(\d+))(?:[,;、]?(增加?|减少?)(\d+))?", re.ASCII)
_PARTED_SIGN = re.compile(r"([+-]) (?=\d)", re.ASCII)
_UNIT = re.compile(r"(.*?)(万元|亿元|元|件|份|起|条|宗|项|封|个|次)")
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千万亿]+")
# 两三, 十五六: two digits side by side are an estimate; longer runs (二〇一九) are digits one by one
_ESTIMATE = re.compile(r"(?<![〇零一二两三四五六七八九])[一二两三四五六七八九]{2}(?![〇零一二两三四五六七八九])")
_IN_TEN_THOUSAND_YUAN = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}


def parse_value(text: str, kind: CellKind, unit: str = "") -> Value:
    """What ``text`` means in a cell of the given kind.

    ``unit`` is the unit of the column: an amount written with another unit is converted (``251000元`` in a column of
    万元 means 25.1). Nothing is guessed: what does not read as one figure is ``UNREADABLE``, with its text kept.
    """
    text = strip_cell(text)
    if text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS and (text[0] != "0" or text == "0"):
        return Value(text, ValueKind.NUMBER, int(text))  # nearly every figure is as plain as that
    if not text:
        return BLANK
    narrow = unicodedata.normalize("NFKC", text).strip().translate(_DASHES)
    marks = {Mark.FULL_WIDTH} if any("０" <= char <= "９" or char in "．。" for char in text) else set()
    if narrow.lower() in _NOT_APPLICABLE or text in _NOT_APPLICABLE:
        return Value(text, ValueKind.NOT_APPLICABLE)
    number = None if any(map(hides_a_digit, text)) else _number(narrow, kind, unit, marks)
    if number is None:
        return Value(text, ValueKind.UNREADABLE, reason=_why_not(narrow))
    if isinstance(number, Decimal) and kind is not CellKind.AMOUNT:
        marks.add(Mark.DECIMAL_POINT if number else Mark.LEADING_ZERO)
    if number < 0:
        marks.add(Mark.NEGATIVE)
    elif Mark.SIGNED in marks and kind is not CellKind.SIGNED:
        marks.add(Mark.NEEDLESS_SIGN)
    return Value(text, ValueKind.NUMBER, number, frozenset(marks))


def _why_not(text: str) -> str:
    if sum(char.isdigit() for char in text) > MAX_DIGITS:
        return "too-long"
    return "split-digits" if _SPLIT_DIGITS.fullmatch(text) else "not-a-number"


def hides_a_digit(char: str) -> bool:
    """Whether ``char`` is a footnote mark or a fraction (``①``, ``²``, ``½``), which narrowing would make digits of."""
    return not char.isdecimal() and any(part.isdecimal() for part in unicodedata.normalize("NFKC", char))


def _number(text: str, kind: CellKind, unit: str, marks: set[Mark]) -> int | Decimal | None:
    """The number ``text`` means, noting in ``marks`` how it is written; None where it is not one figure."""
    if kind is CellKind.SIGNED and (change := _CHANGE.fullmatch(text)):
        marks.add(Mark.SIGNED)
        return _change(change)
    if kind is CellKind.SIGNED and (parted := _PARTED_SIGN.match(text)):
        text = parted[1] + text[parted.end() :]
    if _THOUSANDS.fullmatch(text):
        marks.add(Mark.THOUSANDS)
        text = re.sub("[, ]", "", text)
    if plain := _PLAIN.fullmatch(text):
        sign, whole, fraction = plain.groups()
        if len(whole) + len(fraction or "") > MAX_DIGITS:
            return None
        if sign:
            marks.add(Mark.SIGNED)
        if whole[0] == "0" and len(whole) > 1:
            marks.add(Mark.LEADING_ZERO)
        return Decimal(text) if fraction else int(text)
    if (with_unit := _UNIT.fullmatch(text)) and Mark.UNIT not in marks:
        marks.add(Mark.UNIT)
        bare = _number(with_unit[1].strip(), kind, unit, marks)
        return None if bare is None else _in_unit(bare, with_unit[2], unit)
    if _LOOKALIKE.fullmatch(text) and Mark.LOOKALIKE not in marks:
        marks.add(Mark.LOOKALIKE)
        return _number(text.translate(_DIGITS_MEANT), kind, unit, marks)
    if _CHINESE.fullmatch(text) and len(text) <= MAX_DIGITS:
        return _chinese(text, marks)
    return None


def _change(match: re.Match[str]) -> int | None:
    total = 0
    for word, digits in ((match[1], match[2]), (match[3], match[4])):
        if digits and len(digits) > MAX_DIGITS:
            return None
        if digits:
            total += int(digits) if word.startswith("增") else -int(digits)
    return total


def _in_unit(number: int | Decimal, written: str, unit: str) -> int | Decimal | None:
    if written not in _IN_TEN_THOUSAND_YUAN:
        return None if unit else number
    if unit != "万元":
        return None
    factor = _IN_TEN_THOUSAND_YUAN[written]
    return number if factor == 1 else number * factor


def _chinese(text: str, marks: set[Mark]) -> int | None:
    if _ESTIMATE.search(text):
        return None
    import cn2an

    try:
        number = int(cn2an.cn2an(text.replace("〇", "零"), "smart"))
    except (ValueError, LookupError):  # it fails on units out of order with a KeyError
        return None
    marks.add(Mark.CHINESE)
    return number


def reading_of(value: Value) -> str:
    """The text a figure is shown as once it is read: narrow digits, no thousands marks, no sign before a count.

    Anything else is unchanged.
    """
    if not value.marks & {Mark.FULL_WIDTH, Mark.THOUSANDS, Mark.NEEDLESS_SIGN} or value.number is None:
        return value.text
    narrow = unicodedata.normalize("NFKC", value.text).translate(_DASHES)
    if Mark.NEEDLESS_SIGN in value.marks:
        narrow = narrow.lstrip("+-")
    return re.sub(r"(?<=\d)[, ](?=\d{3})", "", narrow)


def written(number: int | Decimal) -> str:
    """A number as a cell's text: plain digits, without thousands marks or exponent."""
    return f"{number:f}" if isinstance(number, Decimal) else str(number)

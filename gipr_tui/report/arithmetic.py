"""Sums typed into a cell: ``=12+30-4`` leaves 38. Exact, with whole numbers and decimals and never a float."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from gipr_tui.forms import CellKind
from gipr_tui.report.values import MAX_DIGITS, Value, ValueKind, hides_a_digit, parse_value, written
from gipr_tui.text.clean import strip_cell

MAX_LENGTH = 200
MAX_DECIMALS = 4
_MAX_BRACKETS = 20

_EQUALS = ("=", "＝")
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-", "。": ".", "，": ","})
_TOKEN = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)|([-+*/()])", re.ASCII)


class _NotArithmetic(Exception):
    """The text is no sum, or one that can't be worked out exactly."""


def is_sum(text: str) -> bool:
    """Whether a typed text asks to be worked out: it begins with ``=``, in any width."""
    return strip_cell(text).startswith(_EQUALS)


def calculate(text: str) -> int | Decimal | None:
    """What a sum comes to: ``=12+30-4``, ``3*2``, ``＝（1.5＋2）×2``; None where ``text`` is none.

    The four operations, signs and brackets, in half or full width. A quotient must come out exact to four decimals, and
    neither a number nor the result may have more than 15 digits. A whole result is an ``int``.
    """
    text = strip_cell(text)
    if len(text) > MAX_LENGTH:
        return None
    try:
        return _exact(_Reader(_tokens(text[1:] if text.startswith(_EQUALS) else text)).whole())
    except _NotArithmetic:
        return None


def parse_typed(text: str, kind: CellKind, unit: str = "") -> Value:
    """What an operator's text means in a cell: a sum is what it comes to, all else is read by :func:`parse_value`.

    A sum that can't be worked out is unreadable, with the reason ``not-arithmetic``.
    """
    if not is_sum(text):
        return parse_value(text, kind, unit)
    result = calculate(text)
    if result is None:
        return Value(strip_cell(text), ValueKind.UNREADABLE, reason="not-arithmetic")
    return parse_value(written(result), kind, unit)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    if any(map(hides_a_digit, text)):
        raise _NotArithmetic
    narrow, at = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS), 0
    while at < len(narrow):
        if narrow[at].isspace():
            at += 1
            continue
        token = _TOKEN.match(narrow, at)
        if token is None:
            raise _NotArithmetic
        tokens.append(token[0])
        at = token.end()
    return tokens


class _Reader:
    """Reads a sum from left to right, products before sums."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._brackets = 0

    def whole(self) -> Fraction:
        total = self._sum()
        if self._at < len(self._tokens):
            raise _NotArithmetic
        return total

    def _take(self, *wanted: str) -> str:
        """The next token where it is one of ``wanted``, and nothing otherwise."""
        if self._at < len(self._tokens) and self._tokens[self._at] in wanted:
            self._at += 1
            return self._tokens[self._at - 1]
        return ""

    def _sum(self) -> Fraction:
        total = self._product()
        while sign := self._take("+", "-"):
            term = self._product()
            total += term if sign == "+" else -term
        return total

    def _product(self) -> Fraction:
        product = self._factor()
        while sign := self._take("*", "/"):
            factor = self._factor()
            product = product * factor if sign == "*" else _quotient(product, factor)
        return product

    def _factor(self) -> Fraction:
        sign = 1
        while mark := self._take("+", "-"):
            sign = -sign if mark == "-" else sign
        return sign * (self._bracket() if self._take("(") else self._number())

    def _bracket(self) -> Fraction:
        self._brackets += 1
        if self._brackets > _MAX_BRACKETS:
            raise _NotArithmetic
        total = self._sum()
        if not self._take(")"):
            raise _NotArithmetic
        self._brackets -= 1
        return total

    def _number(self) -> Fraction:
        if self._at == len(self._tokens):
            raise _NotArithmetic
        text = self._tokens[self._at].replace(",", "")
        if not text[-1].isdigit() or sum(char.isdigit() for char in text) > MAX_DIGITS:
            raise _NotArithmetic
        self._at += 1
        return Fraction(text)


def _quotient(number: Fraction, divisor: Fraction) -> Fraction:
    if divisor == 0:
        raise _NotArithmetic
    quotient = number / divisor
    if (quotient * 10**MAX_DECIMALS).denominator != 1:
        raise _NotArithmetic
    return quotient


def _exact(number: Fraction) -> int | Decimal:
    decimals = 0
    while (scaled := number * 10**decimals).denominator != 1:
        decimals += 1
        if decimals > MAX_DIGITS:
            raise _NotArithmetic
    if abs(scaled) >= 10**MAX_DIGITS:
        raise _NotArithmetic
    result = Decimal(int(scaled)).scaleb(-decimals) if decimals else int(scaled)
    if sum(char.isdigit() for char in written(result)) > MAX_DIGITS:  # the nought of 0.5 counts, as where it is read
        raise _NotArithmetic
    return result

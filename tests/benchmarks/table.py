"""Measurements as aligned text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gipr_tui.text.width import pad


@dataclass(frozen=True)
class Table:
    """A titled table: the first column names what was measured, the others hold figures. ``note`` stands below."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def __str__(self) -> str:
        lines = [self.columns, *self.rows]
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.columns))]
        rule = ["-" * width for width in widths]
        body = "".join(_line(line, widths) for line in (self.columns, rule, *self.rows))
        return f"{self.title}\n{body}{self.note and self.note + chr(10)}"


def _line(texts: Sequence[str], widths: Sequence[int]) -> str:
    named, *figures = (
        pad(text, width, "left" if column == 0 else "right")
        for column, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    return "  ".join([named, *figures]).rstrip() + "\n"


def ms(seconds: float) -> str:
    """A time in milliseconds, with three figures that count."""
    thousandths = seconds * 1000
    return f"{thousandths:,.{0 if thousandths >= 100 else 1 if thousandths >= 10 else 2 if thousandths >= 1 else 3}f}"


def ratio(one: float, other: float) -> str:
    """How many times ``other`` goes into ``one``."""
    share = one / other
    return f"{share:.0f}" if share >= 100 else f"{share:.1f}" if share >= 10 else f"{share:.2f}"


def count(number: float) -> str:
    """A whole number with its thousands marked."""
    return f"{number:,.0f}"

"""Findings about words of the narrative."""

from __future__ import annotations

from decimal import Decimal

from gipr_tui.checks.finding import Finding, Number
from gipr_tui.forms import Address, Severity
from gipr_tui.report.model import PREAMBLE, text_place


def about_words(
    rule: str,
    severity: Severity,
    section: int,
    wording: str,
    *,
    text: str | None = None,
    span: tuple[int, int] | None = None,
    cells: tuple[Address, ...] = (),
    left: Number | None = None,
    right: Number | None = None,
    **facts: object,
) -> Finding:
    """A finding at a section's narrative, at the foreword where ``section`` is 0.

    ``left`` is what the words say, ``right`` what they should agree with.
    """
    return Finding(
        rule=rule,
        severity=severity,
        section=section or 1,
        cells=cells,
        place=text_place(section) if section else PREAMBLE,
        wording=wording,
        left=left,
        right=right,
        difference=None if left is None or right is None else left - right,
        text=text,
        span=span,
        facts=tuple((name, str(value)) for name, value in facts.items()),
    )


def plain(number: Decimal | Number) -> Number:
    """``number`` as an int where it is whole."""
    return int(number) if number == int(number) else number

"""The numbers that a text carried over from last year still has, as they are marked in it."""

from __future__ import annotations

from collections.abc import Sequence

from gipr_tui.forms import Severity
from gipr_tui.report.carried import old_numbers
from gipr_tui.report.model import Place, Report
from gipr_tui.tui.glyphs import SIGNS
from gipr_tui.tui.widgets.narrative import Mark


def with_old_numbers(marks: Sequence[Mark], report: Report, place: Place) -> list[Mark]:
    """The marks of a text, with one for every number left from last year. A claim that contradicts the tables is drawn
    above them, any other below."""
    spans = old_numbers(report.carried[place], report.get(place)) if place in report.carried else ()
    sign = (SIGNS[Severity.WARNING], Severity.WARNING.value)
    old = [Mark(*span, "carried", sign) for span in spans]
    return [*marks, *old, *(mark for mark in marks if mark.role == "claim-contradicts")] if old else list(marks)

"""S-CARRIED: a text was carried over from last year's report, and numbers of it still stand (a rule of the program's own)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding
from gipr_tui.forms import Layout, Severity
from gipr_tui.report.carried import old_numbers
from gipr_tui.report.margin import carried_place
from gipr_tui.report.model import PREAMBLE, Place, text_place

_MOST_NAMED = 5


def carried_checks(layout: Layout) -> Iterator[Check]:
    """One for the foreword, which counts as a part of section one, and one for each section."""
    places = {PREAMBLE: 1, **{text_place(section.number): section.number for section in layout.form.sections}}
    for place, section in places.items():
        reads = frozenset({place, carried_place(place)})
        yield Check("S-CARRIED", reads, partial(_numbers_left, section, place), of_text=True)


def _numbers_left(section: int, place: Place, context: Context) -> Iterator[Finding]:
    """The numbers that nobody has changed or settled, as one finding at the first of them."""
    report = context.report
    if place not in report.carried:
        return
    now = report.get(place)
    spans = old_numbers(report.carried[place], now)
    if not spans:
        return
    numbers = list(dict.fromkeys(now[start:end] for start, end in spans))
    yield Finding(
        rule="S-CARRIED",
        severity=Severity.WARNING,
        section=section,
        cells=(),
        place=place,
        wording="carried-numbers",
        text=numbers[0],
        span=spans[0],
        facts=(("count", str(len(spans))), ("numbers", "、".join(numbers[:_MOST_NAMED]))),
    )

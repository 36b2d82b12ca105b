"""A government's report beside those that it adds up: its own office's and those of all units below it (HI-SUM)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding
from gipr_tui.checks.parts import Parts
from gipr_tui.forms import Layout, Severity
from gipr_tui.report.model import TITLE
from gipr_tui.report.values import ValueKind

RULE = "HI-SUM"
_MOST_NAMES = 3


def hierarchy_checks(layout: Layout) -> Iterator[Check]:
    """The check of a report that adds up others; it says nothing of any other report."""
    yield Check(
        RULE, frozenset(layout.cells), _added_up, listing=True, speaks=lambda context: context.parts is not None
    )


def _added_up(context: Context) -> Iterable[Finding]:
    """HI-SUM: a cell is not the sum of the reports below it. While one of these is missing, that alone is said."""
    parts = context.parts
    if parts is None:
        return
    if parts.missing:
        names = "、".join(parts.missing[:_MOST_NAMES])
        facts = (("names", names), ("count", str(len(parts.missing))))
        yield Finding(RULE, Severity.WARNING, 1, (), TITLE, "summary-missing", facts=facts)
    elif parts.count:
        yield from _differing(context, parts)


def _differing(context: Context, parts: Parts) -> Iterator[Finding]:
    for address, cell in context.layout.cells.items():
        value, right = context.report.value(address), parts.sums.get(address)
        if right is None or value.kind is ValueKind.UNREADABLE:
            continue
        left = value.number or 0
        if left != right:
            yield Finding(
                rule=RULE,
                severity=Severity.WARNING,
                section=cell.section,
                cells=(address,),
                place=address,
                wording="summary-differs",
                left=left,
                right=right,
                difference=left - right,
                facts=(("count", str(parts.count)),),
            )

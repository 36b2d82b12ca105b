"""The office's own rules as checks: sums compared with sums, and cells that must be filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding
from gipr_tui.checks.relations import Equation, laid_over
from gipr_tui.forms import Address, Layout
from gipr_tui.forms.local import LocalRule, LocalRules
from gipr_tui.report.model import Report
from gipr_tui.report.values import ValueKind


def local_checks(layout: Layout, report: Report, rules: LocalRules) -> Iterator[Check]:
    """The checks of the rules that are for a report of this unit and year, on this form."""
    for rule in rules:
        if not rule.is_for(report.unit, report.year):
            continue
        for form, relation in rule.relations:
            if form == layout.form.id:
                for equation in (e for id in relation.tables for e in laid_over(relation, layout, layout.table(id))):
                    yield replace(equation.check(), run=_compared(rule, equation))
        for form, keys in rule.required:
            cells = tuple(cell for key in keys for cell in layout.expand(key)) if form == layout.form.id else ()
            if cells:
                yield Check(rule.id, frozenset(cells), _filled_in(rule, cells, layout))


def _compared(rule: LocalRule, equation: Equation) -> Callable[[Context], Iterable[Finding]]:
    def run(context: Context) -> Iterator[Finding]:
        for finding in equation.findings(context):
            facts = {**dict(finding.facts), "message": rule.message}
            yield finding._replace(wording="local-compared", facts=tuple(facts.items()))

    return run


def _filled_in(rule: LocalRule, cells: tuple[Address, ...], layout: Layout) -> Callable[[Context], Iterable[Finding]]:
    def run(context: Context) -> Iterator[Finding]:
        blank = tuple(cell for cell in cells if context.report.value(cell).kind is ValueKind.BLANK)
        if blank:
            yield Finding(
                rule=rule.id,
                severity=rule.severity,
                section=layout.cells[blank[0]].section,
                cells=blank,
                place=blank[0],
                wording="local-required",
                facts=(("message", rule.message),),
            )

    return run

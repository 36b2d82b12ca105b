"""Checking a report: whole, or again after an edit with the same answer.

A form under its variants, for a unit and a year, gives a fixed list of checks; each names what it reads. After an edit
only those that read a changed place are run again. What is said at the end (:func:`_settle`) depends on all findings and
is worked out from them anew each time, so that both ways give the same evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from gipr_tui.checks.causes import diagnose
from gipr_tui.checks.cells import cell_checks
from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.claims import claim_checks
from gipr_tui.checks.finding import Evaluation, Finding, evaluation
from gipr_tui.checks.relations import Equation, equations_of
from gipr_tui.checks.structure import structure_checks
from gipr_tui.forms import Address, Form
from gipr_tui.report.model import Place, Report


class CheckList:
    """The checks that apply to the reports of one unit and year on one form."""

    def __init__(self, report: Report) -> None:
        self.equations: tuple[Equation, ...] = tuple(equations_of(report.layout, report))
        self.checks: tuple[Check, ...] = (
            *structure_checks(report.layout),
            *cell_checks(report.layout),
            *(equation.check() for equation in self.equations),
            *claim_checks(report.layout),
        )
        self.readers: dict[Place, list[int]] = {}
        for index, check in enumerate(self.checks):
            for place in check.reads:
                self.readers.setdefault(place, []).append(index)

    def reading(self, places: Iterable[Place]) -> set[int]:
        """The checks that read one of ``places``, by their position."""
        return {index for place in places for index in self.readers.get(place, ())}

    @cached_property
    def blank_rules(self) -> frozenset[str]:
        """The rules that speak of a blank total."""
        return frozenset(equation.relation.blank_rule for equation in self.equations) - {""}

    @cached_property
    def yields(self) -> dict[str, frozenset[str]]:
        """For each rule, the rules in whose favour it is silent."""
        return {e.relation.rule: frozenset(e.relation.yields_to) for e in self.equations if e.relation.yields_to}


_lists: dict[tuple[Form, frozenset[str], str, int], CheckList] = {}
_MOST_LISTS = 16


def check_list(report: Report) -> CheckList:
    """The checks that apply to ``report``; made once for a form under its variants, a unit and a year."""
    key = (report.form, report.layout.variants, report.unit, report.year)
    if key not in _lists:
        if len(_lists) >= _MOST_LISTS:
            _lists.clear()
        _lists[key] = CheckList(report)
    return _lists[key]


def evaluate(report: Report, previous: Report | None = None) -> Evaluation:
    """All findings of ``report``. ``previous`` is the same unit's report on the year before, if there is one."""
    return LiveEvaluation(report, previous).evaluation


class LiveEvaluation:
    """The evaluation of a report that is being edited."""

    def __init__(self, report: Report, previous: Report | None = None) -> None:
        self._list = check_list(report)
        self._context = Context(report, previous)
        self._results = [tuple(check.run(self._context)) for check in self._list.checks]
        self.evaluation = _settle(self._list, self._context, self._results)

    def update(self, report: Report, changed: Iterable[Place]) -> Evaluation:
        """The evaluation after an edit that made ``report`` by changing the places ``changed``."""
        self._context = replace(self._context, report=report)
        for index in self._list.reading(changed):
            self._results[index] = tuple(self._list.checks[index].run(self._context))
        self.evaluation = _settle(self._list, self._context, self._results)
        return self.evaluation


def _settle(checks: CheckList, context: Context, results: list[tuple[Finding, ...]]) -> Evaluation:
    """Findings that others speak for are dropped, causes found and named, and all put in the form's order."""
    raw = [finding for found in results for finding in found]
    kept = _without_echoes(checks, raw)

    def outcome(report: Report, changed: Iterable[Place]) -> tuple[list[Finding], list[Finding]]:
        touched = [index for index in checks.reading(changed) if not checks.checks[index].listing]
        before = [finding for index in touched for finding in results[index]]
        trial = replace(context, report=report)
        return before, [finding for index in touched for finding in checks.checks[index].run(trial)]

    diagnoses, explained = diagnose(context, checks.equations, kept, outcome)
    named = [replace(finding, cause=explained.get(finding.identity)) for finding in kept]
    order = context.layout.order
    named.sort(key=lambda finding: _position(finding, order))
    return evaluation(tuple(named), diagnoses)


def _position(finding: Finding, order: Mapping[Address, int]) -> tuple[int, int, str, tuple[int, int]]:
    cell = order.get(finding.cells[0], 0) if finding.cells and finding.span is None else -1
    return (finding.section, cell, finding.rule, finding.span or (0, 0))


def _without_echoes(checks: CheckList, findings: list[Finding]) -> list[Finding]:
    """One fault is one finding: a rule is silent on a cell where one it yields to has spoken."""
    spoken: dict[str, set[Address]] = {}
    for finding in findings:
        about = finding.cells[:1] if finding.rule in checks.blank_rules else finding.cells
        spoken.setdefault(finding.rule, set()).update(about)
    totals = {f.cells[0] for f in findings if f.rule in checks.blank_rules}
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        rules = checks.yields.get(finding.rule, frozenset())
        if any(not spoken.get(rule, set()).isdisjoint(finding.cells) for rule in rules):
            continue
        if finding.rule in checks.blank_rules:
            kept.setdefault((finding.rule, finding.cells[0]), finding)
        elif finding.wording in ("blank-cells", "not-applicable"):
            if rest := _without_cells(finding, totals):
                kept.setdefault(rest.identity, rest)
        else:
            kept.setdefault(finding.identity, finding)
    return list(kept.values())


def _without_cells(finding: Finding, cells: set[Address]) -> Finding | None:
    """A list of cells without those that another finding speaks of; None where nothing is left."""
    left = tuple(cell for cell in finding.cells if cell not in cells)
    if not left:
        return None
    facts = tuple((name, str(len(left)) if name == "count" else value) for name, value in finding.facts)
    return replace(finding, cells=left, place=left[0], facts=facts)

"""Checking a report: whole, or again after an edit with the same answer.

A form under its variants, for a unit and a year, gives a fixed list of checks; each names what it reads. After an edit
only those that read a changed place are run again. What is said at the end depends on all findings and is worked out from
them anew where one has changed, so that both ways give the same evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from gipr_tui.checks.accepting import with_acceptances
from gipr_tui.checks.causes import diagnose, errors_to_explain
from gipr_tui.checks.check import Context
from gipr_tui.checks.checklist import CheckList, check_list
from gipr_tui.checks.figures import Figures
from gipr_tui.checks.finding import Diagnosis, Evaluation, Finding, evaluation
from gipr_tui.forms import Address, Severity
from gipr_tui.forms.local import LocalRules
from gipr_tui.report.model import Place, Report


def evaluate(report: Report, previous: Report | None = None, rules: LocalRules = ()) -> Evaluation:
    """All findings of ``report``. ``previous`` is the same unit's report on the year before, if there is one.

    ``rules`` are those that the office has added of its own.
    """
    return LiveEvaluation(report, previous, rules).evaluation


class LiveEvaluation:
    """The evaluation of a report that is being edited.

    What each check has said is kept, so that an edit runs only those that read what it changed; where none of them says
    anything else, the evaluation stays the very same.
    """

    def __init__(self, report: Report, previous: Report | None = None, rules: LocalRules = ()) -> None:
        self._list = check_list(report, rules)
        self._figures = Figures(report)
        self._context = Context(report, previous, self._figures)
        self._muted = self._list.muted(self._context)
        self._said: dict[int, list[_Said]] = {}
        checks, context = self._list.checks, self._context
        for number in self._list.worth_running(self._figures, self._muted):
            if found := tuple(checks[number].run(context)):
                self._say(number, found)
        self._diagnosed: _Diagnosed | None = None
        self._found = self._settled()
        self.evaluation = with_acceptances(self._found, report)

    def update(self, report: Report, changed: Iterable[Place]) -> Evaluation:
        """The evaluation after an edit that made ``report`` by changing the places ``changed``."""
        places = tuple(changed)
        plain = self._figures.follow(report, places)
        self._context = Context(report, self._context.previous, self._figures)
        differs = self._hear(places)
        numbers, checks = self._figures.numbers, self._list.checks
        for number in self._list.reading(places, plain=plain) - self._muted:
            quiet = checks[number].quiet
            if quiet and quiet(numbers):
                differs = self._said.pop(number, None) is not None or differs
            else:
                differs = self._run(number) or differs
        if not self._list.cause_cells.isdisjoint(places):
            self._diagnosed = None
        if differs or (self._diagnosed is None and self.evaluation.count(Severity.ERROR)):
            self._found = self._settled()
        self.evaluation = with_acceptances(self._found, report)
        return self.evaluation

    def _hear(self, places: tuple[Place, ...]) -> bool:
        """Takes note of what changed texts leave the checks to say; whether that silences one that has spoken."""
        texts = [place for place in places if place not in self._figures.order]
        if not texts:
            return False
        self._list.listen(self._context, texts, self._muted)
        silenced = self._muted & self._said.keys()
        for number in silenced:
            del self._said[number]
        return bool(silenced)

    def _run(self, number: int) -> bool:
        """Runs a check; whether it says anything else than before."""
        found = tuple(self._list.checks[number].run(self._context))
        before = self._said.get(number)
        if not found:
            return self._said.pop(number, None) is not None
        if before and found == tuple(said.finding for said in before):
            return False
        self._say(number, found)
        return True

    def _say(self, number: int, found: tuple[Finding, ...]) -> None:
        order = self._figures.order
        self._said[number] = [_Said(_position(one, order), one.identity, one) for one in found]

    def _settled(self) -> Evaluation:
        """Findings that others speak for are dropped, causes found and named, and all put in the form's order."""
        said = [one for number in sorted(self._said) for one in self._said[number]]
        kept = _without_echoes(self._list, said, self._figures.order)
        diagnosed = self._diagnose(errors_to_explain([one.finding for one in kept]))
        kept.sort(key=_by_position)
        findings = [one.finding for one in kept]
        if explained := diagnosed.explained:
            causes = [explained.get(one.identity) for one in kept]
            findings = [f.explained_by(cause) if cause else f for f, cause in zip(findings, causes, strict=True)]
        return evaluation(tuple(findings), diagnosed.diagnoses)

    def _diagnose(self, errors: list[Finding]) -> _Diagnosed:
        """The causes behind ``errors``: those found last, where neither these nor the figures they rest on have changed."""
        if self._diagnosed is None or self._diagnosed.errors != errors:
            found: tuple[tuple[Diagnosis, ...], dict[tuple[object, ...], str]] = ((), {})
            if errors:
                found = diagnose(
                    self._context, self._figures, self._list.index, errors, self._said.keys(), self._outcome
                )
            self._diagnosed = _Diagnosed(errors, *found)
        return self._diagnosed

    def _outcome(self, report: Report, changed: Iterable[Place]) -> tuple[list[Finding], list[Finding]]:
        """The findings before and after a trial, of the checks that read the changed places and list nothing."""
        checks, order = self._list.checks, self._figures.order
        numbers = list(self._figures.numbers)
        for place in changed:
            numbers[order[place]] = report.value(place).number or 0
        trial = Context(report, self._context.previous)
        before: list[Finding] = []
        after: list[Finding] = []
        for number in self._list.reading(changed) - self._muted:
            check = checks[number]
            if check.listing:
                continue
            before += [said.finding for said in self._said.get(number, ())]
            if not (check.quiet and check.quiet(numbers)):
                after += check.run(trial)
        return before, after


@dataclass(frozen=True)
class _Diagnosed:
    """The errors that causes were looked for behind, and what was found."""

    errors: list[Finding]
    diagnoses: tuple[Diagnosis, ...]
    explained: dict[tuple[object, ...], str]


_Position = tuple[int, int, str, tuple[int, int]]


class _Said(NamedTuple):
    """A finding with what is asked of it again and again: where it belongs, and what makes it the same as another."""

    position: _Position
    identity: tuple[object, ...]
    finding: Finding


_by_position = attrgetter("position")


def _position(finding: Finding, order: Mapping[Address, int]) -> _Position:
    return (finding.section, order.get(finding.place, -1), finding.rule, finding.span or (0, 0))


def _without_echoes(checks: CheckList, said: list[_Said], order: Mapping[Address, int]) -> list[_Said]:
    """One fault is one finding: a rule is silent on a cell where one it yields to has spoken."""
    blank_rules, yields, heeded = checks.blank_rules, checks.yields, checks.heeded
    spoken: dict[str, set[Address]] = {}
    totals: set[Address] = set()
    for _, _, finding in said:
        if finding.rule in blank_rules:
            totals.add(finding.cells[0])
        if finding.rule in heeded:
            about = finding.cells[:1] if finding.rule in blank_rules else finding.cells
            spoken.setdefault(finding.rule, set()).update(about)
    kept: dict[tuple[object, ...], _Said] = {}
    for one in said:
        finding = one.finding
        rules = yields.get(finding.rule, ()) if spoken else ()
        if any(not spoken[rule].isdisjoint(finding.cells) for rule in rules if rule in spoken):
            continue
        if finding.rule in blank_rules:
            kept.setdefault((finding.rule, finding.cells[0]), one)
        elif totals and finding.wording in ("blank-cells", "not-applicable"):
            if rest := _without_cells(finding, totals):
                kept.setdefault(rest.identity, _Said(_position(rest, order), rest.identity, rest))
        else:
            kept.setdefault(one.identity, one)
    return list(kept.values())


def _without_cells(finding: Finding, cells: set[Address]) -> Finding | None:
    """A list of cells without those that another finding speaks of; None where nothing is left."""
    left = tuple(cell for cell in finding.cells if cell not in cells)
    if not left:
        return None
    facts = tuple((name, str(len(left)) if name == "count" else value) for name, value in finding.facts)
    return finding._replace(cells=left, place=left[0], facts=facts)

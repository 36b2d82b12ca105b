"""Small reports written as a base and what differs from it, for the tests of the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from gipr_tui.checks.engine import evaluate
from gipr_tui.checks.finding import Evaluation, Finding
from gipr_tui.forms import Severity
from gipr_tui.report.model import Report, check_unit, check_year, empty_report, standard_title
from tests import reports

BASES: dict[str, Callable[[], Report]] = {
    "2019": reports.clean_2019,
    "2021": reports.clean_2021,
    "madeup": reports.madeup_report,
}


@dataclass(frozen=True)
class Case:
    """A clean report on the form ``base`` and what differs from it.

    ``cells`` is written ``R1.c1=5 R2.c1=`` (a blank cell); ``texts`` are narratives, headings and such by their place.
    ``last`` are the cells and ``last_texts`` the narratives of last year's report, otherwise as clean as this one; none is
    there where ``last`` is None.
    """

    base: str
    cells: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    year: int = 0
    variants: str = ""
    last: str | None = None
    last_texts: tuple[tuple[str, str], ...] = ()

    @property
    def report(self) -> Report:
        """The report with its differences."""
        report = BASES[self.base]()
        if self.variants:
            report = _under(report, frozenset(self.variants.split()))
        report = report.with_texts({**_cells(self.cells), **dict(self.texts)})
        unit, year = self.unit or report.unit, self.year or report.year
        title = report.title if "title" in dict(self.texts) else standard_title(report.form, unit, year)
        return replace(report, unit=check_unit(unit), year=check_year(year), title=title)

    @property
    def previous(self) -> Report | None:
        """Last year's report, if the case has one."""
        if self.last is None:
            return None
        report = BASES[self.base]().with_texts({**_cells(self.last), **dict(self.last_texts)})
        return replace(report, year=self.report.year - 1)

    def evaluate(self) -> Evaluation:
        """What the checks say."""
        return evaluate(self.report, self.previous)


def _cells(written: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in written.split())
    return {address: text for address, _, text in pairs}


def _under(report: Report, variants: frozenset[str]) -> Report:
    """The same figures under local variants; cells that only the variants have hold a nought."""
    bare = empty_report(report.unit, report.year, report.form, variants)
    texts = {address: report.value(address).text or "0" for address in bare.layout.cells}
    narratives = {place: report.get(place) for place in report.places() if place not in report.layout.cells}
    return bare.with_texts({**texts, **narratives})


def numbered(cases: Iterable[tuple[Any, ...]]) -> list[ParameterSet]:
    """Cases that begin with their rule, each under the rule and its number among the rule's cases: ``T3-ROW-2``."""
    seen: Counter[str] = Counter()
    found = []
    for case in cases:
        seen[case[0]] += 1
        found.append(pytest.param(*case, id=f"{case[0]}-{seen[case[0]]}"))
    return found


def said(evaluation: Evaluation, rule: str) -> list[str]:
    """Where a rule speaks, in order."""
    return [finding.place for finding in evaluation.findings if finding.rule == rule]


def errors(evaluation: Evaluation) -> list[Finding]:
    """The findings that must be mended."""
    return [finding for finding in evaluation.findings if finding.severity is Severity.ERROR]

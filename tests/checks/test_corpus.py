"""Real published reports whose faults are known: every fault of their tables is found, and nothing else is called one."""

from __future__ import annotations

import pytest

from gipr_tui.checks.engine import evaluate
from gipr_tui.checks.finding import Finding
from gipr_tui.report.model import Report
from gipr_tui.text.fold import fold
from tests import reports
from tests.checks.cases import errors

pytestmark = pytest.mark.skipif(
    reports.corpus() is None,
    reason="Set GIPR_CORPUS to a folder of real reports to check them against their known faults.",
)

NAMES = reports.corpus_names()

#: What a known fault is called, the rule that must find it, and whether it stands in a column or in a row.
KINDS = {
    "seven_total": ("T3-TOT", "column"),
    "column_identity": ("T3-ID", "column"),
    "blank_total": ("T3-BLANKTOT", "row"),
}


def where(finding: Finding, report: Report) -> tuple[str, str]:
    """A finding as the rule and the column or row it stands in."""
    cell = report.layout.cells[finding.cells[0]]
    for rule, reach in KINDS.values():
        if finding.rule.rstrip("0123456789") == rule:
            return rule, fold(cell.column_labels[-1] if reach == "column" else cell.row_labels[-1])
    return finding.rule, finding.cells[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_faults_of_the_tables_are_found_exactly(name: str) -> None:
    report = reports.load_corpus(name)
    known = set()
    for fault in reports.load_faults(name).tables:
        rule, reach = KINDS[fault["rule"]]
        known.add((rule, fold(fault[reach].split("/")[-1])))
    found = [where(f, report) for f in errors(evaluate(report)) if f.rule.startswith(("T3-", "T4-"))]
    assert set(found) == known
    assert len(found) == len(known)


@pytest.mark.parametrize("name", NAMES)
def test_no_claim_is_called_wrong_that_is_not(name: str) -> None:
    wrong = {fault["quantity"] for fault in reports.load_faults(name).prose if fault["kind"] == "contradiction"}
    claims = [finding for finding in errors(evaluate(reports.load_corpus(name))) if finding.rule.startswith("N-")]
    assert {dict(finding.facts)["quantity"] for finding in claims} <= wrong


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_a_report_finds_its_cell(name: str) -> None:
    report = reports.load_corpus(name)
    rows = {cell.row for address, cell in report.layout.cells.items() if address in report.values}
    assert len(rows) > 10

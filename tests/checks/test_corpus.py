"""Real published reports whose faults are known: every fault of their tables is found, and nothing else is called one."""

from __future__ import annotations

import pytest

from gipr_tui.checks.engine import evaluate
from gipr_tui.report.model import Report
from gipr_tui.text.fold import fold
from tests import reports
from tests.benchmarks.corpus import measure
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


def known_faults(name: str, report: Report) -> list[tuple[str, str]]:
    """The known faults of the tables, each as its rule and the row or column it stands in."""
    table = next(table for table in report.layout.tables if table.table.section == 3)
    faults = []
    for fault in reports.load_faults(name).tables:
        rule, reach = KINDS[fault["rule"]]
        if reach == "row":
            index = reports.row_named(fault["row"], table)
            assert index is not None, fault
            faults.append((rule, table.leaf_rows[index].key))
        else:
            column = next(column for column in table.leaf_columns if fold(column.label) == fold(fault["column"]))
            faults.append((rule, column.key))
    return sorted(faults)


def found_faults(report: Report) -> list[tuple[str, str]]:
    """What the checks say of the tables, in the same words."""
    faults = []
    for finding in errors(evaluate(report)):
        if finding.rule.startswith(("T3-", "T4-")):
            rule, cell = finding.rule.rstrip("0123456789"), report.layout.cells[finding.cells[0]]
            reach = dict(KINDS.values()).get(rule)
            faults.append((rule, {"row": cell.row, "column": cell.column}.get(reach or "", cell.address)))
    return sorted(faults)


@pytest.mark.parametrize("name", NAMES)
def test_the_faults_of_the_tables_are_found_exactly(name: str) -> None:
    report = reports.load_corpus(name)
    assert found_faults(report) == known_faults(name, report)


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


@pytest.mark.parametrize("name", NAMES)
def test_the_copies_show_the_same_faults_and_no_other(name: str) -> None:
    measured = measure(name)
    assert (measured.arithmetic.missed, measured.arithmetic.false) == (0, 0), measured.remarks
    assert measured.arithmetic.found == len(reports.load_faults(name).tables)
    assert measured.cells["wrong"] == 0

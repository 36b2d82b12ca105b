"""A government's report that adds up others: each cell is their sum, or it is said where it is not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from gipr_tui.checks.engine import LiveEvaluation, evaluate
from gipr_tui.checks.finding import Finding
from gipr_tui.checks.parts import Parts, parts_of
from gipr_tui.forms import Severity
from gipr_tui.report.model import TITLE, Report
from tests.checks.cases import Case
from tests.reports import clean_2021

HALF = {"I1.1.issued": "1", "R1.c1": "4", "RV.keep": "0", "I8.1.amount": "70000.5"}
#: What two reports with the cells above, and blank ones otherwise, make together.
WHOLE = {"I1.1.issued": "2", "R1.c1": "8", "RV.keep": "0", "I8.1.amount": "140001"}


def only(cells: Mapping[str, str]) -> Report:
    """A report with these cells and no others."""
    report = clean_2021()
    return report.with_texts({**dict.fromkeys(report.layout.cells, ""), **cells})


def of(*reports: Report, missing: tuple[str, ...] = ()) -> Parts:
    return parts_of(clean_2021().layout, reports, missing)


def said(report: Report, parts: Parts | None) -> list[Finding]:
    return [finding for finding in evaluate(report, None, (), parts).findings if finding.rule == "HI-SUM"]


@pytest.mark.parametrize(
    ("cells", "place", "numbers"),
    [
        pytest.param({"R1.c1": "9"}, "R1.c1", (9, 8), id="too many"),
        pytest.param({"R1.c1": ""}, "R1.c1", (0, 8), id="left blank"),
        pytest.param({"R2.c3": "1"}, "R2.c3", (1, 0), id="in no report below"),
    ],
)
def test_a_cell_that_is_not_the_sum_is_named(cells: dict[str, str], place: str, numbers: tuple[int, int]) -> None:
    (finding,) = said(only({**WHOLE, **cells}), of(only(HALF), only(HALF)))
    assert (finding.place, finding.left, finding.right) == (place, *numbers)
    assert finding.severity is Severity.WARNING
    assert dict(finding.facts)["count"] == "2"


@pytest.mark.parametrize(
    ("report", "parts"),
    [
        pytest.param(only(WHOLE), of(only(HALF), only(HALF)), id="every cell is the sum"),
        pytest.param(only(WHOLE), None, id="it adds up no others"),
        pytest.param(only(WHOLE), of(), id="none of them is kept"),
        pytest.param(only(WHOLE), of(only(HALF), only({**HALF, "R1.c1": "四件"})), id="one cannot be read"),
        pytest.param(only({**WHOLE, "R1.c1": "八件"}), of(only(HALF), only(HALF)), id="its own cannot be read"),
    ],
)
def test_it_is_silent(report: Report, parts: Parts | None) -> None:
    assert said(report, parts) == []


def test_a_report_that_is_missing_is_all_that_is_said() -> None:
    (finding,) = said(only({}), of(only(HALF), missing=("甲局", "乙局", "丙局", "丁局")))
    assert (finding.place, finding.wording) == (TITLE, "summary-missing")
    assert dict(finding.facts) == {"names": "甲局、乙局、丙局", "count": "4"}


def test_reports_on_the_form_before_add_what_is_the_same_there() -> None:
    before = Case("2019", "R3.6.c1=3 R1.c1=5").report
    parts = parts_of(clean_2021().layout, [before])
    assert parts.sums["R1.c1"] == 5
    assert parts.sums["R3.6.1.c1"] == 0


def test_after_an_edit_it_is_said_as_of_the_whole() -> None:
    parts, report = of(only(HALF), only(HALF)), only(WHOLE)
    live = LiveEvaluation(report, None, (), parts)
    for texts in ({"R1.c1": "9"}, {"R1.c1": "8"}, {"S1.text": "全年没有别的事。"}, {"I1.1.issued": ""}):
        report = report.with_texts(texts)
        assert live.update(report, texts) == evaluate(report, None, (), parts)

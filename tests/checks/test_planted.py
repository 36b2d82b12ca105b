"""Five hundred reports with planted faults: every violation that a plain oracle names is found, and no other."""

from __future__ import annotations

from random import Random

import pytest

from gipr_tui.checks.engine import evaluate
from gipr_tui.forms import Severity, official_forms
from gipr_tui.readers import read_copy
from gipr_tui.report.model import Report
from tests.planted import Fault, oracle, planted, report_with, sound_figures
from tests.readers.dialect import write

SEED = 20190103
REPORTS = 500
#: How many of them are also written as a copy and read back.
COPIES = 25


def found(report: Report) -> set[Fault]:
    """The errors of a report, each with the cell to be mended first."""
    findings = evaluate(report).findings
    return {(f.rule, f.place) for f in findings if f.severity is Severity.ERROR}


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_violation_is_found_and_no_other(form: str) -> None:
    random = Random(SEED)
    faults = 0
    for _ in range(REPORTS // 2):
        figures = planted(form, random)
        expected = oracle(form, figures)
        assert found(report_with(form, figures)) == expected, figures
        faults += len(expected)
    assert faults > REPORTS


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_they_are_found_in_copies_too(form: str) -> None:
    random = Random(SEED + 1)
    for _ in range(COPIES // 2):
        figures = planted(form, random)
        copy = write(report_with(form, figures)).encode()
        report = read_copy(copy, "copy.txt", official_forms()).report
        assert found(report) == oracle(form, figures), figures


def test_the_oracle_finds_nothing_where_nothing_was_planted() -> None:
    for form in ("2019", "2021"):
        assert oracle(form, sound_figures(form, Random(SEED))) == set()

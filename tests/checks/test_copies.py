"""Rows and columns that a copy lacked or had too many of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from gipr_tui.checks.engine import evaluate
from gipr_tui.forms import Severity
from gipr_tui.report.model import Report, Source, Unplaced
from tests import reports
from tests.checks.cases import said
from tests.pace import within


def copied(report: Report, lacking: Iterable[str] = ()) -> Report:
    """The report as read from a copy that had every cell but those ``lacking``, each on a line of its own."""
    cells = [address for address in report.layout.cells if address not in set(lacking)]
    lines = {address: number for number, address in enumerate(cells, 1)}
    bare = report.with_texts(dict.fromkeys(lacking, ""))
    return replace(bare, source=Source("copy.txt", "utf-8", MappingProxyType(lines)))


def row(key: str) -> list[str]:
    return [f"{key}.c{column}" for column in range(1, 8)]


def test_a_row_that_the_copy_lacked_is_named() -> None:
    findings = [f for f in evaluate(copied(reports.clean_2021(), row("R3.5.4"))).findings if f.rule == "S-ROW"]
    assert [(f.severity, f.place) for f in findings] == [(Severity.ERROR, "R3.5.4.c1")]
    assert dict(findings[0].facts)["label"] == "4.无正当理由大量反复申请"


def test_a_row_that_was_filled_in_since_is_not_lacking() -> None:
    mended = copied(reports.clean_2021(), row("R3.5.4")).with_texts({"R3.5.4.c1": "0"})
    assert said(evaluate(mended), "S-ROW") == []


def test_a_row_whose_figures_could_not_be_parted_is_not_lacking() -> None:
    report = copied(reports.clean_2021(), row("R3.5.4"))
    kept = replace(report, unplaced=(Unplaced(40, 3, "4.无正当理由大量反复申请\t1205", "run-open"),))
    assert [finding.severity for finding in evaluate(kept).findings if finding.rule == "S-ROW"] == [Severity.WARNING]
    filled = kept.with_texts(dict.fromkeys(row("R3.5.4"), "0"))
    assert said(evaluate(filled), "S-ROW") == []


def test_a_report_that_was_typed_lacks_no_row() -> None:
    report = reports.clean_2021().with_texts(dict.fromkeys(row("R3.5.4"), ""))
    assert said(evaluate(report), "S-ROW") == []


def test_a_column_that_the_copy_lacked_is_named() -> None:
    report = reports.clean_2021()
    column = [address for address in report.layout.cells if address.endswith(".c5")]
    findings = [f for f in evaluate(copied(report, column)).findings if f.rule == "S-COL"]
    assert [(f.severity, f.place) for f in findings] == [(Severity.ERROR, "R1.c5")]


def test_a_copy_with_all_columns_lacks_none() -> None:
    evaluation = evaluate(copied(reports.clean_2021()))
    assert said(evaluation, "S-ROW") == said(evaluation, "S-COL") == []


def test_a_column_too_many_is_a_hint() -> None:
    report = replace(reports.clean_2021(), unplaced=(Unplaced(40, 3, "小计", "extra-column"),))
    (finding,) = evaluate(report).findings
    assert (finding.rule, finding.severity) == ("S-COL", Severity.HINT)


def test_a_row_of_table_four_that_has_not_fifteen_figures_is_an_error() -> None:
    figures = "\t".join(["0"] * 14)
    report = replace(reports.clean_2021(), unplaced=(Unplaced(99, 4, figures, "row-shape"),))
    (finding,) = evaluate(report).findings
    assert (finding.rule, finding.severity) == ("T4-15", Severity.ERROR)
    assert (dict(finding.facts)["found"], dict(finding.facts)["expected"]) == ("14", "15")


def test_fifteen_figures_of_table_four_are_all_right() -> None:
    assert said(evaluate(copied(reports.clean_2021())), "T4-15") == []


def split_report() -> Report:
    source = Source("copy.txt", "utf-8", MappingProxyType({}), frozenset([*row("R1"), *row("R3.7")]))
    return replace(reports.clean_2021(), source=source)


def test_rows_that_their_totals_told_apart_are_listed() -> None:
    (finding,) = (f for f in evaluate(split_report()).findings if f.rule == "S-SPLIT")
    assert (finding.severity, finding.place, len(finding.cells)) == (Severity.HINT, "R1.c1", 14)
    assert dict(finding.facts)["rows"] == "一、本年新收政府信息公开申请数量、（七）总计"


def test_a_figure_typed_anew_was_not_told_apart() -> None:
    typed = split_report().with_texts(dict.fromkeys([*row("R1"), *row("R3.7")], "0"))
    assert said(evaluate(typed), "S-SPLIT") == []
    assert said(evaluate(reports.clean_2021()), "S-SPLIT") == []


def test_a_line_that_stands_twice_is_named_once() -> None:
    for reason in ("unknown-row", "repeated-heading"):
        twice = tuple(Unplaced(line, section, "单位：件", reason) for line, section in ((1, 0), (9, 1)))
        findings = evaluate(replace(reports.clean_2021(), unplaced=twice)).findings
        assert len([finding for finding in findings if finding.text == "单位：件"]) == 1


def test_a_line_without_a_place_is_named_beside_a_blank_total() -> None:
    report = replace(reports.clean_2021(), unplaced=(Unplaced(1, 3, "备注", "unknown-row"),))
    report = report.with_texts({"R3.7.c1": ""})
    assert {"S-ROW", "T3-BLANKTOT"} <= {finding.rule for finding in evaluate(report).findings}


def test_thousands_of_lines_without_a_place_are_named_in_time() -> None:
    lines = tuple(Unplaced(number, 1, f"第{number}行", "unknown-row") for number in range(20_000))
    report = replace(reports.clean_2021(), unplaced=lines)
    with within(2):
        assert len(said(evaluate(report), "S-ROW")) == len(lines)

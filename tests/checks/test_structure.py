"""The report as a document: sections, headings, tables, and the form itself."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from gipr_tui.checks.engine import evaluate
from gipr_tui.forms import Severity, official_forms
from gipr_tui.report.model import Report, Source, Unplaced, empty_report, heading_place
from tests.checks.cases import Case, said


def headed(number: int, heading: str) -> Case:
    return Case("2019", texts=((heading_place(number), heading),))


def at_lines(report: Report, *lines: int) -> Report:
    """The report as read from a copy in which its six headings stood at these lines."""
    places = {heading_place(number): line for number, line in enumerate(lines, 1)}
    return replace(report, source=Source("copy.txt", "utf-8", MappingProxyType(places)))


@pytest.mark.parametrize(
    ("number", "heading", "rule", "wording"),
    [
        (1, "", "S-SEC", "section-missing"),
        (6, "", "S-SEC", "section-missing"),
        (3, "三、收到和处理政府信息公开请情况", "S-HEAD", "heading-typo"),
        (2, "二、主动公开政府信息情兄", "S-HEAD", "heading-typo"),
        (3, "收到和处理政府信息公开申请情况", "S-HEAD", "heading-typo"),
        (2, "二、公开工作的开展", "S-HEAD", "heading-unknown"),
        (3, "四、收到和处理政府信息公开申请情况", "S-ORD", "heading-number"),
        (4, "三、政府信息公开行政复议、行政诉讼情况", "S-ORD", "heading-number"),
        (2, "三、收到和处理政府信息公开申请情况", "S-ORD", "heading-of-another"),
        (4, "四、收到和处理政府信息公开申请情况", "S-ORD", "heading-of-another"),
    ],
    ids=[
        "none",
        "no last",
        "a character short",
        "a wrong character",
        "no number",
        "another",
        "four for three",
        "three for four",
        "the next one",
        "the one before, numbered anew",
    ],
)
def test_a_heading_that_is_not_the_forms_is_named(number: int, heading: str, rule: str, wording: str) -> None:
    (finding,) = headed(number, heading).evaluate().findings
    assert (finding.rule, finding.wording, finding.place) == (rule, wording, heading_place(number))
    assert finding.severity is (Severity.WARNING if rule == "S-HEAD" else Severity.ERROR)


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, "一、总体情况"),
        (2, "二、行政机关主动公开政府信息情况"),
        (3, "三、 收到和处理政府信息公开申请情况"),
        (4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (4, "四．政府信息公开行政复议，行政诉讼情况"),
        (5, "五、存在的主要问题和改进情况"),
    ],
    ids=["the form's", "longer", "spaced", "another in use", "other marks", "another word"],
)
def test_a_heading_in_use_is_accepted(number: int, heading: str) -> None:
    assert headed(number, heading).evaluate().findings == ()


def test_a_typo_is_compared_with_the_nearest_heading_in_use() -> None:
    (finding,) = headed(2, "二、行政机关主动公开政府信息请况").evaluate().findings
    assert dict(finding.facts)["expected"] == "二、行政机关主动公开政府信息情况"


def test_sections_out_of_order_are_named(clean: Report) -> None:
    assert said(evaluate(at_lines(clean, 1, 30, 20, 40, 50, 60)), "S-ORD") == [heading_place(3)]


@pytest.mark.parametrize("lines", [(1, 2, 3, 4, 5, 6), (10, 20, 30, 40, 50, 60), ()])
def test_sections_in_order_are_in_order(clean: Report, lines: tuple[int, ...]) -> None:
    assert evaluate(at_lines(clean, *lines)).findings == ()


def test_a_table_with_nothing_in_it_is_missing() -> None:
    report = Case("2021").report
    bare = report.with_texts({cell.address: "" for cell in report.layout.cells.values() if cell.section == 4})
    (finding,) = [finding for finding in evaluate(bare).findings if finding.section == 4]
    assert (finding.rule, finding.severity, len(finding.cells)) == ("S-TAB", Severity.ERROR, 15)


def test_a_table_with_one_figure_in_it_is_not_missing() -> None:
    report = Case("2021").report
    bare = report.with_texts({cell.address: "" for cell in report.layout.cells.values() if cell.section == 4})
    assert said(evaluate(bare.with_texts({"RV.keep": "0"})), "S-TAB") == []


def test_an_empty_report_lacks_its_tables_and_its_texts_and_nothing_else() -> None:
    report = empty_report("某局", 2021, official_forms()["2021"])
    assert [(finding.rule, finding.section) for finding in evaluate(report).findings if finding.rule[0] == "S"] == [
        ("S-FIVE", 1),
        ("S-TAB", 2),
        ("S-TAB", 3),
        ("S-TAB", 4),
        ("S-5EMPTY", 5),
        ("S-6EMPTY", 6),
    ]


@pytest.mark.parametrize(("base", "year"), [("2019", 2021), ("2019", 2018), ("2021", 2020), ("2021", 2019)], ids=str)
def test_a_form_of_another_year_is_named(base: str, year: int) -> None:
    (finding,) = [f for f in Case(base, year=year).evaluate().findings if f.rule.startswith("S-")]
    assert (finding.rule, finding.severity) == ("S-FORM", Severity.ERROR)


@pytest.mark.parametrize(("base", "year"), [("2019", 2019), ("2019", 2020), ("2021", 2021), ("2021", 2025)], ids=str)
def test_the_form_of_the_year_is_right(base: str, year: int) -> None:
    assert said(Case(base, year=year).evaluate(), "S-FORM") == []


def test_a_row_of_the_old_form_in_the_new_one_is_a_mixture() -> None:
    (finding,) = Case("2021", variants="single-other").evaluate().findings
    assert (finding.rule, finding.severity) == ("S-MIX", Severity.ERROR)


def test_a_legal_local_variant_is_none() -> None:
    assert said(Case("2019", variants="split-other-services").evaluate(), "S-MIX") == []


@pytest.mark.parametrize(
    ("reason", "rule", "severity"),
    [("repeated-heading", "S-SEC", Severity.ERROR), ("no-such-row", "S-ROW", Severity.HINT)],
    ids=["a heading again", "a row"],
)
def test_what_had_no_place_in_the_form_is_named_with_its_line(
    clean: Report, reason: str, rule: str, severity: Severity
) -> None:
    (finding,) = evaluate(replace(clean, unplaced=(Unplaced(17, 3, "其他主动公开文件", reason),))).findings
    assert (finding.rule, finding.severity, finding.section, finding.text) == (rule, severity, 3, "其他主动公开文件")
    assert dict(finding.facts)["line"] == "17"


def test_a_report_all_of_which_was_placed_has_no_such_finding(clean: Report) -> None:
    assert said(evaluate(clean), "S-ROW") == []

"""Last year's figures beside this year's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gipr_tui.forms import CellKind, lay_out, official_forms
from gipr_tui.report.model import Report, empty_report
from gipr_tui.report.values import BLANK, parse_value
from gipr_tui.workspace.lastyear import difference, last_year_figures
from tests.reports import clean_2019, clean_2021, form_of, with_rows


def report_on(form: str, year: int, *variants: str) -> Report:
    return empty_report("某区", year, form_of(form), frozenset(variants))


def shown(report: Report, previous: Report) -> dict[str, str]:
    return {address: value.text for address, value in last_year_figures(report, previous).items()}


def test_on_the_same_form_every_cell_has_its_own() -> None:
    before = clean_2021()
    assert shown(report_on("2021", 2022), before) == {address: before.get(address) for address in before.layout.cells}


def test_what_was_blank_is_blank() -> None:
    figures = last_year_figures(report_on("2021", 2022), report_on("2021", 2021))
    assert set(figures.values()) == {BLANK}


def test_across_the_change_of_form_what_is_counted_alike_goes_on() -> None:
    before = clean_2019()
    figures = shown(report_on("2021", 2021), before)
    assert {address for address in figures if address.startswith("I")} == {
        "I1.1.issued",
        "I1.2.issued",
        "I5.1.decided",
        "I6.1.decided",
        "I6.2.decided",
    }
    assert (figures["I1.2.issued"], figures["I5.1.decided"], figures["R1.c7"]) == ("3", "40", "6")
    assert figures["LA.tot"] == before.get("LA.tot")


def test_one_row_that_became_three_has_no_figure_for_any_of_them() -> None:
    report = report_on("2021", 2021)
    cells = {address for row in report.layout.table("T3").addresses for address in row}
    without = cells - last_year_figures(report, clean_2019()).keys()
    assert without == {address for address in cells if address.startswith("R3.6")}


@pytest.mark.parametrize(
    ("variants", "address"), [(("single-other",), "R3.6.c1"), (("subtotals",), "R3.6.0.c1")], ids=["row", "subtotal"]
)
def test_one_row_goes_on_in_one_row(variants: tuple[str, ...], address: str) -> None:
    before = with_rows(clean_2019(), R3_6="4 0 0 0 0 0 4")
    assert shown(report_on("2021", 2021, *variants), before)[address] == "4"


@pytest.mark.parametrize(
    ("variants", "address"), [(("single-other",), "R3.6.c1"), (("subtotals",), "R3.6.0.c1")], ids=["row", "subtotal"]
)
def test_three_rows_go_on_as_their_sum_in_one(variants: tuple[str, ...], address: str) -> None:
    before = with_rows(clean_2021(), R3_6_1="1 0 0 0 0 0 1", R3_6_2="2 0 0 0 0 0 2", R3_6_3="4 0 0 0 0 0 4")
    assert shown(report_on("2021", 2022, *variants), before)[address] == "7"


@pytest.mark.parametrize("part", ["", "/", "x"])
def test_a_sum_with_a_part_missing_is_not_shown(part: str) -> None:
    before = clean_2021().with_texts({"R3.6.2.c1": part})
    figures = shown(report_on("2021", 2022, "single-other"), before)
    assert "R3.6.c1" not in figures
    assert "R3.6.c2" in figures


def test_a_subtotal_of_columns_is_the_sum_of_last_years() -> None:
    figures = shown(report_on("2021", 2022, "legal-subtotal"), clean_2021())
    assert (figures["R1.c8"], figures["R3.4.1.c8"]) == ("4", "2")


def test_a_row_split_last_year_goes_on_as_its_sum() -> None:
    before = with_rows(report_on("2019", 2019, "split-other-services"), I5_2_1="1 0 5", I5_2_2="2 减1 7")
    figures = shown(report_on("2019", 2020), before)
    assert [figures[f"I5.2.{column}"] for column in ("before", "change", "decided")] == ["3", "-1", "12"]


def test_a_unit_that_files_on_the_older_form_again_sees_the_same_series() -> None:
    before = clean_2021()
    figures = shown(report_on("2019", 2022), before)
    assert (figures["I1.2.made"], figures["I5.1.decided"], figures["R1.c7"]) == ("3", "240", "16")
    assert figures["R3.6.c7"] == "0"
    assert not {"I1.2.stock", "I8.1.before", "I9.1.amount"} & set(figures)


def test_forms_that_have_nothing_to_do_with_each_other_share_nothing() -> None:
    assert last_year_figures(report_on("madeup", 2022), clean_2021()) == {}


def test_every_correspondence_names_what_the_other_form_has() -> None:
    forms = official_forms()
    for named in (named for form in forms.values() for named in form.correspondences):
        layout = lay_out(forms[named.form])
        for table in map(layout.table, named.tables):
            lines = {"row": table.leaf_columns, "column": table.leaf_rows}.get(named.each, ())
            assert set(named.sources) <= {line.key for line in lines}


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [("5", "3", 2), ("3", "5", -2), ("1.50", "1", Decimal("0.5")), ("", "3", None), ("3", "/", None), ("x", "3", None)],
)
def test_the_difference_is_this_year_less_last(now: str, before: str, expected: int | Decimal | None) -> None:
    values = (parse_value(text, CellKind.AMOUNT, "万元") for text in (now, before))
    assert difference(*values) == expected

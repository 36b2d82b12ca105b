"""One report in memory: its places, and what may be a unit and a year."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.errors import UsageError
from gipr_tui.forms import official_forms
from gipr_tui.report.model import (
    MAX_UNIT,
    Report,
    check_unit,
    check_year,
    empty_report,
    heading_place,
    section_of_place,
    text_place,
)
from gipr_tui.report.values import BLANK, ValueKind
from tests import reports


def refusal(code: str) -> pytest.RaisesExc[UsageError]:
    return pytest.RaisesExc(UsageError, check=lambda error: error.code == code)


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("", "unit-empty"),
        (" \u3000\t", "unit-empty"),
        ("../../x", "unit-path"),
        ("a/b", "unit-path"),
        ("a\\b", "unit-path"),
        (".", "unit-path"),
        ("..", "unit-path"),
        ("某\x00局", "unit-unprintable"),
        ("某\x1b[31m局", "unit-unprintable"),
        ("某\n局", "unit-unprintable"),
        ("某\u202e局", "unit-unprintable"),
        ("局" * 300, "unit-too-long"),
        ("局" * (MAX_UNIT + 1), "unit-too-long"),
    ],
)
def test_a_name_that_could_do_harm_is_no_unit(unit: str, code: str) -> None:
    with refusal(code):
        check_unit(unit)


@pytest.mark.parametrize(
    "unit", ["金盏地区", "北京市朝阳区金盏地区", "X 局", "云岭市（县级）水务局", "局" * MAX_UNIT, "a.b"]
)
def test_a_name_is_a_unit(unit: str) -> None:
    assert check_unit(f" {unit}\u3000") == unit


@given(st.text(max_size=80))
def test_an_accepted_unit_is_one_clean_line(unit: str) -> None:
    try:
        name = check_unit(unit)
    except UsageError:
        return
    assert name == name.strip() and name.isprintable() and len(name) <= MAX_UNIT
    assert "/" not in name and "\\" not in name and name not in (".", "..")


@pytest.mark.parametrize("year", [-1, 0, 1900, 2007, 2101, 20199])
def test_a_year_without_reports_is_refused(year: int) -> None:
    with refusal("year-range"):
        check_year(year)


@pytest.mark.parametrize("year", [2008, 2019, 2021, 2100])
def test_a_year_with_reports_is_taken(year: int) -> None:
    assert check_year(year) == year


def test_an_empty_report_has_the_headings_and_the_title_of_its_form() -> None:
    report = empty_report("某局", 2021, official_forms()["2021"])
    assert report.title == "某局2021年政府信息公开工作年度报告"
    assert [passage.heading for passage in report.passages] == [s.heading for s in report.form.sections]
    assert not report.values
    assert {report.get(address) for address in report.layout.cells} == {""}
    assert report.value("R1.c1") is BLANK


def test_a_report_never_changes(clean: Report) -> None:
    after = clean.with_texts({"R1.c1": "99", text_place(1): "改过"})
    assert (clean.get("R1.c1"), after.get("R1.c1")) == ("12", "99")
    assert clean.get(text_place(1)) != after.get(text_place(1)) == "改过"
    with pytest.raises(FrozenInstanceError):
        clean.title = "别的"  # type: ignore[misc]
    with pytest.raises(TypeError):
        clean.values["R1.c1"] = BLANK  # type: ignore[index]


def test_a_blank_cell_is_not_among_the_values(clean: Report) -> None:
    after = clean.with_texts({"R1.c1": "\u00a0"})
    assert "R1.c1" not in after.values
    assert after.value("R1.c1").kind is ValueKind.BLANK


def test_every_place_can_be_read_and_written_back(jinzhan: Report) -> None:
    places = list(jinzhan.places())
    assert len(places) == len(set(places)) == 2 + 6 * 2 + 201
    assert jinzhan.with_texts({place: jinzhan.get(place) for place in places}) == jinzhan


@pytest.mark.parametrize(
    "place", ["", "R9.c1", "R1", "c1", "S0.text", "S7.text", "S1.body", "S01.text", "S１.text", "s1.text", "S1.text "]
)
def test_a_place_the_report_does_not_have_is_refused(clean: Report, place: str) -> None:
    with refusal("unknown-place"):
        clean.get(place)
    with refusal("unknown-place"):
        clean.with_texts({place: "1"})


def test_a_place_of_another_variant_is_refused(jinzhan: Report) -> None:
    assert jinzhan.get("I5.2.1.decided") == "0"
    with refusal("unknown-place"):
        jinzhan.get("I5.2.decided")


@given(st.integers(1, 99))
def test_a_place_of_a_section_names_it(number: int) -> None:
    assert section_of_place(heading_place(number)) == (number, "heading")
    assert section_of_place(text_place(number)) == (number, "text")


def test_a_heading_and_the_title_are_one_line_and_a_narrative_is_many(clean: Report) -> None:
    after = clean.with_texts({"title": " 甲\n乙 ", heading_place(1): "一、\t总体", text_place(1): "甲\r\n\x07乙"})
    assert (after.title, after.get(heading_place(1)), after.get(text_place(1))) == ("甲 乙", "一、 总体", "甲\n乙")


def test_the_made_up_report_is_filled_in_like_any_other() -> None:
    report = reports.madeup_report()
    assert report.title == "清河县图书馆2012年图书馆运行情况报告"
    assert report.with_texts({"L3.2.1.c2": "十二"}).value("L3.2.1.c2").number == 12
    assert report.with_texts({"B1.1.change": "减4"}).value("B1.1.change").number == -4
    assert report.with_texts({"B1.9.cost": "251000元"}).value("B1.9.cost").number == Decimal("25.1")

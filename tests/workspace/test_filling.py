"""Noughts and totals filled on request."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.checks.check import Context
from gipr_tui.checks.relations import add_up, equations_of
from gipr_tui.forms import Address
from gipr_tui.report.model import Report, empty_report
from gipr_tui.workspace.filling import is_total, total_of, totals_for, zeros_for
from tests.reports import form_of, jinzhan_2019, madeup_form, with_rows

FORMS = ["2019", "2021", "madeup"]


def blank_report(form: str, variants: frozenset[str] = frozenset()) -> Report:
    return empty_report("某镇", form_of(form).years[0], form_of(form), variants)


def totals_of(report: Report) -> list[Address]:
    return [address for address in report.layout.cells if is_total(report, address)]


@pytest.fixture
def blank() -> Report:
    return blank_report("2021")


def test_the_totals_are_those_the_form_names(blank: Report) -> None:
    totals = totals_of(blank)
    rows = [row.key for row in blank.layout.table("T3").leaf_rows]
    columns = [column.key for column in blank.layout.table("T3").leaf_columns]
    expected = {f"{row}.c7" for row in rows} | {f"R3.7.{column}" for column in columns}
    assert set(totals) == expected | {"RV.tot", "LD.tot", "LA.tot"}


def test_a_form_of_another_domain_has_its_own_totals() -> None:
    totals = totals_of(blank_report("madeup"))
    assert {"L1.c9", "L3.9.c1", "B1.9.cost", "TK.tot"} <= set(totals)
    assert not {"EX.tot", "L4.c1", "B1.1.closing"} & set(totals)


# ---------------------------------------------------------------- noughts


def test_noughts_go_into_blanks_only(blank: Report) -> None:
    report = blank.with_texts({"R1.c1": "5", "R1.c2": "/", "R1.c3": "x"})
    assert zeros_for(report, ["R1.c1", "R1.c2", "R1.c3", "R1.c4", "R2.c7"]) == {"R1.c4": "0", "R2.c7": "0"}


def test_every_blank_of_a_blank_report_becomes_a_nought(blank: Report) -> None:
    assert zeros_for(blank, blank.layout.cells) == dict.fromkeys(blank.layout.cells, "0")


@pytest.mark.parametrize("part", ["5", "x"])
def test_a_blank_total_of_something_does_not_become_a_nought(blank: Report, part: str) -> None:
    report = blank.with_texts({"R1.c1": part})
    assert "R1.c7" not in zeros_for(report, ["R1.c2", "R1.c7"])


# ---------------------------------------------------------------- one total


def test_a_total_is_the_sum_of_its_parts(blank: Report) -> None:
    report = with_rows(blank, R1="5 1 _ / 0 2 _")
    assert total_of(report, "R1.c7") == "8"


@pytest.mark.parametrize(
    ("texts", "address"),
    [
        pytest.param({"R1.c1": "5"}, "R1.c2", id="no total"),
        pytest.param({}, "R1.c7", id="all parts blank"),
        pytest.param({"R1.c1": "/"}, "R1.c7", id="no part applicable"),
        pytest.param({"R1.c1": "5", "R1.c2": "x"}, "R1.c7", id="a part that can't be read"),
        pytest.param({"R3.1.c1": "x", "R3.2.c2": "1"}, "R3.7.c7", id="a part of a part that can't be read"),
        pytest.param({"R3.1.c7": "5", "R3.2.c1": "2"}, "R3.7.c7", id="one sum along, another down"),
    ],
)
def test_a_total_that_can_not_be_told_is_none(blank: Report, texts: dict[Address, str], address: Address) -> None:
    assert total_of(blank.with_texts(texts), address) is None


def test_a_total_of_blank_totals_is_worked_out_from_their_parts(blank: Report) -> None:
    assert total_of(blank.with_texts({"R3.1.c1": "3", "R3.4.1.c2": "4"}), "R3.7.c7") == "7"


def test_a_total_of_totals_typed_without_their_parts_is_their_sum(blank: Report) -> None:
    assert total_of(blank.with_texts({"R3.1.c7": "3", "R3.4.1.c7": "4"}), "R3.7.c7") == "7"


def test_amounts_and_signed_changes_are_written_as_the_form_wants_them() -> None:
    report = with_rows(blank_report("madeup"), B1_1="900 +60 960 12.50", B1_2="80 -5 75 0.8")
    assert [total_of(report, f"B1.9.{column}") for column in ("change", "cost")] == ["+55", "13.30"]


# ---------------------------------------------------------------- many totals


def test_blank_totals_are_filled_and_agreeing_ones_left(blank: Report) -> None:
    report = blank.with_texts({"R3.1.c1": "3", "R3.1.c7": "3", "RV.keep": "2"})
    totals = totals_for(report, report.layout.cells)
    assert totals.texts == {"R3.7.c1": "3", "R3.7.c7": "3", "RV.tot": "2"}
    assert (totals.disagreeing, totals.undecided) == ({}, ())


def test_a_total_that_disagrees_is_named_and_kept() -> None:
    report = jinzhan_2019()
    wrong = {"R3.7.c1": ("10", "5"), "R3.7.c2": ("2", "1"), "R3.7.c7": ("12", "6")}
    totals = totals_for(report, report.layout.cells)
    assert (totals.texts, totals.disagreeing) == ({}, wrong)


def test_a_total_that_disagrees_is_replaced_where_that_is_asked_for() -> None:
    report = jinzhan_2019()
    totals = totals_for(report, report.layout.cells, overwrite=True)
    assert totals.texts == {"R3.7.c1": "5", "R3.7.c2": "1", "R3.7.c7": "6"}


def test_a_total_that_can_not_be_read_is_not_overwritten_unasked(blank: Report) -> None:
    report = blank.with_texts({"RV.keep": "2", "RV.tot": "x", "LD.keep": "1", "LD.tot": "/"})
    totals = totals_for(report, ["RV.tot", "LD.tot"])
    assert (totals.texts, totals.disagreeing) == ({}, {"RV.tot": ("x", "2"), "LD.tot": ("/", "1")})


def test_a_total_not_applicable_agrees_with_nothing(blank: Report) -> None:
    totals = totals_for(blank.with_texts({"RV.keep": "0", "RV.tot": "/"}), ["RV.tot"])
    assert (totals.texts, totals.disagreeing) == ({}, {})


def test_a_total_with_two_sums_is_undecided(blank: Report) -> None:
    report = blank.with_texts({"R3.1.c7": "5", "R3.2.c1": "2"})
    totals = totals_for(report, report.layout.cells)
    assert totals.undecided == ("R3.7.c7",)
    assert "R3.7.c7" not in totals.texts


def test_only_what_is_asked_for_is_filled(blank: Report) -> None:
    report = blank.with_texts({"R3.1.c1": "3"})
    assert totals_for(report, ["R3.1.c7", "R3.1.c2"]).texts == {"R3.1.c7": "3"}


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_after_filling_every_sum_of_the_form_holds(form: str, data: st.DataObject) -> None:
    variants = data.draw(st.frozensets(st.sampled_from([variant.id for variant in form_of(form).variants])))
    report = blank_report(form, variants)
    parts = [address for address in report.layout.cells if not is_total(report, address)]
    figures = st.sampled_from(["", "/", "0", "1", "7", "12", "2.50"])
    report = report.with_texts({address: data.draw(figures) for address in parts})
    totals = totals_for(report, data.draw(st.permutations(list(report.layout.cells))))
    report = report.with_texts(totals.texts)
    for equation in equations_of(report.layout, report.unit, report.year):
        if equation.relation.fills:
            left, right = (add_up(side, Context(report)) for side in (equation.left, equation.right))
            assert left and right and left.total == right.total
    again = totals_for(report, report.layout.cells)
    assert (totals.disagreeing, totals.undecided, again.texts) == ({}, (), {})


def test_totals_in_a_circle_do_not_hang() -> None:
    form = madeup_form()
    (talks,) = (relation for relation in form.relations if relation.rule == "M-TALKS")
    held, total = talks.right[0], talks.left[0]
    circle = replace(form, relations=(talks, replace(talks, left=(held,), right=(total,))))
    report = empty_report("某村", 2012, circle).with_texts({"TK.held": "3", "TK.off": "1"})
    assert totals_for(report, report.layout.cells).undecided == ()

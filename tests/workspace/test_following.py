"""Totals that follow their parts: put in with the edit of a part, never over what was typed otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.report.model import Report, empty_report, text_place
from gipr_tui.workspace.filling import following, follows, is_total, totals_for
from gipr_tui.workspace.session import Session
from gipr_tui.workspace.workspace import Workspace
from tests.reports import form_of, madeup_form


def blank_report(form: str = "2021") -> Report:
    return empty_report("某镇", form_of(form).years[0], form_of(form))


def session_of(report: Report) -> Session:
    session = Session(report, None, lambda *_: None)
    session.totals_follow = True
    return session


def test_a_total_is_filled_with_the_first_of_its_parts_and_in_the_same_edit() -> None:
    session = session_of(blank_report())
    outcome = session.enter("R1.c1", "5")
    assert outcome.changed == {"R1.c1", "R1.c7"}
    assert session.enter("R1.c2", "3").changed == {"R1.c2", "R1.c7"}
    assert session.report.get("R1.c7") == "8"
    session.undo()
    assert [session.report.get(f"R1.c{column}") for column in (1, 2, 7)] == ["5", "", "5"]
    session.undo()
    assert session.report == blank_report()
    session.redo()
    assert session.report.get("R1.c7") == "5"


def test_totals_of_totals_follow_along_and_down() -> None:
    session = session_of(blank_report())
    assert session.enter("R3.4.1.c2", "4").changed == {"R3.4.1.c2", "R3.4.1.c7", "R3.7.c2", "R3.7.c7"}
    assert session.report.get("R3.7.c7") == "4"


def test_a_total_without_parts_is_blank_again() -> None:
    session = session_of(blank_report())
    session.enter("RV.keep", "2")
    session.apply({"RV.keep": ""})
    assert (session.report.get("RV.keep"), session.report.get("RV.tot")) == ("", "")


def test_a_total_typed_otherwise_stays_and_is_named_once() -> None:
    session = session_of(blank_report().with_texts({"RV.tot": "9"}))
    assert session.enter("RV.keep", "2").held == {"RV.tot": ("9", "2")}
    assert session.enter("RV.corr", "1").held == {}
    assert session.report.get("RV.tot") == "9"
    session.enter("RV.oth", "6")
    assert session.fills("RV.tot"), "it agrees now"
    assert session.enter("RV.oth", "5").changed == {"RV.oth", "RV.tot"}
    session.enter("RV.tot", "1")
    assert session.enter("RV.oth", "7").held == {"RV.tot": ("1", "10")}, "typed otherwise again"


def test_a_total_that_the_edit_speaks_of_is_put_in_as_it_says() -> None:
    session = session_of(blank_report())
    session.apply({"RV.keep": "2", "RV.corr": "1", "RV.tot": "7"})
    assert session.report.get("RV.tot") == "7"
    session.apply({"LD.keep": "2", "LD.tot": ""})
    assert session.report.get("LD.tot") == ""


@pytest.mark.parametrize("filed", ["/", "x"])
def test_a_total_not_applicable_or_unreadable_stays(filed: str) -> None:
    session = session_of(blank_report().with_texts({"RV.tot": filed}))
    assert session.enter("RV.keep", "2").held == {"RV.tot": (filed, "2")}
    assert session.report.get("RV.tot") == filed


def test_totals_do_not_follow_unless_that_was_asked_for(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    entry = workspace.keep(blank_report())
    session = workspace.edit(entry)
    assert session.enter("R1.c1", "5").changed == {"R1.c1"}
    assert not session.fills("R1.c7")
    workspace.totals_follow = True
    assert workspace.edit(workspace.entries()[0]).totals_follow


def test_only_totals_that_hold_what_their_parts_give_are_filled_for_one() -> None:
    report = blank_report().with_texts({"RV.keep": "2", "RV.tot": "2", "LD.keep": "2", "LD.tot": "3", "R1.c1": "x"})
    assert follows(report, "RV.tot") and follows(report, "LA.tot")
    assert not any(follows(report, address) for address in ("LD.tot", "RV.keep", "R1.c7"))


def test_a_text_takes_no_total_with_it() -> None:
    report = blank_report().with_texts({"RV.keep": "2"})
    texts = {text_place(1): "共5件。"}
    assert following(report, texts).texts == texts


@given(data=st.data())
@pytest.mark.parametrize("form", ["2019", "2021", "madeup"])
def test_entered_one_by_one_every_total_is_what_filling_all_at_once_gives(form: str, data: st.DataObject) -> None:
    report = blank_report(form)
    parts = [address for address in report.layout.cells if not is_total(report, address)]
    figures = st.dictionaries(st.sampled_from(parts), st.sampled_from(["", "/", "0", "1", "7", "12"]), max_size=12)
    entered: dict[str, str] = {}
    followed = report
    for address, text in [*data.draw(figures).items(), *data.draw(figures).items()]:
        entered[address] = text
        followed = followed.with_texts(following(followed, {address: text}).texts)
    bare = report.with_texts(entered)
    assert followed == bare.with_texts(totals_for(bare, bare.layout.cells).texts)


def test_totals_in_a_circle_do_not_hang() -> None:
    form = madeup_form()
    (talks,) = (relation for relation in form.relations if relation.rule == "M-TALKS")
    held, total = talks.right[0], talks.left[0]
    circle = replace(form, relations=(talks, replace(talks, left=(held,), right=(total,))))
    assert following(empty_report("某村", 2012, circle), {"TK.held": "3", "TK.off": "1"}).texts["TK.held"] == "3"

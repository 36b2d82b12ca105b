"""What the operator did can be taken back, one step at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.errors import UsageError
from gipr_tui.report.edits import History, edit_of
from gipr_tui.report.margin import carried_place, note_place
from gipr_tui.report.model import Report, heading_place, text_place
from tests import reports


def apply(report: Report, history: History, texts: dict[str, str], joins: str = "") -> tuple[Report, History]:
    edit = edit_of(report, texts, joins)
    return edit.apply(report), history.push(edit)


def undo(report: Report, history: History) -> tuple[Report, History]:
    step = history.undo()
    assert step is not None
    return step[0].revert(report), step[1]


def redo(report: Report, history: History) -> tuple[Report, History]:
    step = history.redo()
    assert step is not None
    return step[0].apply(report), step[1]


def test_an_edit_holds_only_what_changes(clean: Report) -> None:
    edit = edit_of(clean, {"R1.c1": "12", "R1.c2": "3", "R1.c3": " 0 "})
    assert edit.places == {"R1.c2"}
    assert not edit_of(clean, {"R1.c1": "\u00a012"}).changes


def test_several_cells_at_once_are_one_step(clean: Report) -> None:
    after, history = apply(clean, History(), {"R1.c1": "5", "R1.c7": "9"})
    assert (after.get("R1.c1"), after.get("R1.c7")) == ("5", "9")
    assert undo(after, history) == (clean, History((), history.done))


def test_what_was_taken_back_can_be_done_again(clean: Report) -> None:
    one, history = apply(clean, History(), {"R1.c1": "5"})
    two, history = apply(one, history, {heading_place(3): "三、收到申请情况"})
    back, history = undo(two, history)
    assert back == one
    again, history = redo(back, history)
    assert again == two
    assert history.redo() is None


def test_nothing_done_is_nothing_to_take_back() -> None:
    assert History().undo() is None
    assert History().redo() is None


def test_a_new_edit_forgets_what_was_taken_back(clean: Report) -> None:
    one, history = apply(clean, History(), {"R1.c1": "5"})
    back, history = undo(one, history)
    _, history = apply(back, history, {"R1.c2": "6"})
    assert history.redo() is None


def test_a_run_of_typing_is_one_step(clean: Report) -> None:
    report, history = clean, History()
    for text in ("本", "本年", "本年共"):
        report, history = apply(report, history, {text_place(5): text}, joins="run 1")
    assert len(history.done) == 1
    assert undo(report, history)[0] == clean


@pytest.mark.parametrize(
    ("second", "joins"),
    [({text_place(5): "乙"}, "run 2"), ({text_place(6): "乙"}, "run 1"), ({text_place(5): "乙"}, "")],
)
def test_another_run_another_place_and_no_run_are_steps_of_their_own(
    clean: Report, second: dict[str, str], joins: str
) -> None:
    report, history = apply(clean, History(), {text_place(5): "甲"}, joins="run 1")
    _, history = apply(report, history, second, joins)
    assert len(history.done) == 2


def test_typing_after_an_undo_begins_a_step_of_its_own(clean: Report) -> None:
    report, history = apply(clean, History(), {text_place(5): "甲"}, joins="run")
    report, history = apply(report, history, {text_place(6): "乙"}, joins="other")
    report, history = undo(report, history)
    _, history = apply(report, history, {text_place(5): "丙"}, joins="run")
    assert len(history.done) == 2


def test_an_unknown_place_is_refused(clean: Report) -> None:
    with pytest.raises(UsageError):
        edit_of(clean, {"R1.c1": "1", "R99.c1": "1"})


TEXTS = st.one_of(st.sampled_from(["", "0", "7", "12.0", "/", "减4", "１２", "\u00a0", "约5"]), st.text(max_size=8))
REPORT = reports.jinzhan_2019()
BESIDE = [note_place("R1.c1"), note_place(text_place(1)), carried_place(text_place(1))]
PLACES = st.sampled_from(sorted(REPORT.places())) | st.sampled_from(BESIDE)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.dictionaries(PLACES, TEXTS, max_size=3), st.sampled_from(["", "run"])),
        st.sampled_from(["undo", "redo"]),
    ),
    max_size=12,
)


@given(STEPS)
def test_taking_everything_back_gives_the_first_report(steps: list[tuple[dict[str, str], str] | str]) -> None:
    report, history = REPORT, History()
    for step in steps:
        if step == "undo":
            if history.undo():
                report, history = undo(report, history)
        elif step == "redo":
            if history.redo():
                report, history = redo(report, history)
        else:
            assert not isinstance(step, str)
            report, history = apply(report, history, *step)
    last, count = report, len(history.done)
    while history.undo():
        report, history = undo(report, history)
    assert report == REPORT
    for _ in range(count):
        report, history = redo(report, history)
    assert report == last

"""A report open for editing."""

from __future__ import annotations

import pytest

from gipr_tui.checks.engine import evaluate
from gipr_tui.checks.finding import Evaluation
from gipr_tui.errors import StoreUnavailable, UsageError
from gipr_tui.report.model import Report
from gipr_tui.workspace.session import Session
from gipr_tui.workspace.workspace import Workspace


class Disk:
    """Stands in for the store: keeps what it is given, or fails while it is ``full``."""

    def __init__(self) -> None:
        self.full = False
        self.kept: list[Report] = []

    def __call__(self, report: Report, evaluation: Evaluation, _how: str) -> None:
        if self.full:
            raise StoreUnavailable("store-full", path="x")
        assert evaluation == evaluate(report)
        self.kept.append(report)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def session(clean: Report, disk: Disk) -> Session:
    """A clean report, open for editing."""
    return Session(clean, None, disk)


def test_every_edit_is_checked_and_on_disk_at_once(session: Session, disk: Disk) -> None:
    outcome = session.enter("R1.c1", "13")
    assert outcome.changed == {"R1.c1"}
    assert disk.kept == [session.report]
    assert session.report.get("R1.c1") == "13"
    assert session.evaluation == evaluate(session.report)
    assert session.evaluation.findings


def test_an_edit_that_changes_nothing_is_none(session: Session, disk: Disk) -> None:
    assert session.enter("R1.c1", " 12 ").changed == frozenset()
    assert session.undo().changed == frozenset()
    assert session.redo().changed == frozenset()
    assert disk.kept == []


def test_a_figure_is_put_down_as_it_is_read(session: Session) -> None:
    assert session.enter("R1.c1", "１３").read_as == "13"
    assert session.enter("I8.1.amount", "1,234.50").read_as == "1234.50"
    assert session.enter("R1.c2", "7").read_as == ""
    assert [session.report.get(place) for place in ("R1.c1", "I8.1.amount", "R1.c2")] == ["13", "1234.50", "7"]


def test_a_sum_is_put_down_as_what_it_comes_to(session: Session) -> None:
    assert session.enter("R1.c1", "=12+30-4").read_as == "38"
    assert session.enter("R1.c2", "＝（1＋2）×3").read_as == "9"
    assert session.enter("I8.1.amount", "=1.5/4").read_as == "0.375"
    assert [session.report.get(place) for place in ("R1.c1", "R1.c2", "I8.1.amount")] == ["38", "9", "0.375"]


@pytest.mark.parametrize(("text", "left"), [("=3-7", "-4"), ("=5/2", "2.5")])
def test_a_sum_no_count_can_hold_is_entered_and_found(session: Session, text: str, left: str) -> None:
    session.enter("R1.c1", text)
    assert session.report.get("R1.c1") == left
    assert any(finding.place == "R1.c1" for finding in session.evaluation.findings)


def test_an_equals_sign_in_a_narrative_is_text(session: Session) -> None:
    session.enter("S1.text", "=1+1")
    assert session.report.get("S1.text") == "=1+1"


@pytest.mark.parametrize(
    ("text", "code"),
    [("十几", "value-not-a-number"), ("9" * 200, "value-too-long"), ("=1+", "value-not-arithmetic")],
)
def test_what_is_no_figure_changes_nothing(session: Session, disk: Disk, clean: Report, text: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        session.enter("R1.c1", text)
    assert caught.value.code == code
    assert (session.report, disk.kept) == (clean, [])


def test_several_places_are_one_step(session: Session, disk: Disk, clean: Report) -> None:
    session.apply({"R1.c1": "13", "R1.c7": "17", "S5.text": "问题和改进。"})
    assert len(disk.kept) == 1
    changed = session.report
    assert session.undo().changed == {"R1.c1", "R1.c7", "S5.text"}
    assert session.report == clean == disk.kept[-1]
    assert session.redo().changed == {"R1.c1", "R1.c7", "S5.text"}
    assert session.report == changed == disk.kept[-1]


def test_an_unknown_place_changes_nothing(session: Session, disk: Disk, clean: Report) -> None:
    with pytest.raises(UsageError):
        session.apply({"R1.c1": "13", "R9.c9": "1"})
    assert (session.report, disk.kept) == (clean, [])


def test_a_cause_is_corrected_in_one_step(jinzhan: Report, disk: Disk) -> None:
    session = Session(jinzhan, None, disk)
    (diagnosis,) = session.evaluation.diagnoses
    outcome = session.apply(dict(diagnosis.correction))
    assert outcome.changed == {"R3.7.c1", "R3.7.c2", "R3.7.c7"}
    assert session.evaluation.diagnoses == ()
    session.undo()
    assert session.report == jinzhan


def test_what_a_full_disk_does_not_take_goes_with_the_next_edit(session: Session, disk: Disk) -> None:
    disk.full = True
    assert session.enter("R1.c1", "13").changed == {"R1.c1"}
    assert session.unsaved and session.unsaved.code == "store-full"
    assert session.report.get("R1.c1") == "13"
    session.undo()
    session.redo()
    assert session.unsaved
    disk.full = False
    session.enter("R1.c2", "3")
    assert session.unsaved is None
    assert [disk.kept[-1].get(place) for place in ("R1.c1", "R1.c2")] == ["13", "3"]


def test_what_a_full_disk_does_not_take_can_be_saved_later(session: Session, disk: Disk) -> None:
    disk.full = True
    session.enter("R1.c1", "13")
    session.save()
    assert session.unsaved
    disk.full = False
    session.save()
    assert session.unsaved is None
    assert disk.kept == [session.report]


def test_in_a_store_every_edit_is_a_revision(workspace: Workspace, clean: Report) -> None:
    entry = workspace.keep(clean)
    session = workspace.edit(entry)
    session.enter("R1.c1", "13")
    session.enter("R1.c1", "14")
    kept = workspace.load(entry)
    assert (kept.entry.revision, kept.report) == (3, session.report)
    assert kept.entry.summary["errors"]


def test_another_program_that_saved_meanwhile_is_not_overwritten(workspace: Workspace, clean: Report) -> None:
    entry = workspace.keep(clean)
    mine, theirs = workspace.edit(entry), workspace.edit(entry)
    theirs.enter("R1.c1", "13")
    mine.enter("R1.c1", "14")
    assert mine.unsaved and mine.unsaved.code == "store-conflict"
    assert workspace.load(entry).report.get("R1.c1") == "13"
    assert mine.report.get("R1.c1") == "14"

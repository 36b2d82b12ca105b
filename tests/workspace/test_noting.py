"""Notes on the places of an open report."""

from __future__ import annotations

import getpass
from datetime import datetime

import pytest

from gipr_tui.errors import UsageError
from gipr_tui.report.margin import MAX_NOTE
from gipr_tui.report.model import Report, text_place
from gipr_tui.workspace.noting import write_note
from gipr_tui.workspace.operator import operator_name
from gipr_tui.workspace.session import Session


@pytest.fixture
def session(clean: Report) -> Session:
    """A clean report, open for editing."""
    return Session(clean, None, lambda *_: None)


def test_a_note_says_who_wrote_it_and_when(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "zhang\x1b")
    before = datetime.now().astimezone().replace(microsecond=0)
    assert write_note(session, "R1.c1", " 来自\x1b台账\n").changed
    note = session.report.notes["R1.c1"]
    assert (note.text, note.by) == ("来自台账", "zhang")
    assert before <= datetime.fromisoformat(note.at) <= datetime.now().astimezone()


def test_a_note_is_taken_back_and_done_again_with_its_stamp(session: Session) -> None:
    write_note(session, "R1.c1", "第一条")
    first = session.report
    write_note(session, "R1.c1", "第二条")
    second = session.report
    session.undo()
    assert session.report == first
    session.redo()
    assert session.report == second
    session.undo_many(2)
    assert not session.report.notes


def test_the_same_words_leave_a_note_as_it_was(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    write_note(session, "R1.c1", "甲说的")
    note = session.report.notes["R1.c1"]
    monkeypatch.setattr(getpass, "getuser", lambda: "another")
    assert not write_note(session, "R1.c1", "甲说的 ").changed
    assert session.report.notes["R1.c1"] == note


def test_an_empty_text_takes_the_note_away(session: Session, clean: Report) -> None:
    write_note(session, text_place(5), "x")
    assert write_note(session, text_place(5), " \n").changed
    assert session.report == clean
    assert not write_note(session, text_place(5), "").changed


def test_a_note_may_not_be_endless(session: Session, clean: Report) -> None:
    write_note(session, "R1.c1", "字" * MAX_NOTE)
    with pytest.raises(UsageError) as caught:
        write_note(session, "R1.c2", "字" * (MAX_NOTE + 1))
    assert (caught.value.code, caught.value.fields) == ("note-too-long", {"limit": MAX_NOTE, "length": MAX_NOTE + 1})
    assert list(session.report.notes) == ["R1.c1"]


@pytest.mark.parametrize("place", ["R9.c9", "note:R1.c1", "x", ""])
def test_a_note_is_on_a_place_of_the_report(session: Session, place: str) -> None:
    with pytest.raises(UsageError, match="unknown-place"):
        write_note(session, place, "x")


def test_an_operator_whom_the_system_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert operator_name() == ""

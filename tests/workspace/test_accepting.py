"""Accepting findings in an open report, declaring it final, and reopening it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from gipr_tui.checks.finding import Finding
from gipr_tui.errors import StoreUnavailable, UsageError
from gipr_tui.forms import Severity
from gipr_tui.report.document import from_document, to_document
from gipr_tui.report.margin import MAX_NOTE, subject
from gipr_tui.report.model import Report, Status
from gipr_tui.workspace.accepting import accept, declare_final, in_the_way, lapsed, named, reopen, take_back
from gipr_tui.workspace.imports import import_file
from gipr_tui.workspace.noting import write_note
from gipr_tui.workspace.session import Session
from gipr_tui.workspace.workspace import Workspace
from gipr_tui.writers.export import export_csv, export_json
from gipr_tui.writers.printed import print_report

AMOUNT = "I9.1.amount"
MENDED = {"R3.7.c1": "5", "R3.7.c2": "1", "R3.7.c7": "6"}


@pytest.fixture
def session(jinzhan: Report) -> Session:
    """A report with errors and two warnings, open for editing."""
    return Session(jinzhan, None, lambda *_: None)


@pytest.fixture
def done(workspace: Workspace, jinzhan: Report) -> Session:
    """A kept report without an error, whose warnings were accepted."""
    session = workspace.edit(workspace.keep(jinzhan.with_texts(MENDED)))
    accept(session, in_the_way(session.evaluation), "已公布")
    return session


def amount(session: Session) -> list[Finding]:
    return named(session.evaluation, "T2-AMT")


# ---- accepting


def test_an_acceptance_says_who_when_and_why(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "zhang\x1b")
    warnings = session.evaluation.count(Severity.WARNING)
    outcome = accept(session, amount(session), " 已与账目\x1b核对 \n")
    assert [subject(place) for place in outcome.changed] == [AMOUNT]
    (finding,) = amount(session)
    assert finding.accepted is not None
    assert (finding.accepted.text, finding.accepted.by) == ("已与账目核对", "zhang")
    assert datetime.fromisoformat(finding.accepted.at).tzinfo
    assert session.evaluation.count(Severity.WARNING) == warnings - 1


def test_it_is_undone_and_redone(session: Session) -> None:
    accept(session, amount(session), "一")
    after = session.report
    session.undo()
    assert amount(session)[0].accepted is None
    session.redo()
    assert session.report == after
    assert take_back(session, amount(session)).changed
    assert not session.report.accepted


def test_accepting_anew_forgets_what_has_lapsed(session: Session) -> None:
    accept(session, amount(session), "一")
    session.enter(AMOUNT, "41174.3800")
    (before,) = lapsed(session, amount(session)[0]).values()
    assert before.text == "一"
    accept(session, amount(session), "二")
    assert [note.text for note in session.report.accepted.values()] == ["二"]
    session.undo_many(2)
    assert [note.text for note in session.report.accepted.values()] == ["一"]
    assert amount(session)[0].accepted


@pytest.mark.parametrize(
    ("rule", "reason", "code"),
    [
        ("T3-ID", "x", "accept-error"),
        ("T2-AMT", " \n", "reason-empty"),
        ("T2-AMT", "字" * (MAX_NOTE + 1), "note-too-long"),
    ],
)
def test_what_cannot_be_accepted(session: Session, rule: str, reason: str, code: str) -> None:
    findings = [finding for finding in session.evaluation.findings if finding.rule == rule]
    with pytest.raises(UsageError) as caught:
        accept(session, findings, reason)
    assert caught.value.code == code
    assert not session.report.accepted


def test_a_rule_at_several_places_wants_one(session: Session) -> None:
    with pytest.raises(UsageError) as caught:
        named(session.evaluation, "T3-ID")
    assert caught.value.code == "accept-which"
    assert caught.value.fields["there"] == ("R3.7.c1", "R3.7.c2", "R3.7.c7")
    assert [finding.place for finding in named(session.evaluation, "T3-ID", "R3.7.c2")] == ["R3.7.c2"]
    assert [finding.place for finding in named(session.evaluation, "T3-ID", "R1.c2")] == ["R3.7.c2"]
    for rule, place in (("T9", ""), ("T2-AMT", "R1.c1")):
        with pytest.raises(UsageError) as caught:
            named(session.evaluation, rule, place)
        assert caught.value.code == "accept-none"
        assert f"T2-AMT {AMOUNT}" in caught.value.fields["there"]  # type: ignore[operator]


def test_acceptances_go_out_and_come_back_and_are_not_filed(workspace: Workspace, done: Session) -> None:
    declare_final(done)
    reopen(done, "更正")
    report = done.report
    assert from_document(to_document(report), workspace.forms) == report
    assert {"已公布", "更正"} <= set(export_json(report).split('"'))
    assert "已公布" not in print_report(report) + export_csv(report)


# ---- final reports


def test_errors_and_open_warnings_are_in_the_way(session: Session) -> None:
    with pytest.raises(UsageError) as caught:
        declare_final(session)
    errors, warnings = session.evaluation.count(Severity.ERROR), session.evaluation.count(Severity.WARNING)
    assert (caught.value.code, caught.value.fields) == ("final-hindered", {"errors": errors, "warnings": warnings})
    assert len(in_the_way(session.evaluation)) == errors + warnings
    assert session.report.status is Status.DRAFT


def test_a_hint_is_not_in_the_way(done: Session) -> None:
    assert done.evaluation.count(Severity.HINT) > 0
    declare_final(done)
    assert done.report.status is Status.FINAL
    with pytest.raises(UsageError, match="final-already"):
        declare_final(done)


def test_a_final_report_is_locked_in_every_way(
    workspace: Workspace, done: Session, jinzhan: Report, tmp_path: Path
) -> None:
    declare_final(done)
    final, entry = done.report, workspace.entries()[0]
    copy = tmp_path / "copy.json"
    copy.write_text(export_json(jinzhan), encoding="utf-8")
    ways: list[Callable[[], object]] = [
        lambda: done.enter("R1.c1", "7"),
        lambda: done.apply({"S1.text": "x"}),
        done.undo,
        done.redo,
        lambda: done.become(jinzhan),
        lambda: write_note(done, "R1.c1", "x"),
        lambda: take_back(done, amount(done)),
        lambda: workspace.edit_now(entry).enter("R1.c1", "7"),
        lambda: import_file(workspace, copy, replacing=True),
        lambda: import_file(workspace, copy, replacing=True, dry_run=True),
        lambda: workspace.go_back(entry, 1),
        lambda: workspace.delete(entry),
    ]
    for way in ways:
        with pytest.raises(UsageError) as caught:
            way()
        assert caught.value.code == "report-final"
    assert done.report == final == workspace.load(workspace.entries()[0]).report


def test_reopening_wants_a_reason_and_keeps_it(workspace: Workspace, done: Session) -> None:
    with pytest.raises(UsageError, match="final-not"):
        reopen(done, "x")
    declare_final(done)
    with pytest.raises(UsageError, match="reason-empty"):
        reopen(done, " ")
    reopen(done, "更正\n附表")
    kept = workspace.load(workspace.entries()[0]).report
    assert [(one.status, one.reason) for one in kept.declarations] == [(Status.FINAL, ""), (Status.DRAFT, "更正 附表")]
    assert all(one.by and one.at for one in kept.declarations)
    assert workspace.entries()[0].summary["status"] == "draft"
    done.undo()
    assert not done.report.accepted
    history = workspace.history(workspace.entries()[0])
    assert [one.how for one in history][-4:] == ["accepted", "declared-final", "reopened", "undone"]
    assert "更正 附表" in [step.new for one in history for step in one.steps]


def test_what_could_not_be_saved_was_not_declared(session: Session, jinzhan: Report) -> None:
    def fail(*_: object) -> None:
        raise StoreUnavailable("store-io", path="x", detail="x")

    broken = Session(jinzhan.with_texts(MENDED), None, lambda *_: None)
    accept(broken, in_the_way(broken.evaluation), "x")
    broken._save = fail
    with pytest.raises(StoreUnavailable):
        declare_final(broken)
    assert broken.report.status is Status.DRAFT
    assert not broken.report.declarations


def test_a_replaced_report_keeps_who_declared_it_and_why_it_was_reopened(workspace: Workspace, done: Session) -> None:
    declare_final(done)
    reopen(done, "更正")
    before = done.report.declarations
    fresh = replace(done.report, declarations=())
    assert workspace.load(workspace.keep(fresh, replacing=True, how="imported")).report.declarations == before

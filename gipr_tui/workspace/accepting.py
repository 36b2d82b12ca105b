"""Letting a finding stand for a reason, declaring a report final, and reopening it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gipr_tui.checks.accepting import acceptance_of, can_be_accepted
from gipr_tui.checks.finding import Evaluation, Finding
from gipr_tui.errors import UsageError
from gipr_tui.forms import Severity
from gipr_tui.report.margin import MAX_NOTE, Note, accepted_place, read_key
from gipr_tui.report.model import Declaration, Place, Status
from gipr_tui.workspace.operator import operator_name
from gipr_tui.workspace.session import Outcome, Session

# ---- findings


def accept(session: Session, findings: Sequence[Finding], reason: str) -> Outcome:
    """Lets findings stand, as one edit, signed with the operator's name and the time.

    What was accepted of the same rule at the same place, and rests on figures that have changed since, goes.

    Raises:
        UsageError: ``accept-error`` for an error, ``reason-empty`` without a reason, ``note-too-long`` with one beyond
            :data:`~gipr_tui.report.margin.MAX_NOTE` characters; GiprError where the report can't be changed.
    """
    signed = _signed(reason)
    texts: dict[Place, str] = {}
    for finding in findings:
        if not can_be_accepted(finding):
            raise UsageError("accept-error", rule=finding.rule)
        texts |= {accepted_place(key): "" for key in lapsed(session, finding)}
        texts[accepted_place(acceptance_of(finding, session.report).key)] = signed.written
    return session.apply(texts, how="accepted")


def take_back(session: Session, findings: Sequence[Finding]) -> Outcome:
    """Opens accepted findings again, as one edit. Raises GiprError where the report can't be changed."""
    keys = (acceptance_of(finding, session.report).key for finding in findings if finding.accepted)
    return session.apply({accepted_place(key): "" for key in keys}, how="unaccepted")


def lapsed(session: Session, finding: Finding) -> dict[str, Note]:
    """What was accepted of the rule at the place of ``finding`` while it rested on something else, by its keys."""
    held = {acceptance_of(one, session.report).key for one in session.evaluation.findings if one.accepted}
    return {
        key: note
        for key, note in session.report.accepted.items()
        if key not in held and (was := read_key(key)) and (was.rule, was.place) == (finding.rule, finding.place)
    }


def named(evaluation: Evaluation, rule: str, place: Place = "") -> list[Finding]:
    """The findings of a rule, at one place or concerning one cell where ``place`` is given; errors too.

    Raises:
        UsageError: ``accept-none`` where there is none; ``accept-which`` where the rule speaks at several places.
    """
    found = [finding for finding in evaluation.findings if finding.rule == rule]
    here = [finding for finding in found if place in ("", finding.place)]
    here = here or [finding for finding in found if place in finding.cells]
    if not here:
        there = dict.fromkeys(f"{f.rule} {f.place}" for f in evaluation.findings if can_be_accepted(f))
        raise UsageError("accept-none", finding=f"{rule} {place}".rstrip(), there=tuple(there) or ("—",))
    places = dict.fromkeys(finding.place for finding in here)
    if len(places) > 1:
        raise UsageError("accept-which", rule=rule, there=tuple(places))
    return here


def _signed(reason: str) -> Note:
    note = Note(reason, operator_name(), _now())
    if not note.text:
        raise UsageError("reason-empty")
    if len(note.text) > MAX_NOTE:
        raise UsageError("note-too-long", limit=MAX_NOTE, length=len(note.text))
    return note


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


# ---- the whole report


def in_the_way(evaluation: Evaluation) -> list[Finding]:
    """What keeps a report from being declared final: its errors, and the warnings that were not accepted."""
    hindering = (Severity.ERROR, Severity.WARNING)
    return [finding for finding in evaluation.findings if finding.severity in hindering and not finding.accepted]


def declare_final(session: Session) -> None:
    """Declares the report final: from then on it can't be changed until it is reopened.

    Raises:
        UsageError: ``final-already``; ``final-hindered`` where there are errors, or warnings that were not accepted;
            GiprError where it can only be read or can't be saved.
    """
    report, evaluation = session.report, session.evaluation
    if report.status is Status.FINAL:
        raise UsageError("final-already", reference=f"{report.unit}/{report.year}")
    if in_the_way(evaluation):
        errors, warnings = evaluation.count(Severity.ERROR), evaluation.count(Severity.WARNING)
        raise UsageError("final-hindered", errors=errors, warnings=warnings)
    session.declare(Declaration(Status.FINAL, operator_name(), _now()), "declared-final")


def reopen(session: Session, reason: str) -> None:
    """Makes a final report a draft again, for a reason that is kept.

    Raises:
        UsageError: ``final-not`` for a draft, ``reason-empty``, ``note-too-long``; GiprError as :func:`declare_final` does.
    """
    report = session.report
    if report.status is not Status.FINAL:
        raise UsageError("final-not", reference=f"{report.unit}/{report.year}")
    signed = _signed(reason)
    session.declare(Declaration(Status.DRAFT, signed.by, signed.at, signed.text), "reopened")

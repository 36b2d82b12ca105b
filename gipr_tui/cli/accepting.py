"""``gipr accept``, ``gipr final`` and ``gipr reopen``."""

from __future__ import annotations

from gipr_tui.cli.context import Context
from gipr_tui.errors import UsageError
from gipr_tui.workspace.accepting import accept, declare_final, named, reopen, take_back
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.session import Session


def run_accept(context: Context) -> int:
    """Lets the findings of a rule at one place stand for a reason, or takes that back."""
    options = context.options
    if not options.undo and not options.reason:
        raise UsageError("reason-empty")
    session = _session(context)
    findings = named(session.evaluation, options.rule, options.place or "")
    outcome = take_back(session, findings) if options.undo else accept(session, findings, options.reason)
    if session.unsaved:
        raise session.unsaved
    key = "cli.unaccepted" if options.undo else "cli.accepted"
    count = sum(place.startswith("accepted:") for place in outcome.changed) if options.undo else len(findings)
    context.remark(key, count=count, rule=f"{options.rule} {findings[0].place}")
    return 0


def run_final(context: Context) -> int:
    """Declares a report final; where something is in the way, 2, with a sentence."""
    session = _session(context)
    declare_final(session)
    context.remark("cli.final-done", reference=context.options.reference)
    return 0


def run_reopen(context: Context) -> int:
    """Makes a final report a draft again."""
    reopen(_session(context), context.options.reason)
    context.remark("cli.reopened", reference=context.options.reference)
    return 0


def _session(context: Context) -> Session:
    entry = context.workspace.find(context.options.report)
    context.options.reference = reference_of(entry)
    return context.workspace.edit_now(entry)

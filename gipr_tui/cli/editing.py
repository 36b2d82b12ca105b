"""``gipr new`` and ``gipr set``."""

from __future__ import annotations

from gipr_tui.cli.context import Context
from gipr_tui.errors import UsageError
from gipr_tui.forms import Severity
from gipr_tui.workspace.references import reference_of


def run_new(context: Context) -> int:
    """Keeps an empty report, and says its name."""
    options = context.options
    entry = context.workspace.create(options.unit, options.year, carry=options.carry)
    print(reference_of(entry))
    return 0


def run_set(context: Context) -> int:
    """Edits places as one step: all of them or none."""
    words = context.options.pairs
    if len(words) % 2:
        raise UsageError("pairs", address=words[-1])
    session = context.workspace.edit(context.workspace.find(context.options.report))
    texts = dict(zip(words[::2], words[1::2], strict=True))
    for place, text in texts.items():
        if place in session.report.layout.cells:
            session.read_entry(place, text)
    before = {place: session.report.get(place) for place in texts}
    outcome = session.apply(texts)
    if session.unsaved:
        raise session.unsaved
    for place in texts:
        if place in outcome.changed:
            print(f"{place}\t{before[place] or '—'} → {session.report.get(place) or '—'}")
    counts = {severity.value: session.evaluation.count(severity) for severity in Severity}
    context.remark(context.text("cli.set-done", changed=len(outcome.changed), **counts))
    return 0

"""``gipr note``."""

from __future__ import annotations

from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import put
from gipr_tui.text.clean import clean_line
from gipr_tui.workspace.noting import write_note


def run_note(context: Context) -> int:
    """Puts a note on a place, or takes it away."""
    options = context.options
    session = context.workspace.edit_now(context.workspace.find(options.report))
    before = session.report.notes.get(options.place)
    outcome = write_note(session, options.place, options.text)
    if session.unsaved:
        raise session.unsaved
    if outcome.changed:
        after = session.report.notes.get(options.place)
        old, new = (clean_line(note.text) if note else "—" for note in (before, after))
        put(f"note:{options.place}\t{old} → {new}")
    return 0

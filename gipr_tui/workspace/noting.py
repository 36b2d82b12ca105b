"""Notes on the places of a report: who said so, which file a figure came from."""

from __future__ import annotations

from datetime import datetime

from gipr_tui.errors import UsageError
from gipr_tui.report.margin import MAX_NOTE, Note, note_place
from gipr_tui.report.model import Place
from gipr_tui.workspace.operator import operator_name
from gipr_tui.workspace.session import Outcome, Session


def write_note(session: Session, place: Place, text: str) -> Outcome:
    """Puts a note on a place in the stead of the one there, signed with the operator's name and the time; an empty text
    takes it away. A note that says the same as before stays as it was.

    Raises:
        UsageError: ``unknown-place``; ``note-too-long`` beyond :data:`MAX_NOTE` characters.
    """
    session.report.get(note_place(place))
    there = session.report.notes.get(place)
    note = Note(text, operator_name(), datetime.now().astimezone().isoformat(timespec="seconds"))
    if len(note.text) > MAX_NOTE:
        raise UsageError("note-too-long", limit=MAX_NOTE, length=len(note.text))
    if there and there.text == note.text:
        return Outcome(frozenset())
    return session.apply({note_place(place): note.written}, how="noted")

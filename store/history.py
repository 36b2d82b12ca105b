"""A document as it was at any time, by following its journal; and whether that journal can be believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from store import journal
from store.changes import ABSENT, changed
from store.errors import Damaged
from store.fields import entry_from_fields, entry_to_fields
from store.journal import Event, Head
from store.model import Entry, Stored
from store.values import mapping


class Step(NamedTuple):
    """What happened, what the document was afterwards, and where the journal then ended."""

    event: Event
    stored: Stored
    head: Head


def state_of(entry: Entry, content: Mapping[str, Any]) -> dict[str, Any]:
    """What the journal follows of a document."""
    fields = entry_to_fields(entry)
    return {"key": fields["key"], "summary": fields["summary"], "content": content}


def replay(path: Path, id: str, stored: Stored | None = None, head: Head = journal.START) -> Iterator[Step]:
    """Follows the journal of the document ``id`` from ``head``, where it stood at ``stored``; from the beginning without one.

    Raises :class:`Damaged` at the line that can't be followed: altered, missing, or not fitting what was there.
    """
    state: Any = ABSENT if stored is None else state_of(stored.entry, stored.content)
    revision = None if stored is None else stored.entry.revision
    for line in journal.lines(path, head):
        event = line.event
        try:
            if not line.fits or (revision is not None and event.revision != revision + 1):
                raise ValueError("a line is missing or was altered")
            state, revision = changed(state, event.changes), event.revision
            fields = mapping(state, "the document")
            entry = entry_from_fields({**fields, "id": id, "revision": revision, "changed": event.at})
            content = mapping(fields.get("content"), "content")
        except ValueError as error:
            raise Damaged(f"journal: revision {event.revision}: {error}", path) from error
        yield Step(event, Stored(entry, content), line.head)

"""One document: the record that TinyDB keeps in a file of its own, and the journal of what was done to it.

A change is in the journal, and on the disk, before it is in the record. The record is replaced right after, in one step but
without waiting for the disk: where a crash takes that back, the journal goes on from the record and brings it up to date.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, cast

from tinydb.table import Document, Table

from store import history, journal
from store.atomic import DOC_ID, TABLE, AtomicStorage, flush_file, set_aside
from store.changes import ABSENT, Change, changes_between
from store.errors import Conflict, Damaged, Missing, NewerStore, StoreError
from store.fields import entry_from_fields, entry_to_fields
from store.history import state_of
from store.journal import Event, Head
from store.migrations import migrate_record, schema_of
from store.model import SCHEMA, Entry, Stamp, Stored
from store.values import from_json, mapping, text, whole


@dataclass(frozen=True, slots=True)
class Files:
    """A document's id and its two files."""

    id: str
    record: Path
    journal: Path


class Act(NamedTuple):
    """When a change is made (ISO 8601), by whom, and by which command."""

    at: str
    by: str
    how: str


class _Known(NamedTuple):
    """A document brought up to date: what is stored, where its journal ends, and what the record lacked."""

    stored: Stored
    head: Head
    lacked: tuple[Event, ...]


def read(files: Files) -> tuple[Stored, Stamp]:
    """Gives the document, and the stamp of the record read. What only the journal has is ``recovered`` in it.

    Raises :class:`Missing`, :class:`Damaged`, :class:`NewerStore` or another :class:`StoreError`.
    """
    table, storage = _table(files)
    known = _known(cast(Document, table.get(doc_id=DOC_ID)), files)
    return replace(known.stored, recovered=known.lacked), storage.stamp


def create(files: Files, entry: Entry, content: dict[str, Any], act: Act) -> Stamp:
    """Writes a new document under its lock, and gives the stamp. Raises :class:`StoreError`."""
    head = journal.append(files.journal, journal.START, [_beginning(entry, content, act)])
    table, storage = _table(files, new=True)
    try:
        table.insert(Document(_record(entry, content, head), doc_id=DOC_ID))
    except StoreError:
        with suppress(OSError):
            files.journal.unlink()
        raise
    return storage.stamp


def write(
    files: Files, content: dict[str, Any], summary: dict[str, Any], *, revision: int, act: Act
) -> tuple[Entry, Stamp]:
    """Gives a document new content and the next revision, under its lock: one read, one line, one write.

    Takes the ``revision`` that the caller started from. Raises :class:`Conflict` if another revision is stored, and what
    :func:`read` raises; then nothing is changed. Once the line is on the disk the change stands, whatever becomes of the record.
    """
    entries: list[Entry] = []

    def put(record: MutableMapping[str, Any]) -> None:
        known = _known(record, files)
        old = known.stored.entry
        _refuse_newer(record, files)
        if old.revision != revision:
            raise Conflict(revision, old.revision, files.record)
        entry = Entry(old.id, old.key, revision + 1, act.at, summary)
        head = _note(files, known, entry, content, act)
        entries.append(entry)
        record.update(_record(entry, content, head))

    table, storage = _table(files, durable=False)
    try:
        table.update(put, doc_ids=[DOC_ID])
    except StoreError:
        if not entries:
            raise
    return entries[0], storage.stamp


def note(files: Files, act: Act) -> None:
    """Writes into the journal that something was done which changes nothing in the document, under its lock."""
    table, _ = _table(files)
    known = _known(cast(Document, table.get(doc_id=DOC_ID)), files)
    entry = replace(known.stored.entry, revision=known.stored.entry.revision + 1)
    _note(files, known, entry, known.stored.content, act)


def settle(files: Files) -> tuple[Entry, Stamp]:
    """Brings the record up to date under its lock, and waits until the disk has it. Raises what :func:`read` raises."""
    table, storage = _table(files)
    known = _known(cast(Document, table.get(doc_id=DOC_ID)), files)
    if known.lacked:
        table.update(_record(known.stored.entry, known.stored.content, known.head), doc_ids=[DOC_ID])
    else:
        flush_file(files.record)
    return known.stored.entry, storage.stamp


def migrate(files: Files) -> bool:
    """Rewrites a record of an earlier version as one of the present, under its lock; False where it is that already."""
    table, _ = _table(files)
    record = cast(Document, table.get(doc_id=DOC_ID))
    try:
        if schema_of(record) >= SCHEMA:
            return False
    except ValueError as error:
        raise Damaged(str(error), files.record) from error
    stored, head = _stored(record, files)
    table.update(_record(stored.entry, stored.content, head), doc_ids=[DOC_ID])
    return True


def schema_in(files: Files) -> int:
    """The version of a record as it stands on disk. Raises :class:`Damaged` or another :class:`StoreError`."""
    table, _ = _table(files)
    try:
        return schema_of(cast(Document, table.get(doc_id=DOC_ID)))
    except ValueError as error:
        raise Damaged(str(error), files.record) from error


def verify(files: Files) -> None:
    """Follows the journal from its beginning to the record. Raises :class:`Damaged` where they do not belong together."""
    table, _ = _table(files)
    stored, head = _stored(cast(Document, table.get(doc_id=DOC_ID)), files)
    if head == journal.START:
        return  # the record is older than journals, or nothing was done to it since
    for step in history.replay(files.journal, files.id):
        if step.head == head:
            if step.stored != stored:
                raise Damaged("the document is not what its journal says", files.record)
            return
    raise Damaged("journal: it does not come to the document", files.journal)


def recover(files: Files) -> Stored:
    """Makes the record anew from the journal alone, under its lock; what stands in its place is set aside first.

    Raises :class:`Damaged` or :class:`Missing` where the journal does not tell the document from its beginning.
    """
    if not journal.length(files.journal):
        raise Missing("no journal", files.journal)
    known = _replayed(files, None, journal.START)
    if os.path.lexists(files.record):
        set_aside(files.record)
    table, _ = _table(files, new=True)
    table.insert(Document(_record(known.stored.entry, known.stored.content, known.head), doc_id=DOC_ID))
    return replace(known.stored, recovered=known.lacked)


def revision_in(data: bytes, path: Path) -> int:
    """The revision of the record that is in the bytes of a file; ``path`` is named where it is none. Raises :class:`Damaged`."""
    try:
        return whole(mapping(from_json(data)[TABLE][str(DOC_ID)], "the record").get("revision"), "revision")
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(str(error), path) from error


def _note(files: Files, known: _Known, entry: Entry, content: dict[str, Any], act: Act) -> Head:
    """Writes the step from what is known to the new state into the journal, and gives its new end."""
    old = known.stored
    steps = changes_between(state_of(old.entry, old.content), state_of(entry, content))
    event = Event(entry.revision, act.at, act.by, act.how, steps)
    if old.damage:
        set_aside(files.journal)
    if known.head == journal.START:
        adopted = _beginning(old.entry, old.content, Act(old.entry.changed, "", "adopted"))
        return journal.append(files.journal, journal.START, [adopted, event])
    return journal.append(files.journal, known.head, [event])


def _beginning(entry: Entry, content: Mapping[str, Any], act: Act) -> Event:
    return Event(entry.revision, act.at, act.by, act.how, (Change((), ABSENT, state_of(entry, content)),))


def _table(files: Files, *, new: bool = False, durable: bool = True) -> tuple[Table, AtomicStorage]:
    # No cache: another process may have written the file since.
    storage = AtomicStorage(files.record, new=new, durable=durable)
    return Table(storage, TABLE, cache_size=0), storage


def _record(entry: Entry, content: dict[str, Any], head: Head) -> dict[str, Any]:
    return {"schema": SCHEMA, **entry_to_fields(entry), "journal": head._asdict(), "content": content}


def _known(record: MutableMapping[str, Any], files: Files) -> _Known:
    """The record with what its journal has beyond it. A journal that does not go on from it adds nothing."""
    stored, head = _stored(record, files)
    try:
        if journal.length(files.journal) == head.length:
            return _Known(stored, head, ())
        return _replayed(files, None if head == journal.START else stored, head)
    except Damaged as error:
        return _Known(replace(stored, damage=error.detail), journal.START, ())


def _replayed(files: Files, stored: Stored | None, head: Head) -> _Known:
    """What the journal makes of ``stored``, where it stood at ``head``. Raises :class:`Damaged` where it can't be followed."""
    lacked: list[Event] = []
    for step in history.replay(files.journal, files.id, stored, head):
        stored, head = step.stored, step.head
        lacked.append(step.event)
    if stored is None:
        raise Damaged("journal: nothing in it", files.journal)
    return _Known(stored, head, tuple(lacked))


def _stored(record: MutableMapping[str, Any], files: Files) -> tuple[Stored, Head]:
    """What a record says, and where its journal stood. One of a newer version is read as far as it is like ours."""
    newer = False
    try:
        newer = schema_of(record) > SCHEMA
        migrate_record(record)
        entry = entry_from_fields(dict(record))
        # A file copied to another name by hand would otherwise be two documents of one id.
        if entry.id != files.id:
            raise ValueError("the id is not that of the file")
        return Stored(entry, mapping(record.get("content"), "content")), _head(record)
    except ValueError as error:
        if newer:
            raise NewerStore(f"schema {record['schema']}, this version knows {SCHEMA}", files.record) from error
        raise Damaged(str(error), files.record) from error


def _refuse_newer(record: Mapping[str, Any], files: Files) -> None:
    if schema_of(record) > SCHEMA:
        raise NewerStore(f"schema {record['schema']}, this version knows {SCHEMA}", files.record)


def _head(record: Mapping[str, Any]) -> Head:
    """Where the journal stood when the record was written."""
    fields = mapping(record.get("journal"), "journal")
    return Head(whole(fields.get("length"), "length"), text(fields.get("hash"), "hash"))

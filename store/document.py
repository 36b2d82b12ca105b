"""One document in its file: the record TinyDB keeps, read, created and rewritten."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, cast

from tinydb.table import Document, Table

from store.atomic import DOC_ID, TABLE, AtomicStorage
from store.errors import Conflict, Damaged, NewerStore
from store.fields import entry_from_fields, entry_to_fields
from store.model import SCHEMA, Entry, Stamp, Stored
from store.values import mapping, whole


def read(path: Path, id: str) -> tuple[Stored, Stamp]:
    """Gives the document ``id`` in the file ``path``, and the stamp of the version read.

    Raises :class:`Missing`, :class:`Damaged`, :class:`NewerStore` or another :class:`StoreError`.
    """
    table, storage = _table(path)
    record = cast(Document, table.get(doc_id=DOC_ID))
    return _stored(record, path, id), storage.stamp


def create(path: Path, entry: Entry, content: dict[str, Any]) -> Stamp:
    """Writes a new document to ``path`` under its lock, and gives the stamp. Raises :class:`StoreError`."""
    table, storage = _table(path, new=True)
    table.insert(Document(_record(entry, content), doc_id=DOC_ID))
    return storage.stamp


def rewrite(
    path: Path, id: str, content: dict[str, Any], summary: dict[str, Any], *, revision: int, changed: str
) -> tuple[Entry, Stamp]:
    """Gives a document new content and the next revision, under its lock: one read and one write.

    Takes the ``revision`` that the caller started from, and the time of the change. Raises
    :class:`Conflict` if another revision is stored, and what :func:`read` raises; then the file is
    untouched.
    """
    entries: list[Entry] = []

    def replace(record: MutableMapping[str, Any]) -> None:
        old = _stored(record, path, id).entry
        if old.revision != revision:
            raise Conflict(revision, old.revision, path)
        entries.append(Entry(id, old.key, revision + 1, changed, summary))
        record.update(_record(entries[0], content))

    table, storage = _table(path)
    table.update(replace, doc_ids=[DOC_ID])
    return entries[0], storage.stamp


def _table(path: Path, *, new: bool = False) -> tuple[Table, AtomicStorage]:
    # No cache: another process may have written the file since.
    storage = AtomicStorage(path, new=new)
    return Table(storage, TABLE, cache_size=0), storage


def _record(entry: Entry, content: dict[str, Any]) -> dict[str, Any]:
    return {"schema": SCHEMA, **entry_to_fields(entry), "content": content}


def _stored(record: MutableMapping[str, Any], path: Path, id: str) -> Stored:
    try:
        schema = whole(record.get("schema"), "schema")
        if schema > SCHEMA:
            raise NewerStore(f"schema {schema}, this version knows {SCHEMA}", path)
        if schema < 1:
            raise ValueError(f"schema {schema}")
        entry = entry_from_fields(dict(record))
        # A file copied to another name by hand would otherwise be two documents of one id.
        if entry.id != id:
            raise ValueError("the id is not that of the file")
        return Stored(entry, mapping(record.get("content"), "content"))
    except ValueError as error:
        raise Damaged(str(error), path) from error

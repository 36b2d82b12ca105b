"""The store: documents by id, their list, and what may be done with them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from store import document
from store.atomic import move_file, read_file, replace_file
from store.errors import Damaged, Exists, Missing, NewerStore, Unstorable, system_errors
from store.layout import Layout
from store.listing import Listing
from store.locks import held
from store.model import SCHEMA, Entry, Key, Stored
from store.sweep import sweep
from store.values import from_json, mapping, plain_object, to_json, whole


def _now() -> datetime:
    return datetime.now().astimezone()


class Store:
    """A folder of documents. Any number of processes and threads may use it at the same time.

    Every method may raise a :class:`StoreError`; those worth telling apart are named with the method.
    """

    def __init__(self, layout: Layout, clock: Callable[[], datetime]) -> None:
        """Use :meth:`open`, which checks the version on disk."""
        self._layout = layout
        self._clock = clock
        self._listing = Listing(layout)

    @classmethod
    def open(cls, folder: Path, *, clock: Callable[[], datetime] = _now) -> Store:
        """Opens the store in ``folder``. An absent one is empty; creating a first document makes it.

        ``clock`` gives the time that entries carry. Raises :class:`NewerStore`, or :class:`Damaged` if the
        store's own mark can't be read.
        """
        layout = Layout(folder)
        _check_mark(layout.marker)
        return cls(layout, clock)

    def entries(self) -> list[Entry]:
        """Gives the list by key. Documents that can't be read are left out; see :meth:`damaged`."""
        return self._listing.entries()

    def find(self, key: Key) -> Entry | None:
        """Gives the entry of the document with this key, or ``None``."""
        return self._listing.find(key)

    def read(self, id: str) -> Stored:
        """Gives a document. Raises :class:`Missing`, :class:`Damaged` or :class:`NewerStore`."""
        return document.read(self._layout.document(id), id)[0]

    def create(self, key: Key, content: Mapping[str, Any], summary: Mapping[str, Any]) -> Entry:
        """Stores a new document as revision 1 and gives its entry.

        Raises :class:`Exists` if the key is taken, :class:`Unstorable` if the content is no JSON.
        """
        _check_key(key)
        content, summary = plain_object(content), plain_object(summary)
        self._layout.make()
        with held(self._layout.store_lock):
            self._mark()
            self._refuse_taken(key)
            entry = Entry(self._layout.new_id(), key, 1, self._time(), summary)
            with held(self._layout.lock(entry.id)):
                stamp = document.create(self._layout.document(entry.id), entry, content)
                self._listing.note(entry, stamp)
        return entry

    def write(self, id: str, content: Mapping[str, Any], summary: Mapping[str, Any], *, revision: int) -> Entry:
        """Stores new content, if ``revision`` is still the stored one, and gives the entry with the next.

        Raises :class:`Conflict` if somebody else has saved meanwhile, :class:`Missing`, :class:`Damaged`,
        :class:`NewerStore` or :class:`Unstorable`; then what is stored is untouched.
        """
        content, summary = plain_object(content), plain_object(summary)
        path = _present(self._layout.document(id))
        self._layout.make()
        with held(self._layout.lock(id)):
            entry, stamp = document.rewrite(path, id, content, summary, revision=revision, changed=self._time())
            self._listing.note(entry, stamp)
        return entry

    def delete(self, id: str) -> None:
        """Moves a document to the trash, a damaged one too. Raises :class:`Missing`."""
        path = _present(self._layout.document(id))
        self._layout.make()
        with held(self._layout.lock(id)):
            move_file(_present(path), self._layout.trashed(id))
            self._listing.forget(id)

    def restore(self, id: str) -> Entry:
        """Brings a document back from the trash as it was, and gives its entry.

        Raises :class:`Exists` if its key has been taken meanwhile, :class:`Missing` if it isn't in the
        trash, :class:`Damaged` if it can't be read.
        """
        source, target = _present(self._layout.trashed(id)), self._layout.document(id)
        self._layout.make()
        with held(self._layout.store_lock), held(self._layout.lock(id)):
            stored, stamp = document.read(source, id)
            self._refuse_taken(stored.entry.key)
            if os.path.lexists(target):
                raise Exists(id, target)
            move_file(source, target)
            self._listing.note(stored.entry, stamp)
        return stored.entry

    def damaged(self) -> list[Path]:
        """Gives the files that can't be read, after trying every one.

        Documents of a newer version are among them, and strangers that pass for documents by their suffix.
        """
        return self._listing.damaged()

    def rebuild(self) -> int:
        """Builds the index anew from the documents, and gives their number."""
        return self._listing.rebuild()

    def sweep(self) -> list[Path]:
        """Removes what interrupted writes left behind, and gives those paths. Writes under way are let be."""
        return sweep(self._layout)

    def _mark(self) -> None:
        if not os.path.lexists(self._layout.marker):
            replace_file(self._layout.marker, to_json({"schema": SCHEMA}))

    def _refuse_taken(self, key: Key) -> None:
        holder = self._listing.find(key)
        if holder is not None:
            raise Exists(holder.id, self._layout.document(holder.id))

    def _time(self) -> str:
        moment = self._clock()
        return (moment if moment.tzinfo else moment.astimezone()).isoformat(timespec="seconds")


def _check_mark(marker: Path) -> None:
    try:
        data, _ = read_file(marker)
    except Missing:
        return
    try:
        schema = whole(mapping(from_json(data), "the mark").get("schema"), "schema")
        if schema < 1:
            raise ValueError(f"schema {schema}")
    except ValueError as error:
        raise Damaged(str(error), marker) from error
    if schema > SCHEMA:
        raise NewerStore(f"schema {schema}, this version knows {SCHEMA}", marker)


def _check_key(key: Key) -> None:
    if not isinstance(key.group, str) or not isinstance(key.number, int) or isinstance(key.number, bool):
        raise Unstorable(f"{key!r} is no key")


def _present(path: Path) -> Path:
    """Gives ``path`` if a document's file is there. Raises :class:`Missing`, :class:`Damaged` for a link."""
    with system_errors(path, reading=True):
        try:
            state = path.lstat()
        except FileNotFoundError as error:
            raise Missing("no such document", path) from error
    if stat.S_ISLNK(state.st_mode):
        raise Damaged("a symbolic link", path)
    return path

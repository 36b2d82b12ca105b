"""The store: documents by id, their list, and what may be done with them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import document, history, holds, journal
from store.atomic import move_file, read_file, replace_file
from store.document import Act
from store.errors import Damaged, Exists, Missing, NewerStore, StoreError, Unstorable, system_errors
from store.holds import Hold, Person
from store.journal import Event
from store.layout import Layout
from store.listing import Listing
from store.locks import held
from store.model import SCHEMA, Entry, Key, Stored
from store.sweep import sweep
from store.values import from_json, mapping, plain_object, to_json, whole

if TYPE_CHECKING:
    from store.backup import Backup, Loss


def _now() -> datetime:
    return datetime.now().astimezone()


class Store:
    """A folder of documents. Any number of processes and threads may use it at the same time.

    Every method may raise a :class:`StoreError`; those worth telling apart are named with the method.
    """

    def __init__(self, layout: Layout, clock: Callable[[], datetime], by: str) -> None:
        """Use :meth:`open`, which checks the version on disk."""
        self._layout = layout
        self._clock = clock
        self._by = by
        self._listing = Listing(layout)

    @classmethod
    def open(cls, folder: Path, *, clock: Callable[[], datetime] = _now, by: str = "") -> Store:
        """Opens the store in ``folder``. An absent one is empty; creating a first document makes it.

        ``clock`` gives the time that entries carry, ``by`` is who works with it, for the journal. Raises
        :class:`NewerStore`, or :class:`Damaged` if the store's own mark can't be read.
        """
        layout = Layout(folder)
        _check_mark(layout.marker)
        return cls(layout, clock, by)

    def entries(self) -> list[Entry]:
        """Gives the list by key. Documents that can't be read are left out; see :meth:`damaged`."""
        return self._listing.entries()

    def find(self, key: Key) -> Entry | None:
        """Gives the entry of the document with this key, or ``None``."""
        return self._listing.find(key)

    def read(self, id: str) -> Stored:
        """Gives a document. Raises :class:`Missing`, :class:`Damaged` or :class:`NewerStore`."""
        return document.read(self._layout.files(id))[0]

    def create(
        self, key: Key, content: Mapping[str, Any], summary: Mapping[str, Any], *, how: str = "created"
    ) -> Entry:
        """Stores a new document as revision 1 and gives its entry. ``how`` names the command, for the journal.

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
                stamp = document.create(self._layout.files(entry.id), entry, content, self._act(how))
                self._listing.note(entry, stamp)
        return entry

    def write(
        self, id: str, content: Mapping[str, Any], summary: Mapping[str, Any], *, revision: int, how: str = "edited"
    ) -> Entry:
        """Stores new content, if ``revision`` is still the stored one, and gives the entry with the next.

        When it returns the change is on the disk, in the document's journal. ``how`` names the command.
        Raises :class:`Conflict` if somebody else has saved meanwhile, :class:`Missing`, :class:`Damaged`,
        :class:`NewerStore` or :class:`Unstorable`; then what is stored is untouched.
        """
        content, summary = plain_object(content), plain_object(summary)
        files = self._layout.files(id)
        _present(files.record)
        self._layout.make()
        with held(self._layout.lock(id)):
            entry, stamp = document.write(files, content, summary, revision=revision, act=self._act(how))
            self._listing.note(entry, stamp)
        return entry

    def settle(self, id: str) -> Entry:
        """Waits until the disk has the document itself, and not only its journal; for when there is time, and on leaving."""
        files = self._layout.files(id)
        _present(files.record)
        self._layout.make()
        with held(self._layout.lock(id)):
            entry, stamp = document.settle(files)
            self._listing.note(entry, stamp)
        return entry

    def recover(self, id: str) -> Stored:
        """Makes a damaged or lost document anew from its journal; the damaged file is set aside beside it.

        Raises :class:`Missing` or :class:`Damaged` where the journal does not have it.
        """
        self._layout.make()
        with held(self._layout.lock(id)):
            return document.recover(self._layout.files(id))

    def delete(self, id: str) -> None:
        """Moves a document to the trash, a damaged one too. Raises :class:`Missing`."""
        files = self._layout.files(id)
        _present(files.record)
        self._layout.make()
        with held(self._layout.lock(id)):
            move_file(_present(files.record), self._layout.trashed(id))
            self._listing.forget(id)
            with suppress(StoreError):  # a damaged document has no next revision
                document.note(self._layout.files_in_trash(id), self._act("deleted"))

    def restore(self, id: str) -> Entry:
        """Brings a document back from the trash as it was, and gives its entry.

        Raises :class:`Exists` if its key has been taken meanwhile, :class:`Missing` if it isn't in the
        trash, :class:`Damaged` if it can't be read.
        """
        source, target = _present(self._layout.trashed(id)), self._layout.document(id)
        self._layout.make()
        with held(self._layout.store_lock), held(self._layout.lock(id)):
            stored, _ = document.read(self._layout.files_in_trash(id))
            self._refuse_taken(stored.entry.key)
            if os.path.lexists(target):
                raise Exists(id, target)
            move_file(source, target)
            document.note(self._layout.files(id), self._act("restored"))
            entry, stamp = document.settle(self._layout.files(id))
            self._listing.note(entry, stamp)
        return entry

    # ---- several operators

    def hold(self, id: str) -> Hold:
        """Takes a document for editing, until it is released or this process ends. Raises :class:`Held`."""
        _present(self._layout.document(id))
        self._layout.make()
        return holds.take(self._layout.hold(id), self._me())

    def holder(self, id: str) -> Person | None:
        """Who has a document open for editing, if anybody has."""
        return holds.holder(self._layout.hold(id))

    def ask_for(self, id: str) -> None:
        """Asks whoever has a document open to let go of it."""
        holds.ask(self._layout.hold(id), self._me())

    # ---- history

    def history(self, id: str) -> list[Event]:
        """What was done to a document, from its beginning. Raises :class:`Damaged` where the journal can't be read."""
        return [line.event for line in journal.lines(self._layout.files(id).journal)]

    def at(self, id: str, revision: int) -> Stored:
        """A document as it was at a revision. Raises :class:`Missing` where the journal does not tell, :class:`Damaged`."""
        files = self._layout.files(id)
        for step in history.replay(files.journal, id):
            if step.event.revision == revision:
                return step.stored
        raise Missing(f"no revision {revision}", files.journal)

    def verify(self, id: str) -> None:
        """Follows a document's journal from its beginning to the document itself.

        Raises :class:`Damaged` where a line is missing or altered, or where the document is not what the journal makes of it.
        """
        files = self._layout.files(id)
        document.verify(files)

    # ---- backups

    def back_up(self, path: Path) -> Backup:
        """Writes the whole store to a file that is not there yet, reads it back, and gives it. Raises :class:`Exists`."""
        from store import backup  # only now, for what it loads

        return backup.write_backup(self._layout, path.absolute(), self._time())

    def losses(self, source: Backup) -> list[Loss]:
        """What :meth:`restore_backup` would take back or put into the trash."""
        from store import backup

        return list(backup.losses(source, self._layout, [entry.id for entry in self.entries()]))

    def restore_backup(self, source: Backup) -> int:
        """Makes the store as it was when ``source`` was made, and gives the number of documents.

        Documents made since then go to the trash; :meth:`losses` tells beforehand what would be taken back.
        """
        from store import backup

        for entry in self.entries():
            if f"documents/{entry.id}.json" not in source.parts:
                self.delete(entry.id)
        self._layout.make()
        with held(self._layout.store_lock):
            self._mark()
            backup.unpack(source, self._layout)
        return self.rebuild()

    # ---- the trash

    def trashed(self) -> list[Entry]:
        """The deleted documents by key; those that can't be read are left out."""
        entries = []
        for id in self._layout.ids_in_trash():
            with suppress(StoreError):
                entries.append(document.read(self._layout.files_in_trash(id))[0].entry)
        return sorted(entries, key=lambda entry: (entry.key, entry.id))

    def empty_trash(self) -> int:
        """Removes the deleted documents and their journals for good, and gives their number."""
        ids = self._layout.ids_in_trash()
        for id in ids:
            files = self._layout.files_in_trash(id)
            with held(self._layout.lock(id)), system_errors(files.record):
                files.record.unlink(missing_ok=True)
                if not os.path.lexists(self._layout.document(id)):
                    files.journal.unlink(missing_ok=True)
        return len(ids)

    # ---- mending

    def damaged(self) -> list[Path]:
        """Gives the files that can't be read, after trying every one.

        Documents of a newer version are among them, and strangers that pass for documents by their suffix.
        """
        return self._listing.damaged()

    def catch_up(self) -> list[Stored]:
        """Brings every document up to date whose journal a crash let get ahead, and gives those, with what they lacked.

        Documents that are in use are let be; so are those that can't be read.
        """
        caught = []
        for id in self._listing.behind():
            with suppress(StoreError):
                stored = self.read(id)
                if stored.recovered:
                    self.settle(id)
                    caught.append(stored)
        return caught

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

    def _me(self) -> Person:
        return holds.myself(self._by, self._time())

    def _act(self, how: str) -> Act:
        return Act(self._time(), self._by, how)

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

"""The store: documents by id, their list, and what may be done with them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import document, history, holds, journal, news
from store.atomic import move_file
from store.document import Act
from store.errors import Damaged, Exists, Missing, NewerStore, StoreError, Unstorable, system_errors
from store.holds import Hold, Person
from store.journal import Event
from store.layout import Layout
from store.listing import Listing
from store.locks import held
from store.mark import Mark, read_mark, write_mark
from store.model import SCHEMA, Entry, Key, Stamp, Stored, stamp_of
from store.news import News, Seen
from store.sweep import sweep
from store.values import plain_object

if TYPE_CHECKING:
    from store.backup import Backup
    from store.upkeep import Upkeep


def _now() -> datetime:
    return datetime.now().astimezone()


class Store:
    """A folder of documents. Any number of processes and threads may use it at the same time.

    Every method may raise a :class:`StoreError`; those worth telling apart are named with the method.
    """

    def __init__(self, layout: Layout, mark: Mark | None, clock: Callable[[], datetime], by: str) -> None:
        """Use :meth:`open`, which reads the version on disk."""
        self._layout = layout
        self._mark = mark
        self._clock = clock
        self._by = by
        self._listing = Listing(layout)

    @classmethod
    def open(cls, folder: Path, *, clock: Callable[[], datetime] = _now, by: str = "") -> Store:
        """Opens the store in ``folder``. An absent one is empty; creating a first document makes it.

        ``clock`` gives the time that entries carry, ``by`` is who works with it, for the journal. One made by a
        newer version can only be read; see :attr:`newer`. Raises :class:`Damaged` if the store's own mark can't be read.
        """
        layout = Layout(folder)
        return cls(layout, read_mark(layout.marker), clock, by)

    @property
    def folder(self) -> Path:
        """Where the store stands."""
        return self._layout.root

    def entries(self) -> list[Entry]:
        """Gives the list by key. Documents that can't be read are left out; see :meth:`damaged`."""
        return self._listing.entries()

    def first_entries(self, count: int) -> list[Entry]:
        """Gives up to ``count`` entries to begin a list with, while :meth:`entries` is still at work.

        They are as they were when last seen; the first by key, once the index has been put in order.
        """
        return self._listing.first(count)

    def left_out(self) -> dict[str, Key | None]:
        """Gives the documents that :meth:`entries` last left out because they can't be read: id, and key if it is known."""
        return self._listing.left_out()

    def retell(self, entry: Entry) -> Entry:
        """Gives ``entry`` back, and has the list show its summary from now on, if the document is still at that revision.

        For what a summary says that other documents decide. The document keeps the summary that it was saved with, and the
        list shows that again where its index is lost. A failure is not reported.
        """
        entry = replace(entry, summary=plain_object(entry.summary))
        if not self.newer:
            self._listing.retell(entry)
        return entry

    def seen(self) -> Seen:
        """Gives how things stand, to be asked for before :meth:`entries`, so that :meth:`news` can tell what changed since."""
        return news.seen(self._layout, self._listing)

    def news(self, since: Seen) -> News | None:
        """Gives what has become of the list, or ``None`` where nothing has; it costs two looks, and what there is to tell."""
        return news.news(self._layout, self._listing, since)

    def is_long(self, count: int) -> bool:
        """Whether there are more than ``count`` documents; it takes no longer than counting so many."""
        return self._listing.is_long(count)

    def find(self, key: Key) -> Entry | None:
        """Gives the entry of the document with this key, or ``None``."""
        return self._listing.find(key)

    def read(self, id: str) -> Stored:
        """Gives a document. Raises :class:`Missing`, :class:`Damaged` or :class:`NewerStore`."""
        return document.read(self._layout.files(id))[0]

    def stamp(self, id: str) -> Stamp:
        """Gives what is another whenever the document has been saved; it costs one look. Raises :class:`Missing`."""
        files = self._layout.files(id)
        with system_errors(files.record, reading=True):
            for path in (files.journal, files.record):
                with suppress(FileNotFoundError):
                    return stamp_of(path.lstat())
        raise Missing("no such document", files.record)

    def create(
        self, key: Key, content: Mapping[str, Any], summary: Mapping[str, Any], *, how: str = "created"
    ) -> Entry:
        """Stores a new document as revision 1 and gives its entry. ``how`` names the command, for the journal.

        Raises :class:`Exists` if the key is taken, :class:`Unstorable` if the content is no JSON.
        """
        _check_key(key)
        content, summary = plain_object(content), plain_object(summary)
        self._ready()
        with held(self._layout.store_lock):
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
        self._ready()
        with held(self._layout.lock(id)):
            entry, stamp = document.write(files, content, summary, revision=revision, act=self._act(how))
            self._listing.note(entry, stamp)
        return entry

    def settle(self, id: str) -> Entry:
        """Waits until the disk has the document itself, and not only its journal; for when there is time, and on leaving."""
        files = self._layout.files(id)
        _present(files.record)
        self._ready()
        with held(self._layout.lock(id)):
            entry, stamp = document.settle(files)
            self._listing.note(entry, stamp)
        return entry

    def recover(self, id: str) -> Stored:
        """Makes a damaged or lost document anew from its journal; the damaged file is set aside beside it.

        Raises :class:`Missing` or :class:`Damaged` where the journal does not have it.
        """
        self._ready()
        with held(self._layout.lock(id)):
            return document.recover(self._layout.files(id))

    def delete(self, id: str) -> None:
        """Moves a document to the trash, a damaged one too. Raises :class:`Missing`."""
        files = self._layout.files(id)
        _present(files.record)
        self._ready()
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
        self._ready()
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
        self._ready()
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

    # ---- the whole store

    @cached_property
    def upkeep(self) -> Upkeep:
        """Work on the store as a whole: the trash, migrations, mending."""
        from store.upkeep import Upkeep  # only now, for what it loads

        return Upkeep(self._layout, self._listing)

    def back_up(self, path: Path) -> Backup:
        """Writes the whole store to a file that is not there yet, reads it back, and gives it. Raises :class:`Exists`."""
        return self.upkeep.back_up(path, self._time())

    def restore_backup(self, source: Backup) -> int:
        """Makes the store as it was when ``source`` was made, and gives the number of documents.

        Documents made since then go to the trash; ``upkeep.losses`` tells beforehand what would be taken back.
        """
        self._ready()
        for entry in self.entries():
            if f"documents/{entry.id}.json" not in source.parts:
                self.delete(entry.id)
        return self.upkeep.unpack(source)

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

    @property
    def newer(self) -> bool:
        """Whether a newer version of the program has worked with the store: then it is only read."""
        return self._mark is not None and self._mark.schema > SCHEMA

    def _ready(self) -> None:
        """Makes the store ready to be written to: its folders, its mark, its documents of the present version.

        Raises :class:`NewerStore` or another :class:`StoreError`.
        """
        if self.newer:
            raise NewerStore(f"this version knows {SCHEMA}", self._layout.marker)
        self._layout.make()
        if self._mark is None or not os.path.lexists(self._layout.marker):
            with held(self._layout.store_lock):
                self._mark = read_mark(self._layout.marker)
                if self._mark is None:
                    self._mark = Mark()
                    write_mark(self._layout.marker, self._mark)
        if self._mark.schema < SCHEMA:
            self.upkeep.migrate(self._clock())
            self._mark = read_mark(self._layout.marker)

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

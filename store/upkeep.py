"""What keeps a store in order: backups, the trash, migrations, mending, and who may use it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from store import access, document
from store.atomic import TEMP_SUFFIX, set_aside
from store.document import Files
from store.errors import Busy, Damaged, Missing, NewerStore, StoreError, system_errors
from store.layout import JOURNAL_SUFFIX, Layout, is_id
from store.listing import Listing
from store.locks import held
from store.mark import Mark, Migration, read_mark, write_mark
from store.migrations import Plan, plan_of
from store.model import SCHEMA, Entry
from store.sweep import sweep

if TYPE_CHECKING:
    from store.backup import Backup, Loss

_AUTOMATIC = "auto-"
_TIME = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done about a damaged document: ``source`` is where it came back from, ``journal`` or ``backup``.

    It is empty where the document could not be brought back. What stood in its place is in ``aside``.
    """

    id: str
    source: str
    detail: str


class Upkeep:
    """Work on a whole store, rather than on one document. Every method may raise a :class:`StoreError`."""

    def __init__(self, layout: Layout, listing: Listing) -> None:
        self._layout = layout
        self._listing = listing

    # ---- backups

    def back_up(self, path: Path, at: str) -> Backup:
        """Writes the whole store to a file that is not there yet, reads it back, and gives it. Raises :class:`Exists`."""
        from store.backup import write_backup  # only now, for what it loads

        return write_backup(self._layout, path.absolute(), at)

    def back_up_if_due(self, now: datetime, *, every: timedelta = timedelta(days=1), keep: int = 10) -> Path | None:
        """Makes a dated backup in the store itself, where the last one is older than ``every``; gives its path if it did.

        Of the dated ones the newest ``keep`` stay. Nothing is done where nothing has changed since the last, or where
        another process is at it; what one that was killed has left of its own is removed.
        """
        if not self._is_due(now, every):
            return None
        self._layout.make()
        with suppress(Busy), held(self._layout.backup_lock, timeout=0):
            if not self._is_due(now, every):
                return None
            for leftover in self._layout.backups.glob(f"{_AUTOMATIC}*{TEMP_SUFFIX}"):
                with suppress(OSError):
                    leftover.unlink()
            path = self._automatic(now, "")
            self.back_up(path, now.isoformat(timespec="seconds"))
            for old in self.automatic_backups()[:-keep]:
                with suppress(OSError):
                    old.unlink()
            return path
        return None

    def _is_due(self, now: datetime, every: timedelta) -> bool:
        made = self.automatic_backups()
        changed = max((stamp[0] for stamp in self._listing.stamps().values()), default=0)
        if changed == 0 or (made and changed < _time_of(made[-1])):
            return False
        return not made or datetime.fromtimestamp(_time_of(made[-1]) / 1e9).astimezone() <= now - every

    def back_up_before(self, what: str, now: datetime) -> Path:
        """Makes a dated backup in the store itself before something that takes back what is there; gives its path."""
        path = self._automatic(now, f"-before-{what}")
        self.back_up(path, now.isoformat(timespec="seconds"))
        return path

    def automatic_backups(self) -> list[Path]:
        """The dated backups in the store itself, the oldest first."""
        with system_errors(self._layout.backups, reading=True), suppress(FileNotFoundError):
            return sorted(self._layout.backups.glob(f"{_AUTOMATIC}*.zip"))
        return []

    def losses(self, source: Backup) -> list[Loss]:
        """What :meth:`restore` would take back or put into the trash."""
        from store.backup import losses

        return list(losses(source, self._layout, [entry.id for entry in self._listing.entries()]))

    def unpack(self, source: Backup) -> int:
        """Puts what is in a backup into the store as it was, and gives the number of documents the store then has."""
        from store.backup import unpack

        self._layout.make()
        with held(self._layout.store_lock):
            if not os.path.lexists(self._layout.marker):
                write_mark(self._layout.marker, Mark())
            unpack(source, self._layout)
        return self._listing.rebuild()

    def _automatic(self, now: datetime, why: str) -> Path:
        self._layout.make()
        return self._layout.backups / f"{_AUTOMATIC}{now.strftime(_TIME)}{why}.zip"

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

    # ---- migrations

    def plan(self) -> Plan:
        """How many documents are of an earlier version; nothing is changed."""
        schemas: Counter[int] = Counter()
        for id in self._listing.stamps():
            with suppress(StoreError):
                schemas[document.schema_in(self._layout.files(id))] += 1
        return plan_of(schemas)

    def migrate(self, now: datetime) -> Plan:
        """Brings all documents to the present version, after a backup, and writes down that it did."""
        with held(self._layout.store_lock):
            mark = read_mark(self._layout.marker) or Mark()
            plan = self.plan()
            if mark.schema == SCHEMA and not plan.count:
                return plan
            at = now.isoformat(timespec="seconds")
            if plan.count:
                self.back_up_before(f"schema-{SCHEMA}", now)
            for id in self._listing.stamps():
                with held(self._layout.lock(id)), suppress(Damaged, Missing):
                    document.migrate(self._layout.files(id))
            steps = tuple(Migration(old, SCHEMA, at, count) for old, count in plan.documents.items())
            write_mark(self._layout.marker, replace(mark, schema=SCHEMA, migrations=mark.migrations + steps))
        return plan

    # ---- mending

    def mend(self) -> list[Mended]:
        """Brings back every document that is damaged or lost, from its journal or else from a backup, as far as they go.

        What was damaged is set aside beside it. Leftovers of interrupted writes are removed, and the list is made anew.
        """
        sweep(self._layout)
        mended = [self.mend_one(id) for id in sorted({*self._damaged(), *self._lost()})]
        for path in self._listing.damaged():
            if not is_id(path.stem) or path.is_symlink():
                set_aside(path)
        self._listing.rebuild()
        return mended

    def _damaged(self) -> Iterator[str]:
        return (path.stem for path in self._listing.damaged() if is_id(path.stem))

    def _lost(self) -> Iterator[str]:
        """Documents of which only the journal is there."""
        with system_errors(self._layout.journals, reading=True), suppress(FileNotFoundError):
            for path in self._layout.journals.iterdir():
                id = path.name.removesuffix(JOURNAL_SUFFIX)
                places = (self._layout.document, self._layout.trashed)
                if is_id(id) and id != path.name and not any(os.path.lexists(place(id)) for place in places):
                    yield id

    def mend_one(self, id: str) -> Mended:
        """Brings back one document that is damaged, from its journal or else from a backup.

        One of a newer version is not damaged, and stays as it is.
        """
        with held(self._layout.lock(id)):
            files = self._layout.files(id)
            try:
                _refuse_newer(files)
                document.recover(files)
            except NewerStore as error:
                return Mended(id, "", error.detail)
            except (Damaged, Missing) as error:
                if self._from_backup(id):
                    return Mended(id, "backup", error.detail)
                return Mended(id, "", error.detail)
            return Mended(id, "journal", "")

    def _from_backup(self, id: str) -> bool:
        """Puts a document back as it is in the newest dated backup that has it."""
        from store.backup import put_back, read_backup

        for path in reversed(self.automatic_backups()):
            with suppress(StoreError):
                source = read_backup(path)
                if self._layout.document(id).name in {Path(name).name for name in source.parts}:
                    files = self._layout.files(id)
                    for old in (files.record, files.journal):
                        if os.path.lexists(old):
                            set_aside(old)
                    put_back(source, self._layout, id)
                    return True
        return False

    # ---- who may use it

    def share(self, group: str) -> None:
        """Gives the store to a group, whose members may then all work with it. Raises :class:`NoGroup`."""
        self._layout.make()
        access.share(self._layout.root, group)


def _time_of(path: Path) -> int:
    with system_errors(path, reading=True):
        return path.stat().st_mtime_ns


def _refuse_newer(files: Files) -> None:
    try:
        document.read(files)
    except NewerStore:
        raise
    except StoreError:
        pass

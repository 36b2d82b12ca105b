"""The store as a whole, and what became of its reports: history, backups, the trash, mending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gipr_tui.errors import StoreUnavailable, UnreadableFile, UsageError
from gipr_tui.workspace.chronicle import Done, chronicle
from gipr_tui.workspace.files import is_device
from gipr_tui.workspace.references import find_entry, reference_of
from gipr_tui.workspace.shelf import Shelf, store_errors
from store import BadBackup, Damaged, Entry, Exists, Missing, Stored

if TYPE_CHECKING:
    from store.backup import Backup, Loss
    from store.upkeep import Mended


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Caught:
    """A report that was brought up to date, and how many saves it had lacked."""

    entry: Entry
    saves: int


class Keeping(Shelf):
    """The use cases that need to know nothing of what is in a report."""

    # ---- history

    def history(self, entry: Entry) -> list[Done]:
        """What was done to a report, the oldest first. Raises StoreUnavailable where its journal can't be read."""
        with store_errors():
            return chronicle(self.store.history(entry.id))

    def verify_history(self, entry: Entry) -> None:
        """Holds a report's history against itself and the report. Raises StoreUnavailable where one was altered."""
        try:
            with store_errors(but=Damaged):
                self.store.verify(entry.id)
        except Damaged as error:
            raise StoreUnavailable("history-altered", reference=reference_of(entry), detail=error.detail) from error

    def stored_at(self, entry: Entry, revision: int) -> Stored:
        """A report's document as it was. Raises UsageError where its history has no such revision."""
        try:
            with store_errors(but=Missing):
                return self.store.at(entry.id, revision)
        except Missing as error:
            raise UsageError("no-revision", reference=reference_of(entry), revision=revision) from error

    # ---- backups

    def back_up(self, path: Path) -> Backup:
        """Writes the whole store to a new file, checked by reading it back.

        Raises UsageError where one is there, or no folder for it.
        """
        if not path.absolute().parent.is_dir():
            raise UsageError("file-no-folder", path=path, folder=path.parent)
        try:
            with store_errors(but=Exists):
                return self.store.back_up(path)
        except Exists as error:
            raise UsageError("file-exists", path=str(path)) from error

    def back_up_daily(self) -> Path | None:
        """Makes the dated backup of the day in the store, if it is due; gives its path if it was."""
        with store_errors():
            return self.store.upkeep.back_up_if_due(_now())

    def read_backup(self, path: Path) -> Backup:
        """A backup, read through and found whole.

        Raises UnreadableFile where there is no such file or it can't be opened, UsageError where it is none or damaged.
        """
        from store.backup import is_backup, read_backup

        try:
            if is_device(path):
                raise UnreadableFile("copy-no-file", file=str(path))  # to open a pipe would be to wait for its writer
            with path.open("rb"):
                pass
        except (OSError, ValueError) as error:
            detail = getattr(error, "strerror", None) or str(error)
            raise UnreadableFile("backup-unreadable", file=str(path), detail=detail) from error
        try:
            with store_errors(but=BadBackup):
                return read_backup(path)
        except BadBackup as error:
            code = "backup-damaged" if is_backup(path) else "backup-foreign"
            raise UsageError(code, file=str(path)) from error

    def losses(self, backup: Backup) -> list[Loss]:
        """The reports that restoring would take back to an earlier state, or put into the trash."""
        with store_errors():
            return self.store.upkeep.losses(backup)

    def restore_backup(self, backup: Backup) -> int:
        """Makes the store as it was when the backup was made; what it would lose is kept in a dated backup first.

        Gives the number of reports.
        """
        losing = bool(self.losses(backup))
        with store_errors():
            if losing:
                self.store.upkeep.back_up_before("restore", _now())
            return self.store.restore_backup(backup)

    # ---- the trash

    def deleted(self) -> list[Entry]:
        """The deleted reports, by unit and year."""
        with store_errors():
            return self.store.upkeep.trashed()

    def find_deleted(self, reference: str) -> Entry:
        """The deleted report that ``reference`` names. Raises UsageError where it names none or several."""
        deleted = self.deleted()
        if not deleted:
            raise UsageError("trash-is-empty", reference=reference)
        return find_entry(deleted, reference)

    def empty_trash(self) -> int:
        """Removes the deleted reports and their histories for good, and gives their number."""
        with store_errors():
            return self.store.upkeep.empty_trash()

    # ---- mending

    def mend(self) -> list[Mended]:
        """Brings back what is damaged or lost, as far as journals and backups go, and brings earlier documents up to date."""
        with store_errors():
            mended = self.store.upkeep.mend()
            self.store.upkeep.migrate(_now())
        return mended

    def mend_one(self, id: str) -> Mended:
        """Brings back one report that is damaged, as far as its journal and the backups go."""
        with store_errors():
            return self.store.upkeep.mend_one(id)

    def catch_up(self) -> list[Caught]:
        """Brings every report up to date whose last saves a crash kept from its file, and gives those."""
        with store_errors():
            return [Caught(stored.entry, len(stored.recovered)) for stored in self.store.catch_up()]

    def share(self, group: str) -> None:
        """Gives the store to a group of this machine. Raises StoreUnavailable where there is none or it may not be given."""
        with store_errors():
            self.store.upkeep.share(group)

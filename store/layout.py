"""Where things stand in the store's folder, and the making of that folder."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard

from store.atomic import make_folder
from store.document import Files
from store.errors import Damaged, Missing, system_errors
from store.holds import HoldFiles

SUFFIX = ".json"
JOURNAL_SUFFIX = ".jsonl"
_ID = re.compile(r"[0-9a-f]{12}")


def is_id(text: object) -> TypeGuard[str]:
    """Whether ``text`` is a document id, and so safe as part of a path."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


class Layout:
    """The paths of one store. Making one touches nothing on disk."""

    def __init__(self, folder: Path) -> None:
        """Takes the store's folder, which need not be there."""
        self.root = folder.absolute()
        self.marker = self.root / "store.json"
        self.index = self.root / "index.jsonl"
        self.documents = self.root / "documents"
        self.journals = self.root / "journals"
        self.trash = self.root / "trash"
        self.backups = self.root / "backups"
        self._holds = self.root / "holds"
        self._locks = self.root / "locks"
        self.store_lock = self._locks / "store.lock"
        self.index_lock = self._locks / "index.lock"
        self.backup_lock = self._locks / "backup.lock"

    def document(self, id: str) -> Path:
        """Gives the file of a document. Raises :class:`Missing` if ``id`` can't be one."""
        return self.documents / (_checked(id) + SUFFIX)

    def files(self, id: str) -> Files:
        """Gives the files of a document. Raises :class:`Missing` if ``id`` can't be one."""
        return Files(id, self.document(id), self.journals / (_checked(id) + JOURNAL_SUFFIX))

    def files_in_trash(self, id: str) -> Files:
        """Gives the files of a deleted document, whose journal stays where it was. Raises :class:`Missing` as above."""
        return replace(self.files(id), record=self.trashed(id))

    def hold(self, id: str) -> HoldFiles:
        """Gives the files that say who has a document open. Raises :class:`Missing` if ``id`` can't be one."""
        id = _checked(id)
        return HoldFiles(self._locks / f"{id}.hold", self._holds / f"{id}.json", self._holds / f"{id}.ask")

    def trashed(self, id: str) -> Path:
        """Gives the file of a deleted document. Raises :class:`Missing` if ``id`` can't be one."""
        return self.trash / (_checked(id) + SUFFIX)

    def lock(self, id: str) -> Path:
        """Gives the lock file of a document. Raises :class:`Missing` if ``id`` can't be one."""
        return self._locks / f"{_checked(id)}.lock"

    def new_id(self) -> str:
        """Gives an id that no document has, deleted ones included."""
        while True:
            id = secrets.token_hex(6)
            if not os.path.lexists(self.document(id)) and not os.path.lexists(self.trashed(id)):
                return id

    def ids_in_trash(self) -> list[str]:
        """Gives the ids of the deleted documents. Raises :class:`StoreError`."""
        with system_errors(self.trash, reading=True), suppress(FileNotFoundError):
            return sorted(path.stem for path in self.trash.iterdir() if path.suffix == SUFFIX and is_id(path.stem))
        return []

    def make(self) -> None:
        """Makes what folders are absent, with the rights that the store has.

        Raises :class:`Damaged` where one is a symbolic link, for what is written there would leave the store, or another
        :class:`StoreError`.
        """
        for folder in (self.documents, self.journals, self.trash, self.backups, self._holds, self._locks):
            with system_errors(folder):
                if folder.is_symlink():
                    raise Damaged("a symbolic link", folder)
            make_folder(folder, self.root)


def _checked(id: str) -> str:
    if not is_id(id):
        raise Missing(f"{id!r} is no document id")
    return id

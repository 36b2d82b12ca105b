"""The whole store in one compressed file, and back.

A backup is a zip of the records, journals and deleted records as they are on disk, byte for byte, and of the TOML files beside
them, with a list of their sizes and hashes. It is read back and compared before it gets its name. Only what the list names is
unpacked, if it may stand in a store by its name, and no more bytes than the list says.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from store import document
from store.access import file_mode, give_mode
from store.atomic import flush_folder_of, read_file, replace_file, temp_of
from store.document import Files
from store.errors import BadBackup, Exists, Missing, Unwritable, system_errors
from store.layout import Layout, is_id
from store.locks import held
from store.model import SCHEMA, Key
from store.values import from_json, mapping, text, to_json, whole

LIST = "backup.json"
_NAME = re.compile(r"(?:documents|trash)/([0-9a-f]{12})\.json|journals/([0-9a-f]{12})\.jsonl|[a-z-]{1,40}\.toml")
#: What reading a zip that is none, or that was damaged, may raise.
_UNREADABLE = (
    ValueError,
    KeyError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
_MOST_FILES = 1_000_000
_LARGEST_FILE = 256 << 20
_LARGEST_LIST = 256 << 20


class Part(NamedTuple):
    """A file of a backup: its size in bytes and the SHA-256 of what is in it."""

    size: int
    hash: str


@dataclass(frozen=True)
class Backup:
    """A backup that has been read through and found whole: when it was made, and its files by name."""

    path: Path
    at: str
    parts: Mapping[str, Part]

    @property
    def documents(self) -> int:
        """How many documents are in it, deleted ones apart."""
        return sum(name.startswith("documents/") for name in self.parts)


@dataclass(frozen=True, slots=True)
class Loss:
    """A document that restoring over the store would take back or away: its key, and its revision here and in the backup.

    Without a revision in the backup, the document is not in it; it would go to the trash.
    """

    key: Key
    revision: int
    then: int | None


def write_backup(layout: Layout, path: Path, at: str) -> Backup:
    """Writes the store to ``path``, a file that is not there yet, reads it back, and gives it.

    Each document is taken under its lock, so that none is caught in the middle of a save; where no lock can be made, because
    the store can only be read, without. Raises :class:`Exists` or another
    :class:`StoreError`; then nothing is left behind.
    """
    if os.path.lexists(path):
        raise Exists("", path)
    temp = temp_of(path)
    with system_errors(path):
        try:
            with os.fdopen(os.open(temp, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "w+b") as file:
                give_mode(file.fileno(), file_mode(path.parent))
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                    _pack(layout, archive, at)
                file.flush()
                os.fsync(file.fileno())
            backup = read_backup(temp)
            temp.rename(path)
        except BaseException:
            with suppress(OSError):
                temp.unlink()
            raise
    flush_folder_of(path)
    return Backup(path, backup.at, backup.parts)


def read_backup(path: Path) -> Backup:
    """Reads a backup through. Raises :class:`BadBackup` where it is none, is damaged, or holds what a store does not."""
    with _archive(path) as archive:
        at, parts = _list(archive, path)
        for name in parts:
            _content(archive, name, parts[name], path)
    return Backup(path, at, parts)


def is_backup(path: Path) -> bool:
    """Whether a file has the outside of a backup, however damaged that is inside."""
    try:
        with zipfile.ZipFile(path) as archive:
            return LIST in archive.namelist()
    except _UNREADABLE:
        return False


def losses(backup: Backup, layout: Layout, ids: Iterable[str]) -> Iterator[Loss]:
    """What restoring ``backup`` over the store would take back: documents that are newer here, or not in the backup."""
    with _archive(backup.path) as archive:
        for id in ids:
            with suppress(Missing):
                here = document.read(layout.files(id))[0].entry
                name = f"documents/{id}.json"
                if name not in backup.parts:
                    yield Loss(here.key, here.revision, None)
                    continue
                data = _content(archive, name, backup.parts[name], backup.path)
                then = document.revision_in(data, layout.document(id))
                if then != here.revision:
                    yield Loss(here.key, here.revision, then)


def unpack(backup: Backup, layout: Layout) -> None:
    """Puts every document of the backup into the store as it was. Raises :class:`StoreError`.

    What else is in the store stays; the caller has made sure that nothing is lost by what is replaced.
    """
    for id in sorted({id for name in backup.parts if (id := _id(name))}):
        with held(layout.lock(id)):
            put_back(backup, layout, id)
    with _archive(backup.path) as archive:
        for name in backup.parts:
            if not _id(name):
                replace_file(layout.root / name, _content(archive, name, backup.parts[name], backup.path))


def put_back(backup: Backup, layout: Layout, id: str) -> None:
    """Puts one document of the backup into the store as it was, under its lock. Raises :class:`StoreError`."""
    with _archive(backup.path) as archive:
        for path in (layout.files(id).journal, layout.document(id), layout.trashed(id)):
            name = f"{path.parent.name}/{path.name}"
            if name in backup.parts:
                replace_file(path, _content(archive, name, backup.parts[name], backup.path))
            else:
                with system_errors(path):
                    path.unlink(missing_ok=True)


def _pack(layout: Layout, archive: zipfile.ZipFile, at: str) -> None:
    parts: dict[str, Part] = {}
    for files in _all_files(layout):
        with ExitStack() as stack:
            with suppress(Unwritable):  # a disk that can only be read; nobody saves to it, and a journal may be ahead
                stack.enter_context(held(layout.lock(files.id)))
            for path in (files.record, files.journal):
                with suppress(Missing):
                    data, _ = read_file(path)
                    name = f"{path.parent.name}/{path.name}"
                    archive.writestr(name, data)
                    parts[name] = Part(len(data), sha256(data).hexdigest())
    for path in sorted(layout.root.glob("*.toml")):
        if _NAME.fullmatch(path.name):
            data, _ = read_file(path)
            archive.writestr(path.name, data)
            parts[path.name] = Part(len(data), sha256(data).hexdigest())
    contents = {"schema": SCHEMA, "at": at, "files": {name: list(part) for name, part in parts.items()}}
    archive.writestr(LIST, to_json(contents))


def _all_files(layout: Layout) -> Iterator[Files]:
    for folder, files_of in ((layout.documents, layout.files), (layout.trash, layout.files_in_trash)):
        with system_errors(folder, reading=True), suppress(FileNotFoundError):
            ids = sorted(path.stem for path in folder.iterdir() if path.suffix == ".json" and is_id(path.stem))
            yield from map(files_of, ids)


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        with system_errors(path, reading=True):
            return zipfile.ZipFile(path)
    except _UNREADABLE as error:
        raise BadBackup(str(error), path) from error


def _list(archive: zipfile.ZipFile, path: Path) -> tuple[str, dict[str, Part]]:
    try:
        fields = mapping(from_json(_read(archive, LIST, _LARGEST_LIST)), "the list")
        schema = whole(fields.get("schema"), "schema")
        if not 1 <= schema <= SCHEMA:
            raise ValueError(f"schema {schema}, this version knows {SCHEMA}")
        files = mapping(fields.get("files"), "files")
        if len(files) > _MOST_FILES:
            raise ValueError("too many files")
        return text(fields.get("at"), "at"), {name: _part(name, value) for name, value in files.items()}
    except _UNREADABLE as error:
        raise BadBackup(str(error), path) from error


def _part(name: str, value: Any) -> Part:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} does not belong into a store")
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"{name} has no size and hash")
    size = whole(value[0], "size")
    if not 0 <= size <= _LARGEST_FILE:
        raise ValueError(f"{name} is too large")
    return Part(size, text(value[1], "hash"))


def _content(archive: zipfile.ZipFile, name: str, part: Part, path: Path) -> bytes:
    try:
        data = _read(archive, name, part.size)
        if len(data) != part.size or sha256(data).hexdigest() != part.hash:
            raise ValueError(f"{name} is not what was written")
    except _UNREADABLE as error:
        raise BadBackup(str(error), path) from error
    return data


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """The bytes of a file in the archive, of which no more than ``most`` are unpacked."""
    with archive.open(name) as file:
        data = file.read(most)
        if file.read(1):
            raise ValueError(f"{name} is larger than it should be")
        return data


def _id(name: str) -> str:
    """The document that a file of the backup belongs to; empty for a file of the store as a whole."""
    match = _NAME.fullmatch(name)
    assert match is not None  # every name was looked at when the list was read
    return match[1] or match[2] or ""

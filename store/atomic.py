"""Files that are either the old one or the new one, never between; and the TinyDB storage made of them."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from store.access import OWN_FOLDER, file_mode, folder_mode, give_mode
from store.errors import Damaged, Missing, system_errors
from store.model import Stamp, stamp_of
from store.values import from_json, mapping, to_json

TABLE = "document"
DOC_ID = 1
TEMP_SUFFIX = ".tmp"
#: What opening a file says of a symbolic link, a socket and a folder.
NOT_PLAIN = frozenset({errno.ELOOP, errno.ENXIO, errno.EISDIR})

Tables = dict[str, dict[str, Any]]


def temp_of(path: Path) -> Path:
    """Gives the one name under which a new version of ``path`` is prepared, in the same folder."""
    return path.with_name(path.name + TEMP_SUFFIX)


def replace_file(path: Path, data: bytes, *, durable: bool = True, after: int = 0) -> None:
    """Puts ``data`` in place of the file ``path`` in one step. The caller holds the lock that guards it.

    ``durable`` waits until the disk has it, file and folder. The file's time of change will be later than
    ``after``, in ns. Raises :class:`StoreError`; then the old file is untouched and nothing is left beside
    it. Only when the very last step fails, the flushing of the folder, does the new content stand already,
    though a power cut might still take it back.
    """
    temp = temp_of(path)
    with system_errors(path), _opened_folder(path.parent) as folder:
        try:
            _write_new(temp, data, mode=file_mode(folder), durable=durable, after=after)
            temp.replace(path)
        except BaseException:
            with suppress(OSError):
                temp.unlink()
            raise
        if durable:
            _flush_folder(folder)


def move_file(source: Path, target: Path) -> None:
    """Moves a file to another folder of the same file system, durably. Raises :class:`StoreError`."""
    with (
        system_errors(source),
        _opened_folder(source.parent) as old,
        _opened_folder(target.parent) as new,
    ):
        source.replace(target)
        _flush_folder(new)
        _flush_folder(old)


def set_aside(path: Path) -> Path:
    """Renames a damaged file so that it is out of the way but not lost, and gives its new name. Raises :class:`StoreError`."""
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}.damaged-{number}")):
        number += 1
    with system_errors(path):
        path.rename(aside)
    return aside


def read_file(path: Path) -> tuple[bytes, Stamp]:
    """Gives the bytes of a plain file and its stamp, both of the same version of it.

    Raises :class:`Missing`, :class:`Damaged` for a symbolic link or anything else that is no plain file, or
    another :class:`StoreError`.
    """
    with system_errors(path, reading=True):
        try:
            # O_NONBLOCK, because opening a named pipe would otherwise wait for ever.
            file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError as error:
            raise Missing("no such file", path) from error
        except OSError as error:
            if error.errno in NOT_PLAIN:
                raise Damaged("not a plain file", path) from error
            raise
        try:
            state = os.fstat(file)
            if not stat.S_ISREG(state.st_mode):
                raise Damaged("not a plain file", path)
            with os.fdopen(file, "rb", closefd=False) as stream:
                return stream.read(), stamp_of(state)
        finally:
            os.close(file)


class AtomicStorage(Storage):
    """One JSON file with one TinyDB document, read whole and replaced whole.

    TinyDB's own storage rewrites in place and takes an empty file for an empty database; this one does
    neither. ``stamp`` is that of the version last read or written.
    """

    def __init__(self, path: Path, *, new: bool = False, durable: bool = True) -> None:
        """Takes the file. Unless ``new``, it has to be there already. ``durable`` writes wait for the disk."""
        self._path = path
        self._new = new
        self._durable = durable
        self.stamp: Stamp = (0, 0)

    def read(self) -> Tables | None:
        """Gives the tables of the file, ``None`` for a new one.

        Raises :class:`Missing`, :class:`Damaged` or another :class:`StoreError`.
        """
        try:
            data, self.stamp = read_file(self._path)
        except Missing:
            if self._new:
                return None
            raise
        try:
            return _tables(from_json(data))
        except ValueError as error:
            raise Damaged(str(error) if data else "empty", self._path) from error

    def write(self, data: Tables) -> None:
        """Replaces the file. Raises :class:`StoreError`; then the old file is untouched."""
        mtime_ns, _ = self.stamp
        # Two versions of one size must not look the same, or the list might show the older one.
        replace_file(self._path, to_json(data), durable=self._durable, after=mtime_ns)
        with system_errors(self._path):
            self.stamp = stamp_of(self._path.lstat())


def _tables(value: Any) -> Tables:
    """Gives ``value`` if it has the shape TinyDB takes for granted and the document is in it."""
    tables = mapping(value, "the file")
    for name, table in tables.items():
        mapping(table, name)
    if set(tables.get(TABLE, {})) != {str(DOC_ID)}:
        raise ValueError("no document in the file")
    mapping(tables[TABLE][str(DOC_ID)], "the document")
    return tables


def _write_new(path: Path, data: bytes, *, mode: int, durable: bool, after: int) -> None:
    # Created anew, so that a leftover's owner, mode or link target plays no part.
    path.unlink(missing_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    try:
        give_mode(file, mode)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        if os.fstat(file).st_mtime_ns <= after:
            # The system's clock for files ticks in milliseconds, and may be set back.
            os.utime(file, ns=(after + 1000, after + 1000))
        if durable:
            os.fsync(file)
    finally:
        os.close(file)


@contextmanager
def _opened_folder(folder: Path) -> Iterator[int]:
    # Opened before anything is replaced, so that failing to open it changes nothing.
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield handle
    finally:
        os.close(handle)


def flush_file(path: Path) -> None:
    """Waits until the disk has a file and its name. Raises :class:`StoreError`."""
    with system_errors(path):
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            os.fsync(file)
        finally:
            os.close(file)
    flush_folder_of(path)


def flush_folder_of(path: Path) -> None:
    """Waits until the disk has the name of a file. Raises :class:`StoreError`."""
    with system_errors(path), _opened_folder(path.parent) as folder:
        _flush_folder(folder)


def _flush_folder(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems can't flush a folder; there is nothing more to be done there.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def make_folder(folder: Path, within: Path) -> None:
    """Makes a folder and those above it, as far as they are absent, durably.

    They are for the owner only, except below ``within``, where they have the rights of the folder they are in. Raises
    :class:`StoreError`.
    """
    with system_errors(folder):
        if folder.is_dir():
            return
        if folder.parent != folder:
            make_folder(folder.parent, within)
        mode = folder_mode(folder.parent) if within in folder.parents else OWN_FOLDER
        try:
            folder.mkdir(mode=OWN_FOLDER)
        except FileExistsError:
            if folder.is_dir():  # another process was faster
                return
            raise
        folder.chmod(mode)  # the umask may have taken rights from the owner
        with _opened_folder(folder.parent) as parent:
            _flush_folder(parent)

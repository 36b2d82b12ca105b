"""What can go wrong in the store, each with a stable code for the sentence that the front end shows."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike, fspath
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from store.holds import Person

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class StoreError(Exception):
    """Anything the store refuses or fails to do; by itself, an error of input or output (code ``io``).

    ``code`` never changes between versions, ``path`` is the file or folder concerned if there is one, and
    ``detail`` is for the log.
    """

    code: ClassVar[str] = "io"

    def __init__(self, detail: str = "", path: str | PathLike[str] | None = None) -> None:
        self.detail = detail
        self.path: str | None = None if path is None else fspath(path)
        super().__init__(self.detail, self.path)

    def __str__(self) -> str:
        words = f"{self.code}: {self.detail}" if self.detail else self.code
        return f"{words} [{self.path}]" if self.path else words


class Unwritable(StoreError):
    """No permission to write here, or the file system is read-only."""

    code = "unwritable"


class Unreadable(StoreError):
    """No permission to read here."""

    code = "unreadable"


class Full(StoreError):
    """The disk or the quota is full; what was stored before is untouched."""

    code = "full"


class Busy(StoreError):
    """Another process has held the lock for too long."""

    code = "busy"


class Held(StoreError):
    """Somebody has the document open for editing; ``holder`` says who, as far as it is known."""

    code = "held"

    def __init__(self, holder: Person | None, path: str | PathLike[str] | None = None) -> None:
        super().__init__(f"held by {holder}", path)
        self.holder = holder
        self.args = (holder, self.path)  # for pickle, as in Exists


class NewerStore(StoreError):
    """The store or the document was written by a newer version of the program."""

    code = "newer"


class Damaged(StoreError):
    """Not a document of this store: empty, cut off, not JSON, of another shape, or not a plain file."""

    code = "damaged"


class BadBackup(StoreError):
    """Not a backup, or damaged, or with something in it that no backup has; nothing of it has been unpacked."""

    code = "backup"


class NoGroup(StoreError):
    """This machine knows no group of that name."""

    code = "group"


class NoLocks(StoreError):
    """The file system here has no locks, without which several processes can't work with one store."""

    code = "locks"


class Missing(StoreError):
    """No such document."""

    code = "missing"


class Unstorable(StoreError):
    """Something JSON in UTF-8 can't hold: NaN, a lone surrogate, a name that is no text, an object."""

    code = "unstorable"


class Exists(StoreError):
    """The key belongs to another document already; ``id`` says to which."""

    code = "exists"

    def __init__(self, id: str, path: str | PathLike[str] | None = None) -> None:
        super().__init__(f"the key belongs to {id}", path)
        self.id = id
        self.args = (id, self.path)  # what pickle calls the class with, on the way to another process


class Conflict(StoreError):
    """The stored revision is not the one the caller started from: somebody else has saved meanwhile."""

    code = "conflict"

    def __init__(self, expected_revision: int, actual_revision: int, path: str | PathLike[str] | None = None) -> None:
        super().__init__(f"expected revision {expected_revision}, found {actual_revision}", path)
        self.expected_revision = expected_revision
        self.actual_revision = actual_revision
        self.args = (expected_revision, actual_revision, self.path)  # for pickle, as in Exists


@contextmanager
def system_errors(path: str | PathLike[str], *, reading: bool = False) -> Iterator[None]:
    """Within it, an ``OSError`` becomes the :class:`StoreError` for ``path`` that fits its number."""
    try:
        yield
    except OSError as error:
        detail = error.strerror or str(error)
        if error.errno in _FULL:
            raise Full(detail, path) from error
        if error.errno in _DENIED:
            raise (Unreadable if reading else Unwritable)(detail, path) from error
        raise StoreError(detail, path) from error

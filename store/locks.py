"""Locks between processes and between threads. Taken in this order only: store, document, index."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from store.access import file_mode
from store.errors import Busy, NoLocks, system_errors

if TYPE_CHECKING:
    from filelock import BaseFileLock

PATIENCE = 5.0
"""Seconds to wait for a document: a save takes milliseconds, so longer means that its holder hangs."""

_POLL = 0.005
_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP})


@contextmanager
def held(path: Path, *, timeout: float | None = None) -> Iterator[None]:
    """Holds the lock file ``path``, whose folder exists; the system lets go of it when the process dies.

    Raises :class:`Busy` after ``timeout`` seconds, by default ``PATIENCE``, or another :class:`StoreError` if
    the file can't be made.
    """
    lock = acquire(path, PATIENCE if timeout is None else timeout)
    try:
        yield
    finally:
        lock.release()


def acquire(path: Path, seconds: float) -> BaseFileLock:
    """Takes the lock file ``path``, waiting no longer than ``seconds``; the caller releases it.

    A file left in the stead of a lock would outlive the process that made it, so on a file system without locks there is
    none. Raises :class:`Busy`, :class:`NoLocks` or another :class:`StoreError`.
    """
    from filelock import FileLock, Timeout  # reading a list takes no lock, and need not load this

    with system_errors(path):
        mode = file_mode(path.parent)
        lock = FileLock(path, timeout=seconds, mode=mode, poll_interval=_POLL, fallback_to_soft=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise Busy(f"locked for more than {seconds:g} s", path) from error
        except OSError as error:
            if error.errno in _NO_LOCKS:
                raise NoLocks(error.strerror or "", path) from error
            raise
    return lock

"""Locks between processes and between threads. Taken in this order only: store, document, index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.access import file_mode
from store.errors import Busy, system_errors

PATIENCE = 5.0
"""Seconds to wait for a document: a save takes milliseconds, so longer means that its holder hangs."""


@contextmanager
def held(path: Path, *, timeout: float | None = None) -> Iterator[None]:
    """Holds the lock file ``path``, whose folder exists; the system lets go of it when the process dies.

    Raises :class:`Busy` after ``timeout`` seconds, by default ``PATIENCE``, or another :class:`StoreError` if
    the file can't be made.
    """
    from filelock import FileLock, Timeout  # reading a list takes no lock, and need not load this

    seconds = PATIENCE if timeout is None else timeout
    with system_errors(path):
        lock = FileLock(path, timeout=seconds, mode=file_mode(path.parent), poll_interval=0.005)
        try:
            lock.acquire()
        except Timeout as error:
            raise Busy(f"locked for more than {seconds:g} s", path) from error
    try:
        yield
    finally:
        lock.release()

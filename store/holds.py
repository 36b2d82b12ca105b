"""Who has a document open for editing.

A hold is a lock that the system lets go of when its process dies, so that one left behind by a crash or a reboot is none; beside
it stands, for others to read, who holds it. A hold is a courtesy between operators: what keeps the document whole is that
every write carries the revision it was made on.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from store.atomic import read_file, replace_file
from store.errors import Busy, Held, StoreError
from store.locks import acquire
from store.values import from_json, mapping, text, to_json, whole

if TYPE_CHECKING:
    from filelock import BaseFileLock

#: For so many seconds others may have the lock only to see whether somebody has it.
_LOOK = 0.03


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at work: the login name, the machine, the process there, and since when (ISO 8601)."""

    who: str
    host: str
    pid: int
    since: str


def myself(who: str, since: str) -> Person:
    """This process."""
    return Person(who, os.uname().nodename, os.getpid(), since)


@dataclass(frozen=True, slots=True)
class HoldFiles:
    """The files of a hold: the lock, who has it, and who asks for it."""

    lock: Path
    holder: Path
    asker: Path


class Hold:
    """A document held by this process, until :meth:`release`. Use :func:`take`."""

    def __init__(self, files: HoldFiles, lock: BaseFileLock) -> None:
        self._files = files
        self._lock = lock

    def asked_by(self) -> Person | None:
        """Who asks for the document, if somebody does."""
        return _read(self._files.asker)

    def release(self) -> None:
        """Lets go of the document."""
        for path in (self._files.asker, self._files.holder):
            with suppress(OSError):
                path.unlink()
        self._lock.release()


def take(files: HoldFiles, me: Person) -> Hold:
    """Takes a document for editing. Raises :class:`Held` where somebody has it, or another :class:`StoreError`."""
    lock = _acquired(files)
    if lock is None:
        raise Held(_read(files.holder), files.lock)
    hold = Hold(files, lock)
    try:
        with suppress(OSError):
            files.asker.unlink()
        replace_file(files.holder, to_json(asdict(me)), durable=False)
    except BaseException:
        hold.release()
        raise
    return hold


def holder(files: HoldFiles) -> Person | None:
    """Who has a document open, if anybody has. Raises :class:`StoreError`."""
    person = _read(files.holder)
    if person is None:
        return None
    lock = _acquired(files)
    if lock is None:
        return _read(files.holder)
    lock.release()
    return None


def ask(files: HoldFiles, me: Person) -> None:
    """Asks whoever has a document open to let go of it. Raises :class:`StoreError`."""
    replace_file(files.asker, to_json(asdict(me)), durable=False)


def _acquired(files: HoldFiles) -> BaseFileLock | None:
    """The lock, or None where somebody has it for longer than a look takes."""
    try:
        return acquire(files.lock, _LOOK)
    except Busy:
        return None


def _read(path: Path) -> Person | None:
    with suppress(StoreError, ValueError):
        fields = mapping(from_json(read_file(path)[0]), "a hold")
        return Person(
            text(fields.get("who"), "who"),
            text(fields.get("host"), "host"),
            whole(fields.get("pid"), "pid"),
            text(fields.get("since"), "since"),
        )
    return None

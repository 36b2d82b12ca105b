"""The journal of a document: every change made to it, one line each, on disk before the change counts.

A line holds the hash of the line before it, so that a journal altered afterwards is told from one that only grew. The last
line may be torn by a crash: it was never acknowledged, and is cut off by the next one written.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from store.access import OWN_FILE, file_mode, give_mode
from store.atomic import NOT_PLAIN, flush_folder_of
from store.changes import Change, change_from_json, change_to_json
from store.errors import Damaged, Missing, system_errors
from store.values import from_json, mapping, text, to_json, whole

_APPEND = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Head(NamedTuple):
    """How far a journal goes: its length in bytes, and the hash of its last line."""

    length: int = 0
    hash: str = ""


START = Head()


@dataclass(frozen=True, slots=True)
class Event:
    """What one save changed: the ``revision`` it made, when (ISO 8601), by whom, by which command."""

    revision: int
    at: str
    by: str
    how: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An event as it stands in the journal, with the place where the journal then ended.

    ``fits`` is False where the line does not carry the hash of the one before it.
    """

    event: Event
    head: Head
    fits: bool


def append(path: Path, after: Head, events: Iterable[Event]) -> Head:
    """Adds events behind ``after``, waits until the disk has them, and gives the new end.

    The caller holds the document's lock and knows that nothing whole stands behind ``after``; something torn there is cut
    off. Raises :class:`StoreError`; then the journal ends where it did.
    """
    head, data = after, b""
    for event in events:
        line = to_json(_fields(event, head.hash))
        head = Head(head.length + len(line), _hash(line))
        data += line
    with _opened(path, _APPEND) as file:
        new = os.fstat(file).st_size == 0
        give_mode(file, file_mode(path.parent))
        if os.fstat(file).st_size != after.length:
            os.ftruncate(file, after.length)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
            os.fsync(file)
        except BaseException:
            with suppress(OSError):
                path.unlink() if new else os.ftruncate(file, after.length)
            raise
    if new:
        flush_folder_of(path)
    return head


def lines(path: Path, after: Head = START) -> Iterator[Line]:
    """The whole lines behind ``after``; none if the journal is absent or ends there.

    Raises :class:`Damaged` for a line that is none, or for a journal shorter than ``after``.
    """
    try:
        with _opened(path, _READ) as file, os.fdopen(file, "rb", closefd=False) as stream:
            if os.fstat(file).st_size < after.length:
                raise Damaged("the journal is shorter than it was", path)
            stream.seek(after.length)
            head = after
            for line in stream:
                if not line.endswith(b"\n"):
                    return
                event, before = _event(line, path)
                fits = before == head.hash
                head = Head(head.length + len(line), _hash(line))
                yield Line(event, head, fits)
    except Missing as error:
        if after.length:
            raise Damaged("the journal is gone", path) from error


def length(path: Path) -> int:
    """The length of a journal in bytes; 0 if it is absent."""
    with system_errors(path, reading=True):
        try:
            return path.lstat().st_size
        except FileNotFoundError:
            return 0


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    with system_errors(path, reading=flags == _READ):
        try:
            file = os.open(path, flags, OWN_FILE)
        except FileNotFoundError as error:
            raise Missing("no journal", path) from error
        except OSError as error:
            if error.errno in NOT_PLAIN:
                raise Damaged("the journal is not a plain file", path) from error
            raise
        try:
            if not stat.S_ISREG(os.fstat(file).st_mode):
                raise Damaged("the journal is not a plain file", path)
            yield file
        finally:
            os.close(file)


def _hash(line: bytes) -> str:
    return sha256(line).hexdigest()


def _fields(event: Event, before: str) -> dict[str, Any]:
    return {
        "revision": event.revision,
        "at": event.at,
        "by": event.by,
        "how": event.how,
        "changes": [change_to_json(change) for change in event.changes],
        "before": before,
    }


def _event(line: bytes, path: Path) -> tuple[Event, str]:
    try:
        fields = mapping(from_json(line), "a line")
        changes = fields.get("changes")
        if not isinstance(changes, list):
            raise ValueError("changes are no list")
        event = Event(
            whole(fields.get("revision"), "revision"),
            text(fields.get("at"), "at"),
            text(fields.get("by"), "by"),
            text(fields.get("how"), "how"),
            tuple(change_from_json(change) for change in changes),
        )
        return event, text(fields.get("before"), "before")
    except ValueError as error:
        raise Damaged(f"journal: {error}", path) from error

"""The index file: what the documents looked like when last seen, one line per save, and what their summaries are since.

It is derived from the documents and may be lost, torn or wrong at any time: each line carries the stamp of
the file it speaks of, and a line that doesn't match its file counts for nothing. So it is never flushed to
the disk, and failing to write it is no error.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from store.access import OWN_FILE, file_mode, give_mode
from store.atomic import replace_file
from store.errors import StoreError
from store.fields import entry_from_fields, entry_to_fields
from store.layout import is_id
from store.locks import held
from store.model import Entry, Stamp
from store.values import from_json, mapping, to_json, whole

_PATIENCE = 2.0
_SEEN = 200
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_APPEND = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC


class Line(NamedTuple):
    """A document's entry and the stamp of the file it was taken from."""

    entry: Entry
    stamp: Stamp


@dataclass(slots=True)
class _Parsed:
    """What has been read of one index file so far.

    ``inode`` and ``seen``, the last bytes before ``offset``, tell whether it is still that file. Neither does alone: a new
    file may be given the inode of an old one, and a compacted one may look like it from here on.
    """

    inode: int = 0
    offset: int = 0
    seen: bytes = b""
    lines: int = 0
    live: dict[str, Line] = field(default_factory=dict)


class Index:
    """The index file, of which only what was appended since the last look is parsed again."""

    def __init__(self, path: Path, lock: Path) -> None:
        """Takes the index file, which need not be there, and its lock file."""
        self._path = path
        self._lock = lock
        self._parsed = _Parsed()

    def load(self) -> Mapping[str, Line]:
        """Gives the last line of each document by id; empty if the file is absent or can't be read."""
        try:
            tail = self._tail()
        except OSError:
            self._parsed = _Parsed()
            return self._parsed.live
        end = tail.rfind(b"\n") + 1
        for line in tail[:end].splitlines():
            _take(line, self._parsed)
        self._parsed.offset += end
        self._parsed.seen = (self._parsed.seen + tail[:end])[-_SEEN:]
        return self._parsed.live

    def first(self, count: int) -> list[Entry]:
        """Gives the first entries in the file, whatever became of them since; empty if the file can't be read."""
        found = _Parsed()
        with suppress(OSError), os.fdopen(os.open(self._path, _READ), "rb") as stream:
            for line in islice(stream, count):
                _take(line, found)
        return [line.entry for line in found.live.values()]

    def append(self, lines: Iterable[Line], gone: Iterable[str] = ()) -> None:
        """Adds lines, and marks documents as gone, in one write.

        A failure is not reported: whoever reads next finds the difference and heals it.
        """
        with suppress(OSError, StoreError), held(self._lock, timeout=_PATIENCE):
            data = b"".join([*map(_to_json, lines), *(to_json({"id": id, "gone": True}) for id in gone)])
            file = os.open(self._path, _APPEND, OWN_FILE)
            try:
                size = os.fstat(file).st_size
                if size == 0:
                    give_mode(file, file_mode(self._path.parent))
                elif os.pread(file, 1, size - 1) != b"\n":
                    data = b"\n" + data  # keeps clear of a line that was torn
                os.write(file, data)
            finally:
                os.close(file)

    def replace(self, lines: Iterable[Line]) -> None:
        """Writes the file anew with just these lines. Raises :class:`StoreError`."""
        with held(self._lock, timeout=_PATIENCE):
            self._rewrite(lines)

    def compact(self) -> None:
        """Drops the dead lines if they outnumber the live ones; left for later if that fails."""
        if self._parsed.lines <= 2 * len(self._parsed.live):
            return
        with suppress(StoreError), held(self._lock, timeout=_PATIENCE):
            self._rewrite(self.load().values())

    def _rewrite(self, lines: Iterable[Line]) -> None:
        ordered = sorted(lines, key=lambda line: (line.entry.key, line.entry.id))
        replace_file(self._path, b"".join(map(_to_json, ordered)), durable=False)
        self._parsed = _Parsed()

    def _tail(self) -> bytes:
        with os.fdopen(os.open(self._path, _READ), "rb") as stream:
            inode = os.fstat(stream.fileno()).st_ino
            seen = self._parsed.seen
            stream.seek(self._parsed.offset - len(seen))
            data = stream.read()
            if inode == self._parsed.inode and data.startswith(seen):
                return data[len(seen) :]
            self._parsed = _Parsed(inode)
            stream.seek(0)
            return stream.read()


def _take(raw: bytes, parsed: _Parsed) -> None:
    parsed.lines += 1
    with suppress(ValueError):
        fields = mapping(from_json(raw), "line")
        id = fields.get("id")
        if not is_id(id):
            return
        if fields.get("gone") is True:
            parsed.live.pop(id, None)
            return
        stamp = whole(fields.get("mtime_ns"), "mtime_ns"), whole(fields.get("size"), "size")
        parsed.live[id] = Line(entry_from_fields(fields), stamp)


def _to_json(line: Line) -> bytes:
    mtime_ns, size = line.stamp
    return to_json({**entry_to_fields(line.entry), "mtime_ns": mtime_ns, "size": size})

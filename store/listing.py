"""The list of documents: the index checked against the files, and put right where they differ."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import RLock

from store import document
from store.document import Files
from store.errors import Damaged, Missing, NewerStore, StoreError, system_errors
from store.index import Index, Line
from store.layout import JOURNAL_SUFFIX, SUFFIX, Layout, is_id
from store.model import Entry, Key, Stamp, stamp_of
from store.values import plain_object


class Listing:
    """The list of one store. Threads may share it; every call sees what other processes have done."""

    def __init__(self, layout: Layout) -> None:
        """Takes the paths of the store, which need not be there."""
        self._layout = layout
        self._index = Index(layout.index, layout.index_lock)
        self._bad: dict[str, Stamp] = {}
        self._left_out: dict[str, Key | None] = {}
        self._guard = RLock()

    def entries(self) -> list[Entry]:
        """Gives the entries of all readable documents by key, as copies."""
        entries = sorted(self._current(), key=lambda entry: (entry.key.group, entry.key.number, entry.id))
        return [_copy(entry) for entry in entries]

    def first(self, count: int) -> list[Entry]:
        """Gives the first entries as they were when last seen, in a time that does not grow with their number."""
        return [_copy(entry) for entry in self._index.first(count)]

    def find(self, key: Key) -> Entry | None:
        """Gives the entry of the document with this key, as a copy. One that the index knows is not looked for further."""
        with self._guard:
            found = [entry for entry in _with_key(self._indexed(), key) if self._is_current(entry.id)]
        found = found or list(_with_key(self._current(), key))
        return _copy(min(found, key=lambda entry: entry.id)) if found else None

    def _indexed(self) -> Iterator[Entry]:
        return (line.entry for line in self._index.load().values())

    def _is_current(self, id: str) -> bool:
        """Whether a document is as the index has it."""
        try:
            return stamp_of(self._layout.document(id).lstat()) == self._index.load()[id].stamp
        except OSError:
            return False

    def left_out(self) -> dict[str, Key | None]:
        """Gives the ids of the documents that :meth:`entries` last left out, each with the key it had when last readable."""
        with self._guard:
            return dict(self._left_out)

    def is_long(self, count: int) -> bool:
        """Whether there are more than ``count`` documents; it takes no longer than counting so many."""
        with suppress(OSError), os.scandir(self._layout.documents) as found:
            return next(islice(found, count, None), None) is not None
        return False

    def note(self, entry: Entry, stamp: Stamp) -> None:
        """Takes down what was just written, under the document's lock."""
        self._index.append([Line(entry, stamp)])

    def retell(self, entry: Entry) -> None:
        """Takes down another summary of a document that is as ``entry`` has it; of one that was saved meanwhile, nothing."""
        with self._guard:
            line = self._index.load().get(entry.id)
            if line is not None and line.entry.revision == entry.revision and self._is_current(entry.id):
                self._index.append([Line(entry, line.stamp)])

    def told(self) -> dict[str, Line]:
        """Gives what the index says, without a look at the documents."""
        with self._guard:
            return dict(self._index.load())

    def forget(self, id: str) -> None:
        """Takes down that a document is gone, under its lock."""
        self._index.append([], [id])

    def rebuild(self) -> int:
        """Writes the index anew from the files and gives the number of documents.

        Raises :class:`StoreError`.
        """
        with self._guard:
            self._bad.clear()
            files = _scan(self._layout.documents)
            lines = [line for id in files if is_id(id) and (line := self._read(id, files[id])) is not None]
            if files or os.path.lexists(self._layout.index):
                self._layout.make()
                self._index.replace(lines)
            return len(lines)

    def damaged(self) -> list[Path]:
        """Gives the files among the documents that can't be read, having tried every one."""
        bad = []
        for name in _scan(self._layout.documents):
            path = self._layout.documents / (name + SUFFIX)
            try:
                document.read(Files(name, path, self._layout.journals / name))
                if not is_id(name):
                    bad.append(path)
            except Missing:
                continue  # deleted meanwhile
            except StoreError:
                bad.append(path)
        return sorted(bad)

    def stamps(self) -> dict[str, Stamp]:
        """Gives the stamps of all documents by id, readable or not."""
        return {id: stamp for id, stamp in _scan(self._layout.documents).items() if is_id(id)}

    def behind(self) -> list[str]:
        """Gives the documents whose journal was written after them: a crash came between, or it happens just now."""
        records = _scan(self._layout.documents)
        journals = _scan(self._layout.journals, JOURNAL_SUFFIX)
        return sorted(id for id in records.keys() & journals.keys() if journals[id] > records[id] and is_id(id))

    def _current(self) -> list[Entry]:
        with self._guard:
            # The index first: a document that it knows of and the folder then lacks has really gone.
            known = self._index.load()
            files = _scan(self._layout.documents)
            missing = known.keys() - files.keys()
            for id in missing:
                with suppress(OSError):
                    # A scan can miss a name that is being replaced just then.
                    files[id] = stamp_of(self._layout.document(id).lstat())
            gone = missing - files.keys()
            entries = []
            fresh = []
            left_out: dict[str, Key | None] = {}
            for id, stamp in files.items():
                seen = line = known.get(id)
                if line is None or line.stamp != stamp:
                    line = self._reread(id, stamp)
                    if line is None:
                        if is_id(id):
                            left_out[id] = seen.entry.key if seen else None
                        continue
                    fresh.append(line)
                entries.append(line.entry)
            self._left_out = left_out
            if fresh or gone:
                self._index.append(fresh, gone)
            self._index.compact()
            return entries

    def _reread(self, id: str, stamp: Stamp) -> Line | None:
        if not is_id(id) or self._bad.get(id) == stamp:
            return None
        return self._read(id, stamp)

    def _read(self, id: str, seen: Stamp) -> Line | None:
        try:
            stored, stamp = document.read(self._layout.files(id))
        except (Damaged, NewerStore):
            self._bad[id] = seen
            return None
        except StoreError:
            return None
        return Line(stored.entry, stamp)


def _scan(folder: Path, suffix: str = SUFFIX) -> dict[str, Stamp]:
    """Gives the stamps of the files by name without suffix: ids, unless a stranger put them there."""
    files: dict[str, Stamp] = {}
    with system_errors(folder, reading=True):
        try:
            # Through a handle, the system needn't look up the folder again for each file.
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except FileNotFoundError:
            return files
        try:
            with os.scandir(handle) as found:
                for file in found:
                    name = file.name
                    if name.endswith(suffix):
                        try:
                            files[name.removesuffix(suffix)] = stamp_of(file.stat(follow_symlinks=False))
                        except FileNotFoundError:
                            continue  # deleted meanwhile
        finally:
            os.close(handle)
    return files


def _with_key(entries: Iterable[Entry], key: Key) -> Iterator[Entry]:
    group, number = key.group, key.number
    return (entry for entry in entries if entry.key.number == number and entry.key.group == group)


def _copy(entry: Entry) -> Entry:
    return Entry(entry.id, entry.key, entry.revision, entry.changed, plain_object(entry.summary))

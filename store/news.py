"""What has become of the list since it was last seen: two looks, however many documents there are, and what the index tells.

Every save is noted in the index, so the documents need not be looked at. What the index can't know, such as a document that was
put in by hand, shows only in the folder; then it is said that the list is to be read anew.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from store.index import Line
from store.layout import Layout
from store.listing import Listing
from store.model import Entry

#: An inode, a size in bytes and a time of change in ns.
_Mark = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """How things stood when the list was last seen.

    ``doubtful`` where the folder was another and the index was not: the next look tells whether the note of a save was only late.
    """

    index: _Mark | None
    folder: _Mark | None
    lines: Mapping[str, Line]
    doubtful: bool = False


class News(NamedTuple):
    """The entries that are new or other than before, and the ids of documents that are gone.

    Where something is ``untold``, the list is to be read anew. ``seen`` is what to ask with the next time.
    """

    seen: Seen
    changed: tuple[Entry, ...] = ()
    gone: frozenset[str] = frozenset()
    untold: bool = False


def seen(layout: Layout, listing: Listing) -> Seen:
    """How things stand, to be asked for before the list is read."""
    return Seen(_mark(layout.index), _mark(layout.documents), listing.told())


def news(layout: Layout, listing: Listing, since: Seen) -> News | None:
    """What has changed ``since``; None where nothing has."""
    index, folder = _mark(layout.index), _mark(layout.documents)
    if index == since.index:
        if since.doubtful:
            return News(replace(since, folder=folder, doubtful=False), untold=True)
        return None if folder == since.folder else News(replace(since, doubtful=True))
    lines = listing.told()
    gone = frozenset(since.lines.keys() - lines.keys())
    now = Seen(index, folder, lines)
    if any(os.path.lexists(layout.document(id)) for id in gone):
        return News(now, untold=True)  # the index was lost or cut short
    changed = (line.entry for id, line in lines.items() if since.lines.get(id) != line)
    return News(now, tuple(changed), gone)


def _mark(path: Path) -> _Mark | None:
    """What is another whenever a file was written to or a folder's files were replaced; None where it can't be told."""
    try:
        # opened, because only then does a file system on the network ask anew
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        state = os.fstat(file)
        return state.st_ino, state.st_size, state.st_mtime_ns
    finally:
        os.close(file)

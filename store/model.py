"""What the store hands out: a key, a line of the list, a document."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.journal import Event

SCHEMA = 2
"""The version of what is on disk; anything with a higher one is refused."""


@dataclass(frozen=True, order=True, slots=True)
class Key:
    """A document's natural key, unique in a store. It never becomes part of a path."""

    group: str
    number: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list.

    ``changed`` is ISO 8601 with offset, to the second; ``summary`` is what the caller put there.
    """

    id: str
    key: Key
    revision: int
    changed: str
    summary: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as read. ``content`` belongs to the caller, who may change it freely.

    ``recovered`` is what a crash had kept from the record and the journal gave back. ``damage`` says why the journal does not
    belong to the document, if it doesn't; then its history can't be told.
    """

    entry: Entry
    content: dict[str, Any]
    recovered: tuple[Event, ...] = ()
    damage: str = ""


Stamp = tuple[int, int]
"""Time of change in ns and size: tells one state of a file from another without reading it."""


def stamp_of(state: os.stat_result) -> Stamp:
    """Gives the stamp of a file from what the system says of it."""
    return state.st_mtime_ns, state.st_size

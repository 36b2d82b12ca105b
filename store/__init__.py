"""A local store of JSON documents, each in a TinyDB file of its own.

A save rewrites one small file atomically, so it costs the same with ten documents as with a hundred
thousand, and a crash, a full disk or a second process never leaves a document half written. The list of
documents is derived from the files and heals itself. The store knows JSON, keys and revisions; what the
documents mean is the caller's business.
"""

from store.changes import ABSENT, Change
from store.errors import (
    BadBackup,
    Busy,
    Conflict,
    Damaged,
    Exists,
    Full,
    Held,
    Missing,
    NewerStore,
    NoLocks,
    StoreError,
    Unreadable,
    Unstorable,
    Unwritable,
)
from store.holds import Hold, Person
from store.journal import Event
from store.model import SCHEMA, Entry, Key, Stamp, Stored
from store.news import News, Seen
from store.store import Store

__all__ = [
    "ABSENT",
    "SCHEMA",
    "BadBackup",
    "Busy",
    "Change",
    "Conflict",
    "Damaged",
    "Entry",
    "Event",
    "Exists",
    "Full",
    "Held",
    "Hold",
    "Key",
    "Missing",
    "NewerStore",
    "News",
    "NoLocks",
    "Person",
    "Seen",
    "Stamp",
    "Store",
    "StoreError",
    "Stored",
    "Unreadable",
    "Unstorable",
    "Unwritable",
]

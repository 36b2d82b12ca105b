"""An entry as JSON fields: the same in a document's record and in a line of the index."""

from __future__ import annotations

from typing import Any

from store.errors import Unstorable
from store.model import Entry, Key
from store.values import mapping, plain_object, text, whole


def entry_to_fields(entry: Entry) -> dict[str, Any]:
    """Gives the fields of an entry."""
    return {
        "id": entry.id,
        "key": {"group": entry.key.group, "number": entry.key.number},
        "revision": entry.revision,
        "changed": entry.changed,
        "summary": entry.summary,
    }


def entry_from_fields(fields: dict[str, Any]) -> Entry:
    """Gives the entry back, sharing nothing with ``fields``. Raises ``ValueError`` if a field is wrong."""
    key = mapping(fields.get("key"), "key")
    try:
        summary = plain_object(mapping(fields.get("summary"), "summary"))
    except Unstorable as error:
        raise ValueError(error.detail) from error
    return Entry(
        text(fields.get("id"), "id"),
        Key(text(key.get("group"), "group"), whole(key.get("number"), "number")),
        whole(fields.get("revision"), "revision"),
        text(fields.get("changed"), "changed"),
        summary,
    )

"""The store's mark: the version of what is on disk, and the migrations that led there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.atomic import read_file, replace_file
from store.errors import Damaged, Missing
from store.model import SCHEMA
from store.values import from_json, mapping, text, to_json, whole


@dataclass(frozen=True, slots=True)
class Migration:
    """That the documents were brought from one version to another: when, and how many."""

    old: int
    new: int
    at: str
    documents: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A store's version and what became of earlier ones."""

    schema: int = SCHEMA
    migrations: tuple[Migration, ...] = ()


def read_mark(path: Path) -> Mark | None:
    """The mark in a file, or None where there is none: the store has not been made yet. Raises :class:`Damaged`."""
    try:
        data, _ = read_file(path)
    except Missing:
        return None
    try:
        fields = mapping(from_json(data), "the mark")
        schema = whole(fields.get("schema"), "schema")
        steps = fields.get("migrations", [])
        if schema < 1 or not isinstance(steps, list):
            raise ValueError(f"schema {schema}")
        return Mark(schema, tuple(map(_migration, steps)))
    except ValueError as error:
        raise Damaged(str(error), path) from error


def write_mark(path: Path, mark: Mark) -> None:
    """Writes the mark. Raises :class:`StoreError`."""
    steps = [{"from": step.old, "to": step.new, "at": step.at, "documents": step.documents} for step in mark.migrations]
    replace_file(path, to_json({"schema": mark.schema, "migrations": steps} if steps else {"schema": mark.schema}))


def _migration(value: Any) -> Migration:
    fields = mapping(value, "a migration")
    return Migration(
        whole(fields.get("from"), "from"),
        whole(fields.get("to"), "to"),
        text(fields.get("at"), "at"),
        whole(fields.get("documents"), "documents"),
    )

"""Bringing documents of earlier versions to the present one, step by step.

A record of an earlier version is read as it would be after the steps; on disk all are rewritten together, before the first
write by this version and after a backup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from store.model import SCHEMA
from store.values import whole

Record = MutableMapping[str, Any]


def _has_a_journal(record: Record) -> None:
    """2: a record says how far its journal goes. Before, there was none."""
    record["journal"] = {"length": 0, "hash": ""}


#: What makes a record of one version one of the next.
STEPS: Mapping[int, Callable[[Record], None]] = {1: _has_a_journal}


@dataclass(frozen=True, slots=True)
class Plan:
    """How many documents there are of each earlier version."""

    documents: Mapping[int, int]

    @property
    def count(self) -> int:
        """How many documents are to be rewritten."""
        return sum(self.documents.values())


def schema_of(record: Mapping[str, Any]) -> int:
    """The version of a record. Raises ``ValueError`` where it has none."""
    schema = whole(record.get("schema"), "schema")
    if schema < 1:
        raise ValueError(f"schema {schema}")
    return schema


def migrate_record(record: Record) -> None:
    """Brings a record to the present version; one of that version or a newer one stays as it is. Raises ``ValueError``."""
    for schema in range(schema_of(record), SCHEMA):
        STEPS[schema](record)
        record["schema"] = schema + 1


def plan_of(schemas: Counter[int]) -> Plan:
    """What is to be done where so many documents are of each version."""
    return Plan({schema: count for schema, count in sorted(schemas.items()) if schema < SCHEMA})

"""Stores with many reports in them.

Creating a report asks whether its unit and year are taken, and for that looks at the whole list; ten thousand creations
would look at it ten thousand times. So the two samples are created in the usual way, their files are copied under new
ids, units and times, and the list is rebuilt from the files once.
"""

from __future__ import annotations

import json
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from gipr_tui.workspace.samples import keep_samples
from gipr_tui.workspace.workspace import Workspace
from store import Store
from store.layout import Layout

#: What the faulty sample is called in every one of these stores.
SAMPLE = "金盏地区/2019"

_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


@lru_cache
def filled(count: int) -> Path:
    """The folder of a store with ``count`` reports, at least two; it is removed when the program ends."""
    temporary = tempfile.TemporaryDirectory(prefix="gipr-benchmark-")
    _FOLDERS.append(temporary)
    folder = Path(temporary.name)
    keep_samples(Workspace.open(folder))
    layout = Layout(folder)
    samples = [path.read_text(encoding="utf-8") for path in sorted(layout.documents.iterdir())]
    for number in range(2, count):
        id = f"{number:012x}"
        copied = _copy(json.loads(samples[number % 2]), id, f"第{number:05}局")
        layout.document(id).write_text(json.dumps(copied, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    rebuilt = Store.open(folder).rebuild()
    assert rebuilt == count, f"{rebuilt} reports instead of {count}"
    return folder


def _copy(tables: dict[str, Any], id: str, unit: str) -> dict[str, Any]:
    """The tables of a document's file, for another unit."""
    for table in tables.values():
        for record in table.values():
            record["id"] = id
            record["journal"] = {"length": 0, "hash": ""}  # none of its own
            record["key"]["group"] = unit
            record["content"]["unit"] = unit
    return tables

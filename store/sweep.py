"""Removing what interrupted writes have left behind."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from store.atomic import TEMP_SUFFIX, temp_of
from store.errors import Busy, system_errors
from store.layout import SUFFIX, Layout, is_id
from store.locks import held


def sweep(layout: Layout) -> list[Path]:
    """Removes the leftovers in a store and gives their paths. Those whose lock is held are in use and stay.

    Raises :class:`StoreError`.
    """
    removed = []
    for path, lock in _candidates(layout).items():
        layout.make()
        with suppress(Busy), held(lock, timeout=0), system_errors(path):
            if os.path.lexists(path):
                path.unlink()
                removed.append(path)
    return sorted(removed)


def _candidates(layout: Layout) -> dict[Path, Path]:
    """Gives the temporary files by path, each with the lock under which it is written."""
    roots = {temp_of(layout.marker): layout.store_lock, temp_of(layout.index): layout.index_lock}
    found = {path: lock for path, lock in roots.items() if os.path.lexists(path)}
    with system_errors(layout.documents, reading=True), suppress(FileNotFoundError):
        for path in layout.documents.iterdir():
            id = path.name.removesuffix(SUFFIX + TEMP_SUFFIX)
            if id != path.name and is_id(id):
                found[path] = layout.lock(id)
    return found

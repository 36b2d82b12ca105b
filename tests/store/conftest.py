"""A store in a folder of its own, and a clock that stands still."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from store import Store

NOON = datetime(2025, 1, 31, 12, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "data" / "store"


@pytest.fixture
def store(folder: Path) -> Store:
    return Store.open(folder, clock=lambda: NOON)

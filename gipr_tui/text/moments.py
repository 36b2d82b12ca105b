"""Moments as people read them."""

from __future__ import annotations

from datetime import datetime


def local_time(stamp: str) -> str:
    """An ISO 8601 time as date, hour and minute here; a text that is none stays as it is."""
    try:
        return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return stamp

"""Moments as people read them."""

from __future__ import annotations

from datetime import datetime


def local_time(stamp: str) -> str:
    """An ISO 8601 time as date, hour and minute here; a text that is none stays as it is."""
    try:
        return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return stamp


def without_today(moment: str) -> str:
    """A moment as :func:`local_time` gives it, without its date where that is today's."""
    return moment.removeprefix(datetime.now().astimezone().strftime("%Y-%m-%d "))

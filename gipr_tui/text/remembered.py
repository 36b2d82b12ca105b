"""What is worked out from the words of a report is remembered for a while; all of it can be forgotten at once, for measuring."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")

_forget: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[_Asked, _Answer]], Callable[_Asked, _Answer]]:
    """Keeps the last answers of a function, ``most`` at a time, until all are forgotten."""

    def keep(function: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
        kept = lru_cache(maxsize=most)(function)
        _forget.append(kept.cache_clear)
        return cast("Callable[_Asked, _Answer]", kept)

    return keep


def forget() -> None:
    """Forgets every answer: the words of a report are worked through as if they had never been seen."""
    for clear in _forget:
        clear()

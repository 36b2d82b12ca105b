"""Comparing labels by what they say: width, spaces and punctuation apart."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from gipr_tui.text.remembered import remembered

_SAME = str.maketrans(
    {
        "、": ".",
        "，": ".",
        ",": ".",
        "．": ".",
        "。": ".",
        "“": '"',
        "”": '"',
        "「": '"',
        "」": '"',
        "‘": '"',
        "’": '"',
        "／": "/",
        "：": ":",
        "；": ";",
    }
)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """``text`` in the form in which labels are compared: NFKC, no white space, one kind of each punctuation mark."""
    narrow = unicodedata.normalize("NFKC", text.translate(_SAME))
    return "".join(char for char in narrow.translate(_SAME) if not char.isspace() and char.isprintable())


@remembered(64)
def bare(text: str) -> str:
    """A long text as it is searched for words: without white space. Many times faster than :func:`fold`."""
    return "".join(text.split())


def edit_distance(left: str, right: str, limit: int) -> int:
    """Levenshtein distance between two short texts, or ``limit + 1`` where it is larger than ``limit``."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    # what both begin and end with costs nothing, and of a label mistyped it is nearly all
    left, right = _unlike(left, right)
    left, right = (text[::-1] for text in _unlike(left[::-1], right[::-1]))
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        current = [i]
        for j, b in enumerate(right, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (a != b)))
        if min(current) > limit:
            return limit + 1
        previous = current
    return min(previous[-1], limit + 1)


def _unlike(left: str, right: str) -> tuple[str, str]:
    """Two texts without what both begin with."""
    same = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        same += 1
    return left[same:], right[same:]

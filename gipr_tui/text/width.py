"""How many columns a text takes on a terminal."""

from __future__ import annotations

from functools import lru_cache

from wcwidth import wcwidth


@lru_cache(maxsize=8192)
def char_width(char: str) -> int:
    """Columns one character takes: 0, 1 or 2. Control characters take none."""
    return max(0, wcwidth(char))


def display_width(text: str) -> int:
    """Columns ``text`` takes on one line."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(char_width, text))


def crop(text: str, width: int, ellipsis: str = "…") -> str:
    """``text`` cut to at most ``width`` columns, with ``ellipsis`` at the end where something was cut."""
    if display_width(text) <= width:
        return text
    room = max(0, width - display_width(ellipsis))
    kept = ""
    for char in text:
        room -= char_width(char)
        if room < 0:
            break
        kept += char
    return kept + ellipsis if width >= display_width(ellipsis) else kept


def pad(text: str, width: int, align: str = "left") -> str:
    """``text`` filled with spaces to ``width`` columns, aligned ``left``, ``right`` or ``center``."""
    spare = max(0, width - display_width(text))
    if align == "right":
        return " " * spare + text
    if align == "center":
        return " " * (spare // 2) + text + " " * (spare - spare // 2)
    return text + " " * spare


def chunks(text: str, width: int) -> list[str]:
    """``text`` cut into pieces of at most ``width`` columns (at least one character each); one empty piece for none."""
    pieces, room = [""], width
    for char in text:
        taken = char_width(char)
        if taken > room and pieces[-1]:
            pieces.append("")
            room = width
        pieces[-1] += char
        room -= taken
    return pieces

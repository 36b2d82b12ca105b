"""How many columns a text takes: in a file, and on a terminal."""

from __future__ import annotations

from functools import lru_cache

from wcwidth import wcwidth


class Ruler:
    """Measures texts and fits them into columns.

    Characters such as “ and ─ are narrow in Unicode, but some terminals draw them as wide as Chinese: they take
    ``ambiguous`` columns here. ``ellipsis`` stands where something was cut.
    """

    def __init__(self, ambiguous: int = 1, ellipsis: str = "…") -> None:
        #: Columns one character takes: 0, 1 or 2. Control characters take none.
        self.char_width = lru_cache(maxsize=8192)(lambda char: max(0, wcwidth(char, ambiguous_width=ambiguous)))
        self._ellipsis = ellipsis

    def display_width(self, text: str) -> int:
        """Columns ``text`` takes on one line."""
        return len(text) if text.isascii() and text.isprintable() else sum(map(self.char_width, text))

    def crop(self, text: str, width: int, ellipsis: str | None = None) -> str:
        """``text`` cut to at most ``width`` columns, with an ellipsis at the end where something was cut."""
        if self.display_width(text) <= width:
            return text
        ellipsis = self._ellipsis if ellipsis is None else ellipsis
        room = max(0, width - self.display_width(ellipsis))
        kept = ""
        for char in text:
            room -= self.char_width(char)
            if room < 0:
                break
            kept += char
        return kept + ellipsis if width >= self.display_width(ellipsis) else kept

    def pad(self, text: str, width: int, align: str = "left") -> str:
        """``text`` filled with spaces to ``width`` columns, aligned ``left``, ``right`` or ``center``."""
        spare = max(0, width - self.display_width(text))
        if align == "right":
            return " " * spare + text
        if align == "center":
            return " " * (spare // 2) + text + " " * (spare - spare // 2)
        return text + " " * spare

    def chunks(self, text: str, width: int) -> list[str]:
        """``text`` cut into pieces of at most ``width`` columns (at least one character each); one empty piece for none."""
        pieces, room = [""], width
        for char in text:
            taken = self.char_width(char)
            if taken > room and pieces[-1]:
                pieces.append("")
                room = width
            pieces[-1] += char
            room -= taken
        return pieces


#: Files are laid out alike whatever terminal they are written from.
PAPER = Ruler()
char_width, display_width, crop, pad, chunks = (
    PAPER.char_width,
    PAPER.display_width,
    PAPER.crop,
    PAPER.pad,
    PAPER.chunks,
)

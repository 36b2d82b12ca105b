"""A text being typed into a cell."""

from __future__ import annotations


class Entry:
    """A text being typed into a cell. ``in_place`` keeps the arrows inside the text."""

    def __init__(self, text: str, *, in_place: bool) -> None:
        self.text = text
        self.caret = len(text)
        self.in_place = in_place

    def insert(self, text: str) -> None:
        self.text = self.text[: self.caret] + text + self.text[self.caret :]
        self.caret += len(text)

    def delete(self, step: int) -> None:
        """Takes out the character before (-1) or after (+1) the caret."""
        at = self.caret - 1 if step < 0 else self.caret
        if 0 <= at < len(self.text):
            self.text = self.text[:at] + self.text[at + 1 :]
            self.caret = at

    def move(self, key: str) -> None:
        moves = {"left": self.caret - 1, "right": self.caret + 1, "home": 0, "end": len(self.text)}
        self.caret = max(0, min(len(self.text), moves[key]))

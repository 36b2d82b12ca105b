"""A text being written: its caret, its selection, and what the keys do to them. It knows nothing of a screen."""

from __future__ import annotations

from gipr_tui.text.width import char_width

#: From one offset up to another.
Span = tuple[int, int]

_SPACE, _MARK, _LATIN, _OTHER = range(4)


def changed_span(before: str, after: str) -> tuple[int, int, int]:
    """Where two texts differ: from which offset, and up to which offset of the first and of the second."""
    first, most = 0, min(len(before), len(after))
    if before[:most] == after[:most]:
        first = most
    else:
        low, high = 0, most  # the longest common beginning, by halves: slices compare faster than characters
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if before[:middle] == after[:middle] else (low, middle - 1)
        first = low
    low, high = 0, most - first
    while low < high:
        middle = (low + high + 1) // 2
        same = before[len(before) - middle :] == after[len(after) - middle :]
        low, high = (middle, high) if same else (low, middle - 1)
    return first, len(before) - low, len(after) - low


def _kind(char: str) -> int:
    if char.isspace():
        return _SPACE
    if not char.isalnum() and char_width(char):
        return _MARK
    return _LATIN if char.isascii() or char.isdigit() else _OTHER


class TextBuffer:
    """A text with a caret and, where ``anchor`` is not None, a selection between the two.

    Offsets are those of the text's characters. The caret never stands between a letter and a mark that joins it.
    """

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.caret = 0
        self.anchor: int | None = None

    # ---- selecting

    @property
    def selection(self) -> Span:
        """What is selected; empty, at the caret, where nothing is."""
        anchor = self.caret if self.anchor is None else self.anchor
        return min(anchor, self.caret), max(anchor, self.caret)

    @property
    def selected(self) -> str:
        """The selected text."""
        return self.text[slice(*self.selection)]

    def select(self, start: int, end: int) -> None:
        """Selects from one offset to another; the caret stands at the second."""
        self.anchor, self.caret = self._within(start), self._within(end)

    def move(self, offset: int, *, selecting: bool = False) -> None:
        """Puts the caret at an offset. With ``selecting`` what lies between is selected, otherwise nothing is."""
        if not selecting:
            self.anchor = None
        elif self.anchor is None:
            self.anchor = self.caret
        self.caret = self._within(offset)

    def _within(self, offset: int) -> int:
        return max(0, min(offset, len(self.text)))

    # ---- changing

    def show(self, text: str) -> None:
        """Takes another text, changed from elsewhere: the caret goes to the end of what changed in it."""
        if text != self.text:
            _, _, end = changed_span(self.text, text)
            self.text, self.caret, self.anchor = text, end, None

    def insert(self, text: str) -> None:
        """Puts a text at the caret, in place of what is selected."""
        start, end = self.selection
        self.text = self.text[:start] + text + self.text[end:]
        self.caret, self.anchor = start + len(text), None

    def delete(self, to: int) -> None:
        """Takes out what is selected, otherwise what lies between the caret and an offset."""
        if self.selection[0] == self.selection[1]:
            self.anchor = self._within(to)
        self.insert("")

    # ---- offsets to go to

    def after(self, offset: int) -> int:
        """The offset behind the character at an offset, with the marks that join it."""
        offset = self._within(offset + 1)
        while offset < len(self.text) and self._joins(offset):
            offset += 1
        return offset

    def before(self, offset: int) -> int:
        """The offset of the character before an offset."""
        offset = self._within(offset - 1)
        while offset and self._joins(offset):
            offset -= 1
        return offset

    def _joins(self, offset: int) -> bool:
        char = self.text[offset]
        return char != "\n" and not char_width(char) and self.text[offset - 1 : offset] != "\n"

    def word_after(self, offset: int) -> int:
        """Where the next word begins. Chinese has no words apart: there it is the next clause, number or line."""
        text, end = self.text, len(self.text)
        if offset >= end:
            return end
        kind = _kind(text[offset])
        while offset < end and _kind(text[offset]) == kind:
            offset += 1
            if text[offset - 1] == "\n":
                break
        while offset < end and text[offset - 1] != "\n" and _kind(text[offset]) in (_SPACE, _MARK):
            offset += 1
        return offset

    def word_before(self, offset: int) -> int:
        """Where the word before an offset begins. See :meth:`word_after`."""
        text = self.text
        while offset and _kind(text[offset - 1]) in (_SPACE, _MARK):
            offset -= 1
            if text[offset] == "\n":
                return offset
        if offset:
            kind = _kind(text[offset - 1])
            while offset and _kind(text[offset - 1]) == kind:
                offset -= 1
        return offset

    def paragraph(self, offset: int) -> Span:
        """Where the paragraph at an offset begins and ends."""
        end = self.text.find("\n", offset)
        return self.text.rfind("\n", 0, offset) + 1, len(self.text) if end < 0 else end

"""A text broken into the lines of a screen, as it will be printed: paragraphs indented, by the rules of Chinese print."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from gipr_tui.text.wrap import INDENT, paragraph_lines
from gipr_tui.tui.glyphs import char_width, display_width

#: Narrower than this a text is not broken; what is too wide is then cut.
_LEAST_WIDTH = 8


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the screen: the text from ``start`` to ``end``, drawn from the column ``indent`` on.

    ``goes_on`` says that the paragraph goes on in the next line.
    """

    start: int
    end: int
    indent: int
    goes_on: bool


class TextLines:
    """The lines of a text at a width. Only paragraphs that were not there before are broken anew."""

    def __init__(self) -> None:
        self.text = ""
        self.width = 0
        self._broken: dict[str, tuple[int, ...]] = {}
        self.lines: list[TextLine] = [TextLine(0, 0, display_width(INDENT), False)]
        self._starts = [0]

    def break_up(self, text: str, width: int) -> None:
        """Takes a text and a width in columns."""
        width = max(_LEAST_WIDTH, width)
        if (text, width) == (self.text, self.width):
            return
        known = self._broken if width == self.width else {}
        self._broken = {}
        self.text, self.width = text, width
        lines: list[TextLine] = []
        at = 0
        for paragraph in text.split("\n"):
            lengths = known.get(paragraph) or tuple(map(len, paragraph_lines(paragraph, width, char_width)))
            self._broken[paragraph] = lengths
            start = at - len(INDENT)
            for number, length in enumerate(lengths, 1):
                indent = display_width(INDENT) if number == 1 else 0
                end = max(at, start + length)
                lines.append(TextLine(max(at, start), end, indent, number < len(lengths)))
                start += length
            at = start + 1
        self.lines = lines
        self._starts = [line.start for line in lines]

    def line_of(self, offset: int, *, ends_line: bool = False) -> int:
        """The line that an offset is in. With ``ends_line`` that is the line which ends there, not the one that begins."""
        number = bisect_right(self._starts, offset) - 1
        if ends_line and number and self.lines[number].start == offset and self.lines[number - 1].goes_on:
            return number - 1
        return number

    def column(self, number: int, offset: int) -> int:
        """The column of an offset in a line."""
        line = self.lines[number]
        return line.indent + display_width(self.text[line.start : offset])

    def offset_at(self, number: int, column: int) -> int:
        """The offset in a line that is nearest to a column."""
        line = self.lines[number]
        at = line.indent
        for offset in range(line.start, line.end):
            width = char_width(self.text[offset])
            if width and column < at + (width + 1) // 2:
                return offset
            at += width
        return line.end

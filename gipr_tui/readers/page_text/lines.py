"""A copy's lines, cleaned and numbered as in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from gipr_tui.errors import UnreadableFile
from gipr_tui.readers.reading import Notes
from gipr_tui.text.clean import clean_line
from gipr_tui.text.fold import fold
from gipr_tui.text.radicals import has_radicals

#: The most lines a copy may have; the longest published reports have a few thousand.
MAX_LINES = 200_000

#: The longest line that can be a label, a heading or a title.
MAX_LABEL = 120

_QUOTED, _NEARLY_ALL = re.compile(r"^>(?:[ >]*> ?| )?", re.MULTILINE), 0.9

_SENTENCE = re.compile(r"[。；！？;]|[：:]$")


@dataclass(frozen=True)
class Line:
    """One line without its padding (leading indents among it) and without control characters; a TAB in it is two blanks.

    ``cell`` says that it starts with a TAB: a table cell in the dialect of a page saved as text. ``ragged`` says that
    more TABs part its text: several cells stand on the line, and blank ones among them can't be told. ``indent`` is the
    column at which its text begins; ``top`` says that a page begins with it.
    """

    number: int
    text: str
    cell: bool = False
    ragged: bool = False
    indent: int = 0
    top: bool = False

    def __post_init__(self) -> None:
        # lines are also made of cells put side by side, and may become the title, a heading or a paragraph of the report
        if "\t" in self.text:
            object.__setattr__(self, "text", self.text.replace("\t", "  "))

    @cached_property
    def folded(self) -> str:
        """The text as labels are compared; empty for a line too long to be one."""
        return fold(self.text) if len(self.text) <= MAX_LABEL else ""


def read_lines(text: str, name: str, notes: Notes) -> tuple[Line, ...]:
    """The lines of ``text``. Notes characters that could not be decoded and control characters left out.

    Raises UnreadableFile for more than :data:`MAX_LINES` lines.
    """
    if (count := text.count("\n") + 1) > MAX_LINES:
        raise UnreadableFile("copy-too-many-lines", file=name, count=count, limit=MAX_LINES)
    lines: list[Line] = []
    dropped: list[int] = []
    broken: list[int] = []
    for number, raw in enumerate(text.split("\n"), 1):
        cleaned = clean_line(raw)
        if len(cleaned) < len(raw) and any(unicodedata.category(char) in _HARMFUL for char in raw if char != "\t"):
            dropped.append(number)
        if "\ufffd" in cleaned:
            broken.append(number)
        content = cleaned.strip()
        cell, ragged = raw.startswith("\t"), bool(content) and "\t" in raw.strip()
        indent = len(cleaned) - len(cleaned.lstrip())
        lines.append(Line(number, content, cell, ragged, indent, "\f" in raw[: indent + 1]))
    for code, numbers in (("control-characters", dropped), ("broken-characters", broken)):
        if numbers:
            notes.add(code, numbers[0], count=len(numbers))
    return tuple(lines)


def without_quotes(text: str) -> str:
    """``text`` without the marks that a letter quoting it puts before each line, where nearly all lines have one."""
    lines = [line for line in text.split("\n") if line.strip()]
    if sum(line.startswith(">") for line in lines) < _NEARLY_ALL * len(lines):
        return text
    return _QUOTED.sub("", text)


def note_radicals(texts: Iterable[str], notes: Notes) -> None:
    """Notes how many of ``texts`` hold radicals, which are read as the characters they stand for."""
    if count := sum(map(has_radicals, texts)):
        notes.add("radical-characters", None, count=count)


# Format characters (Cf) are left out too, but copies are full of zero-width ones and nothing is lost with them.
_HARMFUL = frozenset({"Cc", "Cs", "Co", "Cn"})


def is_prose(text: str) -> bool:
    """Whether ``text`` reads as running text rather than as a label or a cell."""
    return len(text) > 40 or bool(_SENTENCE.search(text))

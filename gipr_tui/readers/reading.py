"""What reading a copy gives: the report, what was found of it, and what is worth a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from gipr_tui.forms import Address
from gipr_tui.report.model import Report
from gipr_tui.text.clean import clean_line
from gipr_tui.text.width import crop

#: The most columns of a copy's text that a note quotes.
MAX_QUOTED = 160

#: How many notes of one code are kept; further ones are counted in one note ``more-notes``.
MAX_SAME_NOTES = 100


@dataclass(frozen=True, slots=True)
class Split:
    """A row whose figures have run together: its cells, and every way to tell their figures apart that is left.

    ``text`` are the figures as they stand in the copy, ``piece`` the text under which the report keeps them while they are
    not read. There are no ``ways`` where none adds up, or more than could be looked at.
    """

    text: str
    piece: str
    cells: tuple[Address, ...]
    ways: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something that looked odd or could not be placed. Its sentence is ``reading.<code>``, filled from ``fields``.

    ``split`` is the row that it is about, where the figures of one had to be told apart.
    """

    line: int | None
    code: str
    fields: Mapping[str, str] = field(default_factory=dict)
    split: Split | None = None


@dataclass(frozen=True)
class Reading:
    """A report read from a copy.

    ``placed`` are the cells the copy held, blank ones among them; ``missing`` the cells of the form that it did not.
    ``encoding`` is the text's (``utf-8``, ``utf-8-sig``, ``utf-16``, ``gb18030``), or ``docx``, ``xlsx`` or ``pdf``.
    ``text`` is the copy as lines of text, which line numbers count: the file's own, or its paragraphs and table rows.
    """

    report: Report
    encoding: str
    placed: tuple[Address, ...]
    missing: tuple[Address, ...]
    notes: tuple[Note, ...]
    text: str = ""


class Notes:
    """Notes while they are gathered."""

    def __init__(self) -> None:
        self._kept: list[Note] = []
        self._counts: Counter[str] = Counter()

    def add(self, code: str, line: int | None = None, **fields: object) -> None:
        """Keeps a note, unless there are too many of its code already."""
        self._keep(code, line, fields)

    def add_split(self, code: str, line: int, split: Split, /, **fields: object) -> None:
        """Keeps a note on a row whose figures had to be told apart."""
        self._keep(code, line, fields, split)

    def extend(self, notes: tuple[Note, ...]) -> None:
        """Keeps each of ``notes``."""
        for note in notes:
            self._keep(note.code, note.line, note.fields, note.split)

    def _keep(self, code: str, line: int | None, fields: Mapping[str, object], split: Split | None = None) -> None:
        self._counts[code] += 1
        if self._counts[code] <= MAX_SAME_NOTES:
            quoted = {name: crop(clean_line(str(value)), MAX_QUOTED) for name, value in fields.items()}
            self._kept.append(Note(line, code, quoted, split))

    def in_order(self) -> tuple[Note, ...]:
        """The notes of the whole copy first, then by line."""
        notes = sorted(self._kept, key=lambda note: note.line or 0)
        for code, count in self._counts.items():
            if count > MAX_SAME_NOTES:
                shown = next(note for note in notes if note.code == code)
                notes.append(Note(shown.line, "more-notes", {"count": str(count - MAX_SAME_NOTES)}))
        return tuple(notes)

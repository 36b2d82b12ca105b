"""What an operator has to look at in a copy that was read: each place with its source line, the doubtful ones first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from gipr_tui.forms import Address
from gipr_tui.readers import Note, Reading
from gipr_tui.readers.page_text.placement import table_name
from gipr_tui.report.model import SITE_FRAME, Place, Report, Unplaced, section_of_place
from gipr_tui.text.fold import fold

#: Notes that leave nothing to be settled.
HARMLESS = frozenset(
    (
        *(
            "page-frame",
            "page-frame-lines",
            "site-frame",
            "page-numbers",
            "contents-list",
            "title-two-lines",
            "sheet-hidden",
        ),
        *("text-after-table", "table-elsewhere", "caption-missing", "cells-only", "form-as-written"),
        *("no-title", "title-supplied", "unit-differs", "year-differs", "control-characters"),
    )
)
#: Notes on a row of which some cells were read all the same.
_OF_ROWS = frozenset(("row-short", "formula-no-value", "repeated-row", "row-order"))


class Doubt(IntEnum):
    """How sure a place is, the least sure first."""

    UNREAD = 0
    MISSING = 1
    UNPLACED = 2
    SPLIT = 3
    INEXACT = 4
    NOTED = 5
    SURE = 6


@dataclass(frozen=True, slots=True)
class Item:
    """A place of the report with the line of the copy it came from, a piece of the copy that has no place, or a note.

    ``note`` is what the reader said of it. ``line`` is 0 where no line is known.
    """

    doubt: Doubt
    line: int
    place: Place = ""
    note: Note | None = None
    piece: Unplaced | None = None

    @property
    def ways(self) -> Sequence[Sequence[str]]:
        """The ways to tell apart the figures of the row that the cell is in."""
        return self.note.split.ways if self.note and self.note.split else ()

    @property
    def row(self) -> Sequence[Address]:
        """The cells of that row."""
        return self.note.split.cells if self.note and self.note.split else ()


def items_of(reading: Reading) -> list[Item]:
    """Everything worth showing of a copy: what is doubtful, then all places in the form's order, and what needs no answer."""
    report, notes = reading.report, _Notes(reading)
    items = [*_places(reading, notes), *notes.pieces(report), *notes.others()]
    return sorted(items, key=lambda item: item.doubt)


def _places(reading: Reading, notes: _Notes) -> Iterator[Item]:
    report = reading.report
    lines, missing, split = report.source.lines, set(reading.missing), report.source.split
    for place in report.places():
        note = notes.of(place, lines.get(place, 0))
        line = lines.get(place) or (note.line if note and note.line else 0)
        if place in missing:
            yield Item(Doubt.UNREAD if note and note.split else Doubt.MISSING, line, place, note)
        elif place in split:
            yield Item(Doubt.SPLIT, line, place, note)
        elif note:
            yield Item(Doubt.INEXACT, line, place, note)
        elif place in report.layout.cells or report.get(place) or _is_heading(place):
            yield Item(Doubt.SURE, line, place)


def _is_heading(place: Place) -> bool:
    found = section_of_place(place)
    return found is not None and found[1] == "heading"


class _Notes:
    """The notes of a reading, each with the places it is about."""

    def __init__(self, reading: Reading) -> None:
        self._all = reading.notes
        self._layout = reading.report.layout
        self._used: set[int] = set()
        self._rows: dict[Address, Note] = {}
        self._labels: dict[str, Note] = {}
        self._lines: dict[int, Note] = {}
        self._lost: dict[tuple[str, str], Note] = {}
        self._tables = {table.id: table_name(table) for table in self._layout.tables}
        for note in self._all:
            if note.split:
                self._rows |= dict.fromkeys(note.split.cells, note)
            elif note.code == "label-inexact":
                self._labels.setdefault(fold(note.fields["official"]), note)
            elif note.code in ("row-missing", "table-missing"):
                self._lost.setdefault((note.fields["table"], note.fields.get("row", "").rpartition(" > ")[2]), note)
            elif note.code in _OF_ROWS and note.line:
                self._lines.setdefault(note.line, note)

    def of(self, place: Place, line: int) -> Note | None:
        """What was said of a place that came from ``line``."""
        cell = self._layout.cells.get(place)
        if cell is None:
            return None
        label = fold(cell.row_labels[-1]) if cell.row_labels else ""
        note = self._rows.get(place) or self._labels.get(label) or self._lines.get(line)
        if note is None and not line:
            table, row = self._tables[cell.table], cell.row_labels[-1] if cell.row_labels else ""
            note = self._lost.get((table, row)) or self._lost.get((table, ""))
        if note:
            self._used.add(id(note))
        return note

    def pieces(self, report: Report) -> Iterator[Item]:
        """What has no place in the form, each with the note on it; not the figures that the cells of a row may be."""
        rows = {note.split.piece for note in self._all if note.split}
        for piece in report.unplaced:
            if piece.text in rows:
                continue
            note = next((n for n in self._all if n.line == piece.line and n.code == piece.reason), None)
            if note:
                self._used.add(id(note))
            doubt = Doubt.SURE if piece.reason == SITE_FRAME else Doubt.UNPLACED
            yield Item(doubt, piece.line, note=note, piece=piece)

    def others(self) -> Iterator[Item]:
        """The notes that are about no place."""
        for note in self._all:
            if id(note) not in self._used:
                yield Item(Doubt.SURE if note.code in HARMLESS else Doubt.NOTED, note.line or 0, note=note)

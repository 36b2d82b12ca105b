"""What the import screen says of a copy, and of each place in it."""

from __future__ import annotations

from gipr_tui.locale import Catalogue
from gipr_tui.readers import Note
from gipr_tui.report.model import Place
from gipr_tui.tui.glyphs import CROSS, DONE, SIGNS, display_width, drawn, pad
from gipr_tui.tui.widgets.lines import Piece, Pieces
from gipr_tui.tui.widgets.settlelist import Told
from gipr_tui.workspace.doubts import Doubt, Item
from gipr_tui.workspace.settling import Settling
from gipr_tui.workspace.wording import Wording

#: The fewest columns that the name of a cell's row has.
_LEAST_ROW = 12
_SIGNS = {
    Doubt.UNREAD: ("?", "error"),
    Doubt.MISSING: ("?", "error"),
    Doubt.UNPLACED: ("!", "warning"),
    Doubt.SPLIT: ("~", "warning"),
    Doubt.INEXACT: ("~", "warning"),
    Doubt.NOTED: ("!", "warning"),
}


class ItemWords:
    """Sentences about a copy that is being settled."""

    def __init__(self, settling: Settling, text: Catalogue) -> None:
        self._settling = settling
        self._text = text
        self.wording = Wording(text, settling.report.layout)

    def facts(self, differing: int | None) -> tuple[list[Piece], list[Piece]]:
        """How much was read and is open; at the right in how much it differs from what is in the store, if it is there."""
        settling, reading, text = self._settling, self._settling.reading, self._text
        words = {"form": reading.report.form.id, "encoding": reading.encoding, "placed": settling.placed_count}
        left = [(f" {text('importing.facts', missing=settling.missing_count, **words)}  ", "plain")]
        count, doubts = self._settling.open_count, self._settling.doubtful_count
        if count:
            left.append((f"{text('importing.open', count=count)} ", "error"))
        if doubts:
            left.append((text("importing.doubtful", count=doubts), "warning"))
        if not count and not doubts:
            left.append((text("importing.clean"), "good"))
        if differing is None:
            return left, []
        there = text("importing.there", count=differing) if differing else text("importing.there-same")
        return left, [(f"{there} ", "warning")]

    def columns(self, widths: tuple[int, int, int, int]) -> str:
        """The heads of the list's columns."""
        names, values, lines, _ = widths
        text = self._text
        place, line = pad(text("importing.column-place"), names), pad(text("importing.column-line"), lines, "right")
        value = pad(text("importing.column-value"), values, "right")
        return f"  {place}{line}{value}  {text('importing.column-said')}"

    def path(self, item: Item) -> str:
        """Where the cursor is."""
        if item.place in self.wording.layout.cells:
            return CROSS.join(part for part in self.wording.path(item.place) if part)
        if item.place:
            return self.wording.place(item.place)
        return self._text("importing.piece" if item.piece else "importing.note")

    def sentences(self, item: Item) -> Pieces:
        """What the reader said of a place, and what a check would."""
        said: list[Piece] = []
        if item.ways and item.doubt is Doubt.UNREAD:
            said.append((self._text("importing.how-to-choose"), "plain"))
        if item.note:
            said.append((self._sentence(item.note), "plain"))
        for finding in self._settling.session.evaluation.findings:
            if item.place and finding.cells[:1] == (item.place,):
                said.append((f"{SIGNS[finding.severity]} {self.wording.finding(finding)}", finding.severity.value))
        return said

    def _sentence(self, note: Note) -> str:
        return self._text(f"reading.{note.code}", **{"line": note.line or "", **note.fields})

    def told(self, item: Item, room: int) -> Told:
        """A line of the list, with ``room`` columns for the name of a cell."""
        if item.piece:
            return Told(self._sign(item), item.piece.text.replace("\t", " "))
        if not item.place:
            return Told(self._sign(item), self._sentence(item.note) if item.note else "")
        line = self._text("importing.short-line", line=item.line) if item.line else drawn("—")
        cell, text = self.wording.layout.cells.get(item.place), self._settling.report.get(item.place)
        is_cell = cell is not None
        column = display_width(cell.column_labels[-1]) if cell else 0
        name = self.wording.place(item.place, max(_LEAST_ROW, room - column - 3))
        return Told(self._sign(item), name, line, text.replace("\n", " "), self._remark(item), is_cell=is_cell)

    def _sign(self, item: Item) -> Piece:
        if self._settling.is_answered(item):
            return (f"{DONE} ", "good")
        sign, role = _SIGNS.get(item.doubt, (" ", "plain"))
        return (f"{sign} ", role)

    def _remark(self, item: Item) -> str:
        if item.ways and item.doubt is Doubt.UNREAD:
            at = self._settling.chosen_way(item)
            if at is not None or self._settling.is_open(item):
                key = "importing.ways" if at is None else "importing.way"
                return self._text(key, count=len(item.ways), at=(at or 0) + 1)
        if self._is_changed(item.place):
            return self._text("importing.changed")
        return "" if item.doubt is Doubt.SURE else self._text(f"importing.{item.doubt.name.lower()}")

    def _is_changed(self, place: Place) -> bool:
        return self._settling.report.get(place) != self._settling.reading.report.get(place)

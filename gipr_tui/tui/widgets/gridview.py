"""The tables of a section, drawn line by line: a move repaints two cells, a typed digit one."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widget import Widget

from gipr_tui.forms import Address, LaidTable, Severity
from gipr_tui.tui.glyphs import NOTED, POINTER, SEPARATOR, SIGNS, chunks, crop, display_width, drawn, pad
from gipr_tui.tui.styles import style
from gipr_tui.tui.widgets.entry import Entry
from gipr_tui.tui.widgets.sheet import BodyLine, Sheet, Slot, lay_out_sheet


class GridView(Widget):
    """What the grid shows: the sheet at its width, the figures and marks in it, the cursor, and what is being typed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tables: tuple[LaidTable, ...] = ()
        self._texts: Mapping[Address, str] = {}
        self._marks: Mapping[Address, Severity] = {}
        self._noted: frozenset[Address] = frozenset()
        self._role = "figure"
        self._sheet = Sheet(0, 0)
        self._top = self._left = 0
        self.entry: Entry | None = None
        self.address: Address = ""
        self.selected: frozenset[Address] = frozenset()

    # ---- what is shown

    def show_tables(self, tables: tuple[LaidTable, ...], address: Address | None = None) -> None:
        """Shows the tables of a section, with the cursor on ``address`` or the first cell."""
        self._tables = tables
        self.entry = None
        self.selected = frozenset()
        self._top = self._left = 0
        self.address = address or tables[0].addresses[0][0]
        self._lay_out()
        self._place_caret()

    def show_figures(
        self,
        texts: Mapping[Address, str],
        marks: Mapping[Address, Severity],
        noted: frozenset[Address] = frozenset(),
        role: str = "figure",
    ) -> None:
        """Shows other figures, marks and signs of notes, in ``role``; only the cells in which they differ are repainted."""
        anew = role != self._role
        before = [(a, self._shown(a), self._marks.get(a)) for a in self._sheet.slots]
        self._texts, self._marks, self._noted, self._role = texts, marks, noted, role
        changed = [a for a, text, mark in before if anew or (self._shown(a), marks.get(a)) != (text, mark)]
        if self._tables and any(display_width(self._shown(a)) >= self._sheet.slots[a].width for a in changed):
            self._lay_out()
        for address in changed:
            self._refresh_cell(address)

    def _shown(self, address: Address) -> str:
        """A figure as it is drawn: with a sign before it where it has a note."""
        return f"{NOTED if address in self._noted else ''}{self._texts.get(address, '')}"

    @property
    def _room(self) -> Size:
        """The size of the grid; that of the terminal as long as it was never in view, since keys may come before."""
        return self.size or self.app.size

    def _lay_out(self) -> None:
        if self._tables:
            shown = {**self._texts, **{address: self._shown(address) for address in self._noted}}
            self._sheet = lay_out_sheet(self._tables, shown, self._room.width)
            self._keep_in_view()
            self.refresh()

    def on_resize(self) -> None:
        self._lay_out()
        self.call_after_refresh(self.show_place)

    def on_focus(self) -> None:
        self.call_after_refresh(self.show_place)

    def show_place(self) -> None:
        """Puts the terminal's cursor on the cell."""
        self._place_caret()
        self._refresh_cell(self.address)  # the position goes out with the next thing painted

    @property
    def _body_height(self) -> int:
        return max(1, self._room.height - len(self._sheet.header_labels))

    @property
    def _figures_room(self) -> int:
        return max(1, self._room.width - self._sheet.label_width)

    def _keep_in_view(self) -> None:
        slot = self._sheet.slots.get(self.address)
        if slot is None:
            return
        height = self._body_height
        # where headers stand among the rows, the one above the cell stays in view with it
        above = slot.line
        while above and not self._sheet.body[above - 1].slots and slot.line - above < height - 1:
            above -= 1
        self._top = max(min(self._top, above), slot.line - height + 1)
        self._top = max(0, min(self._top, len(self._sheet.body) - height))
        self._left = self._left_for(slot)

    def _left_for(self, slot: Slot) -> int:
        """How far the figures are scrolled to the right so that a cell is in view, and the first column in full."""
        if self._sheet.figures_width <= self._figures_room:
            return 0
        left = max(min(self._left, slot.x), slot.x + slot.width - self._figures_room, 0)
        return min((other.x for other in self._sheet.body[slot.line].slots if left <= other.x <= slot.x), default=left)

    def _make_room(self) -> None:
        """Scrolls by half the view where the cursor is below it."""
        line, height = self._sheet.slots[self.address].line, self._body_height
        if line >= self._top + height:
            self._top = min(line - height // 2, len(self._sheet.body) - height)

    # ---- drawing

    def _refresh_cell(self, address: Address) -> None:
        slot = self._sheet.slots.get(address)
        if slot:
            self.refresh(self._region(slot))

    def _refresh_cells(self, old: Address, new: Address) -> None:
        """Repaints two cells; side by side in one piece, since Textual sends a line from its start for every piece."""
        slots = [slot for slot in map(self._sheet.slots.get, (old, new)) if slot]
        if len({slot.line for slot in slots}) == 1:
            self.refresh(Region.from_union([self._region(slot) for slot in slots]))
        else:
            self._refresh_cell(old)
            self._refresh_cell(new)

    def _region(self, slot: Slot) -> Region:
        x = self._sheet.label_width + slot.x - self._left
        y = len(self._sheet.header_labels) + slot.line - self._top
        return Region(x, y, slot.width, 1)

    def _refresh_pointers(self, *addresses: Address) -> None:
        """Repaints the mark that points out the row of the cursor, where the cells stand in different rows."""
        lines = {slot.line for a in addresses if (slot := self._sheet.slots.get(a))}
        if len(lines) > 1 and self._sheet.label_width:
            for line in lines:
                y = len(self._sheet.header_labels) + line - self._top
                self.refresh(Region(self._sheet.label_width - 1, y, 1, 1))

    def _refresh_body(self) -> None:
        """Repaints what scrolls: all but the frozen header."""
        header = len(self._sheet.header_labels)
        self.refresh(Region(0, header, self._room.width, self._body_height))

    def _place_caret(self) -> None:
        """Keeps the terminal's own cursor on the cell: there an input method shows its candidates."""
        slot = self._sheet.slots.get(self.address)
        if slot is None or not self.has_focus:
            return
        x = self._sheet.label_width + slot.x - self._left
        y = len(self._sheet.header_labels) + slot.line - self._top
        inside = min(slot.width - 1, self._entry_text(slot.width)[1]) if self.entry else slot.width - 1
        self.app.cursor_position = Offset(self.region.x + x + inside, self.region.y + y)

    def address_at(self, x: int, y: int) -> Address | None:
        """The cell drawn at a place of the widget."""
        line = self._top + y - len(self._sheet.header_labels)
        if y < len(self._sheet.header_labels) or x < self._sheet.label_width or line >= len(self._sheet.body):
            return None
        column = x - self._sheet.label_width + self._left
        slots = self._sheet.body[line].slots
        return next((slot.address for slot in slots if slot.x <= column < slot.x + slot.width), None)

    @property
    def hidden(self) -> str:
        """What is being typed, where it is longer than its cell."""
        slot = self._sheet.slots.get(self.address)
        return self.entry.text if self.entry and slot and display_width(self.entry.text) >= slot.width else ""

    def _entry_text(self, width: int) -> tuple[str, int]:
        """What is being typed, cut at the left to fit the cell, and the column of the caret in it."""
        assert self.entry is not None
        before, after = self.entry.text[: self.entry.caret], self.entry.text[self.entry.caret :]
        while display_width(before) > width - 1:
            before = before[1:]
        after = crop(after, width - 1 - display_width(before), "")
        return before + after, display_width(before)

    def render_line(self, y: int) -> Strip:
        header = len(self._sheet.header_labels)
        if not self._tables or self.size.width == 0:
            return Strip.blank(self.size.width)
        if y < header:
            return self._join(self._header_label(y), self._runs(y))
        line = self._top + y - header
        if line >= len(self._sheet.body):
            return Strip.blank(self.size.width)
        body = self._sheet.body[line]
        if body.slots:
            return self._join(self._row_label(line, body), self._row_figures(line, body))
        return self._join(self._inner_label(body), [(run.text, run.role) for run in body.figures])

    def _join(self, label: list[tuple[str, str]], figures: list[tuple[str, str]]) -> Strip:
        left = Strip([Segment(text, style(role)) for text, role in label if text])
        right = Strip([Segment(text, style(role)) for text, role in figures if text])
        shown = right.crop(self._left, self._left + self._figures_room).adjust_cell_length(self._figures_room)
        return Strip.join([left, shown]).adjust_cell_length(self.size.width)

    def _header_label(self, y: int) -> list[tuple[str, str]]:
        width = self._sheet.label_width
        if not width:
            return []
        return [(pad(crop(self._sheet.header_labels[y], width - 1), width - 1), "dim"), (SEPARATOR, "rule")]

    def _runs(self, y: int) -> list[tuple[str, str]]:
        return [(run.text, run.role) for run in self._sheet.header_figures[y]]

    def _inner_label(self, body: BodyLine) -> list[tuple[str, str]]:
        width = self._sheet.label_width
        text = pad(crop(body.label, max(0, width - 1)), max(0, width - 1))
        rule = SEPARATOR if body.figures else " "
        return [(text, body.role), (rule, "rule")] if width else []

    def _row_label(self, line: int, body: BodyLine) -> list[tuple[str, str]]:
        width = self._sheet.label_width
        if not width:
            return []
        top, bottom = self._top, self._top + self._body_height - 1
        pieces: list[tuple[str, str]] = []
        for group in self._sheet.groups_at(line):
            if group.x < body.label_x:
                pieces += [(pad(group.text_at(line, top, bottom), group.width), "group"), (SEPARATOR, "rule")]
        room = width - 1 - body.label_x
        here = self._sheet.slots.get(self.address)
        text = crop(body.label, room) if room > 2 else chunks(body.label, max(1, room))[0]
        pointer = (POINTER, "pointer") if here and here.line == line else (SEPARATOR, "rule")
        return [*pieces, (pad(text, room), "label"), pointer]

    def _row_figures(self, line: int, body: BodyLine) -> list[tuple[str, str]]:
        pieces: list[tuple[str, str]] = []
        at = 0
        for slot in body.slots:
            if slot.x > at:
                pieces.append((SEPARATOR, "rule"))
            pieces += self._cell(slot)
            at = slot.x + slot.width
        return pieces

    def _is_cut(self, slot: Slot) -> bool:
        """Whether only a part of a cell is in view: of its figure some digits would be missing, so it shows none."""
        return slot.x < self._left or slot.x + slot.width > self._left + self._figures_room

    def _cell(self, slot: Slot) -> list[tuple[str, str]]:
        current = slot.address == self.address
        if not current and self._is_cut(slot):
            held = drawn("…") * slot.width if self._shown(slot.address) else ""
            return [(pad(held[: slot.width], slot.width), "selected" if slot.address in self.selected else "dim")]
        if current and self.entry:
            text, caret = self._entry_text(slot.width)
            padded = pad(text, slot.width)
            head = crop(padded, caret, "")
            rest = padded[len(head) :]
            return [(head, "editing"), (rest[:1], "editing-caret"), (rest[1:], "editing")]
        severity = self._marks.get(slot.address)
        # the sign stands right before its figure: at the edge of the cell it would seem to be of the figure before
        sign = SIGNS[severity] if severity else ""
        figure = pad(sign + crop(self._shown(slot.address), slot.width - 1), slot.width, "right")
        role = severity.value if severity else self._role
        if current:
            return [(figure, "cursor")]
        if slot.address in self.selected:
            return [(figure, "selected")]
        return [(figure, role)]

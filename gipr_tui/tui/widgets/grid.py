"""The tables of a section as a grid to move and type in.

Drawn line by line: a move repaints two cells, a typed digit one. What stands in the cells is asked of the report; the grid
keeps only the cursor, what is being typed, and how far it is scrolled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from gipr_tui.forms import Address, LaidTable, Severity
from gipr_tui.text.clean import clean_line
from gipr_tui.text.width import chunks, crop, display_width, pad
from gipr_tui.tui.styles import SIGNS, style
from gipr_tui.tui.widgets.sheet import SEPARATOR, BodyLine, Sheet, Slot, lay_out_sheet

#: Puts a typed text into a cell, and gives a sentence where it can't be read.
Enter = Callable[[Address, str], str | None]

_STARTS_ENTRY = "0123456789+-/.="


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


class Grid(Widget, can_focus=True):
    """The cells of a section. Typing replaces, F2 or Enter edits in place, Enter or Tab commits and moves on."""

    DEFAULT_CSS = "Grid { height: 1fr; }"

    class Moved(Message):
        """The cursor came to another cell, or what is being typed there changed."""

        def __init__(self, address: Address) -> None:
            super().__init__()
            self.address = address

    class Said(Message):
        """Something to tell the operator: why a text was refused, how it was read."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, enter: Enter, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._enter = enter
        self._tables: tuple[LaidTable, ...] = ()
        self._texts: Mapping[Address, str] = {}
        self._marks: Mapping[Address, Severity] = {}
        self._sheet = Sheet(0, 0)
        self._top = self._left = 0
        self.entry: Entry | None = None
        self.address: Address = ""

    # ---- what is shown

    def show_tables(self, tables: tuple[LaidTable, ...], address: Address | None = None) -> None:
        """Shows the tables of a section, with the cursor on ``address`` or the first cell."""
        self._tables = tables
        self.entry = None
        self._top = self._left = 0
        self.address = address or tables[0].addresses[0][0]
        self._lay_out()
        self._place_caret()

    def show_figures(self, texts: Mapping[Address, str], marks: Mapping[Address, Severity]) -> None:
        """Shows other figures and marks; only the cells in which they differ are repainted."""
        before = [(a, self._texts.get(a), self._marks.get(a)) for a in self._sheet.slots]
        self._texts, self._marks = texts, marks
        changed = [a for a, text, mark in before if (texts.get(a), marks.get(a)) != (text, mark)]
        if self._tables and any(display_width(texts.get(a, "")) >= self._sheet.slots[a].width for a in changed):
            self._lay_out()
        for address in changed:
            self._refresh_cell(address)

    @property
    def _room(self) -> Size:
        """The size of the grid; that of the terminal as long as it was never in view, since keys may come before."""
        return self.size or self.app.size

    def _lay_out(self) -> None:
        if self._tables:
            self._sheet = lay_out_sheet(self._tables, self._texts, self._room.width)
            self._keep_in_view()
            self.refresh()

    def on_resize(self) -> None:
        self._lay_out()
        self.call_after_refresh(self._show_place)

    def on_focus(self) -> None:
        self.call_after_refresh(self._show_place)

    def _show_place(self) -> None:
        self._place_caret()
        self._refresh_cell(self.address)  # the position goes out with the next thing painted

    # ---- moving

    def move_to(self, address: Address) -> None:
        """Moves the cursor to a cell; a text being typed is given up."""
        old, self.entry = self.address, None
        scrolled = (self._top, self._left)
        self.address = address
        self._keep_in_view()
        if scrolled != (self._top, self._left):
            self.refresh()
        else:
            self._refresh_cells(old, address)
            self._refresh_labels(old, address)
        self._place_caret()
        self.post_message(self.Moved(address))

    def step(self, rows: int, columns: int) -> None:
        """Moves by so many rows and columns, and stays at the edge."""
        row, column = self._position()
        grid = self._sheet.rows
        target = max(0, min(len(grid) - 1, row + rows))
        if target != row and len(grid[target]) != len(grid[row]):
            column = self._nearest_column(target)
        column = max(0, min(len(grid[target]) - 1, column + columns))
        if grid[target][column] != self.address:
            self.move_to(grid[target][column])

    def advance(self, step: int) -> None:
        """Moves to the next or the previous cell in the order of the paper: along the row, then the next row."""
        cells = [address for row in self._sheet.rows for address in row]
        at = cells.index(self.address) + step
        if 0 <= at < len(cells):
            self.move_to(cells[at])

    def to_edge(self, *, row: bool, end: bool) -> None:
        """Moves to the first or last cell of the row, or of the whole section."""
        cells = self._sheet.rows[self._position()[0]] if row else [a for line in self._sheet.rows for a in line]
        self.move_to(cells[-1 if end else 0])

    def _position(self) -> tuple[int, int]:
        for number, row in enumerate(self._sheet.rows):
            if self.address in row:
                return number, row.index(self.address)
        return 0, 0

    def _nearest_column(self, row: int) -> int:
        here = self._sheet.slots[self.address]
        ends = [self._sheet.slots[a].x + self._sheet.slots[a].width for a in self._sheet.rows[row]]
        return min(range(len(ends)), key=lambda i: abs(ends[i] - here.x - here.width))

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
        self._left = max(min(self._left, slot.x), slot.x + slot.width - self._figures_room, 0)
        if self._sheet.figures_width <= self._figures_room:
            self._left = 0

    # ---- typing

    def begin(self, text: str, *, in_place: bool) -> None:
        """Opens the cell for typing, with ``text`` in it."""
        self.entry = Entry(text, in_place=in_place)
        self._show_entry()

    def commit(self) -> bool:
        """Puts what was typed into the report. False where it could not be read: the cell then stays open."""
        if self.entry is None:
            return True
        problem = self._enter(self.address, self.entry.text)
        if problem:
            self.post_message(self.Said(problem))
            return False
        self.entry = None
        self._refresh_cell(self.address)
        self._place_caret()
        return True

    def give_up(self) -> None:
        """Closes the cell with what stood there before."""
        self.entry = None
        self._refresh_cell(self.address)
        self._place_caret()
        self.post_message(self.Moved(self.address))

    def blank(self) -> None:
        """Empties the cell."""
        if self._texts.get(self.address):
            self._enter(self.address, "")

    def _show_entry(self) -> None:
        self._refresh_cell(self.address)
        self._place_caret()
        self.post_message(self.Moved(self.address))

    def on_key(self, event: events.Key) -> None:
        handled = self._typing_key(event) if self.entry else self._moving_key(event)
        if handled:
            event.stop()
            event.prevent_default()

    def _typing_key(self, event: events.Key) -> bool:
        entry = self.entry
        assert entry is not None
        key = event.key
        steps = {"enter": 1, "tab": 1, "shift+tab": -1}
        if key in steps:
            if self.commit():
                self.advance(steps[key])
        elif key == "escape":
            self.give_up()
        elif key in ("up", "down"):
            if self.commit():
                self.step(-1 if key == "up" else 1, 0)
        elif key in ("left", "right") and not entry.in_place:
            if self.commit():
                self.step(0, -1 if key == "left" else 1)
        elif key in ("left", "right", "home", "end"):
            entry.move(key)
            self._show_entry()
        elif key in ("backspace", "delete"):
            entry.delete(-1 if key == "backspace" else 1)
            self._show_entry()
        elif key == "f2":
            entry.in_place = True
        elif event.is_printable and event.character:
            entry.insert(event.character)
            self._show_entry()
        else:
            return False
        return True

    def _moving_key(self, event: events.Key) -> bool:
        key = event.key
        arrows = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
        page = self._body_height - 1
        pages = {"pageup": (-page, 0), "pagedown": (page, 0)}
        if moved := (arrows | pages).get(key):
            self.step(*moved)
        elif key in ("tab", "shift+tab"):
            self.advance(1 if key == "tab" else -1)
        elif key in ("home", "end", "ctrl+home", "ctrl+end"):
            self.to_edge(row="ctrl" not in key, end=key.endswith("end"))
        elif key in ("enter", "f2"):
            self.begin(self._texts.get(self.address, ""), in_place=True)
        elif key in ("delete", "backspace"):
            self.blank()
        elif event.character and event.is_printable and _begins_entry(event.character):
            self.begin(event.character, in_place=False)
        else:
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        lines = clean_line(event.text.strip()).strip()
        if "\t" in event.text.strip() or "\n" in event.text.strip() or "\r" in event.text.strip():
            self.post_message(self.Said("paste-one-cell"))
        elif self.entry:
            self.entry.insert(lines)
            self._show_entry()
        elif lines:
            self.begin(lines, in_place=False)

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

    def _refresh_labels(self, *addresses: Address) -> None:
        lines = {slot.line for a in addresses if (slot := self._sheet.slots.get(a))}
        if len(lines) > 1 and self._sheet.label_width:
            for line in lines:
                y = len(self._sheet.header_labels) + line - self._top
                self.refresh(Region(0, y, self._sheet.label_width, 1))

    def _place_caret(self) -> None:
        """Keeps the terminal's own cursor on the cell: there an input method shows its candidates."""
        slot = self._sheet.slots.get(self.address)
        if slot is None or not self.has_focus:
            return
        x = self._sheet.label_width + slot.x - self._left
        y = len(self._sheet.header_labels) + slot.line - self._top
        inside = min(slot.width - 1, self._entry_text(slot.width)[1]) if self.entry else slot.width - 1
        self.app.cursor_position = Offset(self.region.x + x + inside, self.region.y + y)

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
        role = "label-current" if here and here.line == line else "label"
        text = crop(body.label, room) if room > 2 else chunks(body.label, max(1, room))[0]
        return [*pieces, (pad(text, room), role), (SEPARATOR, "rule")]

    def _row_figures(self, line: int, body: BodyLine) -> list[tuple[str, str]]:
        pieces: list[tuple[str, str]] = []
        at = 0
        for slot in body.slots:
            if slot.x > at:
                pieces.append((SEPARATOR, "rule"))
            pieces += self._cell(slot)
            at = slot.x + slot.width
        return pieces

    def _cell(self, slot: Slot) -> list[tuple[str, str]]:
        current = slot.address == self.address
        if current and self.entry:
            text, caret = self._entry_text(slot.width)
            padded = pad(text, slot.width)
            head = crop(padded, caret, "")
            rest = padded[len(head) :]
            return [(head, "editing"), (rest[:1], "editing-caret"), (rest[1:], "editing")]
        severity = self._marks.get(slot.address)
        sign = SIGNS[severity] if severity else " "
        figure = pad(crop(self._texts.get(slot.address, ""), slot.width - 1), slot.width - 1, "right")
        role = severity.value if severity else "figure"
        if current:
            return [(sign + figure, "cursor")]
        return [(sign, role), (figure, role)]


def _begins_entry(character: str) -> bool:
    """Digits and signs begin an entry, and so does what an input method sends; letters are left to commands."""
    return character in _STARTS_ENTRY or not character.isascii()

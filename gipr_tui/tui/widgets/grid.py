"""The tables of a section as a grid to move and type in.

What stands in the cells is asked of the report; the grid keeps only the cursor, what is being typed, and how far it is
scrolled. It tells its owner at once, by a call and not by a message: so that an edit is on disk, and everything on the
screen is painted, before the next key is read.
"""

from __future__ import annotations

from typing import Protocol

from textual import events

from gipr_tui.forms import Address
from gipr_tui.text.clean import clean_line
from gipr_tui.tui.widgets.entry import Entry
from gipr_tui.tui.widgets.gridview import GridView

_STARTS_ENTRY = "0123456789+-/.="


class GridOwner(Protocol):
    """Who the grid works for."""

    def enter_cell(self, address: Address, text: str) -> str | None:
        """Puts a typed text into a cell. Gives a sentence where it can't be read."""

    def cursor_moved(self) -> None:
        """The cursor came to another cell, or what is being typed there changed."""

    def refuse(self, sentence: str) -> None:
        """Says why a text was refused."""

    def refuse_block(self) -> None:
        """Says that only one cell can be pasted."""


class Grid(GridView, can_focus=True):
    """The cells of a section. Typing replaces, F2 or Enter edits in place, Enter or Tab commits and moves on."""

    DEFAULT_CSS = "Grid { height: 1fr; }"

    def __init__(self, owner: GridOwner, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._owner = owner

    # ---- moving

    def move_to(self, address: Address) -> None:
        """Moves the cursor to a cell; a text being typed is given up."""
        old, self.entry = self.address, None
        top, left = self._top, self._left
        self.address = address
        self._keep_in_view()
        if left != self._left:
            self.refresh()
        elif top != self._top:
            self._refresh_body()
        else:
            self._refresh_cells(old, address)
            self._refresh_pointers(old, address)
        self._place_caret()
        self._owner.cursor_moved()

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

    # ---- typing

    def begin(self, text: str, *, in_place: bool) -> None:
        """Opens the cell for typing, with ``text`` in it."""
        self.entry = Entry(text, in_place=in_place)
        self._show_entry()

    def commit(self) -> bool:
        """Puts what was typed into the report. False where it could not be read: the cell then stays open."""
        if self.entry is None:
            return True
        problem = self._owner.enter_cell(self.address, self.entry.text)
        if problem:
            self._owner.refuse(problem)
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
        self._owner.cursor_moved()

    def blank(self) -> None:
        """Empties the cell."""
        if self._texts.get(self.address):
            self._owner.enter_cell(self.address, "")

    def _show_entry(self) -> None:
        self._refresh_cell(self.address)
        self._place_caret()
        self._owner.cursor_moved()

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
            self._owner.refuse_block()
        elif self.entry:
            self.entry.insert(lines)
            self._show_entry()
        elif lines:
            self.begin(lines, in_place=False)


def _begins_entry(character: str) -> bool:
    """Digits and signs begin an entry, and so does what an input method sends; letters are left to commands."""
    return character in _STARTS_ENTRY or not character.isascii()

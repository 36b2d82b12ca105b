"""The tables of a section as a grid to move and type in.

What stands in the cells is asked of the report; the grid keeps only the cursor, what is being typed, and how far it is
scrolled. It tells its owner at once, by a call and not by a message: so that an edit is on disk, and everything on the
screen is painted, before the next key is read.
"""

from __future__ import annotations

from typing import Protocol

from textual import events

from gipr_tui.forms import Address, LaidTable
from gipr_tui.text.clean import clean_line
from gipr_tui.tui.widgets.entry import Entry
from gipr_tui.tui.widgets.gridview import GridView
from gipr_tui.tui.widgets.lines import WHEEL_LINES
from gipr_tui.workspace.blocks import is_block

_STARTS_ENTRY = "0123456789+-/.="
_ARROWS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
#: Whether a key goes to the edge of the row (or of the section), and whether to its end.
_EDGES = {"home": (True, False), "end": (True, True), "ctrl+home": (False, False), "ctrl+end": (False, True)}
_EDGES |= {"circumflex_accent": (True, False), "dollar_sign": (True, True), "G": (False, True)}
#: Keys that end the typing in a cell and move; in a cell that is edited in place the left and right arrows stay inside.
_LEAVES_CELL = frozenset({"up", "down", "pageup", "pagedown", "ctrl+home", "ctrl+end"})
_LEAVES_CELL |= {f"ctrl+{arrow}" for arrow in _ARROWS}
_LETTERS = {"k": "up", "j": "down", "h": "left", "l": "right"}


class GridOwner(Protocol):
    """Who the grid works for."""

    def enter_cell(self, address: Address, text: str) -> str | None:
        """Puts a typed text into a cell. Gives a sentence where it can't be read."""

    def fills(self, address: Address) -> bool:
        """Whether a cell is filled for the operator, so that Enter and Tab step over it."""

    def may_type(self) -> bool:
        """Whether figures may be changed; says why where they may not."""

    def before_typing(self) -> None:
        """A figure is about to be changed: only this year's can be."""

    def cursor_moved(self) -> None:
        """The cursor came to another cell, or what is being typed there changed."""

    def came_to_the_end(self) -> None:
        """The cursor was to go on from the last cell: what is typed next would replace what stands there."""

    def refuse(self, sentence: str) -> None:
        """Says why a text was refused."""

    def paste_block(self, text: str) -> None:
        """Pastes a text of several cells, once the operator has seen what it changes."""

    def blank_cells(self, addresses: list[Address]) -> None:
        """Empties cells."""


class Grid(GridView, can_focus=True):
    """The cells of a section. Typing replaces, F2 or Enter edits in place, Enter or Tab commits and moves on."""

    DEFAULT_CSS = "Grid { height: 1fr; }"

    def __init__(self, owner: GridOwner, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._owner = owner
        self._anchor: Address = ""
        self._marking = False
        self._before: Address = ""

    def show_tables(self, tables: tuple[LaidTable, ...], address: Address | None = None) -> None:
        """Shows the tables of a section, with nothing selected."""
        self._marking, self._anchor = False, ""
        super().show_tables(tables, address)

    # ---- moving

    def move_to(self, address: Address, *, selecting: bool = False, reading_on: bool = False) -> None:
        """Moves the cursor to a cell; a text being typed is given up, and so is a selection that does not go on.

        ``reading_on`` below the view shows half of it anew: a table that is entered row by row then scrolls a few times, not
        with every row.
        """
        if not (selecting or self._marking):
            self.select_none()
        old, self.entry = self.address, None
        top, left = self._top, self._left
        self.address = address
        if reading_on:
            self._make_room()
        self._keep_in_view()
        if left != self._left:
            self.refresh()
        elif top != self._top:
            self._refresh_body()
        else:
            self._refresh_cells(old, address)
            self._refresh_pointers(old, address)
        if selecting or self._marking:
            self._select_to_cursor()
        self._place_caret()
        self._owner.cursor_moved()

    def jump_to(self, address: Address) -> None:
        """Moves to a cell further away; :meth:`jump_back` returns."""
        self._before = self.address
        self.move_to(address)

    def jump_back(self) -> None:
        """Returns to where the cursor was before the last jump."""
        if self._before in self._sheet.slots:
            self.jump_to(self._before)

    def step(self, rows: int, columns: int, *, selecting: bool = False) -> None:
        """Moves by so many rows and columns, and stays at the edge."""
        row, column = self._position()
        grid = self._sheet.rows
        target = max(0, min(len(grid) - 1, row + rows))
        if target != row and len(grid[target]) != len(grid[row]):
            column = self._nearest_column(target)
        column = max(0, min(len(grid[target]) - 1, column + columns))
        if grid[target][column] != self.address:
            self.move_to(grid[target][column], selecting=selecting)

    def advance(self, step: int) -> None:
        """Moves to the next or the previous cell in the order of the paper: along the row, then the next row.

        Totals that are filled for the operator are stepped over.
        """
        cells = [address for row in self._sheet.rows for address in row]
        at = cells.index(self.address)
        onward = cells[at + 1 :] if step > 0 else cells[:at][::-1]
        target = next((address for address in onward if not self._owner.fills(address)), None)
        if target:
            self.move_to(target, reading_on=True)
        elif step > 0:
            self._owner.came_to_the_end()

    def to_edge(self, *, row: bool, end: bool) -> None:
        """Moves to the first or last cell of the row, or of the whole section."""
        cells = self._sheet.rows[self._position()[0]] if row else [a for line in self._sheet.rows for a in line]
        self.move_to(cells[-1 if end else 0])

    def to_blank(self, step: int) -> bool:
        """Moves to the next or the previous blank cell, round the section. False where there is none."""
        self._owner.before_typing()
        cells = [address for row in self._sheet.rows for address in row]
        at = cells.index(self.address)
        round_trip = [*cells[at + 1 :], *cells[:at]] if step > 0 else [*cells[:at][::-1], *cells[at + 1 :][::-1]]
        blank = next((address for address in round_trip if not self._texts.get(address)), None)
        if blank:
            self.move_to(blank)
        return blank is not None

    # ---- selecting

    @property
    def rows(self) -> list[tuple[Address, ...]]:
        """The cells of the section, row by row."""
        return self._sheet.rows

    @property
    def chosen(self) -> list[tuple[Address, ...]]:
        """The cells that a command is for: the selection, row by row, or the one under the cursor."""
        if not self.selected:
            return [(self.address,)]
        rows = (tuple(address for address in row if address in self.selected) for row in self._sheet.rows)
        return [row for row in rows if row]

    def mark(self) -> None:
        """Begins a selection here that every move draws on, for terminals without Shift and arrows; or ends it."""
        self._marking = not self._marking
        if self._marking:
            self._anchor = self.address
            self._select_to_cursor()
        else:
            self.select_none()

    def select_all(self) -> None:
        """Selects all cells of the section."""
        self._show_selected(frozenset(address for row in self._sheet.rows for address in row))

    def select_none(self) -> None:
        """Ends the selection."""
        self._marking = False
        self._anchor = ""
        self._show_selected(frozenset())

    def _select_to_cursor(self) -> None:
        """Selects the rectangle between where the selection began and the cursor."""
        if self._anchor not in self._sheet.slots:
            self._anchor = self.address
        corners = [self._sheet.slots[self._anchor], self._sheet.slots[self.address]]
        top, bottom = sorted(slot.line for slot in corners)
        left, right = min(slot.x for slot in corners), max(slot.x + slot.width for slot in corners)
        inside = (
            slot.address
            for slot in self._sheet.slots.values()
            if top <= slot.line <= bottom and slot.x < right and slot.x + slot.width > left
        )
        self._show_selected(frozenset(inside))

    def _show_selected(self, selected: frozenset[Address]) -> None:
        changed = selected ^ self.selected
        self.selected = selected
        for address in changed:
            self._refresh_cell(address)

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
        if not self._owner.may_type():
            return
        self._owner.before_typing()
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
        self._owner.cursor_moved()
        return True

    def give_up(self) -> None:
        """Closes the cell with what stood there before."""
        self.entry = None
        self._refresh_cell(self.address)
        self._place_caret()
        self._owner.cursor_moved()

    def blank(self) -> None:
        """Empties the selection, or the cell."""
        self._owner.before_typing()
        filled = [address for row in self.chosen for address in row if self._texts.get(address)]
        if filled:
            self._owner.blank_cells(filled)

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
        elif key in _LEAVES_CELL or (key in ("left", "right") and not entry.in_place):
            if self.commit():
                self._moving_key(event)
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
        plain = key.removeprefix("shift+")
        page = self._body_height - 1
        far = len(self._sheet.rows) + len(self._sheet.slots)
        ways = _ARROWS | {"pageup": (-page, 0), "pagedown": (page, 0)}
        ways |= {f"ctrl+{arrow}": (rows * far, columns * far) for arrow, (rows, columns) in _ARROWS.items()}
        if moved := ways.get(plain):
            if plain != key and not self._anchor:
                self._anchor = self.address
            self.step(*moved, selecting=plain != key)
        elif letter := _LETTERS.get(key):
            self.step(*_ARROWS[letter])
        elif key in ("tab", "shift+tab"):
            self.advance(1 if key == "tab" else -1)
        elif edge := _EDGES.get(key):
            self.to_edge(row=edge[0], end=edge[1])
        elif key in ("enter", "f2"):
            self._owner.before_typing()
            self.begin(self._texts.get(self.address, ""), in_place=True)
        elif key in ("delete", "backspace"):
            self.blank()
        elif key == "escape" and self.selected:
            self.select_none()
            self._owner.cursor_moved()
        elif event.character and event.is_printable and _begins_entry(event.character):
            self.begin(event.character, in_place=False)
        else:
            return False
        return True

    # ---- the mouse

    def on_click(self, event: events.Click) -> None:
        address = self.address_at(event.x, event.y)
        if address is None or not self.commit():
            return
        if address != self.address:
            self.move_to(address)
        if event.chain == 2:
            self.begin(self._texts.get(address, ""), in_place=True)

    def on_mouse_scroll_down(self) -> None:
        self._wheel(WHEEL_LINES)

    def on_mouse_scroll_up(self) -> None:
        self._wheel(-WHEEL_LINES)

    def _wheel(self, rows: int) -> None:
        if self.commit():
            self.step(rows, 0)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        text = event.text.strip("\r\n")
        line = clean_line(text).strip()
        if self.entry:
            self.entry.insert(line)
            self._show_entry()
        elif is_block(text):
            self._owner.paste_block(text)
        elif line:
            self.begin(line, in_place=False)


def _begins_entry(character: str) -> bool:
    """Digits and signs begin an entry, and so does what an input method sends; letters are left to commands."""
    return character in _STARTS_ENTRY or not character.isascii()

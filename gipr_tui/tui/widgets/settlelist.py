"""The places of a copy that is being imported, one a line, with the figure typed into one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from textual import events
from textual.geometry import Offset
from textual.strip import Strip

from gipr_tui.tui.glyphs import crop, display_width, pad
from gipr_tui.tui.widgets.entry import Entry
from gipr_tui.tui.widgets.lines import LineList, Piece, Pieces, strip_of

_VALUE, _LINE = 13, 8
#: What the first character of a figure may be.
_FIGURES = frozenset("0123456789-+=./０１２３４５６７８９—")


@dataclass(frozen=True, slots=True)
class Told:
    """A line: its sign, its name, where it came from, its text, and what is to be said of it.

    What is no place has a name only, which takes the whole line.
    """

    sign: Piece
    name: str
    line: str = ""
    text: str = ""
    remark: str = ""
    is_cell: bool = False


class SettleDesk(Protocol):
    """What the list asks of the screen it is in."""

    def told(self, index: int, room: int) -> Told:
        """What is to be shown on a line, with ``room`` columns for the name of a cell."""

    def moved(self) -> None:
        """The cursor is on another line."""

    def may_type(self) -> bool:
        """Whether the line under the cursor is a cell."""

    def commit(self, text: str) -> bool:
        """Takes what was typed; False where it can't be."""

    def cycle(self, step: int) -> None:
        """Takes the next way to read the row, or the one before."""


class SettleList(LineList, can_focus=True):
    """The list; while ``entry`` is set a figure is being typed."""

    def __init__(self, desk: SettleDesk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._count = 0
        self.entry: Entry | None = None

    @property
    def count(self) -> int:
        return self._count

    def show_count(self, count: int) -> None:
        """Shows another list, from its start."""
        self._count = count
        self.reset()

    @property
    def widths(self) -> tuple[int, int, int, int]:
        """The columns of the name, the text, the line and what is to be said."""
        room = self.size.width - 3 - _VALUE - _LINE
        name = max(16, min(44, room * 3 // 5))
        return name, _VALUE, _LINE, max(0, room - name)

    def line(self, index: int) -> Pieces:
        names, values, lines, remarks = self.widths
        told = self._desk.told(index, names)
        if not told.line:
            return [told.sign, (told.name, "plain")]
        head = [
            told.sign,
            (pad(crop(told.name, names), names), "plain"),
            (pad(crop(told.line, lines - 1), lines, "right"), "dim"),
        ]
        if not told.is_cell:
            return [*head, (f"  {told.text}", "plain"), (f"  {told.remark}" if told.remark else "", "dim")]
        typing = self.entry if index == self.cursor else None
        text, role = (f"{_end_of(typing.text, values - 2)} ", "editing") if typing else (told.text, "plain")
        value = (pad(crop(text, values - 1 + bool(typing)), values, "right"), role)
        return [*head, value, (f"  {crop(told.remark, max(0, remarks - 2))}", "dim")]

    def render_line(self, y: int) -> Strip:
        if self.entry is None or self.top + y != self.cursor:
            return super().render_line(y)
        pieces = [(text, role if role == "editing" else "cursor") for text, role in self.line(self.cursor)]
        return strip_of(pieces, self.size.width, "cursor")

    def move_to(self, index: int) -> None:
        super().move_to(index)
        self.show_place()
        self._desk.moved()

    def show_place(self) -> None:
        """Puts the terminal's cursor on the figure."""
        if self.has_focus:
            names, values, lines, _ = self.widths
            behind = 0
            if self.entry:
                behind = display_width(self.entry.text[self.entry.caret :]) + 1
            x = self.region.x + 2 + names + lines + max(0, values - max(1, behind))
            self.app.cursor_position = Offset(x, self.region.y + self.cursor - self.top)

    # ---- typing

    def begin(self, text: str, *, in_place: bool) -> None:
        """Begins to type into the cell under the cursor."""
        self.entry = Entry(text, in_place=in_place)
        self._show_entry()

    def give_up(self) -> None:
        """Leaves the cell as it was."""
        self.entry = None
        self._show_entry()

    def _show_entry(self) -> None:
        self._refresh_line(self.cursor)
        self.show_place()

    def finish(self) -> bool:
        """Takes what is being typed; False where it can't be."""
        if self.entry and not self._desk.commit(self.entry.text):
            return False
        self.entry = None
        self._show_entry()
        return True

    def on_key(self, event: events.Key) -> None:
        if self._typing_key(event) if self.entry else self._moving_key(event):
            event.stop()
            event.prevent_default()

    def _typing_key(self, event: events.Key) -> bool:
        entry, key = self.entry, event.key
        assert entry is not None
        steps = {"enter": 1, "tab": 1, "shift+tab": -1, "up": -1, "down": 1}
        if key in steps:
            if self.finish():
                self.move_to(self.cursor + steps[key])
        elif key == "escape":
            self.give_up()
        elif key in ("left", "right", "home", "end"):
            entry.move(key)
            self._show_entry()
        elif key in ("backspace", "delete"):
            entry.delete(-1 if key == "backspace" else 1)
            self._show_entry()
        elif event.is_printable and event.character:
            entry.insert(event.character)
            self._show_entry()
        else:
            return False
        return True

    def _moving_key(self, event: events.Key) -> bool:
        page = max(1, self.size.height - 1)
        steps = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page, "tab": 1, "shift+tab": -1}
        edges = {"home": 0, "end": self.count - 1}
        key = event.key
        if key in steps:
            self.move_to(self.cursor + steps[key])
        elif key in edges:
            self.move_to(edges[key])
        elif key in ("left", "right"):
            self._desk.cycle(1 if key == "right" else -1)
        elif key in ("delete", "backspace") and self._desk.may_type():
            self._desk.commit("")
        elif event.character and event.character in _FIGURES and self._desk.may_type():
            self.begin(event.character, in_place=False)
        else:
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        """A figure pasted into a cell."""
        event.stop()
        if self._desk.may_type():
            if self.entry is None:
                self.begin("", in_place=False)
            assert self.entry is not None
            self.entry.insert(event.text.strip().split("\n")[0][:200])
            self._show_entry()


def _end_of(text: str, width: int) -> str:
    """The end of what is being typed, where there is no room for all of it."""
    while display_width(text) > width:
        text = text[1:]
    return text

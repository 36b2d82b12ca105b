"""The text of a section, to be typed and corrected: it is wrapped as it will be printed, and a key repaints what it changed.

It tells its owner at once, by a call and not by a message: so that an edit is on disk, and everything on the screen is
painted, before the next key is read. Its undo is the report's own: everything is taken back in the order it was done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from gipr_tui.text.clean import clean_line, clean_text
from gipr_tui.tui.glyphs import display_width
from gipr_tui.tui.styles import style
from gipr_tui.tui.widgets.lines import WHEEL_LINES, Piece
from gipr_tui.tui.widgets.textbuffer import Span, TextBuffer
from gipr_tui.tui.widgets.textlines import TextLine, TextLines

#: The columns at the left, where signs stand, and the one at the right, where the caret stands behind a full line.
MARGIN, _RIGHT = 2, 1
#: Behind these a further run of typing begins, which is undone by itself.
_ENDS_RUN = "。！？；"
#: What a word processor puts before a paragraph.
_INDENTED = re.compile(r"(?m)^[\u3000\u00a0 \t]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text drawn in a role of its own; ``sign`` stands, in its own, beside the line that it ends in."""

    start: int
    end: int
    role: str
    sign: Piece = ("", "plain")


class TextOwner(Protocol):
    """Who the text works for."""

    def text_changed(self) -> None:
        """The text is another now. It is to be shown (:meth:`NarrativeArea.show_text`) with the marks it then has."""

    def may_type(self) -> bool:
        """Whether the text may be changed; says why where it may not."""

    def caret_moved(self) -> None:
        """The caret, or the selection, is elsewhere now."""


class NarrativeArea(Widget, can_focus=True):
    """A text with a caret. ``run`` numbers the runs of typing: what belongs to one run is undone together."""

    DEFAULT_CSS = "NarrativeArea { height: 1fr; }"

    def __init__(self, owner: TextOwner, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._owner = owner
        self._buffer = TextBuffer()
        self._lines = TextLines()
        self._marks: Sequence[Mark] = ()
        self._painted: list[Strip] = []
        self._top = 0
        self._column: int | None = None
        self._ends_line = False
        self._typing = False
        self.run = 0

    # ---- what is shown

    @property
    def text(self) -> str:
        """The text."""
        return self._buffer.text

    @property
    def caret(self) -> int:
        """The offset of the caret."""
        return self._buffer.caret

    @property
    def selection(self) -> Span:
        """What is selected; empty, at the caret, where nothing is."""
        return self._buffer.selection

    @property
    def selected_text(self) -> str:
        """The selected text."""
        return self._buffer.selected

    @property
    def cursor_location(self) -> tuple[int, int]:
        """The paragraph that the caret is in and its place in that, both counted from nought."""
        start = self._buffer.paragraph(self.caret)[0]
        return self.text.count("\n", 0, start), self.caret - start

    def show_text(self, text: str, marks: Sequence[Mark] = (), *, anew: bool = False) -> None:
        """Shows a text as it now stands; ``anew`` from its beginning, otherwise with the caret where it changed."""
        if anew:
            self._buffer = TextBuffer(text)
            self._top, self._column, self._ends_line = 0, None, False
        else:
            self._buffer.show(text)
        self._marks = marks
        self._show()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Marks other stretches of the text."""
        if marks != self._marks:
            self._marks = marks
            self._paint()

    def _show(self) -> None:
        """Breaks the text into lines and paints those that changed, with the caret in view."""
        self._lines.break_up(self.text, self._width)
        here, height = self._line, self._height
        if here < self._top:
            self._top = max(0, here - height // 3)
        elif here >= self._top + height:
            # a third of the view stays free below, so that typing on does not scroll with every line
            self._top = here - height + 1 + height // 3
        self._paint()
        self._place_caret()

    @property
    def _width(self) -> int:
        return (self.size.width or self.app.size.width) - MARGIN - _RIGHT

    @property
    def _height(self) -> int:
        return max(1, self.size.height or self.app.size.height)

    @property
    def _line(self) -> int:
        return self._lines.line_of(self.caret, ends_line=self._ends_line)

    def on_resize(self) -> None:
        self._show()
        self.call_after_refresh(self.show_place)

    def on_focus(self) -> None:
        self.call_after_refresh(self.show_place)

    def show_place(self) -> None:
        self._place_caret()
        self.refresh(Region(0, self._line - self._top, 1, 1))  # the position goes out with the next thing painted

    def _place_caret(self) -> None:
        """Keeps the terminal's own cursor at the caret: there an input method shows its candidates."""
        if self.has_focus:
            x = min(MARGIN + self._lines.column(self._line, self.caret), self._width + MARGIN)
            self.app.cursor_position = Offset(self.region.x + x, self.region.y + self._line - self._top)

    # ---- drawing

    def _paint(self) -> None:
        """Paints the lines in view that differ from those painted before; of these only what differs is sent."""
        before, self._painted = self._painted, [self._strip(self._top + y) for y in range(self._height)]
        if len(before) != len(self._painted) or not self.size:
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._painted, strict=True)):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        return self._painted[y] if y < len(self._painted) else Strip.blank(self.size.width)

    def _strip(self, number: int) -> Strip:
        """A line as it is drawn, exactly as wide as the widget."""
        width = self._width + MARGIN + _RIGHT
        if number >= len(self._lines.lines):
            return Strip.blank(width)
        line = self._lines.lines[number]
        roles = self._roles(line)
        caret = self.caret - line.start if number == self._line else -1
        if caret >= 0:
            caret = min(caret, self._room(line))
            after = max(caret + 1, self._buffer.after(self.caret) - line.start)
            roles[caret:] = ["cursor"] * (after - caret) + roles[after:]
        shown = clean_line(self.text[line.start : line.end])[: self._room(line)] + " " * (caret == self._room(line))
        pieces = [(f"{sign:<{MARGIN}}", role) for sign, role in [self._sign(line)]]
        pieces.append((" " * line.indent, "plain"))
        at = 0
        for role, group in groupby(roles[: len(shown)]):
            length = len(list(group))
            pieces.append((shown[at : at + length], role))
            at += length
        pieces.append((" " * (width - sum(display_width(text) for text, _ in pieces)), "plain"))
        return Strip([Segment(text, style(role)) for text, role in pieces if text], width)

    def _room(self, line: TextLine) -> int:
        """How many characters of a line have room: white space at a break hangs over its end."""
        length, spare = line.end - line.start, self._width - line.indent
        if display_width(self.text[line.start : line.end]) <= spare:
            return length
        while length and display_width(self.text[line.start : line.start + length]) > spare:
            length -= 1
        return length

    def _roles(self, line: TextLine) -> list[str]:
        """The role of each character of a line: what is selected before what is marked, later marks before earlier."""
        roles = ["plain"] * (line.end - line.start)
        start, end = self.selection
        for mark in (*self._marks, Mark(start, end, "selected")):
            first, after = max(mark.start, line.start), min(mark.end, line.end)
            if first < after:
                roles[first - line.start : after - line.start] = [mark.role] * (after - first)
        return roles

    def _sign(self, line: TextLine) -> Piece:
        """The sign in the margin of a line: of several that of the mark that stands last among the marks."""
        found = (mark.sign for mark in reversed(self._marks) if mark.sign[0] and line.start < mark.end <= line.end)
        return next(found, ("", "plain"))

    # ---- moving and selecting

    def move_to(self, offset: int, *, selecting: bool = False) -> None:
        """Moves the caret, and selects what lies between if ``selecting``."""
        self._ends_line, self._column = False, None
        self._move(offset, selecting=selecting)

    def _move(self, offset: int, *, selecting: bool) -> None:
        self._break_run()
        self._buffer.move(offset, selecting=selecting)
        self._show()
        self._owner.caret_moved()

    def select_span(self, span: Span) -> None:
        """Selects the characters from ``span[0]`` to ``span[1]`` and brings them into view."""
        self.move_to(span[0])
        self.move_to(span[1], selecting=True)

    def select_all(self) -> None:
        """Selects the whole text."""
        self.select_span((0, len(self.text)))

    def _step_lines(self, lines: int, *, selecting: bool) -> None:
        """Moves down, or up, by so many lines of the screen, in the column where the caret was first."""
        here = self._line
        column = self._lines.column(here, self.caret) if self._column is None else self._column
        target = max(0, min(len(self._lines.lines) - 1, here + lines))
        if here + lines < 0 or here + lines >= len(self._lines.lines):
            offset = 0 if lines < 0 else len(self.text)
        else:
            offset = self._lines.offset_at(target, column)
        self._ends_line = self._lines.line_of(offset) > target
        self._column = column
        self._move(offset, selecting=selecting)

    def _to_line_edge(self, *, end: bool, selecting: bool) -> None:
        line = self._lines.lines[self._line]
        self._column = None
        self._ends_line = end and line.goes_on
        self._move(line.end if end else line.start, selecting=selecting)

    def _target(self, key: str) -> int | None:
        """Where a key takes the caret that does not go by lines of the screen."""
        buffer, caret = self._buffer, self.caret
        ways: dict[str, Callable[[int], int]] = {
            "left": buffer.before,
            "right": buffer.after,
            "ctrl+left": buffer.word_before,
            "ctrl+right": buffer.word_after,
            "ctrl+up": lambda offset: buffer.paragraph(max(0, offset - 1))[0],
            "ctrl+down": lambda offset: min(len(self.text), buffer.paragraph(offset)[1] + 1),
            "ctrl+home": lambda _: 0,
            "ctrl+end": lambda _: len(self.text),
        }
        return ways[key](caret) if key in ways else None

    def on_click(self, event: events.Click) -> None:
        number = min(self._top + event.y, len(self._lines.lines) - 1)
        self.move_to(self._lines.offset_at(number, event.x - MARGIN), selecting=event.shift)

    def on_mouse_scroll_down(self) -> None:
        self._scroll_by(WHEEL_LINES)

    def on_mouse_scroll_up(self) -> None:
        self._scroll_by(-WHEEL_LINES)

    def _scroll_by(self, lines: int) -> None:
        self._top = max(0, min(self._top + lines, len(self._lines.lines) - 1))
        self._paint()

    # ---- typing

    def insert(self, text: str) -> None:
        """Puts a text in place of the selection, as a run of its own where it is more than a character."""
        if not text and self.selection[0] == self.selection[1]:
            return
        if len(text) != 1 or text == "\n" or self.selected_text or not self._typing:
            self._break_run()
        self._typing = True
        self._buffer.insert(text)
        self._changed()
        if len(text) != 1 or text in _ENDS_RUN:
            self._break_run()

    def _delete(self, to: int) -> None:
        """Takes out the selection, or what lies between the caret and an offset."""
        if self.selection[0] == self.selection[1] and to == self.caret:
            return
        if self._typing:
            self._break_run()
        self._buffer.delete(to)
        self._changed()

    def _changed(self) -> None:
        self._ends_line, self._column = False, None
        self._owner.text_changed()

    def _break_run(self) -> None:
        self.run += 1
        self._typing = False

    def on_key(self, event: events.Key) -> None:
        if self._moving_key(event.key) or self._changing_key(event):
            event.stop()
            event.prevent_default()

    def _moving_key(self, key: str) -> bool:
        selecting = "shift+" in key
        plain = key.replace("shift+", "")
        page = max(1, self._height - 2)
        lines = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        start, end = self.selection
        if plain in ("left", "right") and not selecting and start != end:
            self.move_to(start if plain == "left" else end)
        elif plain in lines:
            self._step_lines(lines[plain], selecting=selecting)
        elif plain in ("home", "end"):
            self._to_line_edge(end=plain == "end", selecting=selecting)
        elif (target := self._target(plain)) is not None:
            self.move_to(target, selecting=selecting)
        elif key == "escape" and start != end:
            self.move_to(self.caret)
        else:
            return False
        return True

    def _changing_key(self, event: events.Key) -> bool:
        buffer, caret, key = self._buffer, self.caret, event.key
        deletions: dict[str, Callable[[int], int]] = {
            "backspace": buffer.before,
            "delete": buffer.after,
            "ctrl+w": buffer.word_before,
            "ctrl+k": lambda offset: buffer.paragraph(offset)[1],
        }
        typed = "\n" if key == "enter" else clean_line(event.character or "") if event.is_printable else ""
        if not typed and key not in deletions:
            return False
        if self._owner.may_type():
            if typed:
                self.insert(typed)
            else:
                self._delete(deletions[key](caret))
        return True

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self._owner.may_type():
            # paragraphs are indented where they are shown and printed
            self.insert(_INDENTED.sub("", clean_text(event.text)))

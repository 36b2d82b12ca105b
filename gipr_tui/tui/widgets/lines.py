"""Widgets made of lines of styled text: a bar of one line, and a list that scrolls.

Only text that has been cleaned of control characters reaches a terminal, and never as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from gipr_tui.text.clean import clean_line
from gipr_tui.tui.glyphs import crop, display_width
from gipr_tui.tui.styles import style

#: How far one turn of the mouse's wheel goes.
WHEEL_LINES = 3

#: A stretch of text and the role that styles it.
Piece = tuple[str, str]
Pieces = Sequence[Piece]


def strip_of(pieces: Pieces, width: int, fill: str = "plain") -> Strip:
    """The pieces as one line of exactly ``width`` columns; what does not fit is cut with an ellipsis."""
    segments: list[Segment] = []
    room = width
    for text, role in pieces:
        shown = crop(clean_line(text), room)
        if shown:
            segments.append(Segment(shown, style(role)))
        room -= display_width(shown)
        if room <= 0:
            break
    if room > 0:
        segments.append(Segment(" " * room, style(fill)))
    return Strip(segments, width)


class Bar(Widget):
    """One line of text: at the left, and at the right edge."""

    DEFAULT_CSS = "Bar { height: 1; }"

    def __init__(self, fill: str = "plain", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fill = fill
        self._left: Pieces = ()
        self._right: Pieces = ()
        #: Is called with the number of the piece at the left that was clicked on.
        self.on_piece: Callable[[int], None] | None = None

    @property
    def plain(self) -> str:
        """The text at the left, without styles."""
        return "".join(text for text, _ in self._left)

    def show(self, left: Pieces, right: Pieces = ()) -> None:
        """Shows other text. Only what differs is sent to the terminal."""
        if (left, right) == (self._left, self._right):
            return
        before = self.render_line(0)
        self._left, self._right = left, right
        if changed := _changed_columns(before, self.render_line(0)):
            self.refresh(Region(changed[0], 0, changed[1] - changed[0], 1))

    def on_click(self, event: events.Click) -> None:
        end = 0
        for index, (text, _) in enumerate(self._left):
            end += display_width(text)
            if event.x < end:
                if self.on_piece:
                    self.on_piece(index)
                return

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        right = sum(display_width(text) for text, _ in self._right)
        body = strip_of(self._left, max(0, width - right), self._fill)
        return Strip.join([body, strip_of(self._right, min(right, width), self._fill)])


def _changed_columns(before: Strip, after: Strip) -> tuple[int, int] | None:
    """From which column up to which two lines of one width differ; None where they are the same."""
    pairs = list(zip_longest(_columns_of(before), _columns_of(after)))
    changed = [column for column, (old, new) in enumerate(pairs) if old != new]
    return (changed[0], changed[-1] + 1) if changed else None


def _columns_of(strip: Strip) -> Iterator[tuple[str, Style | None]]:
    for segment in strip:
        for char in segment.text:
            yield char, segment.style
            yield from [("", segment.style)] * (display_width(char) - 1)


class LineList(Widget):
    """A list of lines with a cursor, of which only those in view are made.

    ``count`` and ``line`` are what a subclass gives; ``empty`` is said where there are no lines. :meth:`move_to` moves the
    cursor and repaints two lines.
    """

    DEFAULT_CSS = "LineList { height: 1fr; }"

    def __init__(self, *, id: str | None = None, show_cursor: bool = True) -> None:
        super().__init__(id=id)
        self.cursor = 0
        self.top = 0
        self.show_cursor = show_cursor
        self.empty = ""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return 0

    def line(self, index: int) -> Pieces:
        """The text of a line."""
        raise LookupError(index)

    def reset(self, cursor: int = 0) -> None:
        """Shows the list from the start, with the cursor on a line."""
        self.top = 0
        self.cursor = max(0, min(cursor, self.count - 1))
        self._keep_in_view()
        self.refresh()

    def renew(self, cursor: int) -> None:
        """Shows other lines, with the cursor on one of them; where it stands in the window, it stays."""
        row = self.cursor - self.top
        self.cursor = max(0, min(cursor, self.count - 1))
        self.top = self.cursor - row
        self._keep_in_view()
        self.refresh()

    def move_to(self, index: int) -> None:
        """Moves the cursor to a line and scrolls no further than is needed to see it."""
        index = max(0, min(index, self.count - 1))
        old, old_top = self.cursor, self.top
        self.cursor = index
        self._keep_in_view()
        if self.top != old_top:
            self.refresh()
        elif old != index:
            self._refresh_line(old)
            self._refresh_line(index)

    def scroll_to_top(self, top: int) -> None:
        """Scrolls so that ``top`` is the first line in view, as far as there are lines."""
        top = max(0, min(top, self.count - self.size.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def on_resize(self) -> None:
        if self.show_cursor:
            self._keep_in_view()
        else:
            self.top = max(0, min(self.top, self.count - self.size.height))
        self.refresh()

    def clicked(self, index: int) -> None:
        """A line was clicked on."""
        if self.show_cursor:
            self.move_to(index)

    def press_enter(self) -> None:
        """Does with the line under the cursor what Enter does."""
        self.app.post_message(events.Key("enter", "\r"))

    def wheel(self, lines: int) -> None:
        """The wheel was turned by so many lines."""
        if self.show_cursor:
            self.move_to(self.cursor + lines)
        else:
            self.scroll_to_top(self.top + lines)

    def on_click(self, event: events.Click) -> None:
        index = self.top + event.y
        if event.chain == 2 and self.show_cursor and index == self.cursor:
            self.press_enter()
        elif event.chain == 1 and index < self.count:
            self.clicked(index)

    def on_mouse_scroll_down(self) -> None:
        self.wheel(WHEEL_LINES)

    def on_mouse_scroll_up(self) -> None:
        self.wheel(-WHEEL_LINES)

    def _keep_in_view(self) -> None:
        height = max(1, self.size.height)
        self.top = min(self.top, self.cursor, max(0, self.count - height))
        self.top = max(self.top, self.cursor - height + 1, 0)

    def _refresh_line(self, index: int) -> None:
        if self.top <= index < self.top + self.size.height:
            self.refresh(Region(0, index - self.top, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        index = self.top + y
        if index == 0 and not self.count and self.empty:
            return strip_of([(f" {self.empty}", "dim")], self.size.width)
        if index >= self.count:
            return Strip.blank(self.size.width, Style.null())
        pieces = self.line(index)
        if self.show_cursor and index == self.cursor:
            return strip_of([(text, "cursor") for text, _ in pieces], self.size.width, "cursor")
        return strip_of(pieces, self.size.width)


class ReadingLines(LineList, can_focus=True):
    """Lines to read through, made by ``told`` for the width there is."""

    def __init__(self, told: Callable[[int], list[Pieces]], *, id: str | None = None) -> None:
        super().__init__(id=id, show_cursor=False)
        self._told = told
        self._lines: list[Pieces] = []

    @property
    def count(self) -> int:
        return len(self._lines)

    def line(self, index: int) -> Pieces:
        return self._lines[index]

    def on_resize(self) -> None:
        self._lines = self._told(self.size.width)

    def scroll_by_key(self, key: str) -> bool:
        """Scrolls as the key says; False where it does not scroll."""
        page = max(1, self.size.height - 1)
        steps = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page, "space": page}
        edges = {"home": -self.count, "end": self.count}
        if step := (steps | edges).get(key):
            self.scroll_to_top(self.top + step)
        return step is not None

"""The text of a section, to be typed and corrected."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from gipr_tui.text.clean import clean_text


class NarrativeArea(TextArea):
    """A text area whose undo is the report's own: so that everything is taken back in the order it was done."""

    DEFAULT_CSS = """
    NarrativeArea { border: none; padding: 0 1; height: 1fr; background: ansi_default; color: ansi_default;
        scrollbar-size: 0 0; }
    NarrativeArea:focus { border: none; }
    NarrativeArea .text-area--cursor-line { background: ansi_default; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "screen.do('undo')", show=False),
        Binding("ctrl+y", "screen.do('redo')", show=False),
        Binding("ctrl+e", "screen.do('narrative')", show=False),
        Binding("escape", "screen.do('back')", show=False),
        Binding("ctrl+home", "to_edge(False)", show=False),
        Binding("ctrl+end", "to_edge(True)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.cursor_blink = False
        self.run = 0

    def on_paste(self, event: events.Paste) -> None:
        event.text = clean_text(event.text)  # before Textual puts it in

    def on_focus(self) -> None:
        self.call_after_refresh(self._show_place)

    def _show_place(self) -> None:
        """Tells the terminal where the cursor is: there an input method shows its candidates."""
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh(Region(0, 0, self.size.width, 1))  # the position goes out with the next thing painted

    def show_text(self, text: str) -> None:
        """Shows another text, keeping the cursor where it was as far as it goes."""
        if self.text != text:
            row, column = self.cursor_location
            self.load_text(text)
            lines = text.split("\n")
            row = min(row, len(lines) - 1)
            self.move_cursor((row, min(column, len(lines[row]))))

    def action_to_edge(self, end: bool) -> None:
        """Moves to the beginning or the end of the text."""
        self.move_cursor(self.document.end if end else (0, 0))

    def select_span(self, span: tuple[int, int]) -> None:
        """Selects the characters from ``span[0]`` to ``span[1]`` and brings them into view."""
        start, end = (self._location(offset) for offset in span)
        self.selection = Selection(start, end)
        self.scroll_cursor_visible(center=True)

    def _location(self, offset: int) -> tuple[int, int]:
        before = self.text[:offset]
        return before.count("\n"), len(before) - before.rfind("\n") - 1

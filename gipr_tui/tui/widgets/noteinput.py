"""A box of a few lines for a remark."""

from __future__ import annotations

from textual import events
from textual.geometry import Region
from textual.widgets import TextArea

from gipr_tui.text.clean import clean_text


class NoteInput(TextArea):
    """A text area in which Ctrl+J begins a new line: Enter is left to the window, which takes what was written."""

    DEFAULT_CSS = """
    NoteInput { border: none; padding: 0; height: 5; background: ansi_default; color: ansi_default; scrollbar-size: 0 0; }
    NoteInput:focus { border: none; }
    NoteInput .text-area--cursor-line { background: ansi_default; }
    """

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        super().__init__(value, id=id, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        """What was written."""
        return self.text

    def on_paste(self, event: events.Paste) -> None:
        event.text = clean_text(event.text)  # before Textual puts it in

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
        elif event.key == "ctrl+j":
            self.insert("\n")
        elif event.key in ("up", "down"):
            (self.action_cursor_up if event.key == "up" else self.action_cursor_down)()
        else:
            return
        if event.key != "enter":
            event.stop()
            event.prevent_default()

    def on_focus(self) -> None:
        self.call_after_refresh(self.show_place)

    def show_place(self) -> None:
        """Tells the terminal where the cursor is: there an input method shows its candidates."""
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh(Region(0, 0, self.size.width, 1))  # the position goes out with the next thing painted

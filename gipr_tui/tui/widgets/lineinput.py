"""A one-line text box that does not blink, and keeps the terminal's cursor on itself from the first key."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from gipr_tui.text.clean import clean_line


class LineInput(Input):
    """An input whose place the terminal knows as soon as it has the focus: there an input method shows its candidates.

    A ``proposed`` value is selected, so that typing replaces it.
    """

    DEFAULT_CSS = """
    LineInput { border: none; height: 1; padding: 0; background: ansi_default; }
    LineInput:focus { border: none; }
    """

    def __init__(
        self, value: str = "", *, placeholder: str = "", id: str | None = None, proposed: bool = False
    ) -> None:
        super().__init__(value, placeholder=placeholder, id=id, select_on_focus=proposed)
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        event.text = clean_line(event.text)  # before Textual puts it in

    def on_focus(self) -> None:
        self.call_after_refresh(self.show_place)

    def show_place(self) -> None:
        """Puts the terminal's cursor into the box."""
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()  # the position goes out with the next thing painted

"""Windows that are a list: a title with the keys above, one thing a line, and a line below for what has to be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from gipr_tui.errors import GiprError
from gipr_tui.locale import Catalogue
from gipr_tui.text.clean import clean_line
from gipr_tui.tui.glyphs import drawn
from gipr_tui.tui.widgets.lines import Bar, LineList
from gipr_tui.workspace.changed import text_at_in_words
from gipr_tui.workspace.wording import error_sentence

T = TypeVar("T")


class ListedScreen(ModalScreen[T], Generic[T]):
    """A list that fills the screen. ``keys`` are what a subclass does with the line under the cursor."""

    DEFAULT_CSS = "ListedScreen { background: ansi_default; }"

    def __init__(self, text: Catalogue, lines: LineList, name: str) -> None:
        """Takes what is listed, and the part of the catalogue that has the window's ``title`` and ``keys``."""
        super().__init__()
        self.text = text
        self.list = lines
        self.below = Bar(id="said")
        title = Bar("title")
        title.show([(f" {text(f'{name}.title')} ", "title")], [(f"{text(f'{name}.keys')} ", "title-dim")])
        self._title = title

    def compose(self) -> ComposeResult:
        yield self._title
        yield self.list
        yield self.below

    def on_mount(self) -> None:
        self.list.focus()

    def keys(self) -> Mapping[str, Callable[[], object]]:
        """What each key does, besides those that move."""
        return {}

    def say(self, sentence: str, role: str = "caption") -> None:
        """Says something below the list until the next key."""
        self.below.show([(f" {sentence}", role)])

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self.below.show([])
        page = max(1, self.list.size.height - 1)
        steps = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page}
        edges = {"home": 0, "end": self.list.count - 1}
        if event.key in steps:
            self.list.move_to(self.list.cursor + steps[event.key])
        elif event.key in edges:
            self.list.move_to(edges[event.key])
        elif event.key in ("escape", "q"):
            self.dismiss(None)
        elif act := self.keys().get(event.key):
            try:
                act()
            except GiprError as error:
                self.say(error_sentence(self.text, error), "error")


def said_at(place: str, text: str, catalogue: Catalogue) -> str:
    """What stands at a place, on one line; of a carried text only that its numbers are to be looked at."""
    return clean_line(text_at_in_words(place, text, catalogue)) or drawn("—")

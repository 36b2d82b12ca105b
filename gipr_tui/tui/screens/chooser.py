"""Choosing from a list by typing a part of what one wants: a command, a section, a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from gipr_tui.locale import Catalogue
from gipr_tui.tui.glyphs import crop, display_width, pad
from gipr_tui.tui.widgets.lineinput import LineInput
from gipr_tui.tui.widgets.lines import LineList, Pieces

_NAME_WIDTH = 10
_MOST_LINES = 14


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: a short name (a key, an address), what it is, other words it is found by, and its value.

    What it is ends with ``tail``, which is shown whole where the rest has to be cut.
    """

    name: str
    text: str
    value: str
    words: str = ""
    tail: str = ""

    def fits(self, wanted: str) -> bool:
        """Whether ``wanted``, in small letters, is a part of it."""
        return wanted in f"{self.name} {self.text}{self.tail} {self.words}".casefold()

    def rank(self, wanted: str) -> int:
        """How well it fits: first what is named so, then what begins so."""
        names = [text.casefold() for text in (self.name, self.words, self.text)]
        return 0 if names[0] == wanted else 1 if any(name.startswith(wanted) for name in names) else 2


class _Choices(LineList):
    """The choices that fit what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: list[Choice] = []

    @property
    def count(self) -> int:
        return len(self.choices)

    def clicked(self, index: int) -> None:
        """A click chooses at once."""
        self.move_to(index)
        self.press_enter()

    def line(self, index: int) -> Pieces:
        choice = self.choices[index]
        room = self.size.width - _NAME_WIDTH - 1 - display_width(choice.tail)
        text = crop(choice.text, max(0, room)) if choice.tail else choice.text
        return [(pad(choice.name, _NAME_WIDTH) + " ", "key"), (text + choice.tail, "plain")]


class Chooser(ModalScreen[str]):
    """Gives the value of what was chosen, or nothing."""

    DEFAULT_CSS = """
    Chooser { align: center top; background: ansi_default; }
    Chooser > Vertical { width: 72; max-width: 96%; height: auto; padding: 0 1; margin-top: 2; }
    """

    def __init__(self, text: Catalogue, placeholder: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._all = list(choices)
        self._list = _Choices()
        self._list.choices = list(choices)
        self._list.empty = text("palette.no-match")
        self._input = LineInput(placeholder=placeholder)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self._input
            yield self._list

    def on_mount(self) -> None:
        self._list.styles.height = max(1, min(_MOST_LINES, self._list.count))
        self._input.focus()

    @property
    def chosen(self) -> str:
        """The value of the choice under the cursor, or nothing."""
        choices = self._list.choices
        return choices[self._list.cursor].value if choices else ""

    def on_input_changed(self) -> None:
        wanted = self._input.value.strip().casefold()
        fitting = [choice for choice in self._all if choice.fits(wanted)]
        self._list.choices = sorted(fitting, key=lambda choice: choice.rank(wanted)) if wanted else fitting
        self._list.reset()

    def on_key(self, event: events.Key) -> None:
        steps = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if event.key in steps:
            self._list.move_to(self._list.cursor + steps[event.key])
        elif event.key == "escape":
            self.dismiss("")
        elif event.key == "enter":
            self.dismiss(self.chosen)
        else:
            return
        event.stop()

"""Every command of the screen by name: type a part of it, choose with the arrows."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from gipr_tui.locale import Catalogue
from gipr_tui.text.width import pad
from gipr_tui.tui.actions import Action, actions_of, key_name
from gipr_tui.tui.widgets.lineinput import LineInput
from gipr_tui.tui.widgets.lines import LineList, Pieces


class Commands(LineList):
    """The commands that fit what was typed."""

    DEFAULT_CSS = "Commands { height: 14; }"

    def __init__(self, text: Catalogue) -> None:
        super().__init__()
        self._text = text
        self.actions: list[Action] = []

    @property
    def count(self) -> int:
        return len(self.actions)

    def line(self, index: int) -> Pieces:
        action = self.actions[index]
        key = key_name(action.keys[0]) if action.keys else ""
        return [(pad(key, 10), "key"), (self._text(f"action-help.{action.id}"), "plain")]


class Palette(ModalScreen[str]):
    """Gives the id of the command chosen, or nothing."""

    DEFAULT_CSS = """
    Palette { align: center top; background: ansi_default; }
    Palette > Vertical { width: 72; max-width: 96%; height: auto; border: round ansi_blue; padding: 0 1; margin-top: 2; }
    """

    def __init__(self, text: Catalogue, screen: str) -> None:
        super().__init__()
        self._text = text
        self._all = [action for action in actions_of(screen) if action.id != "palette"]
        self._commands = Commands(text)
        self._commands.actions = list(self._all)
        self._input = LineInput(placeholder=text("palette.placeholder"))

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self._input
            yield self._commands

    def on_mount(self) -> None:
        self._input.focus()

    def on_input_changed(self) -> None:
        wanted = self._input.value.strip().casefold()
        fitting = [action for action in self._all if wanted in self._words(action)]
        self._commands.actions = sorted(
            fitting, key=lambda action: wanted not in self._text(f"action.{action.id}").casefold()
        )
        self._commands.reset()

    def _words(self, action: Action) -> str:
        names = (self._text(f"action.{action.id}"), self._text(f"action-help.{action.id}"), action.id)
        return " ".join((*names, *action.keys)).casefold()

    def on_key(self, event: events.Key) -> None:
        steps = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}
        if event.key in steps:
            self._commands.move_to(self._commands.cursor + steps[event.key])
        elif event.key == "escape":
            self.dismiss("")
        elif event.key == "enter":
            chosen = self._commands.actions
            self.dismiss(chosen[self._commands.cursor].id if chosen else "")
        else:
            return
        event.stop()

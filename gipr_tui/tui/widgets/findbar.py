"""The line in which one types what to find in the texts, and what to put in its place."""

from __future__ import annotations

from typing import Protocol

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from gipr_tui.tui.glyphs import display_width
from gipr_tui.tui.widgets.lineinput import LineInput
from gipr_tui.tui.widgets.lines import Bar


class FindOwner(Protocol):
    """Who the line works for."""

    def wanted_changed(self) -> None:
        """Other words are to be found."""

    def field_changed(self) -> None:
        """One is in the other field now."""

    def step(self, step: int) -> None:
        """Goes to the next place (1) or the previous one (-1)."""

    def replace(self) -> None:
        """Puts the other words at this place and goes to the next."""

    def replace_everywhere(self) -> None:
        """Puts the other words at every place."""

    def close(self) -> None:
        """Goes back to the text."""


class FindBar(Horizontal):
    """Two fields side by side. Enter in the first goes on, Enter in the second replaces."""

    DEFAULT_CSS = """
    FindBar { height: 1; display: none; }
    FindBar LineInput { width: 1fr; }
    """

    def __init__(self, owner: FindOwner) -> None:
        super().__init__()
        self._owner = owner
        self._wanted = LineInput()
        self._replacement = LineInput()
        self._labels = (Bar(), Bar())
        self._current = self._wanted

    def compose(self) -> ComposeResult:
        for label, field in zip(self._labels, (self._wanted, self._replacement), strict=True):
            yield label
            yield field

    @property
    def is_open(self) -> bool:
        """Whether the line is in view."""
        return bool(self.display)

    @property
    def is_typed_in(self) -> bool:
        """Whether one of the fields has the focus."""
        return self._wanted.has_focus or self._replacement.has_focus

    @property
    def wanted(self) -> str:
        """What is to be found."""
        return self._wanted.value

    @property
    def replacement(self) -> str:
        """What is to be put in its place."""
        return self._replacement.value

    @property
    def is_replacing(self) -> bool:
        """Whether one is in the second field."""
        return self._current is self._replacement

    def ask(self, wanted: str, labels: tuple[str, str]) -> None:
        """Shows the line with what is to be found, behind the names of its fields."""
        for label, name in zip(self._labels, labels, strict=True):
            label.styles.width = display_width(name) + 2
            label.show([(f" {name} ", "key")])
        self.display = True
        if wanted:
            self._wanted.value = wanted
        self._wanted.action_end()
        self._current = self._wanted
        self.take_focus()

    def take_focus(self) -> None:
        """Gives the focus to the field one is in."""
        self._current.focus()

    def _change_field(self) -> None:
        self._current = self._wanted if self.is_replacing else self._replacement
        self.take_focus()
        self._owner.field_changed()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, LineInput):
            self._current = event.widget

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open and event.input is self._wanted:
            self._owner.wanted_changed()

    def on_key(self, event: events.Key) -> None:
        acts = {
            "escape": self._owner.close,
            "up": lambda: self._owner.step(-1),
            "shift+tab": lambda: self._owner.step(-1),
            "down": lambda: self._owner.step(1),
            "enter": self._owner.replace if self.is_replacing else lambda: self._owner.step(1),
            "tab": self._change_field,
            "ctrl+r": self._owner.replace_everywhere,
        }
        if event.key in acts:
            event.stop()
            event.prevent_default()
            acts[event.key]()

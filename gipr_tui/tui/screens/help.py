"""The keys of the screen one came from, in words."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from gipr_tui.locale import Catalogue
from gipr_tui.text.wrap import iter_lines
from gipr_tui.tui.actions import EDITOR, ENTERING, FINDINGS, GROUPS, MOVING, TEXTS, Action, key_name
from gipr_tui.tui.glyphs import display_width, pad
from gipr_tui.tui.widgets.lines import Bar, Pieces, ReadingLines

_KEYS_WIDTH = 16
#: What keys do that are no commands, in lists, in tables and in texts: ``help.key-<name>`` and ``help.<name>``.
_IN_LISTS = {MOVING: ("scroll",)}
_IN_TABLES = {MOVING: ("move",), ENTERING: ("type", "edit", "commit", "undo", "blank")}
_IN_TEXTS = {MOVING: ("move-text",), TEXTS: ("delete-text",)}
#: The signs of findings, and the role that each is drawn in.
_SIGNS = {"error": "error", "warning": "warning", "hint": "hint", "accepted": "dim"}


class HelpScreen(ModalScreen[None]):
    """Help on the commands of a screen, over the whole terminal; any key but those that scroll closes it."""

    DEFAULT_CSS = "HelpScreen { background: ansi_default; }"

    def __init__(self, text: Catalogue, screen: str, actions: Sequence[Action]) -> None:
        super().__init__()
        self._text = text
        in_tables = any(action.in_tables for action in actions)
        self._own = _IN_LISTS if screen != EDITOR else _IN_TABLES if in_tables else _IN_TEXTS
        self._actions = [action for action in actions if action.keys]
        self._lines = ReadingLines(self._told)
        self._title = Bar("title")
        self._title.show([(f" {text('help.title')} ", "title")], [(text("help.close") + " ", "title-dim")])

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._lines

    def _told(self, width: int) -> list[Pieces]:
        lines: list[Pieces] = []
        for group in GROUPS:
            told = [*self._own_keys(group), *self._commands(group)]
            if told:
                lines.append([(f" {self._text(f'help.group-{group}')}", "header")])
            for keys, sentence in told:
                lines += _explained(keys, sentence, width)
            if group == FINDINGS and told:
                lines += [[("  ", "plain"), (self._text(f"help.sign-{sign}"), role)] for sign, role in _SIGNS.items()]
        return lines

    def _own_keys(self, group: str) -> list[tuple[str, str]]:
        names = self._own.get(group, ())
        return [(self._text(f"help.key-{name}"), self._text(f"help.{name}")) for name in names]

    def _commands(self, group: str) -> list[tuple[str, str]]:
        return [
            (" / ".join(dict.fromkeys(map(key_name, action.keys))), self._text(f"action-help.{action.id}"))
            for action in self._actions
            if action.group == group
        ]

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if not self._lines.scroll_by_key(event.key):
            self.dismiss()


def _explained(keys: str, sentence: str, width: int) -> list[Pieces]:
    """A command on as many lines as it needs, the keys before the first of them."""
    room = max(1, width - _KEYS_WIDTH - 4)
    lines: list[Pieces] = []
    if display_width(keys) > _KEYS_WIDTH:
        lines, keys = [[("  ", "plain"), (keys, "key")]], ""
    for line in iter_lines(sentence, room):
        lines.append([("  ", "plain"), (pad(keys, _KEYS_WIDTH) + " ", "key"), (line.rstrip(), "plain")])
        keys = ""
    return lines

"""The keys of the screen one came from, in words."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from gipr_tui.locale import Catalogue
from gipr_tui.tui.actions import EDITOR, actions_of, key_name
from gipr_tui.tui.glyphs import pad
from gipr_tui.tui.widgets.lines import Bar, LineList, Pieces


class HelpLines(LineList, can_focus=True):
    """The lines of the help."""

    def __init__(self, lines: list[Pieces]) -> None:
        super().__init__(show_cursor=False)
        self._lines = lines

    @property
    def count(self) -> int:
        return len(self._lines)

    def line(self, index: int) -> Pieces:
        return self._lines[index]


class HelpScreen(ModalScreen[None]):
    """Help, over the whole screen; any key but those that scroll closes it."""

    DEFAULT_CSS = "HelpScreen { background: ansi_default; }"

    def __init__(self, text: Catalogue, screen: str) -> None:
        super().__init__()
        self._text = text
        self._lines = HelpLines(_lines(text, screen))
        self._title = Bar("title")
        self._title.show([(f" {text('help.title')} ", "title")], [(text("help.close") + " ", "title-dim")])

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._lines

    def on_key(self, event: events.Key) -> None:
        page = max(1, self._lines.size.height - 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        event.stop()
        if event.key in steps:
            self._lines.scroll_to_top(self._lines.top + steps[event.key])
        else:
            self.dismiss()


def _lines(text: Catalogue, screen: str) -> list[Pieces]:
    lines: list[Pieces] = [[]]
    for action in (action for action in actions_of(screen) if action.keys):
        keys = " / ".join(key_name(key) for key in action.keys)
        lines.append([("  ", "plain"), (pad(keys, 16), "key"), (text(f"action-help.{action.id}"), "plain")])
    if screen == EDITOR:
        lines.append([])
        for key in ("move", "type", "edit", "commit", "undo", "blank"):
            lines.append([("  ", "plain"), (pad(text(f"help.key-{key}"), 16), "key"), (text(f"help.{key}"), "plain")])
    lines.append([])
    lines += [[("  ", "plain"), (text(f"help.sign-{sign}"), sign)] for sign in ("error", "warning", "hint")]
    return lines

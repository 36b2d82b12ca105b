"""Asks for the files to import: Tab completes their names and lists those that begin so."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from gipr_tui.errors import GiprError
from gipr_tui.locale import Catalogue
from gipr_tui.text.clean import clean_line
from gipr_tui.tui.glyphs import crop, display_width, pad
from gipr_tui.tui.styles import style
from gipr_tui.tui.widgets.lineinput import LineInput
from gipr_tui.tui.widgets.lines import Bar, LineList, Pieces
from gipr_tui.workspace.paths import complete, files_named
from gipr_tui.workspace.wording import error_sentence

_MOST_LINES = 8


class _Names(LineList):
    """The names that a name may become, in columns."""

    DEFAULT_CSS = "_Names { height: 0; }"

    def __init__(self) -> None:
        super().__init__(show_cursor=False)
        self.names: tuple[str, ...] = ()

    @property
    def _columns(self) -> tuple[int, int]:
        """How many columns of names, and how wide they are."""
        width = max(8, self.size.width)
        widest = min(width, max((display_width(clean_line(name)) for name in self.names), default=0) + 2)
        return max(1, width // max(1, widest)), widest

    @property
    def count(self) -> int:
        return -(-len(self.names) // self._columns[0])

    def line(self, index: int) -> Pieces:
        columns, width = self._columns
        names = self.names[index * columns : (index + 1) * columns]
        return [(pad(crop(clean_line(name), width - 1), width), "dim") for name in names]

    def show(self, names: tuple[str, ...]) -> None:
        """Lists other names."""
        self.names = names
        self.styles.height = min(_MOST_LINES, self.count) if names else 0
        self.top = 0
        self.refresh()


class ImportPaths(ModalScreen[tuple[str, list[Path]] | None]):
    """Gives the line as it was typed and the files it names; nothing where Esc was pressed.

    ``error`` is what was wrong with the file that ``line`` names: it is said, and the line is there to be put right.
    """

    DEFAULT_CSS = """
    ImportPaths { align: center middle; background: ansi_default; }
    ImportPaths > Vertical { width: 72; max-width: 96%; height: auto; padding: 0 1; }
    ImportPaths Bar { height: 1; }
    ImportPaths #answer { height: auto; }
    """

    def __init__(self, text: Catalogue, line: str = "", error: GiprError | None = None) -> None:
        super().__init__()
        self._text = text
        self._error = error
        self._refused = line if error else None
        self._input = LineInput(line, id="path", proposed=bool(line) and not error)
        self._names = _Names()
        self._answer = Static(id="answer")

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            title, label = Bar(), Bar()
            title.show([(self._text("dialog.import"), "caption")])
            label.show([(self._text("importing.path"), "dim")])
            yield title
            yield label
            yield self._input
            yield self._names
            yield self._answer

    def on_mount(self) -> None:
        self._input.focus()
        if self._error:
            self._say(error_sentence(self._text, self._error), "error")
        else:
            self._say(self._text("importing.path-keys"), "dim")

    def _say(self, sentence: str, role: str) -> None:
        self._answer.update(Text(clean_line(sentence), style(role)))

    def on_key(self, event: events.Key) -> None:
        keys = {"tab": self._complete, "enter": self._take, "escape": self._leave}
        pages = {"pagedown": _MOST_LINES, "down": 1, "pageup": -_MOST_LINES, "up": -1}
        if act := keys.get(event.key):
            event.stop()
            event.prevent_default()
            act()
        elif event.key in pages:
            event.stop()
            self._names.scroll_to_top(self._names.top + pages[event.key])

    def on_input_submitted(self) -> None:
        self._take()

    def on_input_changed(self) -> None:
        self._names.show(())
        if self._refused not in (None, self._input.value):
            self._refused = None
            self._say(self._text("importing.path-keys"), "dim")

    def _complete(self) -> None:
        """Completes the name as far as it is clear, and lists what it may become."""
        found = complete(self._input.value)
        if not found.names:
            self._names.show(())
            self._say(self._text("importing.no-match"), "warning")
            return
        with self._input.prevent(LineInput.Changed):
            self._input.value = found.text
        self._input.cursor_position = len(found.text)
        self._names.show(found.names if len(found.names) > 1 else ())
        count = len(found.names)
        self._say(
            self._text("importing.matches", count=count) if count > 1 else self._text("importing.path-keys"), "dim"
        )
        self._input.call_after_refresh(self._input.show_place)

    def _leave(self) -> None:
        self.dismiss(None)

    def _take(self) -> None:
        line = self._input.value.strip()
        try:
            files = files_named(line)
        except GiprError as error:
            self._refused = self._input.value
            self._say(error_sentence(self._text, error), "error")
        else:
            self.dismiss((line, files))

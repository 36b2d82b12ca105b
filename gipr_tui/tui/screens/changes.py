"""What was changed since the report was opened, newest first, and the way back to any point of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from gipr_tui.report.edits import Edit
from gipr_tui.report.model import PREAMBLE, section_of_place
from gipr_tui.tui.glyphs import crop, drawn, pad
from gipr_tui.tui.widgets.lines import Bar, LineList, Pieces
from gipr_tui.workspace.wording import Wording

_PLACE_WIDTH, _ROW_WIDTH, _OLD_WIDTH = 36, 20, 12


class _Edits(LineList, can_focus=True):
    """One edit a line, the newest first."""

    def __init__(self, edits: Sequence[Edit], wording: Wording) -> None:
        super().__init__()
        self._edits = list(reversed(edits))
        self._wording = wording
        self.empty = wording.text("changes.none")

    @property
    def count(self) -> int:
        return len(self._edits)

    def line(self, index: int) -> Pieces:
        edit = self._edits[index]
        change = edit.changes[0]
        more = len(edit.changes) - 1
        place = pad(crop(self._named(change.place), _PLACE_WIDTH), _PLACE_WIDTH)
        old = pad(crop(change.old or drawn("—"), _OLD_WIDTH), _OLD_WIDTH)
        rest = self._wording.text("changes.more", count=more) if more else ""
        return [
            (f" {place} ", "plain"),
            (old, "dim"),
            (f" {drawn('→')} {change.new or drawn('—')} ", "plain"),
            (rest, "dim"),
        ]

    def _named(self, place: str) -> str:
        if cell := self._wording.layout.cells.get(place):
            row = f"{crop(cell.row_labels[-1], _ROW_WIDTH)}{drawn('·')}" if cell.row_labels else ""
            return f"{row}{drawn('·').join(cell.column_labels[-1:] if row else cell.column_labels[-2:])}"
        found = section_of_place(place)
        if found is None:
            return self._wording.text("changes.preamble" if place == PREAMBLE else "changes.title-place")
        return self._wording.text(f"changes.{found[1]}", number=found[0])


class ChangesScreen(ModalScreen[int]):
    """Gives how many edits are to be taken back: those down to the one chosen, with it; none where Esc was pressed."""

    DEFAULT_CSS = "ChangesScreen { background: ansi_default; }"

    def __init__(self, edits: Sequence[Edit], wording: Wording) -> None:
        super().__init__()
        self._list = _Edits(edits, wording)
        self._title = Bar("title")
        text = wording.text
        self._title.show([(f" {text('changes.title')} ", "title")], [(f"{text('changes.keys')} ", "title-dim")])

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()

    def on_key(self, event: events.Key) -> None:
        page = max(1, self._list.size.height - 1)
        steps = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page}
        event.stop()
        if event.key in steps:
            self._list.move_to(self._list.cursor + steps[event.key])
        elif event.key == "enter":
            self.dismiss(self._list.cursor + 1 if self._list.count else 0)
        elif event.key in ("escape", "q"):
            self.dismiss(0)

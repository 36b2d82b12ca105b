"""What was changed since the report was opened, newest first, and the way back to any point of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from gipr_tui.report.edits import Edit
from gipr_tui.tui.glyphs import crop, drawn, pad
from gipr_tui.tui.screens.listed import ListedScreen
from gipr_tui.tui.widgets.lines import LineList, Pieces
from gipr_tui.workspace.changed import change_in_words
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
        wording = self._wording
        place = pad(crop(wording.place(change.place, _ROW_WIDTH), _PLACE_WIDTH), _PLACE_WIDTH)
        was, new = change_in_words(change.place, change.old, change.new, wording.text, _OLD_WIDTH, drawn)
        old = pad(crop(was, _OLD_WIDTH), _OLD_WIDTH)
        rest = wording.text("changes.more", count=more) if more else ""
        return [
            (f" {place} ", "plain"),
            (old, "dim"),
            (f" {drawn('→')} {new} ", "plain"),
            (rest, "dim"),
        ]


class ChangesScreen(ListedScreen[int]):
    """Gives how many edits are to be taken back: those down to the one chosen, with it; none where Esc was pressed."""

    def __init__(self, edits: Sequence[Edit], wording: Wording) -> None:
        super().__init__(wording.text, _Edits(edits, wording), "changes")

    def keys(self) -> Mapping[str, Callable[[], object]]:
        return {"enter": lambda: self.dismiss(self.list.cursor + 1 if self.list.count else 0)}

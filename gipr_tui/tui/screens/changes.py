"""What was changed since the report was opened, newest first, and the way back to any point of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from gipr_tui.report.edits import Edit
from gipr_tui.tui.glyphs import crop, drawn, pad
from gipr_tui.tui.screens.listed import ListedScreen
from gipr_tui.tui.widgets.lines import LineList, Pieces
from gipr_tui.workspace.changed import change_in_words
from gipr_tui.workspace.wording import Wording

#: Columns for the place of a change, for the row in it, and for what stood and what stands there.
_PLACE_WIDTH, _ROW_WIDTH, _TEXT_WIDTH = 36, 20, 12


def edit_in_words(edit: Edit, wording: Wording) -> tuple[str, str, str, str]:
    """The first place that an edit changes, what stood and what stands there, and how many more it changes, if it does."""
    change, more = edit.changes[0], len(edit.changes) - 1
    place = crop(wording.place(change.place, _ROW_WIDTH), _PLACE_WIDTH)
    was, now = change_in_words(change.place, change.old, change.new, wording.text, _TEXT_WIDTH, drawn)
    rest = wording.text("changes.more", count=more) if more else ""
    return place, was, now, rest


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
        place, was, now, more = edit_in_words(self._edits[index], self._wording)
        return [
            (f" {pad(place, _PLACE_WIDTH)} ", "plain"),
            (pad(crop(was, _TEXT_WIDTH), _TEXT_WIDTH), "dim"),
            (f" {drawn('→')} {now} ", "plain"),
            (more, "dim"),
        ]


class ChangesScreen(ListedScreen[int]):
    """Gives how many edits are to be taken back: those down to the one chosen, with it; none where Esc was pressed."""

    def __init__(self, edits: Sequence[Edit], wording: Wording) -> None:
        super().__init__(wording.text, _Edits(edits, wording), "changes")

    def keys(self) -> Mapping[str, Callable[[], object]]:
        return {"enter": lambda: self.dismiss(self.list.cursor + 1 if self.list.count else 0)}

"""The deleted reports: bring one back, or remove all of them for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gipr_tui.locale import Catalogue
from gipr_tui.text.moments import local_time
from gipr_tui.tui.glyphs import named, pad
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.tui.screens.listed import ListedScreen
from gipr_tui.tui.widgets.lines import LineList, Pieces
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.workspace import Workspace
from store import Entry

_TIME_WIDTH = 18


class _Deleted(LineList, can_focus=True):
    """One deleted report a line."""

    def __init__(self, empty: str) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.empty = empty

    @property
    def count(self) -> int:
        return len(self.entries)

    def line(self, index: int) -> Pieces:
        entry = self.entries[index]
        room = max(12, self.size.width - _TIME_WIDTH - 1)
        name = pad(named(entry.key.group, entry.key.number, room - 1, "/"), room)
        return [(f" {name}", "plain"), (local_time(entry.changed), "dim")]


class TrashScreen(ListedScreen[None]):
    """What was deleted, by unit and year. ``restored`` is told of each report that comes back."""

    def __init__(self, text: Catalogue, workspace: Workspace, restored: Callable[[Entry], object]) -> None:
        self._deleted = _Deleted(text("trash.none"))
        super().__init__(text, self._deleted, "trash")
        self._workspace = workspace
        self._restored = restored
        self._reload()

    def _reload(self) -> None:
        self._deleted.entries = self._workspace.deleted()
        self._deleted.reset(self._deleted.cursor)

    def keys(self) -> Mapping[str, Callable[[], object]]:
        return {"enter": self._restore, "E": self._ask_to_empty}

    def _restore(self) -> None:
        if not self._deleted.entries:
            return
        entry = self._workspace.restore(self._deleted.entries[self._deleted.cursor])
        self._reload()
        self._restored(entry)
        self.say(self.text("trash.restored", reference=reference_of(entry)))

    def _ask_to_empty(self) -> None:
        if count := self._deleted.count:
            self.app.push_screen(Question(self.text, self.text("trash.empty", count=count), self._empty))

    def _empty(self) -> None:
        count = self._workspace.empty_trash()
        self._reload()
        self.say(self.text("trash.emptied", count=count))

"""The list of reports as it is read, and kept true while it is in view: what other programs do to the store shows in it, and
findings whose counts are out of date are counted anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from gipr_tui.errors import GiprError, StoreUnavailable
from gipr_tui.tui.behind import behind
from gipr_tui.tui.screens.base import GiprScreen
from gipr_tui.workspace.beside import by_key, is_counted
from gipr_tui.workspace.shelf import Listed
from gipr_tui.workspace.workspace import Workspace
from store import Entry

#: So often, in seconds, it is looked at what others did.
LOOK = 2.0
#: Findings are counted anew for so long, in seconds, before what came of it is shown.
_TURN = 1.0
#: Of a list longer than this, so many lines are shown before all of it is read.
_FIRST = 500


class ListWork:
    """``everything`` is the list; ``show`` is called whenever it has become another."""

    def __init__(self, screen: GiprScreen, show: Callable[[], object], first: Entry | None) -> None:
        """``first`` is all of the list that is known before it is read."""
        self._screen = screen
        self._show = show
        self.everything = [first] if first else []
        self._listed: Listed | None = None
        self._reading = 0
        self._looking = False
        #: Reports whose findings can't be counted, by id and revision.
        self._hopeless: set[tuple[str, int]] = set()

    def reload(self) -> None:
        """Reads the list anew. A long one is read while the operator goes on, with its first lines shown until then."""
        self._reading += 1
        self._listed = None
        turn, workspace = self._reading, self._screen.gipr.workspace

        def take(listed: Listed) -> None:
            if turn == self._reading:
                self._take(listed)
                self._show()
                self._go_on()

        try:
            first = workspace.first_entries(_FIRST)
            if first is None:
                take(workspace.listed())
                return
        except GiprError as error:
            self._screen.complain(error)
            return
        self.everything = self.everything or first
        self._show()
        behind(self._screen.app, workspace.listed, take, self._screen.complain)

    def put(self, entry: Entry) -> None:
        """Takes a report into the list that came into the store just now; the list is to be read anew then."""
        self.drop(entry)
        self.everything.append(entry)

    def drop(self, entry: Entry) -> None:
        """Takes a report out of the list that has just been deleted; the list is to be read anew then."""
        self.everything = [other for other in self.everything if other.id != entry.id]

    def look(self) -> None:
        """Follows what others have done to the store and counts findings anew, in a thread: a disk may be slow.

        Nothing is done while the list is not in view; it is read anew when it comes back.
        """
        listed, turn = self._listed, self._reading
        if listed is None or self._looking or not self._screen.is_active:
            return
        workspace = self._screen.gipr.workspace

        def done(news: Listed) -> None:
            self._looking = False
            if turn == self._reading:
                before = self.everything
                self._take(news)
                if self.everything != before:
                    self._show()
            self._go_on()

        def failed(_error: GiprError) -> None:
            self._looking = False  # the operator hears of it as soon as a report is opened

        self._looking = True
        behind(self._screen.app, lambda: self._counted(workspace, workspace.follow(listed) or listed), done, failed)

    def _take(self, listed: Listed) -> None:
        self._listed, self.everything = listed, listed.everything

    def _go_on(self) -> None:
        """Looks again at once where findings are still to be counted."""
        if self._listed and any(map(self._is_waiting, self._listed.entries)):
            self.look()

    def _is_waiting(self, entry: Entry) -> bool:
        return not is_counted(entry) and (entry.id, entry.revision) not in self._hopeless

    def _counted(self, workspace: Workspace, listed: Listed) -> Listed:
        """The list with findings counted anew, as far as one turn goes."""
        waiting = [index for index, entry in enumerate(listed.entries) if self._is_waiting(entry)]
        if not waiting:
            return listed
        entries, kept, end = list(listed.entries), by_key(listed.entries), monotonic() + _TURN
        for index in waiting:
            entry = entries[index]
            try:
                entries[index] = workspace.recount(entry, kept)
            except StoreUnavailable:
                self._hopeless.add((entry.id, entry.revision))
            if monotonic() > end:
                break
        return replace(listed, entries=entries)

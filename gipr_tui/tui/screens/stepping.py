"""Going back and forth among the changes since the report was opened."""

from __future__ import annotations

from collections.abc import Sequence

from gipr_tui.report.edits import Edit
from gipr_tui.tui.glyphs import drawn
from gipr_tui.tui.screens.changes import ChangesScreen, edit_in_words
from gipr_tui.tui.screens.desk import EditorDesk
from gipr_tui.workspace.session import Outcome


class Stepping:
    """The commands of the editor that take changes back and make them again."""

    def __init__(self, desk: EditorDesk) -> None:
        self._desk = desk

    def do_undo(self) -> None:
        """Takes the last change back; what is being typed into a cell first."""
        desk = self._desk
        if desk.grid.entry:
            desk.grid.give_up()
            return
        said = self._said("editor.undone", desk.session.history.done, back=True)
        self.took(said, desk.text("editor.nothing-to-undo"), desk.session.undo())

    def do_redo(self) -> None:
        """Makes a change again that was taken back."""
        desk = self._desk
        if not desk.grid.entry:
            said = self._said("editor.redone", desk.session.history.undone, back=False)
            self.took(said, desk.text("editor.nothing-to-redo"), desk.session.redo())

    def do_changes(self) -> None:
        """Lists the changes since opening, and goes back to before the one that is chosen."""
        desk = self._desk

        def chosen(count: int | None) -> None:
            if count and desk.may_type():
                done = desk.text("editor.undone-many", count=count)
                self.took(done, "", desk.session.undo_many(count))

        if desk.leave_cell():
            desk.app.push_screen(ChangesScreen(desk.session.history.done, desk.wording), chosen)

    def took(self, done: str, nothing: str, outcome: Outcome) -> None:
        """Shows what was changed as a whole, and says that it is ``done``; or that there was ``nothing`` to do."""
        desk = self._desk
        if not outcome.changed:
            desk.say(nothing)
            return
        desk.before_typing()
        order = desk.session.report.layout.order
        desk.show_place(min(outcome.changed, key=lambda place: order.get(place, -1)))
        desk.texts.area.run += 1
        desk.show_all()
        desk.say(done)

    def _said(self, key: str, edits: Sequence[Edit], *, back: bool) -> str:
        """What doing the last of ``edits`` again, or taking it ``back``, makes of the first place that it changes."""
        if not edits:
            return ""
        desk = self._desk
        place, was, now, more = edit_in_words(edits[-1], desk.wording)
        first, then = (now, was) if back else (was, now)
        return desk.text(key, change=f"{place} {first} {drawn('→')} {then} {more}".rstrip())

"""Moving about in the tables: to a cell by its name, back again, to blank cells; and selecting."""

from __future__ import annotations

from gipr_tui.tui.screens.chooser import Chooser
from gipr_tui.tui.screens.desk import EditorDesk


class Moving:
    """The commands of the editor that move the cursor and draw a selection."""

    def __init__(self, desk: EditorDesk) -> None:
        self._desk = desk

    def do_go_to(self) -> None:
        """Goes to a section or cell by a part of its label or its address."""
        desk = self._desk

        def chosen(value: str | None) -> None:
            if value:
                desk.go(value.removeprefix("go:"))

        desk.app.push_screen(Chooser(desk.text, desk.text("editor.go-to"), desk.choices()), chosen)

    def do_jump_back(self) -> None:
        """Back to where the cursor was before the last jump."""
        self._desk.grid.jump_back()

    def do_next_blank(self) -> None:
        self._to_blank(1)

    def do_previous_blank(self) -> None:
        self._to_blank(-1)

    def _to_blank(self, step: int) -> None:
        if not self._desk.grid.to_blank(step):
            self._desk.say(self._desk.text("editor.no-blank"))

    def do_mark(self) -> None:
        """Begins or ends a selection that the arrows draw on."""
        self._desk.grid.mark()
        self._desk.show_status()

    def do_select_all(self) -> None:
        """Selects all cells of the section."""
        self._desk.grid.select_all()
        self._desk.show_status()

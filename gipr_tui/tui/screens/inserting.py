"""Putting into a text what the tables say: a figure, or an opening sentence made of figures."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from gipr_tui.report.model import Place
from gipr_tui.tui.glyphs import CROSS, drawn, pad
from gipr_tui.tui.screens.chooser import Choice, Chooser
from gipr_tui.tui.screens.desk import EditorDesk
from gipr_tui.tui.widgets.narrative import NarrativeArea
from gipr_tui.workspace.openings import openings_for

_FIGURE_WIDTH = 10


class Previewing(Chooser):
    """A choice of sentences, with the whole of the one under the cursor below."""

    DEFAULT_CSS = """
    Previewing { align: center top; }
    Previewing > Vertical { width: 76; max-width: 96%; height: auto; padding: 0 1; margin-top: 2; }
    Previewing _Choices { height: 8; }
    Previewing Static { height: 5; margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        self._preview = Static()
        with Vertical():
            yield self._input
            yield self._list
            yield self._preview

    def on_mount(self) -> None:
        self._show_whole()

    def on_input_changed(self) -> None:
        self.call_next(self._show_whole)

    def on_key(self, event: events.Key) -> None:
        self.call_next(self._show_whole)

    def _show_whole(self) -> None:
        self._preview.update(Text(self.chosen))


class Inserting:
    """The commands that put something from the tables at the caret."""

    def __init__(self, desk: EditorDesk, area: NarrativeArea, place: Callable[[], Place]) -> None:
        self._desk = desk
        self._area = area
        self._place = place

    def do_insert_figure(self) -> None:
        """Puts the figure of a cell at the caret, as it is filed."""
        desk = self._desk
        report = desk.session.report

        def chosen(address: str | None) -> None:
            if not address:
                return
            if figure := report.value(address).text:
                self._area.insert(figure)
            else:
                desk.say(desk.text("editor.blank-figure", cell=desk.wording.cell(address)))

        choices = [
            Choice(
                pad(report.value(address).text or drawn("—"), _FIGURE_WIDTH, "right"),
                f"{desk.wording.cell(address)}  {address}",
                address,
                CROSS.join(desk.wording.path(address)),
            )
            for address in report.layout.cells
        ]
        desk.app.push_screen(Chooser(desk.text, desk.text("editor.choose-figure"), choices), chosen)

    def do_openings(self) -> None:
        """Puts an opening sentence at the caret, made of what the tables say."""
        desk = self._desk
        openings = openings_for(desk.session.report, self._place())
        if not openings:
            desk.say(desk.text("editor.no-openings"))
            return
        untold = desk.text("editor.opening-untold")
        choices = [Choice(o.aspect, f"{untold if o.untold else ''}{o.text}", o.text) for o in openings]
        desk.app.push_screen(
            Previewing(desk.text, desk.text("editor.choose-opening"), choices),
            lambda text: self._area.insert(text or ""),
        )

"""What those who carry out the editor's commands ask of the editor: one way of asking for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App
from textual.timer import Timer

from gipr_tui.checks.finding import Finding
from gipr_tui.errors import GiprError
from gipr_tui.locale import Catalogue
from gipr_tui.report.model import Place
from gipr_tui.tui.screens.base import Desk
from gipr_tui.tui.screens.chooser import Choice
from gipr_tui.tui.widgets.grid import Grid
from gipr_tui.workspace.session import Outcome, Session
from gipr_tui.workspace.wording import Wording

if TYPE_CHECKING:  # they work for the editor, too
    from gipr_tui.tui.screens.mending import Mending
    from gipr_tui.tui.screens.moving import Moving
    from gipr_tui.tui.screens.stepping import Stepping
    from gipr_tui.tui.screens.textwork import TextWork
    from gipr_tui.tui.screens.yearview import YearView


class EditorDesk(Protocol):
    """The editor, as its helpers see it."""

    session: Session
    wording: Wording
    grid: Grid
    texts: TextWork
    years: YearView
    mending: Mending
    moving: Moving
    stepping: Stepping

    @property
    def text(self) -> Catalogue:
        """The sentences of the operator's language."""

    @property
    def app(self) -> App[Any]:
        """The application."""

    @property
    def gipr(self) -> Desk:
        """The application, as its screens see it."""

    @property
    def section(self) -> int:
        """The number of the section in view."""

    @property
    def part(self) -> int:
        """The section in view, or what stands before the first where that is."""

    @property
    def has_tables(self) -> bool:
        """Whether the section in view has tables."""

    @property
    def in_text(self) -> bool:
        """Whether a text is in view, not tables."""

    def go(self, place: str) -> None:
        """Goes to a section or a cell."""

    def choices(self) -> list[Choice]:
        """Every section and every cell, by address and labels."""

    def show_all(self) -> None:
        """Shows everything anew."""

    def show_report(self) -> None:
        """Shows another report in the stead of the one before."""

    def show_section(self, number: int) -> None:
        """Goes to a section: to its tables where it has them, otherwise to its text."""

    def show_tables(self) -> None:
        """Shows the tables of the section in view."""

    def show_text(self, place: Place) -> None:
        """Shows a text."""

    def show_place(self, place: Place) -> None:
        """Shows the section a place is in, and puts the cursor on it."""

    def show_finding(self, finding: Finding, place: Place) -> None:
        """Goes to a place, and marks the finding and the words it was read from."""

    def show_status(self) -> None:
        """Says where the cursor is."""

    def show_keys(self) -> None:
        """Shows the keys that are of use now."""

    def leave_cell(self) -> bool:
        """Commits what is being typed; False where it can't be read."""

    def may_type(self) -> bool:
        """Whether the report may be changed here; says why where it can't."""

    def before_typing(self) -> None:
        """Shows this year's figures again where another year's were shown."""

    def change(self, texts: Mapping[Place, str], joins: str = "") -> Outcome:
        """Makes one edit and shows what follows from it."""

    def after(self, outcome: Outcome) -> None:
        """Shows what follows from an edit."""

    def say(self, sentence: str, role: str = "caption") -> None:
        """Says something to the operator."""

    def complain(self, error: GiprError) -> None:
        """Says what went wrong and what to do."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Calls back once."""

    def set_interval(self, interval: float, callback: Callable[[], object]) -> Timer:
        """Calls back over and over."""

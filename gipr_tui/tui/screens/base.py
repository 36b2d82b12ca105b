"""What all screens share: commands from the registry, and a footer that shows them or says something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, Protocol, cast

from textual.screen import Screen

from gipr_tui.errors import GiprError
from gipr_tui.locale import Catalogue
from gipr_tui.report.model import Report
from gipr_tui.tui.actions import Action, actions_of, key_name
from gipr_tui.tui.screens.chooser import Choice
from gipr_tui.tui.widgets.lines import Bar, Piece
from gipr_tui.workspace.wording import error_sentence
from gipr_tui.workspace.workspace import Workspace
from store import Entry


class Desk(Protocol):
    """What a screen asks of the application it is shown in."""

    workspace: Workspace
    catalogue: Catalogue

    def open_editor(self, entry: Entry) -> None:
        """Opens a report for editing."""

    def open_preview(self, report: Report) -> None:
        """Shows a report as it will be printed."""


class GiprScreen(Screen[None]):
    """A screen with a title bar above and a footer below. ``name_in_registry`` is the screen its commands belong to."""

    name_in_registry: ClassVar[str] = ""
    AUTO_FOCUS = None

    def __init__(self) -> None:
        super().__init__()
        self.title_bar = Bar("title", id="title")
        self.key_bar = Bar(id="keys")
        self._saying = False

    @property
    def gipr(self) -> Desk:
        """The application."""
        return cast(Desk, self.app)

    @property
    def text(self) -> Catalogue:
        """The sentences of the operator's language."""
        return self.gipr.catalogue

    def on_mount(self) -> None:
        self.show_keys()

    def actions(self) -> Iterable[Action]:
        """The commands of this screen."""
        return actions_of(self.name_in_registry)

    def handlers(self) -> Iterable[object]:
        """Who carries the commands out: the first of them that has ``do_<id>``."""
        return (self, self.gipr)

    def choices(self) -> list[Choice]:
        """What the palette offers besides the commands, with ``go:`` and a place as their values."""
        return []

    def go(self, place: str) -> None:
        """Goes to a place that :meth:`choices` offered."""

    def show_keys(self) -> None:
        """Shows the most useful keys in the footer."""
        self._saying = False
        pieces: list[Piece] = []
        for action in sorted((a for a in self.actions() if a.footer), key=lambda a: a.footer):
            pieces += [(f" {key_name(action.keys[0])} ", "key"), (self.text(f"action.{action.id}"), "plain")]
        self.key_bar.show(pieces)

    def say(self, sentence: str, role: str = "caption") -> None:
        """Says something in the footer until the next key."""
        self._saying = True
        self.key_bar.show([(sentence, role)])

    def complain(self, error: GiprError) -> None:
        """Says what went wrong and what to do."""
        self.say(error_sentence(self.text, error), "error")

    def leave(self, go: Callable[[], object]) -> None:
        """Calls ``go``, which leaves this screen, once nothing is lost by it."""
        go()

    def before_key(self) -> None:
        """Takes back what was said, since the operator has gone on."""
        if self._saying:
            self.show_keys()

    async def action_do(self, id: str) -> None:
        """Carries out the command ``id`` of the registry."""
        if id not in {action.id for action in self.actions()}:
            return
        handlers = (getattr(holder, f"do_{id}", None) for holder in self.handlers())
        handler = next(handler for handler in handlers if handler)
        try:
            handler()
        except GiprError as error:
            self.complain(error)

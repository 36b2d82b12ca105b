"""What all screens share: commands from the registry, and a footer that shows them or says something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, Protocol, cast

from textual.binding import BindingsMap
from textual.screen import Screen

from gipr_tui.errors import GiprError
from gipr_tui.locale import Catalogue
from gipr_tui.report.model import Report
from gipr_tui.tui.actions import Action, actions_of, bindings_of, key_name
from gipr_tui.tui.glyphs import display_width
from gipr_tui.tui.leftoff import LeftOffs
from gipr_tui.tui.memory import Memory
from gipr_tui.tui.screens.chooser import Choice
from gipr_tui.tui.widgets.lines import Bar
from gipr_tui.workspace.wording import error_sentence
from gipr_tui.workspace.workspace import Workspace
from store import Entry

#: On a narrow terminal the footer leaves out commands from the end, but not the way to all of them.
_ALWAYS_SHOWN = ("help", "palette")


class Desk(Protocol):
    """What a screen asks of the application it is shown in."""

    workspace: Workspace
    catalogue: Catalogue
    memory: Memory
    left_off: LeftOffs

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
        self._bindings = BindingsMap.merge([self._bindings, BindingsMap(bindings_of(self.name_in_registry))])
        self.title_bar = Bar("title", id="title")
        self.key_bar = Bar(id="keys")
        self.key_bar.on_piece = self._click_key
        self._saying = False
        self._in_footer: list[Action] = []

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

    def on_screen_resume(self) -> None:
        # the focus has stayed here, but the terminal's cursor was in the window before this
        if self.focused and (show_place := getattr(self.focused, "show_place", None)):
            self.call_after_refresh(show_place)

    def on_resize(self) -> None:
        if not self._saying:
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
        self._in_footer = sorted((a for a in self.actions() if a.footer and a.keys), key=lambda a: a.footer)
        names = {a.id: (f" {key_name(a.keys[0])} ", self.text(f"action.{a.id}")) for a in self._in_footer}
        spare = self.app.size.width - sum(display_width(key + name) for key, name in names.values())
        while spare < 0 and (less := [a for a in self._in_footer if a.id not in _ALWAYS_SHOWN]):
            self._in_footer.remove(less[-1])
            spare += display_width("".join(names[less[-1].id]))
        shown = (names[action.id] for action in self._in_footer)
        self.key_bar.show([piece for key, name in shown for piece in ((key, "key"), (name, "plain"))])

    def _click_key(self, piece: int) -> None:
        """Does what is written at a place of the footer."""
        if not self._saying:
            self.call_later(self.action_do, self._in_footer[piece // 2].id)

    def say(self, sentence: str, role: str = "caption") -> None:
        """Says something in the footer until the next key."""
        self._saying = True
        self.key_bar.show([(sentence, role)])

    def complain(self, error: GiprError) -> None:
        """Says what went wrong and what to do."""
        self.say(error_sentence(self.text, error), "error")

    def restyle(self) -> None:
        """Draws everything anew in another theme."""
        for widget in self.walk_children(with_self=True):
            widget.notify_style_update()
            widget.refresh()

    def leave(self, go: Callable[[], object]) -> None:
        """Calls ``go``, which leaves this screen, once nothing is lost by it."""
        go()

    def before_key(self) -> None:
        """Takes back what was said, since the operator has gone on."""
        if self._saying:
            self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key's command is there now; a key that two commands share is that of the one which is."""
        if action == "do":
            return parameters[0] in {action.id for action in self.actions()}
        return super().check_action(action, parameters)

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

"""The full-screen application: screens over a workspace."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import BindingType

from gipr_tui.errors import GiprError
from gipr_tui.locale import Catalogue
from gipr_tui.report.model import Report
from gipr_tui.tui.actions import key_name
from gipr_tui.tui.crash import EXIT_CODE, write_particulars
from gipr_tui.tui.glyphs import BORDER, spoken
from gipr_tui.tui.inorder import InOrder
from gipr_tui.tui.quietline import send_only_what_changed
from gipr_tui.tui.screens.base import GiprScreen
from gipr_tui.tui.screens.chooser import Choice, Chooser
from gipr_tui.tui.screens.help import HelpScreen
from gipr_tui.tui.screens.reports import ReportsScreen
from gipr_tui.tui.terminal import read_any_byte
from gipr_tui.workspace.workspace import Workspace
from store import Entry


class GiprApp(App[None]):
    """Navigates, edits and prints the reports of a workspace. ``start`` is a report to open at once."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = f"""
    Screen {{ background: ansi_default; color: ansi_default; layout: vertical; }}
    Dialog > Vertical, Chooser > Vertical {{ border: {BORDER} ansi_blue; }}
    """

    def __init__(self, workspace: Workspace, catalogue: Catalogue, start: Entry | None = None) -> None:
        super().__init__()
        read_any_byte()
        send_only_what_changed()
        self.workspace = workspace
        self.catalogue = spoken(catalogue)
        self._start = start
        self._typed = InOrder(self, self._handle_typed)
        self.theme = "ansi-dark"

    def on_mount(self) -> None:
        self.title = self.catalogue("app.title")
        self._leave_when_told()
        self.push_screen(ReportsScreen())
        if self._start:
            self.open_editor(self._start)
        else:
            self.call_after_refresh(_load_the_rest)

    def _leave_when_told(self) -> None:
        """A dropped line (SIGHUP) or SIGTERM ends the program in order; every edit is on disk already."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self.exit)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            for typed in _as_typed(event):
                await self._typed.take(typed)
        else:
            await super().on_event(event)

    async def _handle_typed(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and isinstance(self.screen, GiprScreen):
            self.screen.before_key()
        await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        """Leaves with a sentence instead of a traceback; every committed edit is on disk."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        path = write_particulars(error)
        key = "app.crashed" if path else "app.crashed-unwritten"
        self.exit(return_code=EXIT_CODE, message=Text(self.catalogue(key, path=path or "")))

    # ---- screens

    def open_editor(self, entry: Entry) -> None:
        """Opens a report for editing."""
        from gipr_tui.tui.screens.editor import EditorScreen

        self._guarded(lambda: self.push_screen(EditorScreen(self.workspace.edit(entry))))

    def open_preview(self, report: Report) -> None:
        """Shows a report as it will be printed."""
        from gipr_tui.tui.screens.preview import PreviewScreen

        self._guarded(lambda: self.push_screen(PreviewScreen(report)))

    def _guarded(self, act: Callable[[], object]) -> None:
        try:
            act()
        except GiprError as error:
            if isinstance(self.screen, GiprScreen):
                self.screen.complain(error)

    # ---- commands that work everywhere

    def do_help(self) -> None:
        """Shows the keys of this screen."""
        if isinstance(self.screen, GiprScreen):
            self.push_screen(HelpScreen(self.catalogue, self.screen.name_in_registry))

    def do_palette(self) -> None:
        """Lists every command of this screen and every place in it, to be chosen by name."""
        screen = self.screen
        if isinstance(screen, GiprScreen):

            def chosen(value: str | None) -> None:
                kind, _, what = (value or "").partition(":")
                if kind == "do":
                    self.call_later(screen.action_do, what)
                elif kind == "go":
                    screen.go(what)

            self.push_screen(Chooser(self.catalogue("palette.placeholder"), self._choices(screen)), chosen)

    def _choices(self, screen: GiprScreen) -> list[Choice]:
        text = self.catalogue
        commands = [
            Choice(
                key_name(action.keys[0]) if action.keys else "",
                text(f"action-help.{action.id}"),
                f"do:{action.id}",
                f"{text(f'action.{action.id}')} {action.id}",
            )
            for action in screen.actions()
            if action.id != "palette"
        ]
        return commands + screen.choices()

    def do_quit(self) -> None:
        """Leaves the program, once everything is on disk or the operator does not mind."""
        leave: Callable[[], object] = self.exit
        for screen in self.screen_stack:
            if isinstance(screen, GiprScreen):
                leave = partial(screen.leave, leave)
        leave()

    async def action_quit(self) -> None:
        self.do_quit()

    def action_help_quit(self) -> None:
        """Textual tells in English how to quit when ^C is pressed; the footer says it already."""


def _as_typed(event: events.Key | events.Paste) -> list[events.Key | events.Paste]:
    """Esc and a letter soon after it arrive like Alt and the letter; no command here is on Alt, so they are two keys."""
    if isinstance(event, events.Key) and event.key.startswith("alt+"):
        key = event.key.removeprefix("alt+")
        return [events.Key("escape", "\x1b"), events.Key(key, key if len(key) == 1 else None)]
    return [event]


def _load_the_rest() -> None:
    """Loads what the first screen did without, while the operator looks at it: so that opening a report is quick."""
    for name in ("editor", "preview"):
        import_module(f"gipr_tui.tui.screens.{name}")

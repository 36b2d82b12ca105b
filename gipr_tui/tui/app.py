"""The full-screen application: screens over a workspace."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import Binding, BindingsMap, BindingType
from textual.geometry import Size

from gipr_tui.errors import GiprError
from gipr_tui.locale import Catalogue
from gipr_tui.report.model import Report
from gipr_tui.tui.actions import ACTIONS, EVERYWHERE, actions_of, first_key, key_name, use_keys
from gipr_tui.tui.crash import EXIT_CODE, write_particulars
from gipr_tui.tui.glyphs import BORDER, spoken
from gipr_tui.tui.inorder import InOrder
from gipr_tui.tui.keymap import key_map
from gipr_tui.tui.leftoff import LeftOffs
from gipr_tui.tui.memory import TOTALS_FOLLOW, TOUR_SEEN, Memory
from gipr_tui.tui.mouse import report_presses_only
from gipr_tui.tui.quietline import QuietLine
from gipr_tui.tui.screens.base import GiprScreen
from gipr_tui.tui.screens.chooser import Choice, Chooser
from gipr_tui.tui.screens.help import HelpScreen
from gipr_tui.tui.screens.reports import ReportsScreen
from gipr_tui.tui.screens.toosmall import TooSmallScreen, is_too_small
from gipr_tui.tui.screens.tour import TourScreen
from gipr_tui.tui.styles import THEMES, ThemeFilter, current_theme, use_theme
from gipr_tui.tui.tending import tend
from gipr_tui.tui.terminal import driver
from gipr_tui.workspace.settings import Settings, keep_setting
from gipr_tui.workspace.workspace import Workspace
from store import Entry


class GiprApp(App[None]):
    """Navigates, edits and prints the reports of a workspace. ``start`` is a report to open at once.

    ``settings`` are the operator's; none are the usual ones, without the tour. A store that is ``tended`` is brought up to
    date and backed up while the operator works. What the program has in mind from the run before is in ``memory``.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = f"""
    Screen {{ background: ansi_default; color: ansi_default; layout: vertical; }}
    Dialog > Vertical, Chooser > Vertical, ImportPaths > Vertical {{ border: {BORDER} ansi_default; }}
    """

    def __init__(
        self,
        workspace: Workspace,
        catalogue: Catalogue,
        start: Entry | None = None,
        settings: Settings | None = None,
        theme: str = "default",
        *,
        tended: bool = False,
        memory: Memory | None = None,
    ) -> None:
        super().__init__(driver_class=driver())
        report_presses_only()
        self._line = QuietLine()
        self._line.install()
        self.workspace = workspace
        self.memory = memory or Memory()
        self.left_off = LeftOffs()
        workspace.totals_follow = workspace.totals_follow or self.memory.has(TOTALS_FOLLOW)
        self.settings = settings or Settings(Path(), {"tour": False})
        keys, problems = key_map(self.settings)
        self._faults = len(self.settings.problems) + len(problems)
        use_keys(keys)
        use_theme(theme)
        self._filters.append(ThemeFilter())
        self._bindings = BindingsMap(_ways_out())
        self.catalogue = _with_key_names(spoken(catalogue))
        self._start = start
        self._tended = tended
        self._typed = InOrder(self, self._handle_typed)
        self.theme = "ansi-dark"

    def on_mount(self) -> None:
        self.title = self.catalogue("app.title")
        self._leave_when_told()
        self.push_screen(ReportsScreen(self._start))
        if self._start:
            self.open_editor(self._start)
        else:
            self.call_after_refresh(_load_the_rest)
            if self.settings.is_on("tour") and not self.memory.has(TOUR_SEEN):
                self.do_tour()
        if self._tended:
            self.call_after_refresh(tend, self, self.workspace, self.catalogue, self._say)
        if self._faults:
            self.call_after_refresh(self._say, "settings.faulty", count=self._faults)
        elif problems := self.workspace.rule_book.problems:
            self.call_after_refresh(self._say, "rules.faulty", count=len(problems))
        self._fit(self.size)

    def on_resize(self, event: events.Resize) -> None:
        if self.screen_stack:
            self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Stands a sentence before everything while the terminal is too small; all comes back as it was."""
        small = isinstance(self.screen, TooSmallScreen)
        if is_too_small(size) and not small:
            self.push_screen(TooSmallScreen(self.catalogue))
        elif small and not is_too_small(size):
            self.pop_screen()

    def _leave_when_told(self) -> None:
        """A dropped line (SIGHUP) or SIGTERM ends the program in order; every edit is on disk already."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self.exit)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Resize):
            self._line.forget()
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
            self.push_screen(HelpScreen(self.catalogue, self.screen.name_in_registry, list(self.screen.actions())))

    def do_tour(self) -> None:
        """Shows how everything is done, on one screen."""
        self.push_screen(TourScreen(self.catalogue), lambda _: self.memory.keep(TOUR_SEEN))

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

            self.push_screen(
                Chooser(self.catalogue, self.catalogue("palette.placeholder"), self._choices(screen)), chosen
            )

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

    def do_theme(self) -> None:
        """Asks for a theme, which lasts until the program ends."""

        def chosen(name: str | None) -> None:
            if name:
                use_theme(name)
                for screen in self.screen_stack:
                    if isinstance(screen, GiprScreen):
                        screen.restyle()
                self._say("theme.taken", theme=self.catalogue(f"theme.{name}"))

        text = self.catalogue
        choices = [Choice(text(f"theme.{name}"), text(f"theme-help.{name}"), name) for name in THEMES]
        self.push_screen(Chooser(text, text("theme.placeholder"), choices), chosen)

    def do_keep_theme(self) -> None:
        """Writes the theme into the settings file."""
        keep_setting(self.settings.path, "theme", current_theme())
        self._say("theme.kept", theme=self.catalogue(f"theme.{current_theme()}"), path=self.settings.path)

    def do_suspend(self) -> None:
        """Back to the shell, which can bring the program back with ``fg``."""
        if os.getpgrp() == os.getsid(0):
            self._say("suspend.no-shell")  # nobody could bring it back
        else:
            os.killpg(os.getpgrp(), signal.SIGTSTP)

    def _say(self, key: str, **fields: object) -> None:
        """Says something in the footer of the screen that has one."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, GiprScreen):
                screen.say(self.catalogue(key, **fields))
                return

    def do_quit(self) -> None:
        """Leaves the program, once everything is on disk or the operator does not mind."""
        leave: Callable[[], object] = self.exit
        for screen in self.screen_stack:
            if isinstance(screen, GiprScreen):
                leave = partial(screen.leave, leave)
        leave()

    def do_redraw(self) -> None:
        """Paints the whole screen anew, where something else has written on the terminal."""
        self._line.forget()
        for widget in self.screen.walk_children(with_self=True):
            widget.refresh()

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


def _ways_out() -> list[BindingType]:
    """The keys that leave from every window, in place of Textual's."""
    keys = next(action.keys for action in actions_of(EVERYWHERE) if action.id == "quit")
    return [Binding(key, "quit", show=False, priority=len(key) > 1) for key in keys]


def _with_key_names(catalogue: Catalogue) -> Catalogue:
    """The sentences with the keys of commands where they name ``key_<id>``; for a command without, how to find it."""
    palette = first_key("palette")
    names = {
        f"key_{id}": first_key(id) or f"{palette} {catalogue(f'action.{id}')}"
        for id in {action.id for action in ACTIONS}
    }
    return catalogue.with_words(names)


def _load_the_rest() -> None:
    """Loads what the first screen did without, while the operator looks at it: so that opening a report is quick."""
    for name in ("editor", "preview"):
        import_module(f"gipr_tui.tui.screens.{name}")

"""The full-screen interface without a terminal: keys go in as a driver sends them, and what is shown is read back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from gipr_tui.locale import catalogue
from gipr_tui.report.model import Place, Report
from gipr_tui.text.width import display_width
from gipr_tui.tui.app import GiprApp
from gipr_tui.tui.memory import Memory
from gipr_tui.tui.screens.editor import EditorScreen
from gipr_tui.tui.widgets.grid import Grid
from gipr_tui.tui.widgets.lines import Bar
from gipr_tui.tui.widgets.narrative import NarrativeArea
from gipr_tui.workspace.session import Session
from gipr_tui.workspace.settings import Settings
from gipr_tui.workspace.workspace import Workspace
from store import Entry

_CHARACTERS = {"enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f", "space": " "}
_PATIENCE = 5.0


class Desk:
    """The running interface."""

    def __init__(self, pilot: Pilot[None], app: GiprApp) -> None:
        self._pilot = pilot
        self.app = app

    async def press(self, *keys: str) -> None:
        """Presses keys, all at once, and waits until the last of them has had its effects."""
        for key in keys:
            self.app.post_message(events.Key(*_named(key)))
        await self.settle()

    async def type(self, text: str) -> None:
        """Types characters."""
        await self.press(*(character if character != "\n" else "enter" for character in text))

    async def paste(self, text: str) -> None:
        """Pastes a text."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def click(self, x: int, y: int, times: int = 1) -> None:
        """Clicks on a place of the screen."""
        await self._pilot.click(offset=(x, y), times=times)
        await self.settle()

    async def click_on(self, text: str, times: int = 1) -> None:
        """Clicks on the first character of a text that the screen shows."""
        y = next(y for y, line in enumerate(self.lines) if text in line)
        await self.click(display_width(self.lines[y].partition(text)[0]), y, times)

    async def wheel(self, steps: int, x: int = 40, y: int = 10) -> None:
        """Turns the wheel of the mouse by steps, down if they are more than nought."""
        kind = events.MouseScrollDown if steps > 0 else events.MouseScrollUp
        for _ in range(abs(steps)):
            await self._pilot._post_mouse_events([kind], None, offset=(x, y), button=0)
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Gives the terminal another size."""
        await self._pilot.resize_terminal(width, height)
        await self.settle()

    async def settle(self) -> None:
        """Waits until nothing more happens."""
        async with asyncio.timeout(_PATIENCE):
            await asyncio.sleep(0)
            while self.app._typed._busy and not self.app._exit:
                await asyncio.sleep(0.001)
            if self.app._exit:
                return
            await self._pilot._wait_for_screen()
            self.app.screen._on_timer_update()
            await self._pilot._wait_for_screen()

    async def until(self, done: Callable[[], bool]) -> None:
        """Waits until something is so that another thread brings about."""
        async with asyncio.timeout(_PATIENCE):
            while not done():
                await asyncio.sleep(0.005)
        await self.settle()

    # ---- what is shown

    @property
    def lines(self) -> list[str]:
        """What the screen shows, line by line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def shown(self) -> str:
        """What the screen shows."""
        return "\n".join(self.lines)

    @property
    def footer(self) -> str:
        """What the footer says."""
        return self.app.screen.query_one("#keys", Bar).plain

    @property
    def status(self) -> str:
        """What the status line of the editor says."""
        return self.app.screen.query_one("#status", Bar).plain

    @property
    def widths(self) -> set[int]:
        """The widths of the lines of the screen."""
        return {display_width(line) for line in self.lines}

    # ---- what is open

    @property
    def editor(self) -> EditorScreen:
        """The editor, which must be in view."""
        assert isinstance(self.app.screen, EditorScreen)
        return self.app.screen

    @property
    def session(self) -> Session:
        """The report being edited."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, EditorScreen)).session

    @property
    def grid(self) -> Grid:
        """The grid of the editor."""
        return self.editor.query_one(Grid)

    @property
    def narrative(self) -> NarrativeArea:
        """The text of the editor."""
        return self.editor.query_one(NarrativeArea)

    @property
    def rules(self) -> list[str]:
        """The rules broken in the report being edited, in their order."""
        return sorted(finding.rule for finding in self.session.evaluation.findings)

    def get(self, place: Place) -> str:
        """The text at a place of the report being edited."""
        return self.session.report.get(place)

    def on_disk(self) -> Report:
        """The report being edited, as it stands in the store."""
        report = self.session.report
        return self.app.workspace.load(self.app.workspace.find(f"{report.unit}/{report.year}")).report


def _named(key: str) -> tuple[str, str | None]:
    if len(key) == 1:
        return (key if key.isalnum() else _character_to_key(key)), key
    return key, _CHARACTERS.get(key)


@asynccontextmanager
async def opened(
    workspace: Workspace,
    entry: Entry | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    language: str = "zh",
    settings: Settings | None = None,
    tended: bool = False,
    memory: Memory | None = None,
) -> AsyncIterator[Desk]:
    """The interface on a store; with ``entry`` that report is opened at once."""
    app = GiprApp(workspace, catalogue(language), entry, settings, tended=tended, memory=memory)
    async with app.run_test(size=size) as pilot:
        desk = Desk(pilot, app)
        await desk.settle()
        yield desk


@asynccontextmanager
async def editing(workspace: Workspace, report: Report, **settings: Any) -> AsyncIterator[Desk]:
    """The editor on a report that is put into the store first."""
    async with opened(workspace, workspace.keep(report), **settings) as desk:
        yield desk

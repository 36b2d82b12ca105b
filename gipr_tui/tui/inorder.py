"""Keys in the order they were typed: each has had all its effects before the next one is looked at.

Textual gives a key to the widget that has the focus when the key arrives, and carries a function key out at once, ahead of
characters that still wait at a widget. Over a slow line several keys arrive together: a figure would land in another cell
than the one it was typed for.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event

#: How often a note must come back with the focus where it was: a key may cause a message, and that another.
_QUIET_ROUNDS = 3
_MOST_ROUNDS = 12
#: A note that a widget took with it when it was closed is given up after so many ticks of so many seconds.
_TICKS, _TICK = 10, 0.05


class InOrder:
    """The keys and pastes that wait before an application; ``handle`` gives one of them to Textual.

    After each a note is passed from the widget with the focus up to the application, behind all that the key left in their
    queues. When it has come back often enough with nothing changed, it is the next one's turn.
    """

    def __init__(self, app: App[Any], handle: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._handle = handle
        self._waiting: deque[Event] = deque()
        self._busy = False
        self._note = 0

    async def take(self, event: Event) -> None:
        """Handles an event now, or as soon as those before it have had their effects."""
        self._waiting.append(event)
        if not self._busy:
            await self._next()

    async def _next(self) -> None:
        self._busy = bool(self._waiting)
        if self._busy:
            path = self._path()
            await self._handle(self._waiting.popleft())
            self._send(path, 0, 0)

    def _path(self) -> list[DOMNode]:
        """The widget with the focus and all that it stands in, up to the application."""
        return list((self._app.focused or self._app.screen).ancestors_with_self)

    def _send(self, path: list[DOMNode], rounds: int, quiet: int) -> None:
        self._note += 1
        note, steps = self._note, iter(path)

        async def pass_on() -> None:
            if note != self._note:
                return
            for node in steps:
                if node.call_later(pass_on):
                    return
            now = self._path()
            calm = quiet + 1 if now == path else 0
            if calm >= _QUIET_ROUNDS or rounds >= _MOST_ROUNDS:
                self._note += 1
                await self._next()
            else:
                self._send(now, rounds + 1, calm)

        self._app.call_later(pass_on)
        self._watch(note, _TICKS)

    def _watch(self, note: int, ticks: int) -> None:
        """Goes on without a note that does not come back."""
        if note != self._note:
            return
        if ticks:
            asyncio.get_running_loop().call_later(_TICK, self._watch, note, ticks - 1)
        else:
            self._note += 1
            self._app.call_later(self._next)

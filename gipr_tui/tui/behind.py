"""Work that goes on while the operator does: in a thread that is no reason to stay when the program ends."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

from textual.app import App

from gipr_tui.errors import GiprError

T = TypeVar("T")

#: After so many seconds the work makes room for a key that was pressed: Python's own 5 ms are felt with every key.
_TURN = 0.0005


def behind(
    app: App[Any],
    work: Callable[[], T],
    done: Callable[[T], object] | None = None,
    failed: Callable[[GiprError], object] | None = None,
) -> None:
    """Does ``work`` in a thread of its own. ``done`` is called in the application with what it gave, ``failed`` with why not."""

    def run() -> None:
        try:
            result = work()
        except GiprError as error:
            _tell(app, failed, error)
        else:
            _tell(app, done, result)

    sys.setswitchinterval(_TURN)
    Thread(target=run, daemon=True).start()


def _tell(app: App[Any], hear: Callable[[Any], object] | None, what: object) -> None:
    if hear:
        with suppress(RuntimeError):  # the program has ended meanwhile
            app.call_later(hear, what)

"""Times of calls, measured in turn so that a slow spell of the machine touches all of them alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

Name = TypeVar("Name")

#: One measurement lasts at least this many seconds, by repeating what is short.
LEAST = 0.02


def medians(
    actions: Mapping[Name, Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = perf_counter,
    least: float = LEAST,
) -> dict[Name, float]:
    """The seconds that one call of each action takes: the median of ``rounds`` measurements of ``least`` seconds or more.

    The first call of each, which may fill caches, is not counted. ``clock`` tells the time, or that of the processor.
    """
    repeats = {name: _repeats(action, clock, least) if rounds > 1 else 1 for name, action in actions.items()}
    found: dict[Name, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            found[name].append(_timed(action, repeats[name], clock))
    return {name: median(times) for name, times in found.items()}


def _repeats(action: Callable[[], object], clock: Callable[[], float], least: float) -> int:
    action()
    return max(1, round(least / max(_timed(action, 1, clock), 1e-7)))


def _timed(action: Callable[[], object], repeats: int, clock: Callable[[], float]) -> float:
    start = clock()
    for _ in range(repeats):
        action()
    return (clock() - start) / repeats


@dataclass(frozen=True)
class Beside:
    """How long something took, in seconds, and as a ``ratio`` to what was measured just before and just after it."""

    seconds: float
    ratio: float


def beside(
    actions: Mapping[Name, Callable[[], Iterable[float]]], yardstick: Callable[[], float], rounds: int
) -> dict[Name, Beside]:
    """Each action's medians, in ``rounds`` rounds of all of them, each between two measurements of the yardstick.

    An action gives the seconds that it took, once or several times, and the yardstick gives its own. A machine that is
    slow for a while is as slow for the neighbours, so that the ratios stay.
    """
    seconds: dict[Name, list[float]] = {name: [] for name in actions}
    ratios: dict[Name, list[float]] = {name: [] for name in actions}
    before = yardstick()
    for _ in range(rounds):
        for name, action in actions.items():
            took = list(action())
            after = yardstick()
            seconds[name] += took
            ratios[name] += [one / ((before + after) / 2) for one in took]
            before = after
    return {name: Beside(median(seconds[name]), median(ratios[name])) for name in actions}


def json_there_and_back(document: object) -> Callable[[], object]:
    """A yardstick: the standard library writes ``document`` as JSON and reads it again."""
    return lambda: json.loads(json.dumps(document, ensure_ascii=False))

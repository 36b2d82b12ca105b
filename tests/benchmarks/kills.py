"""How many committed cells are lost when the program is ended in the middle of typing: none may be.

Half of the time the figure that is being typed has been ended with Enter just before, so that it may be in the store or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.benchmarks.program import Effort, run
from tests.benchmarks.table import Table
from tests.reports import jinzhan_2019
from tests.tui.killing import SIGNALS, Killed, kill_while_typing

_KILLS = 200
_COLUMNS = ("ended by", "times", "cells committed", "lost", "not typed", "unreadable", "last one kept too")


def tables(effort: Effort) -> Iterator[Table]:
    """Two hundred kills, the three signals in turn; one of each where hardly anything is measured."""
    count = len(SIGNALS) if effort.rounds == 1 else _KILLS
    found: dict[str, list[Killed]] = {signal.name: [] for signal in SIGNALS}
    for seed in range(count):
        signal = SIGNALS[seed % len(SIGNALS)]
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            killed = kill_while_typing(Path(folder) / "store", jinzhan_2019(), signal, Random(seed))
        found[signal.name].append(killed)
    rows = [_row(name, kills) for name, kills in found.items()]
    yield Table(f"The program ended {count} times while a cell was being typed", _COLUMNS, rows)


def _row(name: str, kills: list[Killed]) -> tuple[str, ...]:
    counts = (
        len(kills),
        sum(len(killed.committed) for killed in kills),
        sum(len(killed.lost) for killed in kills),
        sum(len(killed.strange) for killed in kills),
        sum(bool(killed.unreadable) for killed in kills),
        sum(killed.open_kept for killed in kills),
    )
    return (name, *map(str, counts))


if __name__ == "__main__":
    run(tables)

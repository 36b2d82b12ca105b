"""How many committed edits are lost when the program, or a command that writes, is ended at any moment: none may be.

Half of the time the figure that is being typed has been ended with Enter just before, so that it may be in the store or not.
With ``--large`` there are a thousand kills of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from gipr_tui.workspace.workspace import Workspace
from tests.benchmarks.program import Effort, run
from tests.benchmarks.table import Table
from tests.cli.killing import kill_while_setting, longest_of
from tests.reports import jinzhan_2019, zero_report
from tests.tui.killing import SIGNALS, Killed, kill_while_typing

_KILLS, _MANY_KILLS = 200, 1_000
#: How many reports there are in the store on which commands are killed.
_OTHERS = 20
_COLUMNS = ("ended by", "times", "cells committed", "lost", "not typed", "unreadable", "last one kept too")


def tables(effort: Effort) -> Iterator[Table]:
    """The kills of the program, the three signals in turn, and of ``gipr set``; a few where hardly anything is measured."""
    count = len(SIGNALS) if effort.rounds == 1 else _MANY_KILLS if effort.large else _KILLS
    yield _of_the_program(count)
    yield _of_a_command(count)


def _of_the_program(count: int) -> Table:
    found: dict[str, list[Killed]] = {signal.name: [] for signal in SIGNALS}
    for seed in range(count):
        signal = SIGNALS[seed % len(SIGNALS)]
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            killed = kill_while_typing(Path(folder) / "store", jinzhan_2019(), signal, Random(seed))
        found[signal.name].append(killed)
    rows = [_row(name, kills) for name, kills in found.items()]
    return Table(f"The program ended {count} times while a cell was being typed", _COLUMNS, rows)


def _of_a_command(count: int) -> Table:
    """Kills ``gipr set`` over and over on one report of a store of twenty."""
    report = jinzhan_2019()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = Path(folder) / "store"
        workspace = Workspace.open(store)
        for year in range(2019, 2019 + _OTHERS):
            workspace.keep(report if year == report.year else zero_report(report.form, year, report.unit))
        longest = longest_of(store, report)
        found = [kill_while_setting(store, report, Random(seed), longest=longest) for seed in range(count)]
    counts = (
        count,
        sum(cut.said for cut in found),
        sum(cut.lost for cut in found),
        sum(cut.torn for cut in found),
        sum(cut.others_touched for cut in found),
        sum(bool(cut.unreadable) for cut in found),
        sum(cut.kept and not cut.said for cut in found),
    )
    columns = ("times", "said to be done", "lost", "half done", "others touched", "unreadable", "kept though not said")
    return Table(f"gipr set killed {count} times", columns, [tuple(map(str, counts))])


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

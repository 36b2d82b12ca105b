"""``gipr list`` as a command, beside a Python that does nothing, and the list behind it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from store import Entry, Key, Store
from store.layout import Layout
from tests.benchmarks.program import Effort, run
from tests.benchmarks.stores import filled
from tests.benchmarks.table import Table, count, ms, ratio
from tests.benchmarks.terminal import ROOT
from tests.benchmarks.timing import medians


def command(*words: str) -> Callable[[], object]:
    """Runs Python with ``words`` and waits for its end."""
    return lambda: subprocess.run([sys.executable, *words], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def tables(effort: Effort) -> Iterator[Table]:
    """The command, then the list."""
    yield _commands(effort)
    yield _entries(effort, effort.sizes)


def _commands(effort: Effort) -> Table:
    nothing = "python -c pass"
    actions = {
        nothing: command("-c", "pass"),
        "python -c 'import tinydb'": command("-c", "import tinydb"),
        "python -c 'import textual.app'": command("-c", "import textual.app"),
    }
    for reports in effort.sizes:
        words = ("-m", "gipr_tui", "--store", str(filled(reports)), "list")
        actions[f"gipr list, reports: {count(reports)}"] = command(*words)
    times = medians(actions, effort.rounds)
    rows = [[name, ms(seconds), ratio(seconds, times[nothing])] for name, seconds in times.items()]
    return Table("Listing as a command", ["", "ms", "ratio"], rows)


def _entries(effort: Effort, sizes: Sequence[int]) -> Table:
    rows = []
    for reports in sizes:
        folder = filled(reports)
        warm = Store.open(folder)
        actions: dict[str, Callable[[], object]] = {
            "first": partial(_open_and_list, folder),
            "again": warm.entries,
            "find": partial(warm.find, Key("no such unit", 2019)),
            "yardstick": partial(_look, Layout(folder).documents),
        }
        times = medians(actions, effort.rounds)
        yardstick = times.pop("yardstick")
        shown = [text for seconds in times.values() for text in (ms(seconds), ratio(seconds, yardstick))]
        rows.append([f"reports: {count(reports)}", ms(yardstick), *shown])
    columns = ["", "look, ms", "first list, ms", "ratio", "list again, ms", "ratio", "find, ms", "ratio"]
    return Table("The list", columns, rows, "A look: the system is asked for every file's size and time.")


def _open_and_list(folder: Path) -> list[Entry]:
    return Store.open(folder).entries()


def _look(folder: Path) -> list[int]:
    with os.scandir(folder) as files:
        return [file.stat().st_mtime_ns for file in files]


if __name__ == "__main__":
    run(tables)

"""From starting the program to its first complete screen, beside a bare Textual app with as many rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from statistics import median

from tests.benchmarks.program import Effort, run
from tests.benchmarks.stores import filled
from tests.benchmarks.table import Table, count, ms, ratio
from tests.benchmarks.terminal import LINES, Terminal

#: An app with nothing but a DataTable, whose rows look like those of the list of reports.
BARE = """
import sys
from textual.app import App
from textual.widgets import DataTable

class Bare(App):
    def compose(self):
        yield DataTable()

    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("单位", "年度", "格式", "状态", "检查", "改于")
        table.add_rows(
            (f"第{number:05}局", "2019", "2019", "草稿", "6 2", "2020-01-31 12:00") for number in range(int(sys.argv[1]))
        )

Bare().run(mouse=False)
"""

Run = tuple[float, int, float | None]


def bare(rows: int) -> list[str]:
    """The command that starts the bare app."""
    return [sys.executable, "-c", BARE, str(rows)]


def program(reports: int) -> list[str]:
    """The command that starts the program on a store of ``reports``."""
    return [sys.executable, "-m", "gipr_tui", "--store", str(filled(reports))]


def bare_is_complete(lines: Sequence[str], rows: int) -> bool:
    """Whether the last row that there is room for is on the screen."""
    return "20" in lines[min(LINES - 1, rows)]


def is_complete(lines: Sequence[str], rows: int) -> bool:
    """Whether the footer and the last report that there is room for are on the screen."""
    return "F1" in lines[LINES - 1] and "20" in lines[min(LINES - 2, rows + 1)]


def start(reports: int, *, without_us: bool = False) -> Run:
    """Starts the program, or the bare app: seconds, bytes and megabytes at the first complete screen."""
    complete = bare_is_complete if without_us else is_complete
    with Terminal(bare(reports) if without_us else program(reports)) as terminal:
        answer = terminal.first_screen(lambda lines: complete(lines, reports))
        return answer.last, answer.size, terminal.memory()


def tables(effort: Effort) -> Iterator[Table]:
    """The first screen on stores of several sizes."""
    kinds = list(dict.fromkeys([(effort.some, True), *((reports, False) for reports in effort.sizes)]))
    runs: dict[tuple[int, bool], list[Run]] = {kind: [] for kind in kinds}
    for turn in range(effort.rounds + (effort.rounds > 1)):
        for reports, without_us in kinds:
            measured = start(reports, without_us=without_us)
            if turn or effort.rounds == 1:  # the first time, files may have to come from the disk
                runs[reports, without_us].append(measured)
    yardstick = runs[kinds[0]]
    rows = []
    for (reports, without_us), found in runs.items():
        # each run against the bare one of the same turn, since a slow spell lasts longer than a turn
        share = median(mine[0] / bare[0] for mine, bare in zip(found, yardstick, strict=True))
        memory = [megabytes for _, _, megabytes in found if megabytes is not None]
        name = "bare Textual app, rows" if without_us else "the program, reports"
        shown = [ms(median(seconds for seconds, _, _ in found)), ratio(share, 1)]
        shown += [count(median(size for _, size, _ in found)), count(median(memory)) if memory else "-"]
        rows.append([f"{name}: {count(reports)}", *shown])
    yield Table(f"First complete screen, 80 x 24, median of {effort.rounds}", ["", "ms", "ratio", "bytes", "MB"], rows)


if __name__ == "__main__":
    run(tables)

"""How long printing takes, beside the share of it that is spent inside tabulate."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

import tabulate

from gipr_tui.report.model import Report
from gipr_tui.writers.printed import Borders, print_report
from tests.benchmarks.program import Effort, run
from tests.benchmarks.table import Table, ms, ratio
from tests.reports import clean_2021, jinzhan_2019


class Watch:
    """Stands in for ``tabulate.tabulate`` and adds up the seconds spent in it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._real = tabulate.tabulate

    def __call__(self, *args: Any, **settings: Any) -> str:
        begin = perf_counter()
        table = self._real(*args, **settings)
        self.seconds += perf_counter() - begin
        return table


def measure(report: Report, width: int, borders: Borders) -> tuple[float, float]:
    """The seconds that one print takes, and those of them inside tabulate."""
    watch = Watch()
    with patch.object(tabulate, "tabulate", watch):
        begin = perf_counter()
        print_report(report, width=width, borders=borders)
        return perf_counter() - begin, watch.seconds


def tables(effort: Effort) -> Iterator[Table]:
    """Prints at two widths in all borders."""
    kinds = list(product({"faulty, 2019": jinzhan_2019(), "clean, 2021": clean_2021()}.items(), (80, 120), Borders))
    runs: list[list[tuple[float, float]]] = [[] for _ in kinds]
    print_report(jinzhan_2019())  # loads tabulate
    for _ in range(3 * effort.rounds):
        for found, ((_, report), width, borders) in zip(runs, kinds, strict=True):
            found.append(measure(report, width, borders))
    rows = []
    for found, ((name, _), width, borders) in zip(runs, kinds, strict=True):
        whole, inside = (median(times) for times in zip(*found, strict=True))
        rows.append([f"{name}, {width} columns, {borders.value}", ms(whole), ms(inside), ratio(whole, inside)])
    yield Table("Printing", ["", "ms", "ms in tabulate", "ratio"], rows)


if __name__ == "__main__":
    run(tables)

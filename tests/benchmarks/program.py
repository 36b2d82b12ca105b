"""What the benchmarks have in common as programs: how much they do, and their options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.benchmarks.table import Table


@dataclass(frozen=True)
class Effort:
    """How often each thing is measured, and how many reports stand in the stores.

    ``large`` adds what takes many seconds and shows nothing new.
    """

    rounds: int = 7
    few: int = 10
    some: int = 1_000
    many: int = 10_000
    large: bool = False

    @property
    def sizes(self) -> tuple[int, int, int]:
        """The sizes of the stores, the smallest first."""
        return self.few, self.some, self.many


QUICK = Effort(rounds=1, few=2, some=2, many=2)

#: A benchmark: gives its tables as they get ready.
Benchmark = Callable[[Effort], Iterator[Table]]


def run(*benchmarks: Benchmark) -> None:
    """Prints the tables of ``benchmarks``, with the effort that the words of the command line ask for."""
    parser = argparse.ArgumentParser(description="Prints how long things take.")
    parser.add_argument("--quick", action="store_true", help="hardly measures: only shows that all of it runs")
    parser.add_argument("--large", action="store_true", help="adds what takes long, such as 10,000 reports in one file")
    parser.add_argument("--rounds", type=int, metavar="N", help="how often each thing is measured")
    options = parser.parse_args()
    effort = replace(QUICK if options.quick else Effort(), large=options.large)
    if options.rounds:
        effort = replace(effort, rounds=max(1, options.rounds))
    for benchmark in benchmarks:
        for table in benchmark(effort):
            sys.stdout.write(f"{table}\n")
            sys.stdout.flush()

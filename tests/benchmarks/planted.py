"""Reports with planted faults, any number and any seed: what a plain oracle says against what the checks find.

``python -m tests.benchmarks.planted [--reports N] [--seed N] [--copies]``; with ``--copies`` each report is written as a page
saved as text and read back first.
"""

from __future__ import annotations

import argparse
import sys
from random import Random, randrange

from gipr_tui.checks.engine import evaluate
from gipr_tui.forms import Severity, official_forms
from gipr_tui.readers import read_copy
from tests.benchmarks.table import Table, count
from tests.planted import oracle, planted, report_with
from tests.readers.dialect import write


def measure(form: str, reports: int, random: Random, *, copies: bool) -> tuple[list[str], list[str]]:
    """A line of the table, and what was missed or false."""
    there = found = missed = false = 0
    remarks: list[str] = []
    for number in range(reports):
        figures = planted(form, random)
        report = report_with(form, figures)
        if copies:
            report = read_copy(write(report).encode(), "copy.txt", official_forms()).report
        said = {(f.rule, f.place) for f in evaluate(report).findings if f.severity is Severity.ERROR}
        known = oracle(form, figures)
        there += len(known)
        found += len(known & said)
        missed += len(known - said)
        false += len(said - known)
        remarks += [
            f"{form}, report {number}: {'missed' if fault in known else 'false'} {fault}" for fault in known ^ said
        ]
    return [form, *map(count, (reports, there, found, missed, false))], remarks


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Plants faults and counts what is found.")
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--seed", type=int, default=None, help="default: another each time")
    parser.add_argument("--copies", action="store_true", help="write each report as a copy and read it back")
    options = parser.parse_args()
    seed = randrange(10**9) if options.seed is None else options.seed
    lines, remarks = [], []
    for form in ("2019", "2021"):
        line, said = measure(form, options.reports // 2, Random(f"{seed} {form}"), copies=options.copies)
        lines.append(line)
        remarks += said
    columns = ["form", "reports", "violations", "found", "missed", "false"]
    sys.stdout.write(f"{Table(f'Planted faults, seed {seed}', columns, lines)}\n")
    sys.stdout.writelines(f"{remark}\n" for remark in remarks)


if __name__ == "__main__":
    main()

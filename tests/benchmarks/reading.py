"""How long reading a copy takes: the program's own prints, and a page saved as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from gipr_tui.forms import official_forms
from gipr_tui.readers import read_copy
from gipr_tui.report.document import to_document
from gipr_tui.report.model import Report
from gipr_tui.writers.printed import Borders, print_report
from tests.benchmarks.program import Effort, run
from tests.benchmarks.table import Table, count, ms, ratio
from tests.benchmarks.timing import json_there_and_back, medians
from tests.readers.dialect import write
from tests.reports import clean_2021, jinzhan_2019

#: How many times longer a narrative is made, to see that the time grows no faster than the text.
LONGER = 200


def copies(report: Report) -> dict[str, str]:
    """The report as the kinds of text that can be read back."""
    longer = report.with_texts({"S1.text": report.get("S1.text") * LONGER})
    return {
        "page saved as text": write(report),
        f"page, narrative x {LONGER}": write(longer),
        **{f"print, {borders.value}, 80": print_report(report, borders=borders) for borders in Borders},
        "print, ascii, 120": print_report(report, width=120),
        f"print, narrative x {LONGER}": print_report(longer),
    }


def tables(effort: Effort) -> Iterator[Table]:
    """Every kind of copy of two reports."""
    forms = official_forms()
    rows = []
    for name, report in {"faulty, 2019": jinzhan_2019(), "clean, 2021": clean_2021()}.items():
        texts = {kind: text.encode() for kind, text in copies(report).items()}
        actions: dict[str, Callable[[], object]] = {
            kind: partial(read_copy, data, "copy.txt", forms) for kind, data in texts.items()
        }
        times = medians({**actions, "": json_there_and_back(to_document(report))}, effort.rounds)
        for kind, data in texts.items():
            seconds = times[kind]
            speed = f"{len(data) / seconds / 1e6:.2f}"
            rows.append([f"{name}, {kind}", count(len(data)), ms(seconds), speed, ratio(seconds, times[""])])
    note = "JSON: the standard library writes and reads the report with its narratives as filed."
    yield Table("Reading a copy", ["", "bytes", "ms", "MB/s", "ratio to JSON"], rows, note)


if __name__ == "__main__":
    run(tables)

"""Precision and recall on real reports: their cells as read, their arithmetic, and what their narratives contradict.

``python -m tests.benchmarks.corpus [FOLDER]``, or the folder that ``GIPR_CORPUS`` names. A report is ``NAME.json`` with its
figures as filed, ``NAME.violations.json`` with what is truly wrong, and the copy to be read: the other file of that name. A
report without a copy is checked on its figures alone. Of two years of one unit, the earlier is last year's report of the later.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gipr_tui.checks.engine import evaluate
from gipr_tui.checks.finding import Finding
from gipr_tui.errors import GiprError
from gipr_tui.forms import Severity, official_forms
from gipr_tui.readers import Reading, read_file
from gipr_tui.report.model import Report
from gipr_tui.report.values import parse_value
from gipr_tui.text.fold import fold
from tests import reports
from tests.benchmarks.table import Table

#: What a known fault is called, the rule that must find it, and what it stands in.
KINDS = {
    "seven_total": ("T3-TOT", "column"),
    "column_identity": ("T3-ID", "column"),
    "blank_total": ("T3-BLANKTOT", "row"),
    "row_sum": ("T3-ROW", "row"),
    "row_total": ("T3-ROW", "row"),
    "table4_total": ("T4-SUM", "block"),
    "block_total": ("T4-SUM", "block"),
}

#: A fault of the tables: its rule, and the row, column or block it stands in.
Fault = tuple[str, str]


@dataclass
class Counts:
    """What was found of what there is, and what was found that is not there."""

    found: int = 0
    missed: int = 0
    false: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.found + other.found, self.missed + other.missed, self.false + other.false)

    @property
    def shown(self) -> list[str]:
        """Found, missed, false, precision and recall."""
        return [*map(str, (self.found, self.missed, self.false)), *map(_share, self.shares)]

    @property
    def shares(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Precision and recall, each as a part and its whole."""
        return (self.found, self.found + self.false), (self.found, self.found + self.missed)


def _share(share: tuple[int, int]) -> str:
    part, whole = share
    return f"{100 * part / whole:.1f} %" if whole else "-"


@dataclass
class Measured:
    """One report: its cells by what became of them, and what its checks found."""

    name: str
    copy: str = ""
    cells: Counter[str] = field(default_factory=Counter)
    arithmetic: Counts = field(default_factory=Counts)
    prose: Counts = field(default_factory=Counts)
    remarks: list[str] = field(default_factory=list)


def measure(name: str) -> Measured:
    """The report ``name`` of the folder that ``GIPR_CORPUS`` names."""
    truth = reports.load_corpus(name)
    measured = Measured(name)
    report = truth
    if copy := _copy_of(name):
        measured.copy = copy.suffix.lstrip(".")
        reading = _read(copy, truth, measured)
        _count_cells(name, reading, measured)
        report = reading.report if reading else truth
    evaluation = evaluate(report, _last_year(truth))
    found = [finding for finding in evaluation.findings if finding.severity is Severity.ERROR]
    faults = reports.load_faults(name)
    _count_arithmetic(found, [_fault(fault, report) for fault in faults.tables], report, measured)
    _count_prose(evaluation.findings, faults.prose, report, measured)
    return measured


def _copy_of(name: str) -> Path | None:
    folder = reports.corpus()
    assert folder
    return next((p for p in sorted(folder.glob(f"{name}.*")) if p.stem == name and p.suffix != ".json"), None)


def _last_year(report: Report) -> Report | None:
    for name in reports.corpus_names():
        other = reports.load_corpus(name)
        if other.unit == report.unit and other.year == report.year - 1:
            return other
    return None


# ---------------------------------------------------------------- cells


def _read(copy: Path, truth: Report, measured: Measured) -> Reading | None:
    try:
        return read_file(copy, official_forms(), unit=truth.unit, year=truth.year)
    except GiprError as error:
        measured.remarks.append(f"not read: {error}")
        return None


def _count_cells(name: str, reading: Reading | None, measured: Measured) -> None:
    layout = reports.load_corpus(name).layout
    placed = set(reading.placed) if reading else set()
    for address, filed in reports.filed_figures(name).items():
        known = filed is not None
        if address not in placed:
            measured.cells["left open" if known else "truly open"] += 1
            continue
        assert reading
        read, cell = reading.report.value(address), layout.cells[address]
        right = filed is not None and read == parse_value(filed, cell.kind, cell.unit)
        if not known and not read.text:
            measured.cells["truly open"] += 1
        else:
            measured.cells["right" if right else "wrong"] += 1
            if not right:
                measured.remarks.append(f"{address} read as {read.text!r}, filed {filed!r}")


# ---------------------------------------------------------------- arithmetic


def _fault(fault: Any, report: Report) -> Fault:
    """A known fault in the words of the rules; one of a kind not known here is found by none."""
    rule, reach = KINDS.get(fault["rule"], (fault["rule"], ""))
    for table in report.layout.tables:
        if reach == "row" and (index := reports.row_named(fault["row"], table)) is not None:
            return rule, table.leaf_rows[index].key
        if reach == "column" and table.table.section == 3:
            return rule, next(c.key for c in table.leaf_columns if fold(c.label) == fold(fault["column"]))
        if reach == "block" and table.table.section == 4:
            paths = zip(table.column_paths, table.addresses[0], strict=True)
            return rule, next(a for path, a in paths if any(fold(n.label) == fold(fault["block"]) for n in path))
    return rule, str(fault.get("row") or fault.get("column"))


def _found_fault(finding: Finding, report: Report) -> Fault:
    rule, cell = finding.rule.rstrip("0123456789"), report.layout.cells[finding.cells[0]]
    reach = dict(KINDS.values()).get(rule, "")
    block = next((a for a in report.layout.cells if a.startswith(cell.column.rpartition(".")[0] + ".")), cell.address)
    return rule, {"row": cell.row, "column": cell.column, "block": block}.get(reach, cell.address)


def _count_arithmetic(found: Iterable[Finding], faults: list[Fault], report: Report, measured: Measured) -> None:
    said = [_found_fault(finding, report) for finding in found if finding.cells and not finding.rule.startswith("N-")]
    there, heard = Counter(faults), Counter(said)
    measured.arithmetic = Counts((there & heard).total(), (there - heard).total(), (heard - there).total())
    measured.remarks += [f"missed: {rule} in {where}" for rule, where in there - heard]
    measured.remarks += [f"false: {rule} in {where}" for rule, where in heard - there]


# ---------------------------------------------------------------- narrative


def _count_prose(findings: Iterable[Finding], prose: Iterable[Any], report: Report, measured: Measured) -> None:
    """Errors and warnings of the narrative beside the known contradictions; one that may be so is a warning at most."""
    claims = [f for f in findings if f.rule.startswith("N-") and f.span and f.severity is not Severity.HINT]
    matched: set[int] = set()
    for fault in prose:
        own = {index for index, finding in enumerate(claims) if _touches(finding, fault["prose_span"], report)}
        errors = {index for index in own if claims[index].severity is Severity.ERROR}
        if fault["kind"] == "contradiction":
            measured.prose += Counts(found=bool(own), missed=not own)
            matched |= own
            measured.remarks += [] if own else [f"missed: {fault['quantity']}, {fault['prose']}"]
        elif fault["kind"] == "possible":
            matched |= own - errors
    false = [f for i, f in enumerate(claims) if i not in matched and f.severity is Severity.ERROR]
    measured.prose += Counts(false=len(false))
    measured.remarks += [f"false: {finding.rule} {finding.left} for {finding.right}" for finding in false]


def _touches(finding: Finding, words: str, report: Report) -> bool:
    """Whether a finding speaks of (a part of) these words of the narrative, white space apart."""
    text = report.get(finding.place)
    assert finding.span
    start, end = (len(_bare(text[:at])) for at in finding.span)
    bare, sought = _bare(text), _bare(words)
    at = bare.find(sought)
    while at >= 0:
        if start < at + len(sought) and at < end:
            return True
        at = bare.find(sought, at + 1)
    return False


def _bare(text: str) -> str:
    return "".join(text.split())


# ---------------------------------------------------------------- tables


def tables(measured: list[Measured]) -> Iterator[Table]:
    """Cells, arithmetic and narrative of all reports, each with a line for all together."""
    rows = [[m.name, m.copy or "figures", *_cells(m.cells)] for m in measured]
    rows.append(["all", "", *_cells(sum((m.cells for m in measured), Counter()))])
    columns = ["cells", "copy", "right", "wrong", "left open", "truly open", "precision", "recall"]
    yield Table("Cells as read from the copies", columns, [[text or "-" for text in row] for row in rows])
    for title, counts in (
        ("Arithmetic findings against the true violations", [m.arithmetic for m in measured]),
        ("Narrative contradictions against the true ones", [m.prose for m in measured]),
    ):
        lines = [[m.name, *each.shown] for m, each in zip(measured, counts, strict=True)]
        lines.append(["all", *sum(counts, Counts()).shown])
        yield Table(title, ["", "found", "missed", "false", "precision", "recall"], lines)


def _cells(cells: Counter[str]) -> list[str]:
    right, wrong, open_ = cells["right"], cells["wrong"], cells["left open"]
    shares = Counts(right, wrong + open_, wrong).shares
    return [str(right), str(wrong), str(open_), str(cells["truly open"]), *map(_share, shares)]


def main() -> None:
    """Measures a folder and prints what came of it."""
    parser = argparse.ArgumentParser(description="Prints precision and recall on a folder of real reports.")
    parser.add_argument("folder", nargs="?", default=os.environ.get("GIPR_CORPUS"), help="default: GIPR_CORPUS")
    options = parser.parse_args()
    if not options.folder:
        parser.error("name a folder, or set GIPR_CORPUS")
    os.environ["GIPR_CORPUS"] = options.folder
    measured = [measure(name) for name in reports.corpus_names()]
    for table in tables(measured):
        sys.stdout.write(f"{table}\n")
    for one in measured:
        sys.stdout.writelines(f"{one.name}: {remark}\n" for remark in one.remarks)


if __name__ == "__main__":
    main()

"""This year's report beside the same unit's on the year before: what was carried over, what jumped, what was copied.

Nothing is said where last year's report is not there, or does not hold the figures (Y-*, P-JUMP, S-5SAME).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from gipr_tui.checks.arithmetic import Addend
from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Finding, Number
from gipr_tui.checks.relations import Side, add_up
from gipr_tui.forms import Address, LaidTable, Layout, Severity, address_of
from gipr_tui.forms.model import Carry, Comparison
from gipr_tui.report.model import text_place
from gipr_tui.text.fold import bare
from gipr_tui.text.remembered import remembered

#: Two narratives are compared by their runs of this many characters.
RUN = 8


def year_checks(layout: Layout) -> Iterator[Check]:
    """The checks against last year's report."""
    for carry in layout.form.carries:
        if carry.rule:
            for table in map(layout.table, carry.tables):
                yield from _carry_checks(carry, table, layout)
    for comparison in layout.form.comparisons:
        match comparison.kind:
            case "jump":
                for table in map(layout.table, comparison.tables):
                    yield _listing(comparison.rule, table.cells, partial(_jumps, comparison, table))
            case "copied":
                for section in comparison.sections:
                    cells = tuple(cell for table in layout.in_section(section) for cell in table.cells)
                    yield _listing(comparison.rule, cells, partial(_copied, comparison, section, cells))
            case "alike":
                for section in comparison.sections:
                    place = text_place(section)
                    yield Check(
                        comparison.rule, frozenset({place}), partial(_alike, comparison, section), needs_last_year=True
                    )


def _listing(rule: str, cells: tuple[Address, ...], run: Callable[[Context], Iterator[Finding]]) -> Check:
    return Check(rule, frozenset(cells), run, listing=True, needs_last_year=True)


# ---------------------------------------------------------------- figures carried over


def _carry_checks(carry: Carry, table: LaidTable, layout: Layout) -> Iterator[Check]:
    lines = table.leaf_columns if carry.each == "column" else table.leaf_rows
    to = {line.key: _addends((carry.to,), carry.each, line.key) for line in lines}
    sources = {line.key: _addends(carry.sources, carry.each, line.key, last_year=True) for line in lines}
    total = to.get(carry.total, ())
    for key, own in to.items():
        if all(addend.address in layout.cells for addend in own):
            sides = (own, sources[key])
            reads = frozenset(addend.address for addend in (*own, *total))
            totals = (total, sources[carry.total]) if total and key != carry.total else None
            run = partial(_carried, carry, table.table.section, sides, totals)
            yield Check(carry.rule, reads, run, needs_last_year=True)


def _addends(keys: tuple[str, ...], each: str, line: str, *, last_year: bool = False) -> tuple[Addend, ...]:
    pairs = ((key, line) if each == "column" else (line, key) for key in keys)
    return tuple(Addend(address_of(row, column), last_year=last_year) for row, column in pairs)


Sides = tuple[tuple[Addend, ...], tuple[Addend, ...]]


def _both(sides: Sides, context: Context) -> tuple[Side, Side] | None:
    """Both sides, or None where one can't be read, is not there, or is not filled in."""
    left, right = add_up(sides[0], context), add_up(sides[1], context)
    return None if left is None or right is None or not left.filled else (left, right)


def _carried(carry: Carry, section: int, sides: Sides, totals: Sides | None, context: Context) -> Iterator[Finding]:
    """Y-CARRY, Y-ITEM19: a figure that goes on from last year; Y-CARRY-REL where only its kind has changed."""
    if context.previous is None or not (found := _both(sides, context)):
        return
    left, right = found
    if left.total == right.total:
        return
    whole = _both(totals, context) if totals else None
    moved = carry.moved_rule and whole is not None and whole[0].total == whole[1].total
    cell = sides[0][0].address
    yield Finding(
        rule=carry.moved_rule if moved else carry.rule,
        severity=Severity.WARNING if moved else carry.severity,
        section=section,
        cells=(cell,),
        place=cell,
        wording="carried-moved" if moved else "carried",
        left=left.total,
        right=right.total,
        difference=left.total - right.total,
        facts=(
            ("right_name", carry.right_name),
            ("left_sum", tuple(left.figures)),
            ("right_sum", tuple(right.figures)),
            ("basis", carry.moved_basis if moved else carry.basis),
        ),
    )


# ---------------------------------------------------------------- tables beside last year's


def _jumps(comparison: Comparison, table: LaidTable, context: Context) -> Iterator[Finding]:
    """P-JUMP: figures that became many times as large or as small."""
    previous = context.previous
    if previous is None:
        return
    jumped: list[Address] = []
    shown: list[tuple[str, str]] = []
    for cell in table.cells:
        now, then = context.report.value(cell), previous.value(cell)
        if now.number is not None and then.number is not None and _jumped(comparison, now.number, then.number):
            jumped.append(cell)
            shown.append((then.text, now.text))
    if jumped:
        facts = (
            ("count", str(len(jumped))),
            ("table", table.table.caption),
            ("before", shown[0][0]),
            ("filed", shown[0][1]),
            ("basis", comparison.basis),
        )
        yield _about_cells(comparison, table.table.section, tuple(jumped), "jumped", facts)


def _jumped(comparison: Comparison, now: Number, then: Number) -> bool:
    small, large = sorted((max(now, -now), max(then, -then)))
    return large - small >= comparison.least and large >= comparison.times * small


def _copied(comparison: Comparison, section: int, cells: tuple[Address, ...], context: Context) -> Iterator[Finding]:
    """Y-COPY: the tables of a section hold last year's figures, all of them, and not only noughts."""
    report, previous = context.report, context.previous
    if previous is None or previous.layout is not report.layout:
        return
    numbers = [report.value(cell).number for cell in cells]
    counted = [cell for cell, number in zip(cells, numbers, strict=True) if number]
    if len(counted) >= comparison.least and numbers == [previous.value(cell).number for cell in cells]:
        facts = (("count", str(len(counted))), ("basis", comparison.basis))
        yield _about_cells(comparison, section, tuple(counted), "copied", facts)


def _about_cells(
    comparison: Comparison, section: int, cells: tuple[Address, ...], wording: str, facts: tuple[tuple[str, str], ...]
) -> Finding:
    return Finding(comparison.rule, comparison.severity, section, cells, cells[0], wording, facts=facts)


# ---------------------------------------------------------------- narratives beside last year's


def _alike(comparison: Comparison, section: int, context: Context) -> Iterator[Finding]:
    """Y-TEXT: most of a narrative stood in last year's, its figures apart. S-5SAME: all of it, figures and all."""
    if context.previous is None or section > len(context.previous.passages):
        return
    now, then = context.report.passage(section).text, context.previous.passage(section).text
    if len(now) < comparison.least or not then:
        return
    same, exact = bare(now) == bare(then), comparison.share == 100
    if exact and not same:
        return
    if same and not exact and _said_exactly(section, context):
        return
    share = 100 if same else _share_in_common(now, then)
    if share >= comparison.share:
        heading = context.report.form.section(section).heading
        facts = (("share", str(share)), ("heading", heading), ("basis", comparison.basis))
        place = text_place(section)
        wording = "text-same" if same else "text-alike"
        yield Finding(comparison.rule, comparison.severity, section, (), place, wording, facts=facts)


def _said_exactly(section: int, context: Context) -> bool:
    """Whether another rule speaks of a narrative that is word for word last year's."""
    comparisons = context.report.form.comparisons
    return any(other.kind == "alike" and other.share == 100 and section in other.sections for other in comparisons)


@remembered(64)
def _runs(text: str) -> frozenset[str]:
    """Every run of characters of a text whose figures are all the same figure."""
    plain = re.sub(r"[0-9]+(?:\.[0-9]+)?", "0", bare(text))
    return frozenset(plain[i : i + RUN] for i in range(max(1, len(plain) - RUN + 1)))


def _share_in_common(now: str, then: str) -> int:
    """How much of ``now`` stood in ``then``, in per cent, rounded down."""
    runs = _runs(now)
    return 100 * len(runs & _runs(then)) // len(runs)

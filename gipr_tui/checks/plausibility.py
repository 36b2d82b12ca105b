"""What is possible but unlikely: unusual shares, a text without figures, empty tables under a text that has some (P-*)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from gipr_tui.checks.arithmetic import Addend, total_of
from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.finding import Fact, Finding
from gipr_tui.checks.judged import reading_of
from gipr_tui.checks.relations import Side, add_up
from gipr_tui.forms import Address, Layout, Severity
from gipr_tui.forms.model import Share
from gipr_tui.report.model import text_place

#: The quantity that section one is expected to name.
RECEIVED = "new_applications"

_DIGIT = re.compile(r"\d")
#: Figures that count nothing: years, dates, numbers of documents and of items in a list.
_NO_COUNT = re.compile(r"[0-9]{4} *年度?|[0-9]+[月日号条]|[〔\[(（][0-9]+[〕\])）]|(?m:^)\s*[0-9]+[.．、]")


def plausibility_checks(layout: Layout) -> Iterator[Check]:
    """The shares of the form, P-TXTONLY and P-ALLZERO."""
    for share in layout.form.shares:
        part, whole = _addends(share.part, layout), _addends(share.whole, layout)
        if part and whole:
            reads = frozenset(addend.address for addend in (*part, *whole))
            quiet = _usual(share, total_of(part, layout.order), total_of(whole, layout.order))
            yield Check(
                share.rule,
                reads,
                partial(_share, share, part, whole),
                quiet=quiet,
                errs=share.severity is Severity.ERROR,
            )
    received = next((quantity.cells for quantity in layout.form.quantities if quantity.id == RECEIVED), ())
    cells = tuple(address for cell in received for address in layout.expand(cell))
    if cells:
        yield Check("P-TXTONLY", frozenset((text_place(1), *cells)), partial(_no_figures, cells), of_text=True)
    texts = [text_place(section.number) for section in layout.form.sections]
    yield Check("P-ALLZERO", frozenset((*layout.cells, *texts)), _all_zero, listing=True, quiet="any(n)")


def _addends(keys: Iterable[str], layout: Layout) -> tuple[Addend, ...]:
    return tuple(Addend(address) for key in keys for address in layout.expand(key))


def _usual(share: Share, part: str, whole: str) -> str:
    """Whether a share is as large as most, or its whole too small to tell, as an expression."""
    return f"{whole} < {share.least} or {share.below} * {whole} <= 100 * {part} <= {share.above} * {whole}"


def _share(share: Share, part: tuple[Addend, ...], whole: tuple[Addend, ...], context: Context) -> Iterator[Finding]:
    """P-CARRY, P-CORR, P-OPEN, P-NOTHELD, P-OTHER: a share that is seldom so large or so small."""
    some, all_ = add_up(part, context), add_up(whole, context)
    if some is None or all_ is None or all_.total < share.least or all_.total <= 0 or not some.filled:
        return
    percent = 100 * some.total / all_.total
    if not (percent > share.above or percent < share.below):
        return
    cell = part[0].address
    cells = tuple(dict.fromkeys(addend.address for addend in (*part, *whole)))
    yield Finding(
        rule=share.rule,
        severity=share.severity,
        section=context.layout.cells[cell].section,
        cells=cells,
        place=cell,
        wording="share-high" if percent > share.above else "share-low",
        left=some.total,
        right=all_.total,
        missing=(*some.missing, *all_.missing),
        facts=_share_facts(share, some, all_, f"{percent:.1f}"),
    )


def _share_facts(share: Share, part: Side, whole: Side, percent: str) -> tuple[Fact, ...]:
    return (
        ("part_name", share.part_name),
        ("whole_name", share.whole_name),
        ("part", tuple(part.figures)),
        ("whole", tuple(whole.figures)),
        ("percent", percent),
        ("above", str(share.above)),
        ("below", str(share.below)),
        ("basis", share.basis),
    )


def _no_figures(cells: tuple[Address, ...], context: Context) -> Iterator[Finding]:
    """P-TXTONLY: requests came in, but section one names no figure at all."""
    report = context.report
    text = report.passage(1).text
    total = sum(report.value(cell).number or 0 for cell in cells)
    if not text.strip() or total <= 0 or _DIGIT.search(_NO_COUNT.sub("", text)):
        return
    if not reading_of(text, report.year).claims:
        facts = (("heading", report.form.section(1).heading),)
        place = text_place(1)
        yield Finding("P-TXTONLY", Severity.HINT, 1, cells, place, "text-without-figures", right=total, facts=facts)


def _all_zero(context: Context) -> Iterator[Finding]:
    """P-ALLZERO: every figure of the tables is nought, but the text speaks of requests or decisions."""
    report = context.report
    figures = [value for value in report.values.values() if not value.is_missing]
    if not figures or any(value.number != 0 for value in figures):
        return
    for passage in report.passages:
        for claim in reading_of(passage.text, report.year).claims:
            if claim.value > 0 and claim.year == report.year and not claim.narrowed:
                place = text_place(passage.number)
                yield Finding(
                    "P-ALLZERO",
                    Severity.WARNING,
                    passage.number,
                    (),
                    place,
                    "tables-all-zero",
                    text=claim.text,
                    span=claim.span,
                )
                return

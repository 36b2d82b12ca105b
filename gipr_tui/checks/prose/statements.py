"""Statements that a report must make, or make rightly: N-PERIOD, N-YEAR, N-FEE, N-FEE-MISS, N-FEEUNIT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gipr_tui.checks.check import Context
from gipr_tui.checks.finding import Finding
from gipr_tui.checks.judged import cells_of, filed, reading_of
from gipr_tui.checks.prose.finding import about_words, plain
from gipr_tui.forms import Severity
from gipr_tui.report.carried import old_numbers
from gipr_tui.report.model import text_place

#: The charges of 国办函〔2020〕109号 are all multiples of ten yuan.
CHARGE = 10
#: From this report year on section six tells what was charged (国办函〔2020〕109号).
FIRST_YEAR_OF_CHARGES = 2021

_PERIOD = re.compile(
    r"(?:统计|数据|起止)[^。；;\n]{0,24}?(?P<year>20[0-9]{2})\s?年\s?(?P<month>[0-9]{1,2})\s?月\s?(?P<day>[0-9]{1,2})\s?日"
    r"[^。；;0-9\n]{0,8}(?:(?P<end_year>20[0-9]{2})\s?年\s?)?(?P<end_month>[0-9]{1,2})\s?月\s?(?P<end_day>[0-9]{1,2})\s?日"
)
_ANY_PERIOD = re.compile(r"1\s?月\s?1\s?日[^。；;\n]{0,12}12\s?月\s?31\s?日")
_FEE = "信息处理费"
_ITEM = re.compile(
    r"(?P<count>[0-9]{1,6})\s?件[，,、]?\s?(?:共)?(?:收取|收)(?:了)?(?:信息处理费)?\s?(?P<amount>[0-9]{1,9}(?:\.[0-9]{1,2})?)\s?元"
)
_AMONG = re.compile(r"其中[，,：:]?")


def period(context: Context) -> Iterator[Finding]:
    """N-PERIOD: the figures are those of 1 January to 31 December of the report year."""
    report = context.report
    texts = [(passage.number, passage.text) for passage in report.passages]
    said = False
    for section, text in [(0, report.preamble), *texts]:
        if not text:
            continue
        for match in _PERIOD.finditer(text):
            said = True
            first = (int(match["year"]), int(match["month"]), int(match["day"]))
            last = (int(match["end_year"] or match["year"]), int(match["end_month"]), int(match["end_day"]))
            if (first, last) != ((report.year, 1, 1), (report.year, 12, 31)):
                yield about_words(
                    "N-PERIOD",
                    Severity.ERROR,
                    section,
                    "prose-period",
                    text=match.group(),
                    span=match.span(),
                    year=report.year,
                )
        said = said or bool(_ANY_PERIOD.search(text))
    if not said and any(text for _, text in texts):
        yield about_words("N-PERIOD", Severity.WARNING, 1, "prose-no-period", year=report.year)


def years(section: int, context: Context) -> Iterator[Finding]:
    """N-YEAR: figures of another year, where the text does not give this year's beside them.

    Of what was carried over from last year's text S-CARRIED speaks.
    """
    report, place = context.report, text_place(section)
    text = report.passage(section).text
    old = old_numbers(report.carried[place], text) if place in report.carried else ()
    claims = reading_of(text, report.year).claims if text else ()
    own = {claim.quantity for claim in claims if claim.year == report.year}
    for claim in claims:
        if any(start < claim.span[1] and claim.span[0] < end for start, end in old):
            continue
        if claim.year != report.year and not claim.narrowed and claim.quantity not in own:
            yield about_words(
                "N-YEAR",
                Severity.WARNING,
                section,
                "prose-year",
                text=claim.text,
                span=claim.span,
                spoken=claim.year,
                year=report.year,
            )


def fees(section: int, context: Context) -> Iterator[Finding]:
    """N-FEE: what each body charged adds up, is a multiple of ten yuan, and is nothing where nothing was charged."""
    report = context.report
    text = report.passage(section).text
    if _FEE not in text:
        return
    said = {
        c.quantity: c
        for c in reading_of(text, report.year).claims
        if c.quantity.startswith("processing") and not c.narrowed
    }
    count, amount = said.get("processing_fee_count"), said.get("processing_fee_amount")
    for name, whole in (("count", count), ("amount", amount)):
        among = _AMONG.search(text, whole.span[1]) if whole else None
        items = list(_ITEM.finditer(text, among.end())) if among else []
        total = sum((Decimal(item[name]) for item in items), Decimal(0))
        if whole and items and total != whole.value:
            listed = "+".join(item[name] for item in items)
            yield about_words(
                "N-FEE",
                Severity.ERROR,
                section,
                "prose-list",
                text=whole.text,
                span=whole.span,
                left=plain(total),
                right=plain(whole.value),
                sum=listed,
                whole=whole.text,
            )
    if amount and amount.value % CHARGE:
        yield about_words(
            "N-FEE",
            Severity.WARNING,
            section,
            "fee-multiple",
            text=amount.text,
            span=amount.span,
            left=plain(amount.value),
        )
    if amount and count and (amount.value == 0) != (count.value == 0):
        yield about_words(
            "N-FEE",
            Severity.WARNING,
            section,
            "fee-count",
            text=amount.text,
            span=amount.span,
            left=plain(amount.value),
            count=plain(count.value),
        )


def fee_missing(context: Context) -> Iterator[Finding]:
    """N-FEE-MISS: a report from 2021 on says what was charged, if only that nothing was."""
    report = context.report
    if report.year < FIRST_YEAR_OF_CHARGES or _FEE in report.preamble:
        return
    if not any(_FEE in passage.text or "处理费" in passage.text for passage in report.passages):
        last = report.passages[-1].number
        yield about_words("N-FEE-MISS", Severity.WARNING, last, "fee-missing")


def fee_unit(context: Context) -> Iterator[Finding]:
    """N-FEEUNIT: the charge for information filed as 行政事业性收费, in one unit or the other."""
    report = context.report
    amount = filed("fees_collected", report)
    if not amount:
        return
    for passage in report.passages:
        for claim in reading_of(passage.text, report.year).claims if _FEE in passage.text else ():
            if claim.quantity == "processing_fee_amount" and claim.value in (amount, amount * 10000):
                yield about_words(
                    "N-FEEUNIT",
                    Severity.HINT,
                    passage.number,
                    "fee-unit",
                    text=claim.text,
                    span=claim.span,
                    cells=cells_of("fees_collected", report),
                    left=plain(claim.value),
                    right=amount,
                )

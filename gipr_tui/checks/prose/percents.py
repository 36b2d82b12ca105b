"""Percentages and growth (domain.md §4.6): N-SHARE, N-RATE, N-YOY, N-YOYABS."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from gipr_tui.checks.check import Context
from gipr_tui.checks.finding import Finding, Number
from gipr_tui.checks.judged import by_sentence, cells_of, filed, judged_in, reading_of, said_in
from gipr_tui.checks.narrative import Change, Claim, Share
from gipr_tui.checks.prose.finding import about_words, plain
from gipr_tui.forms import Severity
from gipr_tui.text.remembered import remembered

#: A growth that is off by less than this many percentage points is questioned, not called wrong.
SLIGHT = Decimal(1)

# 比2022年（31件）, 较上年49件
_AGAINST = re.compile("[较比与同][^,，;；。]{0,24}$")
_RESPECTIVELY = re.compile("依次|占比分别|比例分别")
#: Of so many wholes said before a share it may be the share.
NEAREST = 12

_WHOLES = ("answered_total", "new_applications", "received_incl_carried")
_WHOLES_SAID = (*_WHOLES, "carried_over")
_TAKEN_IN = ("new_applications", "received_incl_carried")
_BASES = ("new_applications", "received_incl_carried", "answered_total")


def percents(section: int, context: Context) -> Iterator[Finding]:
    """The shares, rates and growths of one section."""
    text, year = context.report.passage(section).text, context.report.year
    if not text:
        return
    reading, said = reading_of(text, year), by_sentence(text, year)
    for unfounded in _unfounded(text, year):
        yield from _share(section, text, unfounded, context)
    for change in reading.changes:
        before = [claim for claim in said.get(change.sentence, ()) if claim.span[1] <= change.start]
        yield from _growth(section, text, change, before, context)
    for rate in reading.rates:
        carried = filed("carried_forward", context.report)
        if rate.percent == 100 and carried and "carried_forward" not in said_in(text, year):
            words = text[rate.start : rate.end]
            yield about_words(
                "N-RATE",
                Severity.HINT,
                section,
                "prose-rate",
                text=words,
                span=(rate.start, rate.end),
                cells=cells_of("carried_forward", context.report),
                right=carried,
            )


def any_said(section: int, context: Context) -> bool:
    """Whether the words of one section give a rate, a growth, or a share that they don't bear out."""
    text, year = context.report.passage(section).text, context.report.year
    reading = reading_of(text, year)
    return bool(reading.changes or reading.rates or _unfounded(text, year))


def fits(percent: Decimal, part: Number, whole: Number) -> bool:
    """Whether ``percent`` is the share, rounded or cut off at the places that it shows."""
    if not whole:
        return False
    unit = Decimal(1).scaleb(int(percent.as_tuple().exponent))
    return abs(Decimal(100) * part / whole - percent) < unit


class _Unfounded(NamedTuple):
    """A share of which no whole that the text names is the base: of which ``part``, and the ``whole`` that is named nearest."""

    share: Share
    part: Claim
    whole: Claim


@remembered(64)
def _unfounded(text: str, year: int) -> tuple[_Unfounded, ...]:
    """The shares of a text that none of its own figures bears out; most are of a whole that the text names."""
    reading, said = reading_of(text, year), by_sentence(text, year)
    wholes = [claim for claim in reading.claims if claim.quantity in _WHOLES_SAID] if reading.shares else []
    found = []
    for share in reading.shares:
        before = [claim for claim in said.get(share.sentence, ()) if claim.span[1] <= share.start]
        first = bisect_left(wholes, share.start, key=_start)
        found.append(_without_base(text, share, before, wholes[max(0, first - NEAREST) : first]))
    return tuple(filter(None, found))


def _start(claim: Claim) -> int:
    return claim.span[0]


def _without_base(text: str, share: Share, before: Sequence[Claim], wholes: Sequence[Claim]) -> _Unfounded | None:
    """The share, where it is none of the wholes said before it: of any said not long before, if only of a part of the year."""
    if not before or share.start - before[-1].span[1] > 2:
        return None
    part = before[-1]
    if part.approximate or part.quantity in _WHOLES or _RESPECTIVELY.search(text, before[0].span[0], share.end):
        return None
    if named := _named_whole(share, before):
        wholes = (*wholes, named)
    said = [whole.value for whole in wholes]
    said.append(sum((w.value for w in wholes if w.quantity in ("new_applications", "carried_over")), Decimal(0)))
    stated = [whole for whole in wholes if whole.quantity in _WHOLES]
    if not stated or any(fits(share.percent, part.value, whole) for whole in said):
        return None
    return _Unfounded(share, part, stated[0] if part.quantity.startswith(("applicant", "channel")) else stated[-1])


def _share(section: int, text: str, unfounded: _Unfounded, context: Context) -> Iterator[Finding]:
    """N-SHARE: a figure's share of the whole."""
    share, part, whole = unfounded
    bases = (filed(base, context.report) for base in _BASES)
    if any(base and fits(share.percent, part.value, base) for base in bases):
        return
    right = (Decimal(100) * part.value / whole.value).quantize(Decimal("0.01")) if whole.value else None
    yield about_words(
        "N-SHARE",
        Severity.ERROR,
        section,
        "prose-share",
        text=text[share.start : share.end],
        span=(share.start, share.end),
        left=share.percent,
        right=right,
        part=plain(part.value),
        whole=plain(whole.value),
        quantity=f"{part.quantity}_pct",
    )


def _named_whole(share: Share, before: Sequence[Claim]) -> Claim | None:
    """The figure of the sentence that the share is said to be of: 不予处理6件，其中信访类5件，占不予处理的83.3%."""
    name = share.whole.removesuffix("的")
    return next((claim for claim in before if len(name) > 2 and name in claim.text), None)


def _growth(section: int, text: str, change: Change, counted: Sequence[Claim], context: Context) -> Iterator[Finding]:
    if not counted or counted[-1].quantity not in (*_TAKEN_IN, "change_from_last_year") or counted[-1].approximate:
        return
    now = next((claim for claim in reversed(counted) if claim.quantity in _TAKEN_IN), None)
    if now is None:
        return
    span = (change.start, change.end)
    words = text[slice(*span)]
    between = _AGAINST.sub("", text[counted[-1].span[1] : change.start])
    if any(char.isdecimal() for char in between):
        # of another figure: 收到60件，公开信息1200条，同比增长15%
        return
    known = change.base_year in (None, context.report.year - 1)
    if change.percent is not None:
        bases = _embedded(change, counted, now)
        if bases:
            found = _against(change.percent, now.value, bases)
            # 收到60件，答复58件，比上年49件增加9件
            if found is not None and not any(_against(change.percent, claim.value, bases) is None for claim in counted):
                yield about_words(
                    "N-YOYABS",
                    Severity.ERROR,
                    section,
                    "prose-growth",
                    text=words,
                    span=span,
                    left=change.percent,
                    right=found,
                )
        elif context.previous is not None and known:
            yield from _against_last_year(section, change.percent, now, words, span, context)
    elif change.amount is not None and context.previous is not None and known:
        yield from _more_than_last_year(section, change.amount.value, now, words, span, context)


def _embedded(change: Change, counted: Sequence[Claim], now: Claim) -> list[Number]:
    """The base that the sentence itself gives: 比2022年（31件）下降29%, 增加23件，增长25.8%."""
    if change.base is not None:
        return [change.base]
    given: list[Number] = [now.value - c.value for c in counted if c.quantity == "change_from_last_year"]
    return given[:1]


def _against(percent: Decimal, now: Number, bases: Sequence[Number]) -> Decimal | None:
    """What the growth is, where no base makes it ``percent``; None where one does or none can be told."""
    usable = [base for base in bases if base]
    if not usable or any(fits(percent, now - base, base) for base in usable):
        return None
    return min(
        ((Decimal(100) * (now - base) / base).quantize(Decimal("0.01")) for base in usable),
        key=lambda real: abs(real - percent),
    )


def _bases(context: Context) -> list[Number]:
    assert context.previous is not None
    sums = (filed(base, context.previous) for base in _BASES)
    bases: list[Number] = [number for number in sums if number is not None]
    return bases


def _against_last_year(
    section: int, percent: Decimal, now: Claim, words: str, span: tuple[int, int], context: Context
) -> Iterator[Finding]:
    """N-YOY: growth in per cent, on any count of last year's that is consistent with this year's."""
    if judged_in(now, section, context).verdict == "contradicts":
        return
    counts = [filed(base, context.report) for base in _BASES]
    pairs = list(zip(counts, _bases(context), strict=False))
    bases = _bases(context)
    if any(count is not None and base and fits(percent, count - base, base) for count, base in pairs):
        return
    found = _against(percent, now.value, bases)
    if found is not None:
        severity = Severity.ERROR if abs(found - percent) >= SLIGHT else Severity.WARNING
        yield about_words("N-YOY", severity, section, "prose-growth", text=words, span=span, left=percent, right=found)


def _more_than_last_year(
    section: int, more: Decimal, now: Claim, words: str, span: tuple[int, int], context: Context
) -> Iterator[Finding]:
    """N-YOYABS: so many more than last year."""
    if judged_in(now, section, context).verdict == "contradicts":
        return
    bases = _bases(context)
    if bases and all(now.value - base != more for base in bases):
        right = min((now.value - base for base in bases), key=lambda real: abs(real - more))
        yield about_words(
            "N-YOYABS",
            Severity.ERROR,
            section,
            "prose-more",
            text=words,
            span=span,
            left=plain(more),
            right=plain(right),
        )

"""Sums inside the narrative (domain.md §4.6): N-ID, N-SUMRES, N-CHAN, N-LIST, N-SELF.

They are worked out from the text alone, once for each text. A sum is not questioned where one of its claims is contradicted
by its own cell: that has been named already, and one fault is one finding.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gipr_tui.checks.check import Context
from gipr_tui.checks.finding import Finding
from gipr_tui.checks.judged import filed, judged_in, reading_of
from gipr_tui.checks.narrative import Claim, Said
from gipr_tui.checks.narrative.labels import CHANNELS, RESULTS
from gipr_tui.checks.narrative.lists import lists
from gipr_tui.checks.prose.finding import about_words, plain
from gipr_tui.forms import Severity
from gipr_tui.text.remembered import remembered

_TAKEN_IN = ("new_applications", "received_incl_carried")
_WHOLES = ("answered_total", *_TAKEN_IN)
_SIX = frozenset(RESULTS) - {"granted", "partial", "granted_or_partial"}


@dataclass(frozen=True, slots=True)
class _Sum:
    """Two numbers of a text that should agree and don't, and the claims that they come from: the first is pointed at.

    What is ``of_answers`` is not questioned where it is what was answered by the table: more or fewer may have come in.
    """

    rule: str
    severity: Severity
    wording: str
    claims: tuple[Claim, ...]
    left: Decimal
    right: Decimal
    added: str = ""
    whole: str = ""
    of_answers: bool = False


def sums(section: int, context: Context) -> Iterator[Finding]:
    """N-ID, N-SUMRES and N-CHAN in one section."""
    text = context.report.passage(section).text
    for found in _wrong_sums(text, context.report.year) if text else ():
        if _contradicted(found.claims, section, context):
            continue
        if found.of_answers and found.left == filed("answered_total", context.report):
            continue
        yield about_words(
            found.rule,
            found.severity,
            section,
            found.wording,
            text=found.claims[0].text,
            span=found.claims[0].span,
            left=plain(found.left),
            right=plain(found.right),
            sum=found.added,
            whole=found.whole,
        )


def any_wrong(section: int, context: Context) -> bool:
    """Whether the words of one section alone leave a sum in doubt."""
    return bool(_wrong_sums(context.report.passage(section).text, context.report.year))


def _contradicted(claims: Iterable[Claim], section: int, context: Context) -> bool:
    return any(judged_in(claim, section, context).verdict == "contradicts" for claim in claims)


def _plain_claims(text: str, year: int) -> list[Claim]:
    """The claims about the whole of the year, exact and without doubt."""
    return [
        claim
        for claim in reading_of(text, year).claims
        if not (claim.narrowed or claim.approximate or claim.loose) and claim.year == year
    ]


@remembered(64)
def _wrong_sums(text: str, year: int) -> tuple[_Sum, ...]:
    claims = _plain_claims(text, year)
    return (*_identity(claims), *_results(claims), *_channels(claims, text))


def _identity(claims: Sequence[Claim]) -> Iterator[_Sum]:
    """N-ID: what came in and was carried over is what was answered and carried forward (the form's 勾稽 note)."""
    said = {claim.quantity: claim for claim in reversed(claims)}
    if said.get("answered_total") is None or said.get("carried_forward") is None:
        return
    out = (said["answered_total"], said["carried_forward"])
    together, apart = said.get("received_incl_carried"), (said.get("new_applications"), said.get("carried_over"))
    came_in = (together,) if together is not None else tuple(claim for claim in apart if claim is not None)
    if out[0].said is not Said.FIGURE or len(came_in) < (1 if together is not None else 2):
        return
    left, right = (sum((claim.value for claim in side), Decimal(0)) for side in (came_in, out))
    if left != right:
        yield _Sum("N-ID", Severity.ERROR, "prose-identity", (*came_in, *out), left, right)


def _whole(claims: Sequence[Claim], part: Claim, names: Sequence[str]) -> list[Claim]:
    """The figures of which a list of parts may be the parts: those said before it, in its sentence or the one before."""
    first = bisect_left(claims, part.sentence - 1, key=lambda claim: claim.sentence)
    after = bisect_left(claims, part.span[0], key=lambda claim: claim.span[0])
    return [claim for claim in claims[first:after] if claim.quantity in names]


def _by_sentence(claims: Sequence[Claim], names: Iterable[str]) -> list[list[Claim]]:
    """The claims of the quantities ``names``, sentence by sentence, where none is said twice."""
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.quantity in names:
            found.setdefault(claim.sentence, []).append(claim)
    return [parts for parts in found.values() if len({claim.quantity for claim in parts}) == len(parts)]


def _results(claims: Sequence[Claim]) -> Iterator[_Sum]:
    """N-SUMRES: a list of all six kinds of result adds up to what was answered; what is carried forward may be in it."""
    carried = {claim.value for claim in claims if claim.quantity == "carried_forward"}
    for parts in _by_sentence(claims, (*RESULTS, "granted_or_partial")):
        named = {claim.quantity for claim in parts}
        if not named >= _SIX or not (named >= {"granted", "partial"} or "granted_or_partial" in named):
            continue
        wholes = _whole(claims, parts[0], _WHOLES)
        total = sum((claim.value for claim in parts), Decimal(0))
        # the list may be of what came in and was carried over together
        taken_in = {
            claim.quantity: claim.value for claim in claims if claim.quantity in ("new_applications", "carried_over")
        }
        known = {*(claim.value for claim in wholes), sum(taken_in.values(), Decimal(0))}
        if wholes and not any(number == total or number - total in carried for number in known):
            of_answers = all(claim.quantity != "answered_total" for claim in wholes)
            yield replace(_list("N-SUMRES", Severity.ERROR, parts, wholes[-1], total), of_answers=of_answers)


def _channels(claims: Sequence[Claim], text: str) -> Iterator[_Sum]:
    """N-CHAN: the channels can't add up to more than came in; where they add up to less, some may not be named."""
    for parts in _by_sentence(claims, CHANNELS):
        wholes = _whole(claims, parts[0], _TAKEN_IN) if len(parts) > 1 else []
        total = sum((claim.value for claim in parts), Decimal(0))
        # 网络申请12件（其中电子邮件3件）: a part of a part
        nested = "其中" in text[parts[0].span[1] : parts[-1].span[0]]
        if wholes and not nested and total != wholes[-1].value:
            severity = Severity.ERROR if total > wholes[-1].value else Severity.WARNING
            yield _list("N-CHAN", severity, parts, wholes[-1], total)


def _list(rule: str, severity: Severity, parts: Sequence[Claim], whole: Claim, total: Decimal) -> _Sum:
    added = "+".join(str(plain(claim.value)) for claim in parts)
    claims = (parts[-1], *parts[:-1], whole)
    return _Sum(rule, severity, "prose-list", claims, total, whole.value, added, whole.text)


def open_lists(section: int, context: Context) -> Iterator[Finding]:
    """N-LIST: the parts of 共12件，其中甲5件、乙8件 are not more than their whole."""
    text = context.report.passage(section).text
    for found in lists(text) if text else ():
        total = sum(found.parts)
        if total > found.whole:
            yield about_words(
                "N-LIST",
                Severity.WARNING,
                section,
                "prose-list",
                text=text[slice(*found.span)],
                span=found.span,
                left=total,
                right=found.whole,
                sum="+".join(map(str, found.parts)),
                whole=found.head,
            )


def contradictions(context: Context) -> Iterator[Finding]:
    """N-SELF: what is said twice is said alike. Where a cell tells which is wrong, that has been named already."""
    for section, before, number, claim in _said_unlike(_texts(context), context.report.year):
        if _settled(claim, before, number, context):
            continue
        yield about_words(
            "N-SELF",
            Severity.ERROR,
            number,
            "prose-twice",
            text=claim.text,
            span=claim.span,
            left=plain(claim.value),
            right=plain(before.value),
            before=before.text,
            number=section,
        )


def any_unlike(context: Context) -> bool:
    """Whether the words alone say anything twice and not alike."""
    return bool(_said_unlike(_texts(context), context.report.year))


def _texts(context: Context) -> tuple[str, ...]:
    return tuple(passage.text for passage in context.report.passages)


@remembered(64)
def _said_unlike(texts: tuple[str, ...], year: int) -> tuple[tuple[int, Claim, int, Claim], ...]:
    """What the texts of the sections say of a quantity and then otherwise, each claim behind its section's number."""
    first: dict[str, tuple[int, Claim]] = {}
    found = []
    for number, text in enumerate(texts, 1):
        for claim in _plain_claims(text, year) if text else ():
            if claim.said is Said.FIGURE:
                before = first.setdefault(claim.quantity, (number, claim))
                if before[1].value != claim.value:
                    found.append((*before, number, claim))
    return tuple(found)


def _settled(claim: Claim, before: Claim, section: int, context: Context) -> bool:
    """Whether a cell speaks for or against one of two claims."""
    return any(judged_in(one, section, context).verdict != "unknown" for one in (claim, before))

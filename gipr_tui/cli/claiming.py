"""``gipr claims``."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from gipr_tui.checks.judged import JudgedClaim, claims_in_text, judged_claims
from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import encoded_path, put, put_json
from gipr_tui.errors import UnreadableFile, UsageError
from gipr_tui.report.model import Report, check_year
from gipr_tui.report.values import written
from gipr_tui.text.clean import clean_line, clean_text
from gipr_tui.workspace.wording import Wording

STDIN = "-"


@dataclass(frozen=True)
class _Claims:
    """The claims, and the report that they were held against; none where there is only text."""

    claims: tuple[JudgedClaim, ...]
    report: Report | None = None


def run_claims(context: Context) -> int:
    """What the narrative of a report, of a copy or of a mere text claims in numbers."""
    found = _claims(context)
    if context.options.json:
        put_json({"claims": [_claim_json(claim) for claim in found.claims]})
    else:
        _show(context, found)
    return 0


def _claims(context: Context) -> _Claims:
    name, year = context.options.report, context.options.year
    if year is not None:
        check_year(year)
    if name == STDIN:
        return _of_copy(_from_stdin(), "stdin", year)
    path = Path(encoded_path(name))
    if path.is_file() and (data := _small_text(path)) is not None:
        return _of_copy(data, name, year)
    named = context.report(name)
    if year is not None and year != named.report.year:
        raise UsageError("claims-year-differs", name=named.name, year=year, told=named.report.year)
    previous = context.workspace.previous_of(named.report) if named.reading is None else None
    return _Claims(judged_claims(named.report, previous), named.report)


def _from_stdin() -> bytes:
    """What stands on stdin, so far as it may be read at all; nothing where the shell has closed it."""
    from gipr_tui.readers import MAX_BYTES

    return sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin is not None else b""


def _small_text(path: Path) -> bytes | None:
    """What a file holds; None where another reader has a better sentence about why it can't be read."""
    from gipr_tui.readers import MAX_BYTES

    try:
        return path.read_bytes() if 0 < path.stat().st_size <= MAX_BYTES else None
    except OSError:
        return None


def _of_copy(data: bytes, name: str, year: int | None) -> _Claims:
    """The claims of a copy, held against its tables; of a text without tables where it is no copy."""
    from gipr_tui.forms import official_forms
    from gipr_tui.readers import read_copy

    try:
        reading = read_copy(data, name, official_forms(), year=year)
    except UnreadableFile as error:
        return _of_text(data, name, year, error)
    if not reading.placed:
        return _of_text(data, name, year, UnreadableFile("year-unknown", file=name))
    return _Claims(judged_claims(reading.report), reading.report)


def _of_text(data: bytes, name: str, year: int | None, error: UnreadableFile) -> _Claims:
    from gipr_tui.readers.decode import decode
    from gipr_tui.readers.kinds import reader_of

    if reader_of(data, name) is not None:
        raise error
    text = clean_text(decode(data, name).text)
    if year is None:
        raise UsageError("claims-year", name=name)
    return _Claims(claims_in_text(text, year))


def _claim_json(claim: JudgedClaim) -> dict[str, object]:
    return {
        "section": claim.section,
        "text": claim.text,
        "span": list(claim.span),
        "quantity": claim.quantity,
        "value": _json_number(claim.value),
        "unit": claim.unit,
        "year": claim.year,
        "cells": list(claim.cells),
        "verdict": claim.verdict,
        "why": claim.why,
    }


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _show(context: Context, found: _Claims) -> None:
    """The claims by section, each with what the tables say."""
    text = context.text
    wording = Wording(text, found.report.layout) if found.report else None
    section = 0
    for claim in found.claims:
        if found.report and claim.section != section:
            section = claim.section
            put(found.report.form.section(section).heading)
        label = text(f"quantity.{claim.quantity}")
        put(f"  {text(f'verdict.{claim.verdict}')}  {label} {written(claim.value)}  “{clean_line(claim.text)}”")
        if claim.cells and wording and claim.filed is not None:
            cells = "、".join(wording.cell(address) for address in claim.cells[:3])
            more = text("finding.and-more", count=len(claim.cells) - 3) if len(claim.cells) > 3 else ""
            put(f"      {text('verdict.filed', cells=cells + more, filed=written(claim.filed))}")
        if claim.why and claim.why != "no-tables":
            put(f"      {text(f'claim.{claim.why}')}")
    put(text("cli.claimed", count=len(found.claims), **_counts(found)))


def _counts(found: _Claims) -> dict[str, int]:
    return {verdict: sum(c.verdict == verdict for c in found.claims) for verdict in ("holds", "contradicts", "unknown")}

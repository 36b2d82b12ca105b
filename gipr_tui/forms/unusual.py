"""The parts of a form's file that say what is unusual: beside last year, as a share, and in the words of a section."""

from __future__ import annotations

import re

from gipr_tui.forms.model import Body, Comparison, Mention, Share
from gipr_tui.forms.record import Record


def parse_comparisons(root: Record) -> tuple[Comparison, ...]:
    """``[[comparisons]]``: what is odd beside last year's report."""
    return tuple(_comparison(record) for record in root.records("comparisons", []))


def parse_shares(root: Record) -> tuple[Share, ...]:
    """``[[shares]]``: parts that are unusually large or small."""
    return tuple(_share(record) for record in root.records("shares", []))


def parse_mentions(root: Record) -> tuple[Mention, ...]:
    """``[[mentions]]``: what a section must speak of."""
    return tuple(_mention(record) for record in root.records("mentions", []))


def parse_bodies(root: Record) -> tuple[Body, ...]:
    """``[[bodies]]``: sections that must not be empty."""
    return tuple(_body(record) for record in root.records("bodies", []))


def _numbers(record: Record, key: str) -> tuple[int, ...]:
    numbers = record.take(key, list)
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
        record.refuse(key, "form-type", expected="int", found="?")
    return tuple(numbers)


def _comparison(record: Record) -> Comparison:
    kind = record.choice("kind", ("jump", "copied", "alike"))
    comparison = Comparison(
        rule=record.text("rule"),
        severity=record.severity(),
        basis=record.text("basis"),
        kind=kind,
        tables=record.texts("tables") if kind == "jump" else (),
        sections=() if kind == "jump" else _numbers(record, "sections"),
        times=record.number("times") if kind == "jump" else 0,
        least=record.number("least"),
        share=record.number("share") if kind == "alike" else 0,
    )
    record.done()
    return comparison


def _share(record: Record) -> Share:
    share = Share(
        rule=record.text("rule"),
        severity=record.severity(),
        basis=record.text("basis"),
        part=record.texts("part"),
        whole=record.texts("whole"),
        least=record.number("least"),
        above=record.number("above", 100),
        below=record.number("below", 0),
        part_name=record.text("part_name"),
        whole_name=record.text("whole_name"),
    )
    record.done()
    return share


def _mention(record: Record) -> Mention:
    items = []
    for item in record.records("items"):
        items.append((item.text("label"), item.texts("words")))
        item.done()
    mention = Mention(
        rule=record.text("rule"),
        severity=record.severity(),
        basis=record.text("basis"),
        sections=_numbers(record, "sections"),
        items=tuple(items),
        unit_pattern=record.text("unit_pattern", ""),
        cells=record.texts("cells", []),
        even_empty=record.flag("even_empty"),
    )
    try:
        re.compile(mention.unit_pattern)
    except re.error:
        record.refuse("unit_pattern", "form-bad-pattern")
    record.done()
    return mention


def _body(record: Record) -> Body:
    body = Body(
        rule=record.text("rule"),
        severity=record.severity(),
        basis=record.text("basis"),
        section=record.number("section"),
        least=record.number("least", 1),
        nothing=record.texts("nothing", []),
    )
    record.done()
    return body

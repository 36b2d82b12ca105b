"""Markdown as converters and people write it: headings in bold type, rules, tables of a page, marks in cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.readers import Reading, read_copy
from gipr_tui.report.model import Report
from gipr_tui.writers.merged import MergedRow
from tests.readers.anyreport import FORMS
from tests.readers.dialect import content_of, report_of
from tests.readers.published import pieces

OFFICIAL = {id: FORMS[id] for id in ("2019", "2021")}
FIGURES = {"R1.c1": "12", "R1.c4": "", "R3.2.c7": "", "R3.4.1.c1": "1036", "RV.tot": "7"}
TEXTS = {1: "做了许多事。\n（一）主动公开\n发布了 8 条。", 5: "还不够。", 6: "没有别的。"}

Headed = Callable[[str, int], str]


def report(id: str) -> Report:
    return report_of(OFFICIAL[id], figures=FIGURES, texts=TEXTS)


def bold(text: str, level: int) -> str:
    return f"**{text}**"


def marked(report: Report, heading: Headed, table: Callable[[list[MergedRow]], str]) -> str:
    """``report`` with its title and headings marked by ``heading``, an empty line between all paragraphs and tables."""
    headings = {passage.heading for passage in report.passages}
    levels = {report.title: 1} | dict.fromkeys(headings, 2)
    return "\n\n".join(
        table(piece) if isinstance(piece, list) else heading(piece, levels[piece]) if piece in levels else piece
        for piece in pieces(report)
        if piece
    )


def read(text: str, name: str = "copy.txt") -> Reading:
    return read_copy(text.encode(), name, OFFICIAL)


def spaced(rows: list[MergedRow]) -> str:
    return "\n".join("  " + "   ".join(cell.text for cell in row if cell.text) for row in rows)


@pytest.mark.parametrize("heading", [bold, lambda text, level: f"## **{text}**"], ids=["bold", "both"])
def test_headings_in_bold_type_need_no_table_with_bars(heading: Headed) -> None:
    filed = report("2021").with_texts({"R1.c4": "3", "R3.2.c7": "0"})
    reading = read(marked(filed, heading, spaced))
    assert content_of(reading.report) == content_of(filed)

"""Markdown as converters and people write it: headings in bold type, rules, tables of a page, marks in cells."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from gipr_tui.readers import Reading, read_copy
from gipr_tui.report.model import Report
from gipr_tui.text.width import display_width
from gipr_tui.writers.merged import MergedRow
from tests.readers.anyreport import FORMS
from tests.readers.dialect import content_of, report_of, write
from tests.readers.published import pieces, plain_table

OFFICIAL = {id: FORMS[id] for id in ("2019", "2021")}
FIGURES = {"R1.c1": "12", "R1.c4": "", "R3.2.c7": "", "R3.4.1.c1": "1036", "RV.tot": "7"}
TEXTS = {1: "做了许多事。\n（一）主动公开\n发布了 8 条。", 5: "还不够。", 6: "没有别的。"}

Headed = Callable[[str, int], str]


def report(id: str) -> Report:
    return report_of(OFFICIAL[id], figures=FIGURES, texts=TEXTS)


def hashed(text: str, level: int) -> str:
    return f"{'#' * level} {text}"


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


def on_one_line(rows: list[MergedRow]) -> str:
    return plain_table(rows).replace("\n", "")


@pytest.mark.parametrize("id", OFFICIAL)
@pytest.mark.parametrize("heading", [hashed, bold, lambda text, level: text], ids=["hashed", "bold", "plain"])
@pytest.mark.parametrize("table", [plain_table, on_one_line])
def test_tables_may_be_those_of_a_page(id: str, heading: Headed, table: Callable[[list[MergedRow]], str]) -> None:
    reading = read(marked(report(id), heading, table))
    assert not reading.missing
    assert content_of(reading.report) == content_of(report(id))
    assert reading.text.split("\n")[reading.report.source.lines["R1.c1"] - 1].split("\t")[1] == "12"


def test_what_is_struck_out_in_such_a_table_is_told() -> None:
    text = marked(report("2021"), hashed, plain_table).replace("<td>1036</td>", "<td><s>999</s>1036</td>")
    reading = read(text)
    assert reading.report.value("R3.4.1.c1").text == "1036"
    assert "struck-out" in {note.code for note in reading.notes}


def test_a_table_of_the_narrative_and_text_beside_one_stay() -> None:
    text = marked(report("2021"), hashed, plain_table)
    reading = read(text.replace("还不够。", "见下：<table><tr><td>甲</td><td>3</td></tr></table>以上。"))
    assert reading.report.passage(5).text == "见下：\n甲  3\n以上。"


def spaced(rows: list[MergedRow]) -> str:
    return "\n".join("  " + "   ".join(cell.text for cell in row if cell.text) for row in rows)


@pytest.mark.parametrize("heading", [bold, lambda text, level: f"## **{text}**"], ids=["bold", "both"])
def test_headings_in_bold_type_need_no_table_with_bars(heading: Headed) -> None:
    filed = report("2021").with_texts({"R1.c4": "3", "R3.2.c7": "0"})
    reading = read(marked(filed, heading, spaced))
    assert content_of(reading.report) == content_of(filed)


def ruled(rows: list[MergedRow]) -> str:
    """A rule above, one in pieces below the head and one below: what ``pandoc`` writes."""
    lines = spaced(rows).split("\n")
    width = max(map(display_width, lines)) - 2
    rule = "  " + "-" * width
    pieces = f"  {'-' * 9} {'-' * (width - 10)}"
    return "\n".join([rule, lines[0], pieces, *(line + "\n" for line in lines[1:]), rule])


def underlined(text: str, level: int) -> str:
    rule = "=-"[level - 1] * display_width(text)
    return f"{rule}\n" * (level == 1) + f"{text}\n{rule}"


@pytest.mark.parametrize("heading", [hashed, underlined], ids=["hashed", "underlined"])
@pytest.mark.parametrize("table", [spaced, ruled, plain_table])
def test_rules_under_headings_and_round_tables_are_no_text(
    heading: Headed, table: Callable[[list[MergedRow]], str]
) -> None:
    filed = report("2021").with_texts({"R1.c4": "3", "R3.2.c7": "0"})
    text = marked(filed, heading, table).replace(
        "（一）主动公开", "（一）主动公开\n" + "~" * 14 * (heading is underlined)
    )
    reading = read(text)
    assert content_of(reading.report) == content_of(filed)


def test_a_line_of_dashes_between_the_report_and_its_site_stays() -> None:
    text = marked(report("2021"), hashed, plain_table) + "\n\n无\n--------\n打印本页 关闭窗口"
    reading = read(text.replace("# ", "").replace("#", ""))
    assert [item.text for item in reading.report.unplaced] == ["--------", "打印本页 关闭窗口"]


def barred(rows: list[MergedRow], cell: Callable[[str], str]) -> str:
    """A table with bars, each text in it marked by ``cell``."""
    lines = ["| " + "".join((cell(c.text) if c.text else "") + " |" * c.columns + " " for c in row) for row in rows]
    return "\n".join([lines[0], "| " + "--- |" * len(rows[0]), *lines[1:]])


def grid_of(rows: list[MergedRow], before: str, after: str) -> str:
    """A grid table, each cell between lines of its own that open and close a block; merged labels stand once."""
    width = max(display_width(cell.text) for row in rows for cell in row) + 10
    rule = ("+" + "-" * (width + 2)) * max(sum(cell.columns for cell in row) for row in rows) + "+"
    lines = [rule]
    for row in rows:
        cells = [text for cell in row for text in (cell.text, *[""] * (cell.columns - 1))]
        for texts in ([before] * len(cells), cells, [after] * len(cells)):
            lines.append("".join(f"| {text}{' ' * (width - display_width(text))} " for text in texts) + "|")
        lines.append("+" + "+".join("-" * (width + 2) for _ in cells) + "+")
    return "\n".join(lines)


@pytest.mark.parametrize(
    "mark",
    ['<span style="color:red">{}</span>', '[{}]{{style="color: red"}}', "<p><b>{}</b></p>"],
    ids=["tag", "attributes", "block"],
)
def test_marks_in_cells_are_no_part_of_them(mark: str) -> None:
    filed = report("2021").with_texts({"R1.c4": "3", "R3.2.c7": "0"})
    reading = read(marked(filed, bold, lambda rows: barred(rows, mark.format)))
    assert not reading.missing
    assert content_of(reading.report) == content_of(filed)


def test_two_paragraphs_of_a_cell_are_not_one_figure() -> None:
    filed = report("2021").with_texts({"R1.c4": "3", "R3.2.c7": "0"})
    reading = read(marked(filed, bold, lambda rows: barred(rows, str)).replace("| 1036 |", "| <p>10</p><p>36</p> |"))
    assert reading.report.value("R3.4.1.c1").text.split() != ["1036"]


@pytest.mark.parametrize(("before", "after"), [("::: {}", ":::"), ("<div>", "</div>")])
def test_blocks_in_the_cells_of_a_grid_are_no_part_of_them(before: str, after: str) -> None:
    filed = report("2021")
    tables = marked(filed, hashed, lambda rows: grid_of(rows, before, after))
    plain = marked(filed, hashed, lambda rows: grid_of(rows, "", ""))
    assert read(tables).report.values == read(plain).report.values
    assert content_of(read(tables).report) == content_of(read(plain).report)
    assert len(read(tables).placed) > 100


def test_strokes_before_signs_are_left_out_where_cells_stand_on_lines() -> None:
    """Some converters drop the table, each cell becomes a paragraph, and put a stroke before every sign of Markdown."""
    figures = {"I5.1.change": "+36", "I6.1.change": "-12", "I9.1.amount": "767.1065"}
    written = report_of(OFFICIAL["2019"], figures=figures, texts=TEXTS)
    lines = (line.strip() for line in write(written).split("\n"))
    text = re.sub(r"([-+.()])", r"\\\1", "\n\n".join(line for line in lines if line))
    reading = read_copy(text.encode(), "copy.md", OFFICIAL)
    assert reading.report.values == written.values
    assert not reading.missing

"""Copies in which a row's figures stand on the line below its label, and copies in Markdown of other programs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.readers import Reading, read_copy
from tests.readers.anyreport import FORMS
from tests.readers.dialects import DIALECTS
from tests.reports import clean_2021

Read = Callable[[str], Reading]

REPORT = clean_2021()


def test_figures_below_their_label_are_its_rows(read: Read) -> None:
    lines: list[str] = []
    for line in DIALECTS["tabbed rows"](REPORT).split("\n"):
        cells = [cell for cell in line.split("\t") if cell]
        first = next((at for at, cell in enumerate(cells) if cell.replace(".", "").isdecimal()), 0)
        lines += ["\t".join(cells[:first]), "\t".join(cells[first:])] if first else ["\t".join(cells)]
    reading = read("\n".join(lines))
    assert {a: reading.report.get(a) for a in reading.placed} == {a: REPORT.get(a) for a in reading.placed}
    assert not reading.missing


@pytest.mark.parametrize("mark", ["# {}", "== {}", "# {} {{#part .unnumbered}}"])
def test_headings_may_have_the_marks_of_other_programs(read: Read, mark: str) -> None:
    title, *lines = (
        "青禾镇2022年政府信息公开工作年度报告",
        "一、总体情况",
        "概述。",
        "五、存在的主要问题及改进情况",
        "问题。",
    )
    marked = [mark.format(line) if line[1] == "、" else line for line in lines]
    report = read("\n".join(["::: content", mark.format(title), *marked, ":::"])).report
    assert (report.title, report.get("S1.text"), report.get("S5.text")) == (title, "概述。", "问题。")


def test_markdown_in_an_element_is_no_page() -> None:
    text = '<div class="content">\n\n## 一、总体情况\n\n概述。\n\n## 五、存在的主要问题及改进情况\n\n问题。\n\n</div>'
    report = read_copy(text.encode(), "copy.md", FORMS, unit="青禾镇", year=2022).report
    assert (report.get("S1.text"), report.get("S5.text")) == ("概述。", "问题。")


@pytest.mark.parametrize(
    "title", ["青禾镇关于2022年度政府信息公开工作的年度报告", "青禾镇2022年政府信息公开工作年度报告（公开稿）"]
)
def test_titles_that_offices_write(read: Read, title: str) -> None:
    report = read(f"{title}\n一、总体情况\n概述。").report
    assert (report.title, report.unit, report.year) == (title, "青禾镇", 2022)


def test_a_heading_that_has_run_into_its_text_is_cut_off(read: Read) -> None:
    report = read(
        "青禾镇2022年政府信息公开工作年度报告\n一、总体情况公开信息12条。都已发布。\n六、其他需要报告的事项没有收费。"
    ).report
    assert (report.get("S1.text"), report.get("S6.text")) == ("公开信息12条。都已发布。", "没有收费。")

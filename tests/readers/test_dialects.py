"""One row a line, one cell a line, text from paper: a report in any dialect comes back, and nothing comes back wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gipr_tui.forms import LaidTable, official_forms
from gipr_tui.readers import Reading, read_copy
from gipr_tui.readers.page_text.rows import is_figure
from gipr_tui.report.model import Report
from tests.readers.dialect import content_of, report_of
from tests.readers.dialects import DIALECTS, WITHOUT_BLANKS, Paper, grid, on_paper, write_copy
from tests.reports import clean_2019, clean_2021, with_rows

FORMS = official_forms()
TEXTS = {
    1: "这一年各项公开工作都有人管，有人查，做完了就在网上登出来。\n第二段写依申请公开：收到多少，答复多少，都在下面的表里。",
    5: "有的栏目更新得慢。",
    6: "没有别的事。",
}
EVERY: dict[str, Callable[[Report], str]] = {
    **DIALECTS,
    **WITHOUT_BLANKS,
    "paper": lambda report: on_paper(report, Paper()),
}

Read = Callable[[str], Reading]


@st.composite
def reports(draw: st.DrawFn, blanks: bool) -> Report:
    """A report with any figures, some cells of it blank."""
    report = report_of(FORMS[draw(st.sampled_from(sorted(FORMS)))], texts=TEXTS)
    figures = ["0", "0", "0", "7", "12", "305", "20769"] + [""] * (2 * blanks)
    dice = random.Random(draw(st.integers(0, 10**6)))
    return report.with_texts({address: dice.choice(figures) for address in report.layout.cells})


def in_other_signs(text: str, dice: random.Random) -> str:
    """``text`` with other brackets, quotes and signs after an ordinal."""
    if dice.random() < 0.5:
        text = text.replace("（", "(").replace("）", ")")
    if dice.random() < 0.5:
        text = re.sub(r"(?<![\d.])([1-8])\.(?=[\u4e00-\u9fff])", r"\1、", text)
    return text.replace("“", '"').replace("”", '"') if dice.random() < 0.5 else text


def check(report: Report, text: str, *, whole: bool) -> None:
    reading = read_copy(text.encode(), "copy.txt", FORMS)
    assert all(reading.report.value(address) == report.value(address) for address in reading.placed)
    assert [passage.text for passage in reading.report.passages] == [passage.text for passage in report.passages]
    if whole:
        assert (reading.missing, reading.report.unplaced) == ((), ())


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(sorted(EVERY)), reports(blanks=False), st.randoms())
def test_a_report_without_blank_cells_comes_back_whole(name: str, report: Report, dice: random.Random) -> None:
    check(report, in_other_signs(EVERY[name](report), dice), whole=True)


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(sorted(EVERY)), reports(blanks=True), st.randoms())
def test_no_cell_comes_back_wrong_beside_blank_ones(name: str, report: Report, dice: random.Random) -> None:
    check(report, in_other_signs(EVERY[name](report), dice), whole=False)


papers = st.builds(
    Paper,
    label=st.integers(8, 26),
    group=st.integers(2, 5),
    column=st.integers(7, 11),
    length=st.integers(25, 70),
    between=st.integers(0, 2),
)


@settings(max_examples=15, deadline=None)
@given(reports(blanks=False), papers, st.randoms())
def test_any_paper_comes_back_whole(report: Report, paper: Paper, dice: random.Random) -> None:
    check(report, in_other_signs(on_paper(report, paper), dice), whole=True)


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("report", [clean_2019(), clean_2021()], ids=["2019", "2021"])
def test_nothing_but_the_lines_differs(name: str, report: Report, read: Read) -> None:
    assert content_of(read(DIALECTS[name](report)).report) == content_of(report) | {"status": report.status}


def test_a_blank_cell_on_paper_is_told_by_its_column(read: Read) -> None:
    report = with_rows(clean_2021(), R3_2="2 _ 0 _ 0 0 2")
    reading = read(on_paper(report, Paper()))
    assert {"R3.2.c2", "R3.2.c4"} <= set(reading.placed)
    assert reading.report.values == report.values


def test_a_blank_cell_among_single_spaces_leaves_its_row_open(read: Read) -> None:
    report = with_rows(clean_2021(), R3_2="2 _ 0 0 0 0 2")
    reading = read(WITHOUT_BLANKS["spaced rows"](report))
    assert {address for address in reading.missing if not address.startswith("I")} == {
        f"R3.2.c{n}" for n in range(1, 8)
    }
    assert any("2\t0\t0\t0\t0\t2" in item.text for item in reading.report.unplaced)


def test_markdown_may_name_its_tables_and_a_group_before_its_row(read: Read) -> None:
    report = clean_2021()
    text = DIALECTS["markdown"](report).replace("## 三、", "## 表三：").replace("## 二、", "## 表二：")
    text = text.replace("| （三）不予公开 | 1.属于国家秘密 |", "|  | （三）不予公开 1.属于国家秘密 |")
    reading = read(text.replace("| 信息内容 |", "| **信息内容** |"))
    assert (reading.missing, reading.report.values) == ((), report.values)
    assert reading.report.passage(3).heading == "表三：收到和处理政府信息公开申请情况"
    assert "label-inexact" in {note.code for note in reading.notes}


def test_markdown_may_give_each_group_of_section_four_a_row(read: Read) -> None:
    rows = [
        "| 复议后起诉 | 3 | 0 | 0 | 1 | 4 |",
        "| 行政复议 | 1 | 0 | 2 | 0 | 3 |",
        "| 未经复议直接起诉 | 5 | 0 | 0 | 0 | 5 |",
    ]
    head = "|  | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n|---|---|---|---|---|---|\n"
    before = (
        "某县水务局2021年政府信息公开工作年度报告\n## 一、总体情况\n有。\n## 四、政府信息公开行政复议、行政诉讼情况\n"
    )
    report = read(before + head + "\n".join(rows)).report
    table = report.layout.table("T4").addresses[0]
    assert [report.value(address).text for address in table] == [*"10203", *"50005", *"30014"]
    assert report.source.lines["RV.keep"] == report.source.lines["LA.tot"] + 1 == report.source.lines["LD.tot"] - 1
    missing = read(before + head + "\n".join(rows[1:]))
    assert not missing.placed
    assert len(missing.report.unplaced) == 2


@pytest.mark.parametrize("name", ["paper", "spaced rows", "barred", "cells in order"])
def test_a_mistyped_label_is_found_and_told(name: str, read: Read) -> None:
    report = clean_2021()
    reading = read(EVERY[name](report).replace("属于三类内部事务信息", "属于三类内容事务信息"))
    assert (reading.missing, reading.report.values) == ((), report.values)
    assert "label-inexact" in {note.code for note in reading.notes}


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(("form", "variant"), [(form.id, v.id) for form in FORMS.values() for v in form.variants])
def test_a_local_variant_is_recognised(name: str, form: str, variant: str) -> None:
    report = report_of(FORMS[form], variants=frozenset({variant}), texts=TEXTS)
    check(report, EVERY[name](report), whole=True)


def test_page_numbers_are_left_out_and_told(read: Read) -> None:
    reading = read(on_paper(clean_2021(), Paper()))
    (note,) = (note for note in reading.notes if note.code == "page-numbers")
    assert int(note.fields["count"]) >= 3
    assert not any("-1-" in passage.text for passage in reading.report.passages)


def test_running_heads_and_feet_are_left_out_and_told(read: Read) -> None:
    report = clean_2021()
    plain = on_paper(report, Paper(length=25)).removesuffix("\f")
    reading = read(plain.replace("\f", f"{' ' * 60}云岭市水务局印\n\f{' ' * 30}年度报告选编\n\n"))
    assert content_of(reading.report) == content_of(read(plain).report)
    assert {note.code for note in reading.notes} >= {"page-numbers", "page-frame-lines"}


def test_a_page_number_beside_their_count_is_one_without_pages_too(read: Read) -> None:
    report = clean_2021()
    lines = WITHOUT_BLANKS["spaced rows"](report).split("\n")
    for number, at in enumerate((30, 20, 10), 1):
        lines.insert(at, f"第 {4 - number} ⻚ 共 3 ⻚")
    reading = read("\n".join(lines))
    assert content_of(reading.report) == content_of(report) | {"status": report.status}


def parted(mark: str) -> Callable[[Report, LaidTable], Iterator[str]]:
    """Each row's labels and figures parted by ``mark``; a merged cell leaves nothing."""

    def rows(report: Report, table: LaidTable) -> Iterator[str]:
        depth = max(len(path) for path in table.row_paths) if table.leaf_rows[0].label else 0
        for row in grid(report, table):
            labels, figures = row[:depth], row[depth:]
            blank = all(not is_figure(cell) for cell in row)
            yield mark.join([cell for cell in (row if blank else labels) if cell] + ([] if blank else figures))

    return rows


@pytest.mark.parametrize("mark", "，,；、")
@pytest.mark.parametrize("report", [clean_2019(), clean_2021()], ids=["2019", "2021"])
def test_rows_parted_by_commas_are_read(read: Read, report: Report, mark: str) -> None:
    report = with_rows(report, R1="5 _ 0 0 0 0 5")
    reading = read(write_copy(report, parted(mark)))
    assert content_of(reading.report) == content_of(report) | {"status": report.status}


def test_figures_parted_by_commas_behind_no_label_are_told(read: Read) -> None:
    report = clean_2021()
    reading = read(write_copy(report, parted("，")).replace("1.属于国家秘密，", "1.属于别的什么，"))
    assert any("属于别的什么" in item.text for item in reading.report.unplaced)
    assert set(reading.missing) == {a for a in report.layout.cells if a.startswith("R3.3.1.")}


def test_a_sentence_of_labels_is_no_row(read: Read) -> None:
    report = clean_2021().with_texts({"S1.text": "行政许可，行政处罚\n说完了，3，1，0。"})
    reading = read(write_copy(report, parted("，")))
    assert reading.report.passage(1).text == report.passage(1).text
    assert read(WITHOUT_BLANKS["spaced rows"](report)).report.passage(1).text == report.passage(1).text


#: Rows as ``pdftotext`` gives them without ``-layout``: the labels of three come after the figures of all four.
SCATTERED = """三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量
{R1}
二、上年结转政府信息公开申请数量
{R2}
{R3.1}
{R3.2}
1.属于国家秘密
{R3.3.1}
（一）予以公开
（二）部分公开（区分处理的，只计这一情
形，不计其他情形）
三、
本年度办理结果
（三）不
予公开
2.其他法律行政法规禁止公开
{R3.3.2}
"""


def scattered(**figures: str) -> str:
    rows = dict.fromkeys(re.findall(r"\{(.+?)\}", SCATTERED), "0 0 0 0 0 0 0")
    rows |= {key.replace("_", "."): row for key, row in figures.items()}
    text = re.sub(r"\{(.+?)\}", lambda match: rows[match[1]].replace(" ", "\n\n"), SCATTERED)
    return "云岭市水务局2021年政府信息公开工作年度报告\n一、总体情况\n有。\n" + text


def test_figures_apart_from_their_labels_are_placed_by_order_if_they_add_up(read: Read) -> None:
    reading = read(scattered(R1="5 0 0 0 0 0 5", R3_1="3 0 0 0 0 1 4", R3_2="1 0 0 0 0 0 1"))
    assert [reading.report.value(f"R3.1.c{n}").text for n in range(1, 8)] == list("3000014")
    assert {f"R3.1.c{n}" for n in range(1, 8)} <= reading.report.source.split
    assert {note.code for note in reading.notes} >= {"run-split"}


def test_figures_apart_from_their_labels_that_do_not_add_up_stay_open(read: Read) -> None:
    reading = read(scattered(R3_1="3 0 0 0 0 1 9"))
    assert not any(address.startswith("R3.1.") for address in reading.placed)
    assert {f"R3.3.1.c{n}" for n in range(1, 8)} <= set(reading.placed)
    assert any("3\t0\t0\t0\t0\t1\t9" in item.text for item in reading.report.unplaced)

"""Copies with one cell a line and no TABs: rows are told from the labels, and a lost blank cell is not made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gipr_tui.forms import Form, official_forms
from gipr_tui.readers import Reading
from gipr_tui.report.model import Report
from tests.readers.dialect import content_of, report_of, write
from tests.readers.madeup import all_forms

Read = Callable[[str], Reading]

F19 = official_forms()["2019"]
TEXTS = {1: "做了事。\n共3件。", 5: "一、还不够。", 6: "没有。"}


def untabbed(copy: str, between: str = "\n") -> str:
    return between.join(text for line in copy.split("\n") if (text := line.strip()))


@pytest.mark.parametrize("form", all_forms().values(), ids=lambda form: form.id)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\u00a0\n"])
def test_labels_part_the_rows(read: Read, form: Form, between: str) -> None:
    texts = {section.number: "说明一下。" for section in form.sections}
    report = report_of(form, texts=texts)
    reading = read(untabbed(write(report), between))
    assert content_of(reading.report) == content_of(report)
    assert not reading.missing


@pytest.mark.parametrize("variant", ["split-other-services", "subtotals", "legal-subtotal"])
def test_variants_are_told_too(read: Read, variant: str) -> None:
    reading = read(untabbed(write(report_of(F19, variants=frozenset({variant})))))
    assert reading.report.variants == {variant}
    assert not reading.missing


def test_a_lost_blank_cell_leaves_its_row_unplaced(read: Read) -> None:
    report = report_of(F19, texts=TEXTS, figures={"R3.1.c4": "", "LD.oth": ""})
    reading = read(untabbed(write(report)))
    assert [item.reason for item in reading.report.unplaced] == ["row-shape", "row-shape"]
    assert set(reading.missing) == {f"R3.1.c{n}" for n in range(1, 8)} | {
        address for address in report.layout.cells if address.startswith(("RV", "LD", "LA"))
    }


def test_rows_not_parted_by_blank_lines(read: Read) -> None:
    report = report_of(F19, texts=TEXTS, figures={"R3.1.c4": "", "I5.1.before": "3"})
    joined = "\n".join(line for line in write(report).split("\n") if line)
    assert content_of(read(joined).report) == content_of(report)


def test_a_blank_last_cell_there_may_be_a_merged_one_of_the_next_row(read: Read) -> None:
    report = report_of(F19, texts=TEXTS, figures={"R3.1.c7": ""})
    reading = read("\n".join(line for line in write(report).split("\n") if line))
    assert reading.missing == tuple(f"R3.1.c{n}" for n in range(1, 8))
    assert [item.reason for item in reading.report.unplaced] == ["row-shape"]


def test_cells_each_parted_by_blank_lines(read: Read) -> None:
    report = report_of(F19, texts=TEXTS, figures={"R3.1.c4": "5", "I5.1.before": "3"})
    copy = write(report).replace("\n\t", "\n\n\t")
    assert content_of(read(copy).report) == content_of(report)


def test_an_unknown_row_among_them_is_kept(read: Read) -> None:
    copy = untabbed(write(report_of(F19))).replace("\n行政强制\n", "\n行政奖励\n4\n5\n6\n行政强制\n")
    reading = read(copy)
    assert [(item.text, item.reason) for item in reading.report.unplaced] == [("行政奖励\t4\t5\t6", "extra-row")]
    assert not reading.missing


def test_words_broken_over_lines(read: Read) -> None:
    copy = untabbed(write(report_of(F19))).replace("\n商业企业\n", "\n商业\n企业\n").replace("\n总计\n", "\n总\n计\n")
    assert not read(copy).missing


def test_a_section_of_text_only_stays_text(read: Read) -> None:
    headings = [section.heading for section in F19.sections]
    said = "本年没有收到申请。\n无"
    copy = "\n".join([headings[0], "2019年。", headings[1], "无", headings[2], said, *headings[3:]])
    reading = read(copy)
    assert reading.report.passage(3).text == said
    assert not reading.report.unplaced
    assert not reading.placed


def test_figures_from_paper_that_stand_behind_the_next_label_are_not_its_own(read: Read) -> None:
    """A row's last figure stands behind the next label, whose own blank cell left nothing: that row only seems whole."""
    figures = {"R3.5.1.c7": "9", "R3.5.2.c1": "3", "R3.5.2.c2": "5", "R3.5.2.c7": ""}
    report = report_of(F19, figures=figures)
    lines = untabbed(write(report)).split("\n")
    label = lines.index("2.重复申请")
    lines[label - 1 : label + 1] = lines[label - 1 : label + 1][::-1]
    reading = read("\n".join(lines) + "\n\f")  # where a page ends
    assert {address.rpartition(".")[0] for address in reading.missing} == {"R3.5.1", "R3.5.2"}


def test_headers_in_the_middle_of_their_height_are_told_from_left_to_right(read: Read) -> None:
    """A header of three lines begins above its neighbour of one: what tells their order is where they stand across."""
    head = """                                         申请人情况
                                    法人或其他组织
                        自然人                                              总计
                                    科研机 社会公益 法律服务机
                              商业企业                              其他
                                    构     组织     构
"""
    report = report_of(F19, figures={"R1.c1": "5", "R1.c7": "5"})
    lines = untabbed(write(report)).split("\n")
    first, last = lines.index("申请人情况"), lines.index("一、本年新收政府信息公开申请数量")
    rows = []
    for row in report.layout.tables[-2].table.rows[:2]:
        cells = [report.value(f"{row.key}.c{n}").text for n in range(1, 8)]
        rows.append(f"{row.label}    " + "      ".join(cells))
    text = "\n".join(
        [*lines[: first - 1], head, *rows, *lines[lines.index("四、政府信息公开行政复议、行政诉讼情况") :]]
    )
    assert first < last
    reading = read(text)
    assert {f"R{n}.c{c}" for n in (1, 2) for c in range(1, 8)} <= set(reading.placed)
    assert reading.report.value("R1.c7").text == "5"


def with_blank_lines(copy: str) -> str:
    """Each cell of a row on its line, blank ones too; nothing between rows, and nothing for a label's merged cells."""
    lines = []
    for row in copy.split("\n\n"):
        cells = row.split("\n")
        last = max((place for place, cell in enumerate(cells) if any(map(str.isalpha, cell))), default=-1)
        lines += [cell.strip() for place, cell in enumerate(cells) if place > last or cell.strip()]
    return "\n".join(lines)


BLANKS = {
    "R1.c1": "",
    "R1.c4": "",
    "R2.c7": "",
    "R3.4.1.c5": "",
    "I1.2.before": "",
    "I1.2.issued": "",
    "I1.1.issued": "",
}


@pytest.mark.parametrize("id", ["2019", "2021"])
def test_blank_lines_may_be_blank_cells(read: Read, id: str) -> None:
    form = official_forms()[id]
    row = {f"R3.1.c{column}": "" for column in range(1, 8)}
    report = report_of(form, texts=TEXTS)
    report = report.with_texts({a: "" for a in (*BLANKS, *row) if a in report.layout.cells})
    reading = read(with_blank_lines(write(report)))
    assert reading.report.values == report.values
    assert not reading.missing
    assert [p.text for p in reading.report.passages] == [p.text for p in report.passages]


def test_a_blank_line_that_is_no_cell_among_them_leaves_the_rows_open(read: Read) -> None:
    report = report_of(F19, texts=TEXTS, figures={"R3.1.c4": ""})
    copy = with_blank_lines(write(report)).replace("\n（二）部分公开", "\n\n（二）部分公开")
    reading = read(copy)
    assert {f"R3.1.c{n}" for n in range(1, 8)} <= set(reading.missing)


def test_a_blank_line_behind_a_row_that_lacks_a_cell_is_none(read: Read) -> None:
    copy = untabbed(write(report_of(F19, texts=TEXTS, figures={"R3.1.c4": ""})))
    reading = read(copy.replace("\n（二）部分公开", "\n\n（二）部分公开"))
    assert {f"R3.1.c{n}" for n in range(1, 8)} <= set(reading.missing)


def row_four_with_blank_lines(blank: tuple[str, ...], before: str, after: str) -> tuple[str, Report]:
    """A copy in which ``before`` and ``after`` stand round the row of section four."""
    report = report_of(F19, texts=TEXTS, figures=dict.fromkeys(blank, ""))
    lines = with_blank_lines(write(report)).split("\n")
    at = next(index for index, line in enumerate(lines) if line.startswith("五、"))
    return "\n".join([*lines[: at - 15], before, *lines[at - 15 : at], after, *lines[at:]]).replace("#\n", ""), report


@pytest.mark.parametrize(
    ("blank", "before", "after"),
    [
        (("RV.corr",), "#", "#"),
        (("RV.corr", "LD.oth"), "", ""),
        (("RV.keep", "RV.corr", "LA.keep", "LA.tot"), "#", "#"),
        (("LD.keep", "LA.tot"), "#", ""),
    ],
)
def test_the_row_of_section_four_may_have_blank_lines(
    read: Read, blank: tuple[str, ...], before: str, after: str
) -> None:
    copy, report = row_four_with_blank_lines(blank, before, after)
    reading = read(copy)
    assert reading.report.values == report.values
    assert not reading.missing


@pytest.mark.parametrize(
    ("blank", "before", "after"),
    [(("LA.tot",), "#", "#"), (("RV.keep",), "#", ""), (("RV.keep", "LD.oth"), "", "#"), (("LD.oth",), "#", "#")],
)
def test_a_blank_line_beside_the_row_of_section_four_may_be_no_cell(
    read: Read, blank: tuple[str, ...], before: str, after: str
) -> None:
    copy, _ = row_four_with_blank_lines(blank, before, after)
    if blank == ("LD.oth",):  # each cell parted by a blank line
        head, _, rest = copy.partition("四、")
        copy = head + "四、" + "\n\n".join(line for line in rest.split("\n") if line)
    assert {"RV.keep", "LA.tot"} <= set(read(copy).missing)


def test_figures_from_paper_behind_the_labels_of_two_rows_are_of_neither(read: Read) -> None:
    """Columns are given one after the other; the row with blank cells may be the first or the second."""
    figures = {f"I1.2.{column}": "" for column in ("made", "published", "stock")}
    report = report_of(F19, texts=TEXTS, figures=figures | {"R3.3.1.c1": "4", "R3.3.1.c7": "4"})
    lines = untabbed(write(report)).split("\n")
    first, second = lines.index("规章"), lines.index("规范性文件")
    lines[first : second + 1] = [lines[first], lines[second], *lines[first + 1 : second]]
    reading = read("\n".join(lines) + "\n\f")
    assert {address.rpartition(".")[0] for address in reading.missing} == {"I1.1", "I1.2"}
    assert reading.report.get("R3.3.1.c7") == "4"

"""Heads whose columns come in another order than the form's: the rows' totals tell, and else the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from gipr_tui.readers import Reading

Read = Callable[[str], Reading]

LEGAL = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
NEW, SINCE = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"


def section_three(head: Sequence[str], *rows: str) -> str:
    lines = ("青禾镇2022年政府信息公开工作年度报告", "一、总体情况", "三、收到和处理政府信息公开申请情况")
    return "\n".join((*lines, *head, *rows, "五、存在的主要问题及改进情况", "无"))


def as_page(head: str, *rows: Sequence[str]) -> str:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    before, after = section_three((), "|").split("|")
    lines = "".join(f"<p>{line}</p>" for line in before.split())
    return f"{lines}<table>{head}{cells}</table>{''.join(f'<p>{line}</p>' for line in after.split())}"


def row_of(reading: Reading, row: str) -> str:
    return " ".join(reading.report.get(f"{row}.c{n}") for n in range(1, 8))


def codes(reading: Reading) -> list[str]:
    return [note.code for note in reading.notes]


SCATTERED = ("申请人情况", "法人或其他组织", "自然人 总计", " ".join(LEGAL))


def test_a_merged_header_between_the_lines_moves_no_figure(read: Read) -> None:
    reading = read(section_three(SCATTERED, f"{NEW} 5 1 0 0 0 0 6", f"{SINCE} 2 0 0 0 0 0 2"))
    assert (row_of(reading, "R1"), row_of(reading, "R2")) == ("5 1 0 0 0 0 6", "2 0 0 0 0 0 2")


LEGS = "".join(f"<td>{leg}</td>" for leg in LEGAL)


@pytest.mark.parametrize("breadth", ["", 'colspan="4"'])
def test_a_header_with_a_wrong_breadth_moves_no_figure(read: Read, breadth: str) -> None:
    head = f'<tr><td rowspan="2"></td><td rowspan="2">自然人</td><td {breadth}>法人或其他组织</td><td rowspan="2">总计</td>'
    reading = read(as_page(f"{head}</tr><tr>{LEGS}</tr>", (NEW, *"5100208")))
    assert row_of(reading, "R1") == "5 1 0 0 2 0 8"
    note = next(note for note in reading.notes if note.code == "columns-of-form")
    assert (note.fields["agreeing"], note.fields["headed"]) == ("1", "0")


def test_columns_that_only_add_up_as_headed_are_read_so(read: Read) -> None:
    head = '<tr><td rowspan="2"></td><td rowspan="2">总计</td><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td>'
    reading = read(as_page(f"{head}</tr><tr>{LEGS}</tr>", (NEW, *"8510020")))
    assert row_of(reading, "R1") == "5 1 0 0 2 0 8"
    assert "columns-as-headed" in codes(reading)


LACKING = ("申请人情况", "自然人 法人或其他组织 总计", "商业企业 科研机构 法律服务机构 其他")


def test_a_head_that_lost_words_is_made_good_by_the_totals(read: Read) -> None:
    reading = read(section_three(LACKING, f"{NEW} 5 1 0 0 2 0 8", f"{SINCE} 0 0 0 0 0 0 0"))
    assert (row_of(reading, "R1"), row_of(reading, "R2")) == ("5 1 0 0 2 0 8", "0 0 0 0 0 0 0")
    assert "columns-by-sums" in codes(reading)


def test_without_a_total_that_agrees_it_stays_unread(read: Read) -> None:
    reading = read(section_three(LACKING, f"{NEW} 5 1 0 0 2 0 9", f"{SINCE} 0 0 0 0 0 0 0"))
    assert not any(address in reading.placed for address in ("R1.c1", "R2.c1"))
    assert [item.reason for item in reading.report.unplaced].count("unknown-columns") == 2


def test_a_head_with_all_its_words_scattered_is_the_forms(read: Read) -> None:
    rows = (
        ("", "申请人情况", *[""] * 6),
        ("", "", "法人或其他组织", *[""] * 5),
        ("", "自然人", "商业", "科研机构", "社会公益", "法律服务", "其他", ""),
        ("", "", "企业", "", "组织", "机构", "", "总计"),
    )
    reading = read(as_page("", *rows, (NEW, *"5100209")))
    assert row_of(reading, "R1") == "5 1 0 0 2 0 9"
    assert "header-words" in codes(reading)


def test_a_header_wrapped_over_more_lines_than_its_neighbour_stays_in_its_place(read: Read) -> None:
    head = (
        "第二十条第（一）项",
        "       本年新制作数           对外公开总数",
        "信息内容          本年新公开数量",
        "        量              量",
    )
    rows = ("规章     0       0                0", "规范性文件  3       4               118")
    copy = section_three(("二、主动公开政府信息情况", *head), *rows).replace("2022", "2020").replace("三、收到", "收到")
    report = read(copy).report
    assert [report.get(f"I1.2.{key}") for key in ("made", "published", "stock")] == ["3", "4", "118"]

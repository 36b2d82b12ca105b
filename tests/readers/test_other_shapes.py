"""Tables as offices shape them: rows that fill the table, other words for its labels, and section four in pieces."""

from __future__ import annotations

from collections.abc import Sequence

from gipr_tui.readers import Reading, read_copy
from tests.readers.anyreport import FORMS

TWO = "<p>二、主动公开政府信息情况</p>"
THREE = "<p>三、收到和处理政府信息公开申请情况</p>"
FOUR = "<p>四、政府信息公开行政复议、行政诉讼情况</p>"
NEW = "一、本年新收政府信息公开申请数量"
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def read(text: str, name: str = "copy.html") -> Reading:
    return read_copy(text.encode(), name, FORMS, unit="青禾镇", year=2022)


def table(*rows: str) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def cells(*texts: object, wide: int = 1) -> str:
    """The cells of a row, the first merged over ``wide`` columns."""
    first, *rest = texts
    return f"<td colspan={wide}>{first}</td>" + "".join(f"<td>{text}</td>" for text in rest)


def applications(*rows: str, columns: Sequence[str] = APPLICANTS) -> str:
    """Table three with ``rows`` below its head."""
    natural, *legal, total = columns
    return THREE + table(
        "<td colspan=3 rowspan=3></td><td colspan=7>申请人情况</td>",
        f"<td rowspan=2>{natural}</td><td colspan=5>法人或其他组织</td><td rowspan=2>{total}</td>",
        "".join(f"<td>{text}</td>" for text in legal),
        *rows,
    )


def figures(reading: Reading, row: str) -> list[str]:
    """The figures of a row of table three; empty where a cell is open."""
    report = reading.report
    return [report.value(f"{row}.c{column}").text for column in range(1, 8)]


def unplaced(reading: Reading) -> list[tuple[str, str]]:
    return [(item.text, item.reason) for item in reading.report.unplaced]


def inexact(reading: Reading) -> list[str]:
    return [dict(note.fields)["text"] for note in reading.notes if note.code == "label-inexact"]


def test_the_label_of_a_group_may_fill_its_row() -> None:
    reading = read(
        applications(
            cells("三、本年度办理结果", wide=10),
            cells("（三）不予公开", wide=10),
            cells("1.属于国家秘密", 2, 1, 0, 0, 0, 0, 3, wide=3),
            cells("（六）其他处理", wide=10),
            cells("3.其他", 4, 0, 0, 0, 0, 0, 4, wide=3),
            cells("本表只计本机关。", wide=10),
        )
    )
    assert figures(reading, "R3.3.1") == ["2", "1", "0", "0", "0", "0", "3"]
    assert figures(reading, "R3.6.3") == ["4", "0", "0", "0", "0", "0", "4"]
    assert reading.report.passage(3).text == "本表只计本机关。"
    assert not reading.report.unplaced


def test_the_label_of_a_group_in_the_narrative_stays_in_it() -> None:
    reading = read(THREE + "<p>（三）不予公开</p><p>单位：件</p>" + table(cells("（三）不予公开", "甲")))
    assert reading.report.passage(3).text.startswith("（三）不予公开\n单位：件")


def test_the_measure_of_a_table_is_not_of_the_narrative() -> None:
    licence = (cells("第二十条第（五）项", wide=2), cells("信息内容", "本年处理决定数量"), cells("行政许可", 8))
    reading = read(TWO + table(cells("单位：件", wide=2), *licence))
    assert reading.report.value("I5.1.decided").text == "8"
    assert reading.report.passage(2).text == ""
    assert unplaced(reading) == [("单位：件", "extra-row")]
    reading = read("<p>一、总体情况</p>" + table(cells("单位：件", wide=2), cells("网站", 8)))
    assert reading.report.passage(1).text == "单位：件\n网站  8"

"""Tables as offices shape them: rows that fill the table, other words for its labels, and section four in pieces."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

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


@pytest.mark.parametrize(
    ("place", "wording"),
    [(5, "其它"), (6, "合计"), (0, "自然人（件）"), (1, "商业企业（单位：件）"), (6, "合计（件）"), (5, "其它（件）")],
)
def test_columns_in_other_words_are_noted(place: int, wording: str) -> None:
    columns = list(APPLICANTS)
    columns[place] = wording
    reading = read(applications(cells(NEW, 3, 0, 0, 0, 0, 1, 4, wide=3), columns=columns))
    assert figures(reading, "R1") == ["3", "0", "0", "0", "0", "1", "4"]
    assert inexact(reading) == [wording]
    assert not reading.report.unplaced


@pytest.mark.parametrize(
    ("row", "wording"),
    [
        ("R1", f"{NEW}（件）"),
        ("R3.3.2", "2.其他法律行政止公开"),
        ("R3.6.3", "3.其它"),
        ("R3.7", "（七）合计"),
        ("R3.3.5", "5.属于三类内部事务信息（条）"),
    ],
)
def test_rows_in_other_words_are_noted(row: str, wording: str) -> None:
    reading = read(applications(cells(wording, 3, 0, 0, 0, 0, 1, 4, wide=3)))
    assert figures(reading, row) == ["3", "0", "0", "0", "0", "1", "4"]
    assert inexact(reading) == [wording]


def test_a_column_besides_the_total_is_not_taken_for_it() -> None:
    head = ("", *APPLICANTS[:-1], "合计", "总计")
    reading = read(THREE + table(cells(*head), cells(NEW, 3, 0, 0, 0, 0, 1, 1, 4)))
    assert reading.report.value("R1.c7").text in ("", "4")


@pytest.mark.parametrize(
    ("wording", "filed"),
    [("本年收费金额（万元）", "7.5"), ("本年收费金额（元）", ""), ("本年收费金额（单位：元）", "")],
)
def test_another_measure_is_another_column(wording: str, filed: str) -> None:
    caption = cells("第二十条第（八）项", wide=2)
    reading = read(TWO + table(caption, cells("信息内容", wording), cells("行政事业性收费", "7.5")))
    assert reading.report.value("I8.1.amount").text == filed


def test_a_number_of_decisions_may_say_its_measure() -> None:
    caption = cells("第二十条第（五）项", wide=2)
    reading = read(TWO + table(caption, cells("信息内容", "本年处理决定数量（件）"), cells("行政许可（件）", 8)))
    assert reading.report.value("I5.1.decided").text == "8"
    assert inexact(reading) == ["本年处理决定数量（件）", "行政许可（件）"]


RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
REVIEW, DIRECT, AFTER = (1, 2, 3, 4, 10), (1, 0, 0, 0, 1), (0, 5, 2, 0, 7)
REVIEWS = (cells("行政复议", wide=5), cells(*RESULTS), cells(*REVIEW))
SUITS = (
    cells("行政诉讼", wide=10),
    "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td>",
    cells(*RESULTS, *RESULTS),
    cells(*DIRECT, *AFTER),
)
BROAD = tuple(row.replace("<td", "<td colspan=2").replace("colspan=2 colspan=5", "colspan=10") for row in REVIEWS)
BY_CASE = (
    "<td>行政复议</td><td></td>" + cells(*REVIEW),
    "<td rowspan=2>行政诉讼</td><td>未经复议直接起诉</td>" + cells(*DIRECT),
    "<td>复议后起诉</td>" + cells(*AFTER),
)


def of_section_four(reading: Reading) -> list[list[str]]:
    report = reading.report
    keys = ("keep", "corr", "oth", "pend", "tot")
    return [[report.value(f"{group}.{key}").text for key in keys] for group in ("RV", "LD", "LA")]


@pytest.mark.parametrize(
    "tables",
    [
        table(*REVIEWS) + table(*SUITS),
        "<p>（一）行政复议</p>" + table(*REVIEWS) + "<p>（二）行政诉讼</p>" + table(*SUITS),
        "<p>行政复议</p>" + table(*REVIEWS[1:]) + "<p>行政诉讼</p>" + table(*SUITS[1:]),
        table(*BROAD, *SUITS),
        table("<td colspan=2></td>" + cells(*RESULTS), *BY_CASE),
        table("<td colspan=2>类别</td>" + cells(*RESULTS), *BY_CASE),
    ],
)
def test_section_four_in_other_shapes(tables: str) -> None:
    reading = read(FOUR + tables)
    assert of_section_four(reading) == [[str(figure) for figure in figures] for figures in (REVIEW, DIRECT, AFTER)]
    assert [text for text, _ in unplaced(reading)] == (["类别"] if "类别" in tables else [])
    assert reading.report.passage(4).text == ("（一）行政复议\n（二）行政诉讼" if "（一）" in tables else "")


def test_section_four_in_two_tables_of_text() -> None:
    rows = ("\t".join(map(str, row)) for row in ((*RESULTS, *RESULTS), (*DIRECT, *AFTER)))
    suits = ("行政诉讼", "未经复议直接起诉\t复议后起诉", *rows)
    lines = (
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议",
        "\t".join(RESULTS),
        "\t".join(map(str, REVIEW)),
        *suits,
    )
    reading = read("\n".join(lines), "copy.txt")
    assert of_section_four(reading) == [[str(figure) for figure in figures] for figures in (REVIEW, DIRECT, AFTER)]
    assert not reading.report.unplaced and not reading.report.passage(4).text


@pytest.mark.parametrize(
    "tables",
    [
        table(cells(*RESULTS), cells(*REVIEW)),
        table(*REVIEWS[:2], cells(*[""] * 5)) + table(cells(*RESULTS), cells(*DIRECT)),
        table("<td></td>" + cells(*RESULTS), cells("行政诉讼", *DIRECT), cells("行政复议", *REVIEW[:4])),
        "四、政府信息公开行政复议、行政诉讼情况\n" + "\t".join(map(str, (*REVIEW, *DIRECT, *AFTER))),
    ],
)
def test_section_four_is_not_guessed(tables: str) -> None:
    reading = read(FOUR + tables) if "<" in tables else read(tables, "copy.txt")
    own = {"RV": REVIEW, "LD": DIRECT, "LA": AFTER}
    for address, value in reading.report.values.items():
        group, key = str(address).split(".")
        assert value.text == str(own[group][("keep", "corr", "oth", "pend", "tot").index(key)])
    assert len(reading.report.values) in (0, 4, 5)
    assert reading.report.unplaced


@pytest.mark.parametrize("mark", ["\t", ","])
def test_a_paragraph_above_a_table_in_separated_values_is_of_the_narrative(mark: str) -> None:
    said = "本年制发的文件和办理的许可见下表："
    rows = (
        ["二、主动公开政府信息情况"],
        [said],
        ["第二十条第（五）项", "信息内容", "本年处理决定数量"],
        ["", "行政许可", "489"],
    )
    text = "".join(mark.join([*row, *[""] * (4 - len(row))]) + "\n" for row in rows)
    reading = read(text, "copy.tsv" if mark == "\t" else "copy.csv")
    assert reading.report.passage(2).text == said
    assert reading.report.value("I5.1.decided").text == "489"
    assert not reading.report.unplaced

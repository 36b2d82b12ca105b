"""Whose report it is and on which year: the operator's word, the title, the file's name, the text."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from gipr_tui.errors import UnreadableFile, UsageError
from gipr_tui.forms import Form, official_forms
from gipr_tui.readers import Reading, read_copy
from tests.readers.dialect import report_of, write

F19 = official_forms()["2019"]
TEXTS = {1: "2019年，本镇共收到申请3件，比2018年多一件。2019年全部答复，2019年没有结转。"}
COPY = write(report_of(F19, texts=TEXTS))
UNTITLED = COPY.split("\n", 1)[1]


def titled(*titles: str) -> str:
    return "\n".join((*titles, UNTITLED))


def codes(reading: Reading) -> list[str]:
    return [note.code for note in reading.notes]


@pytest.mark.parametrize(
    ("title", "unit", "year"),
    [
        ("青禾镇2019年政府信息公开工作年度报告", "青禾镇", 2019),
        ("2020年青禾镇政府信息公开工作年度报告", "青禾镇", 2020),
        ("2020年度青禾镇政府信息公开工作年度报告", "青禾镇", 2020),
        ("　青 禾 镇 ２０１９ 年 政府信息公开 工作年度报告", "青禾镇", 2019),
        ("青禾镇二〇一九年政府信息公开工作年度报告", "青禾镇", 2019),
        ("青禾镇2019年度政府信息公开年度报告", "青禾镇", 2019),
    ],
)
def test_titles(forms: Mapping[str, Form], title: str, unit: str, year: int) -> None:
    reading = read_copy(titled(title).encode(), "x.txt", forms, need_identity=True)
    assert (reading.report.unit, reading.report.year) == (unit, year)
    assert reading.report.title == title.strip("　")
    assert reading.report.preamble == ""
    assert codes(reading) == []


def test_a_title_on_two_lines(forms: Mapping[str, Form]) -> None:
    reading = read_copy(titled("青禾镇", "2019年政府信息公开工作年度报告").encode(), "x.txt", forms)
    assert (reading.report.unit, reading.report.title) == ("青禾镇", "青禾镇2019年政府信息公开工作年度报告")
    assert codes(reading) == ["title-two-lines"]


def test_a_labelled_title_gives_way_to_the_title_itself(forms: Mapping[str, Form]) -> None:
    title = "青禾镇2019年政府信息公开工作年度报告"
    reading = read_copy(titled(f"标题: {title}", "发布日期：2020-01-20", title, "前面的话。").encode(), "x.txt", forms)
    assert reading.report.title == title
    assert reading.report.preamble == "前面的话。"
    assert [item.text for item in reading.report.unplaced] == [f"标题: {title}", "发布日期：2020-01-20"]
    reading = read_copy(titled(f"标题: {title}", "前面的话。").encode(), "x.txt", forms)
    assert (reading.report.unit, reading.report.title) == ("青禾镇", title)
    assert reading.report.preamble == "前面的话。"


@pytest.mark.parametrize(
    "broken",
    [
        ("依照《中华人民共和国政府信息公开条例》，现公布青禾镇2019年度政府信息公开工作年度报告", "。全文共六部分。"),
        ("按照条例的要求编制青禾镇2019年度政府信息公开工作年度报告", "全文共六部分。"),
        ("现向社会公布", "青禾镇2019年度政府信息公开工作年度报告", "，全文共六部分。"),
    ],
)
def test_a_sentence_broken_behind_the_reports_name_is_no_title(
    forms: Mapping[str, Form], broken: tuple[str, ...]
) -> None:
    title = "青禾镇2019年政府信息公开工作年度报告"
    reading = read_copy(titled(title, *broken).encode(), "x.txt", forms)
    assert (reading.report.unit, reading.report.title) == ("青禾镇", title)
    assert reading.report.preamble == "\n".join(broken)
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("lines", "title", "above"),
    [
        (["《青禾镇2019年政府信息公开工作年度报告》"], "《青禾镇2019年政府信息公开工作年度报告》", []),
        (
            ["关于青禾镇2019年政府信息公开工作年度报告的公告"],
            "关于青禾镇2019年政府信息公开工作年度报告的公告",
            [],
        ),
        (["青禾镇2019年信息公开年报"], "青禾镇2019年信息公开年报", []),
        (
            ["青禾镇2019年政府信息公开工作年度报告　发布时间：2020-01-18 来源：青禾镇"],
            "青禾镇2019年政府信息公开工作年度报告",
            ["发布时间：2020-01-18 来源：青禾镇"],
        ),
        (["【年报】青禾镇2019年政府信息公开工作年度报告"], "青禾镇2019年政府信息公开工作年度报告", ["【年报】"]),
    ],
)
def test_what_stands_round_a_title(forms: Mapping[str, Form], lines: list[str], title: str, above: list[str]) -> None:
    report = read_copy(titled(*lines, "前面的话。").encode(), "x.txt", forms, need_identity=True).report
    assert (report.unit, report.year, report.title, report.preamble) == ("青禾镇", 2019, title, "前面的话。")
    assert [item.text for item in report.unplaced] == above


@pytest.mark.parametrize(
    "cover",
    [
        ["2019年政府信息公开工作年度报告", "青禾镇人民政府"],
        ["中华人民共和国", "政府信息公开工作年度报告", "（2019年度）", "青禾镇人民政府"],
        ["中华人民共和国政府信息公开工作年度报告", "（2019年度）", "青禾镇人民政府"],
        ["政府信息公开工作年度报告", "（2019年度）", "青禾镇人民政府"],
    ],
)
def test_the_unit_may_stand_below_the_title(forms: Mapping[str, Form], cover: list[str]) -> None:
    report = read_copy(titled(*cover).encode(), "x.txt", forms, need_identity=True).report
    assert (report.unit, report.year) == ("青禾镇人民政府", 2019)
    assert (report.title, report.preamble) == ("".join(cover[:-1]), cover[-1])
    assert not report.unplaced


def test_the_state_and_the_first_heading_are_no_units(forms: Mapping[str, Form]) -> None:
    for cover in (["中华人民共和国2019年政府信息公开工作年度报告"], ["2019年政府信息公开工作年度报告"]):
        with pytest.raises(UnreadableFile):
            read_copy(titled(*cover).encode(), "x.txt", forms, need_identity=True)


def test_the_unit_that_files_is_told_by_the_line_above(forms: Mapping[str, Form]) -> None:
    text = titled("2019年统计表", "填报单位（盖章）：青禾镇人民政府  单位：件")
    assert read_copy(text.encode(), "x.txt", forms, need_identity=True).report.unit == "青禾镇人民政府"


def test_titles_that_disagree_are_noted(forms: Mapping[str, Form]) -> None:
    reading = read_copy(titled("青禾镇2018年政府信息公开年报", "青禾镇2019年政府信息公开年报").encode(), "x.txt", forms)
    assert reading.report.year == 2019
    assert codes(reading) == ["title-ambiguous", "site-frame"]


def test_options_win_and_say_so(forms: Mapping[str, Form]) -> None:
    reading = read_copy(COPY.encode(), "x.txt", forms, unit="白石镇", year=2020)
    assert (reading.report.unit, reading.report.year) == ("白石镇", 2020)
    assert sorted(codes(reading)) == ["unit-differs", "year-differs"]
    assert reading.report.title.startswith("青禾镇2019年")


@pytest.mark.parametrize(
    ("name", "unit", "year"),
    [
        ("qinghe-2020.txt", "qinghe", 2020),
        ("/a/b/青禾镇2020年.txt", "青禾镇", 2020),
        ("青禾镇2020年年度报告.txt", "青禾镇", 2020),
        ("qinghe.txt", "qinghe", 2019),
        ("2019.txt", "2019", 2019),
        ("x" * 300 + ".txt", "x" * 60, 2019),
        ("../../x.txt", "x", 2019),
    ],
)
def test_the_name_stands_in_for_a_title(forms: Mapping[str, Form], name: str, unit: str, year: int) -> None:
    reading = read_copy(UNTITLED.encode(), name, forms)
    assert (reading.report.unit, reading.report.year, reading.report.title) == (unit, year, "")
    assert {"no-title", "unit-from-name"} <= set(codes(reading))
    assert "/" not in reading.report.source.name


def test_the_store_needs_a_unit(forms: Mapping[str, Form]) -> None:
    with pytest.raises(UnreadableFile, match="unit-unknown"):
        read_copy(UNTITLED.encode(), "qinghe-2019.txt", forms, need_identity=True)
    reading = read_copy(UNTITLED.encode(), "qinghe.txt", forms, need_identity=True, unit="青禾镇")
    assert (reading.report.unit, reading.report.year) == ("青禾镇", 2019)
    assert codes(reading) == ["year-from-text", "no-title"]


def test_an_unclear_year_is_asked_for(forms: Mapping[str, Form]) -> None:
    unclear = UNTITLED.replace("2019年全部", "2018年全部")
    with pytest.raises(UnreadableFile, match="year-unknown"):
        read_copy(unclear.encode(), "x.txt", forms)
    assert read_copy(unclear.encode(), "x.txt", forms, year=2019).report.year == 2019


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"unit": "../../x"}, "unit-path"),
        ({"unit": "x" * 300}, "unit-too-long"),
        ({"unit": "青\x1b[2J"}, "unit-unprintable"),
        ({"year": 1900}, "year-range"),
        ({"year": 20199}, "year-range"),
        ({"form": "1999"}, "copy-unknown-form"),
    ],
)
def test_options_that_can_not_be(forms: Mapping[str, Form], options: dict[str, object], code: str) -> None:
    with pytest.raises(UsageError, match=code):
        read_copy(COPY.encode(), "x.txt", forms, **options)  # type: ignore[arg-type]


def test_a_unit_in_the_title_that_can_not_be_one(forms: Mapping[str, Form]) -> None:
    title = "青" * 80 + "2019年政府信息公开工作年度报告"
    reading = read_copy(titled(title).encode(), "qinghe.txt", forms)
    assert reading.report.unit == "qinghe"
    assert "unit-unusable" in codes(reading)


@pytest.mark.parametrize("title", ["青禾镇20199年政府信息公开工作年度报告", "青禾镇19年政府信息公开工作年度报告"])
def test_a_year_of_other_than_four_digits_makes_no_title(forms: Mapping[str, Form], title: str) -> None:
    reading = read_copy(titled(title).encode(), "x.txt", forms)
    assert reading.report.title == ""
    assert reading.report.preamble == title


def test_the_form_is_told_by_the_labels(forms: Mapping[str, Form]) -> None:
    reading = read_copy(COPY.replace("2019年政府", "2023年政府").encode(), "x.txt", forms)
    assert reading.report.form.id == "2019"
    assert [n.fields["official"] for n in reading.notes if n.code == "form-not-of-year"] == ["2021"]


def test_without_tables_the_form_is_told_by_the_year(forms: Mapping[str, Form]) -> None:
    headings = "\n".join(section.heading for section in F19.sections)
    for year, form in ((2020, "2019"), (2024, "2021")):
        copy = f"青禾镇{year}年政府信息公开工作年度报告\n{headings}"
        reading = read_copy(copy.encode(), "x.txt", forms)
        assert reading.report.form.id == form
        assert not reading.placed


def test_a_form_asked_for_wins(forms: Mapping[str, Form]) -> None:
    reading = read_copy(COPY.encode(), "x.txt", forms, form="2021")
    assert reading.report.form.id == "2021"
    assert "form-by-option" in codes(reading)
    assert {"I9"} & {item.text[:2] for item in reading.report.unplaced} or reading.report.unplaced


@pytest.mark.parametrize(
    "title",
    [
        "青禾镇关于2020年政府信息公开工作年度报告",
        "青禾镇2020年度政府信息公开工作报告",
        "青禾镇政府信息公开工作年度报告（2020年）",
        "青禾镇政府信息公开2020年度报告",
        "青禾镇2020年政府信息公开工作\n年度报告",
        "青禾镇\n2020年政府信息公开\n工作年度报告",
    ],
)
def test_other_titles_that_offices_write_name_unit_and_year(forms: Mapping[str, Form], title: str) -> None:
    copy = title + "\n" + "\n".join(section.heading for section in forms["2019"].sections)
    report = read_copy(copy.encode(), "copy.txt", forms, need_identity=True).report
    assert (report.unit, report.year, report.title) == ("青禾镇", 2020, title.replace("\n", ""))

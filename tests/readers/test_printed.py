"""The program's own print comes back as the same report, and nothing else is taken for it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gipr_tui.forms import Form
from gipr_tui.readers.printed_text.prints import read_printed, unit_and_year
from gipr_tui.report.model import PREAMBLE, TITLE, Report, heading_place, text_place
from gipr_tui.text.wrap import begins_structure, paragraph_lines
from gipr_tui.writers import printed
from gipr_tui.writers.printed import Borders, encode_print, print_report
from tests import reports as given_reports
from tests.readers.dialect import report_of
from tests.readers.dialect import write as write_page
from tests.writers.cases import BORDERS, FORMS, WIDTHS, filled_with, reports, variants_of

CLEAN = given_reports.clean_2021()


def read(text: str) -> Report | None:
    """The report in ``text``, if it is a print."""
    return read_printed(text, FORMS)


def same(report: Report, read_back: Report | None) -> bool:
    """Whether the print gave ``report`` back, but for what an odd title does not say."""
    if read_back is None:
        return False
    named = unit_and_year(report.title, report.form)
    return read_back == replace(report, unit=named[0], year=named[1])


@settings(max_examples=50)
@given(reports(), BORDERS, st.sampled_from([60, 61, 73, *WIDTHS]))
def test_any_report_comes_back(report: Report, borders: Borders, width: int) -> None:
    assert same(report, read(print_report(report, width=width, borders=borders)))


@pytest.mark.parametrize("name", sorted(FORMS))
@pytest.mark.parametrize("borders", Borders)
def test_every_form_under_every_variant_at_every_width(name: str, borders: Borders) -> None:
    form = FORMS[name]
    for number, variants in enumerate(variants_of(form)):
        texts = ("0", "", "3607", "/", "41174.3900", "减4", "详见附件")[number % 3 :]
        report = filled_with(form, variants, texts)
        for width in WIDTHS:
            assert read(print_report(report, width=width, borders=borders)) == report


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("borders", Borders)
def test_encodings(borders: Borders, encoding: str) -> None:
    report = given_reports.jinzhan_2019()
    data = encode_print(print_report(report, borders=borders), encoding, "crlf")
    assert read(data.decode(encoding).replace("\r\n", "\n")) == report


@pytest.mark.parametrize("borders", Borders)
@pytest.mark.parametrize("ending", ["", "\n\n\n", "\n \n"])
def test_line_ends_at_the_end_do_not_matter(borders: Borders, ending: str) -> None:
    assert read(print_report(CLEAN, borders=borders).rstrip("\n") + ending) == CLEAN


@pytest.mark.parametrize("borders", Borders)
def test_an_empty_report(borders: Borders) -> None:
    report = CLEAN.with_texts(dict.fromkeys([*CLEAN.layout.cells, TITLE, *map(text_place, range(1, 7))], ""))
    assert read(print_report(report, borders=borders)) == replace(report, unit="", year=0)


@pytest.mark.parametrize("borders", Borders)
def test_everything_knows_its_line(borders: Borders) -> None:
    report = CLEAN.with_texts(
        {PREAMBLE: "按条例编制。", "R1.c1": "4711", "LA.tot": "815", "I8.1.amount": "75.9261", "R2.c3": ""}
    )
    text = print_report(report, borders=borders)
    lines = text.split("\n")
    found = read(text)
    assert found is not None
    at = found.source.lines
    assert set(at) == {place for place in report.places() if report.get(place) or place in report.layout.cells}
    for address in ("R1.c1", "LA.tot", "I8.1.amount"):
        assert report.get(address) in lines[at[address] - 1]
    assert "上年结转" in "".join(lines[at["R2.c3"] - 2 : at["R2.c3"] + 1])
    for number in range(1, 7):
        assert lines[at[heading_place(number)] - 1] == report.passage(number).heading
    assert lines[at[text_place(1)] - 1].strip("\u3000") in report.passage(1).text
    assert lines[at[TITLE] - 1].strip() == report.title
    assert lines[at[PREAMBLE] - 1].strip("\u3000") == report.preamble


def test_a_missing_heading_comes_back_as_the_forms_own() -> None:
    assert read(print_report(CLEAN.with_texts({"S5.heading": ""}))) == CLEAN


def test_a_figure_mended_in_the_print_is_read() -> None:
    for borders in Borders:
        report = CLEAN.with_texts({"R1.c1": "4711"})
        text = print_report(report, borders=borders).replace("4711", "4 12")
        assert read(text) == report.with_texts({"R1.c1": "4 12"})


@pytest.mark.parametrize("borders", Borders)
@pytest.mark.parametrize("line", range(0, 60, 4))
def test_a_print_with_a_line_too_few_in_a_table_is_none(borders: Borders, line: int) -> None:
    lines = print_report(CLEAN, borders=borders).split("\n")
    start = lines.index(CLEAN.passage(2).heading) + 2
    if not lines[start + line] or lines[start + line] in (section.heading for section in CLEAN.form.sections):
        return
    del lines[start + line]
    assert read("\n".join(lines)) is None


@pytest.mark.parametrize("borders", Borders)
def test_a_print_with_a_label_changed_is_none(borders: Borders) -> None:
    text = print_report(CLEAN, borders=borders)
    for label in ("规章", "第二十条第（六）项", "商业", "总计", "2.重复申请", "（七）", "行政复议", "信息内容"):
        at = text.rindex(label)
        assert read(text[:at] + "某" + text[at + 1 :]) is None


@pytest.mark.parametrize("width", range(60, 100))
def test_a_print_that_parts_numbers_from_their_measures_is_read(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    report = CLEAN.with_texts({"S1.text": "本年共收到申请16件，上年结转1件；全年共答复16件。" * 4})
    now = print_report(report, width=width)
    monkeypatch.setattr(printed, "paragraph_lines", partial(paragraph_lines, forbidden=begins_structure))
    assert read(now) == read(print_report(report, width=width)) == report


@pytest.mark.parametrize("borders", Borders)
def test_lines_that_another_program_broke_are_not_joined(borders: Borders) -> None:
    report = CLEAN.with_texts({text_place(5): "公开的内容更新不够及时，" * 9})
    lines = print_report(report, borders=borders).split("\n")
    first = next(number for number, line in enumerate(lines) if "更新不够及时" in line)
    moved = lines[first][-2:]
    lines[first], lines[first + 1] = lines[first][:-2], moved + lines[first + 1]
    assert read("\n".join(lines)) is None


@pytest.mark.parametrize("name", ["2019", "2021"])
def test_a_page_saved_as_text_is_no_print(name: str) -> None:
    form = FORMS[name]
    assert read(write_page(report_of(form, figures={"R1.c1": "5"}, texts={1: "本年照章办理。"}))) is None


@settings(max_examples=25)
@given(st.text(max_size=300) | st.text("+-|┌─┐│\n\u3000 一、", max_size=300))
def test_other_texts_are_no_print(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("云岭市2021年政府信息公开工作年度报告", ("云岭市", 2021)),
        ("2021年云岭市政府信息公开工作年度报告", ("云岭市", 2021)),
        ("云岭市2021年政府信息公开年报", ("云岭市", 2021)),
        ("2021年度假区政府信息公开工作年度报告", ("", 0)),
        ("云岭市政府信息公开工作年度报告", ("", 0)),
        ("云岭市1999年政府信息公开工作年度报告", ("", 0)),
        ("../x2021年政府信息公开工作年度报告", ("", 0)),
        ("", ("", 0)),
    ],
)
def test_unit_and_year_come_from_the_title(title: str, expected: tuple[str, int]) -> None:
    assert unit_and_year(title, FORMS["2021"]) == expected


def test_of_two_forms_with_the_same_labels_the_year_decides() -> None:
    form = FORMS["2021"]
    other: Form = replace(form, id="other", years=(2009, 2010))
    report = read_printed(print_report(CLEAN), {"other": other, "2021": form})
    assert report is not None
    assert report.form is form

"""The printed report: everything in it, in the official order, aligned."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from wcwidth import wcswidth

from gipr_tui.errors import UsageError
from gipr_tui.report.model import Report, text_place
from gipr_tui.text.width import display_width
from gipr_tui.text.wrap import INDENT, columns_of
from gipr_tui.writers.printed import DEFAULT_BORDERS, Borders, encode_print, print_report
from tests import reports as given_reports
from tests.writers.cases import BORDERS, FORMS, WIDTHS, filled_with, reports, variants_of

GOLDEN = Path(__file__).parents[1] / "golden"
SAMPLES = {
    "jinzhan-2019": given_reports.jinzhan_2019(),
    "clean-2021": given_reports.clean_2021(),
    "madeup": given_reports.madeup_report(),
}


def blocks_of(text: str) -> list[list[str]]:
    """The parts of a print that blank lines stand between."""
    return [block.split("\n") for block in text.rstrip("\n").split("\n\n")]


def tables_of(text: str) -> list[list[str]]:
    """The parts of a print with borders that are tables."""
    return [block for block in blocks_of(text) if block[0][0] in "┌+"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("borders", [Borders.LINE, Borders.ASCII])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_of_every_table_is_as_wide_as_the_page(name: str, borders: Borders, width: int) -> None:
    tables = tables_of(print_report(SAMPLES[name], width=width, borders=borders))
    assert len(tables) == 3
    for table in tables:
        assert {wcswidth(line) for line in table} == {width}


@pytest.mark.parametrize("width", range(80, 140))
def test_columns_without_labels_change_their_width_at_one_place_at_most(width: int) -> None:
    lines = print_report(SAMPLES["clean-2021"], width=width).split("\n")
    start = lines.index(SAMPLES["clean-2021"].passage(4).heading)
    row = next(line for line in lines[start:] if line.count("|") == 16 and line.isascii() and "0" in line)
    widths = [len(cell) for cell in row.strip("|").split("|")]
    assert widths == sorted(widths) and widths[-1] - widths[0] <= 1


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SAMPLES)
def test_without_borders_figures_end_where_their_header_ends(name: str, width: int) -> None:
    report = SAMPLES[name]
    blocks = iter(blocks_of(print_report(report, width=width, borders=Borders.NONE))[1:])
    for passage in report.passages:
        next(blocks)
        for table in report.layout.in_section(passage.number):
            lines = next(blocks)
            count = len(table.leaf_columns)
            ends = ends_of_texts(lines[-1])[-count:]
            assert ends[-1] == width
            header = [line for line in lines if not re.search(r"\d", line)]
            assert any(ends_of_texts(line)[-count:] == ends for line in header)
            assert all(set(ends_of_texts(line)[-count:]) <= set(ends) for line in lines if line[-1].isdigit())


def ends_of_texts(line: str) -> list[int]:
    """The columns in which the texts on a line end."""
    return [display_width(line[: match.end()]) for match in re.finditer(r"\S+", line)]


@settings(max_examples=25)
@given(reports(), BORDERS)
def test_nothing_is_lost(report: Report, borders: Borders) -> None:
    printed = print_report(report, width=80, borders=borders)
    bare = "".join(printed.split())
    for address, value in report.values.items():
        if value.kind != "unreadable":
            assert re.search(rf"(?<=[\s│|]){re.escape(value.text)}(?=[\s│|])", printed), address
    for passage in report.passages:
        assert "".join(passage.heading.split()) in bare
        assert "".join(passage.text.split()) in bare
    assert "".join(report.preamble.split()) in bare


@settings(max_examples=25)
@given(reports(), BORDERS)
def test_tables_stay_aligned_whatever_stands_in_them(report: Report, borders: Borders) -> None:
    printed = print_report(report, width=80, borders=borders)
    if borders is not Borders.NONE:
        for block in blocks_of(printed):
            if re.fullmatch(r"[┌─┬┐]+|[+-]+", block[0]) and block[-1][0] in "└+":
                assert len({display_width(line) for line in block}) == 1


@pytest.mark.parametrize("name", sorted(FORMS))
@pytest.mark.parametrize("borders", Borders)
def test_the_official_order(name: str, borders: Borders) -> None:
    form = FORMS[name]
    for variants in variants_of(form):
        lines = print_report(filled_with(form, variants, ("0", "12")), borders=borders).split("\n")
        places = [lines.index(section.heading) for section in form.sections]
        assert places == sorted(places)
        for start, end in pairwise([*places, len(lines)]):
            assert lines[start + 1].startswith(INDENT)
            assert lines[start - 1] == ""
            assert end > start


def test_blank_zero_and_not_applicable_print_as_three_things() -> None:
    report = given_reports.zero_report(FORMS["2021"], 2021)
    report = report.with_texts({"R1.c1": "", "R1.c2": "/", "R1.c3": "0", "R1.c4": "41174.3900"})
    lines = print_report(report, width=80, borders=Borders.ASCII).split("\n")
    row = next(line for line in lines if "本年新收" in line)
    assert [cell.strip() for cell in row.split("|")[2:6]] == ["", "/", "0", "41174.3900"]


def test_a_missing_heading_is_the_forms_own() -> None:
    report = SAMPLES["clean-2021"].with_texts({"S5.heading": ""})
    assert f"\n{report.form.section(5).heading}\n" in print_report(report)


def test_a_table_grows_rather_than_break_a_number() -> None:
    report = given_reports.zero_report(FORMS["2021"], 2021)
    report = report.with_texts(dict.fromkeys(report.layout.cells, "123456789012.345"))
    printed = print_report(report, width=60, borders=Borders.LINE)
    widths = [{display_width(line) for line in table} for table in tables_of(printed)]
    assert [len(width) for width in widths] == [1, 1, 1]
    assert printed.count("123456789012.345") == len(report.layout.cells)
    assert max(widths[2]) > 200


def test_labels_are_merged_as_in_the_official_form() -> None:
    lines = print_report(SAMPLES["clean-2021"], width=80, borders=Borders.LINE).split("\n")
    table = lines[lines.index("三、收到和处理政府信息公开申请情况") :]
    assert sum("申请人情况" in line for line in table) == 1
    assert any(re.fullmatch(r"│.+├─{5}┬─{29}┬─{5}┤", line) for line in table)
    first = next(n for n, line in enumerate(table) if "（一）予以公开" in line)
    last = next(n for n, line in enumerate(table) if "（七）总计" in line)
    group = ["".join(columns_of(line)[1:5]).strip() for line in table[first : last + 1]]
    assert list(filter(None, group)) == ["三、", "本", "年度", "办理", "结果"]


@pytest.mark.parametrize("width", [-1, 0, 59, 201])
def test_a_width_that_cannot_be(width: int) -> None:
    with pytest.raises(UsageError) as error:
        print_report(SAMPLES["madeup"], width=width)
    assert error.value.code == "print-width"
    assert error.value.fields == {"width": width, "least": 60, "most": 200}


def test_the_default_borders_are_safe_on_any_terminal() -> None:
    assert DEFAULT_BORDERS is Borders.ASCII
    assert print_report(SAMPLES["madeup"]) == print_report(SAMPLES["madeup"], width=80, borders=Borders.ASCII)


def test_no_line_ends_in_spaces() -> None:
    for borders in Borders:
        for report in SAMPLES.values():
            assert not re.search(r"[ \t]\n", print_report(report, borders=borders))


def test_hostile_text_is_cleaned() -> None:
    report = SAMPLES["clean-2021"].with_texts({text_place(6): "甲\x1b[31m乙\u202e丙\t丁\r戊"})
    assert "\u3000\u3000甲[31m乙丙 丁\n\u3000\u3000戊\n" in print_report(report)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(("newline", "end"), [("lf", "\n"), ("crlf", "\r\n")])
def test_bytes(encoding: str, newline: str, end: str) -> None:
    printed = print_report(SAMPLES["jinzhan-2019"], borders=Borders.LINE)
    data = encode_print(printed, encoding, newline)
    assert data.decode(encoding) == printed.replace("\n", end)
    assert not data.startswith(b"\xef\xbb\xbf")


def test_an_encoding_or_line_end_that_is_not_offered() -> None:
    with pytest.raises(UsageError, match="print-encoding"):
        encode_print("x", "latin-1")
    with pytest.raises(UsageError, match="print-newline"):
        encode_print("x", newline="cr")


def test_tabulate_is_loaded_only_when_something_is_printed() -> None:
    program = "import sys, gipr_tui.writers.printed; assert 'tabulate' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)


GOLDEN_PRINTS = [
    ("jinzhan-2019", 80, Borders.LINE, "utf-8", "lf"),
    ("jinzhan-2019", 80, Borders.NONE, "utf-8", "lf"),
    ("jinzhan-2019", 60, Borders.ASCII, "gb18030", "crlf"),
    ("clean-2021", 80, Borders.ASCII, "utf-8", "lf"),
    ("clean-2021", 120, Borders.LINE, "utf-8", "lf"),
    ("madeup", 80, Borders.ASCII, "utf-8", "crlf"),
]


def golden_path(name: str, width: int, borders: Borders, encoding: str, newline: str) -> Path:
    """The file that holds one print."""
    return GOLDEN / f"{name}-{width}-{borders}-{encoding}-{newline}.txt"


@pytest.mark.parametrize(("name", "width", "borders", "encoding", "newline"), GOLDEN_PRINTS)
def test_prints_are_the_same_byte_for_byte(
    name: str, width: int, borders: Borders, encoding: str, newline: str
) -> None:
    data = encode_print(print_report(SAMPLES[name], width=width, borders=borders), encoding, newline)
    assert data == golden_path(name, width, borders, encoding, newline).read_bytes()


def write_golden() -> None:
    """Writes the golden files anew: ``python -m tests.writers.test_printed``."""
    for name, width, borders, encoding, newline in GOLDEN_PRINTS:
        data = encode_print(print_report(SAMPLES[name], width=width, borders=borders), encoding, newline)
        golden_path(name, width, borders, encoding, newline).write_bytes(data)


if __name__ == "__main__":
    write_golden()

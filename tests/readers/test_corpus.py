"""Real reports, where the environment names a folder of them in GIPR_CORPUS."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from gipr_tui.forms import official_forms
from gipr_tui.readers import Reading, read_copy, read_file
from tests.reports import corpus, load_corpus

pytestmark = pytest.mark.skipif(corpus() is None, reason="GIPR_CORPUS names no folder of real reports")

FIVE = ("keep", "corr", "oth", "pend", "tot")


def sample() -> Reading:
    folder = corpus()
    assert folder
    return read_file(folder / "jinzhan-2019.txt", official_forms())


def test_the_township_report_is_read_whole() -> None:
    reading, filed = sample(), load_corpus("jinzhan-2019")
    assert (len(reading.placed), reading.missing, reading.report.unplaced) == (201, (), ())
    assert reading.report.variants == {"split-other-services"}
    assert reading.report.values == filed.values
    assert (reading.report.unit, reading.report.year, reading.report.title) == ("jinzhan", 2019, "")
    assert {note.code for note in reading.notes} == {"no-title", "unit-from-name", "year-from-name"}


def test_its_lines_are_those_of_the_file() -> None:
    report = sample().report
    assert report.source.lines["R3.7.c1"] == 342
    assert report.source.lines["S3.heading"] == 98
    assert report.passage(3).heading == "三、收到和处理政府信息公开请情况"


def test_its_year_is_told_by_its_text() -> None:
    folder = corpus()
    assert folder
    data = (folder / "jinzhan-2019.txt").read_bytes()
    reading = read_copy(data, "copy.txt", official_forms(), unit="金盏地区", need_identity=True)
    assert reading.report.year == 2019


def read_against_filed(reading: Reading, name: str) -> set[str]:
    """The cells that ``reading`` left open, after making sure that every other one is as filed."""
    filed = load_corpus(name)
    assert reading.report.form.id == filed.form.id
    wrong = {a for a in reading.placed if reading.report.value(a).text != filed.value(a).text}
    assert not wrong
    for number in (1, 5):
        texts = (report.passage(number).text for report in (reading.report, filed))
        assert len({"".join(text.split()) for text in texts}) == 1, f"section {number}"
    return set(reading.missing)


#: The cells that two copies whose figures have run together truly leave open: no relation of section two splits them.
OPEN = {
    "pingtan-2020": {
        *(f"{row}.{column}" for row in ("I5.1", "I5.2", "I6.2") for column in ("before", "change", "decided")),
        *("I1.2.made", "I1.2.published", "I1.2.stock", "I6.1.change", "I6.1.decided", "I9.1.items", "I9.1.amount"),
    },
    "pingtan-2021": {"I1.2.issued", "I1.2.repealed", "I1.2.valid"},
}


@pytest.mark.parametrize("name", OPEN)
def test_run_together_text_is_split_by_its_totals(name: str) -> None:
    folder = corpus()
    assert folder
    reading = read_file(folder / f"{name}.txt", official_forms())
    assert read_against_filed(reading, name) == OPEN[name]
    assert {item.reason for item in reading.report.left_out} == {"run-open"}
    assert reading.report.unit == "平潭综合实验区"


@pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="Install poppler-utils to try what pdftotext makes of a PDF."
)
@pytest.mark.parametrize(
    ("options", "left_open"),
    [(["-layout"], set()), ([], {f"{block}.{cell}" for block in ("RV", "LD", "LA") for cell in FIVE})],
    ids=["layout", "in order"],
)
def test_what_pdftotext_makes_of_a_pdf_is_read(tmp_path: Path, options: list[str], left_open: set[str]) -> None:
    folder = corpus()
    assert folder
    copy = tmp_path / "copy.txt"
    subprocess.run(["pdftotext", *options, str(folder / "huaian-2024.pdf"), str(copy)], check=True)
    reading = read_file(copy, official_forms())
    # Without -layout the figures of table four come out of order, and three totals fit three blocks in any order.
    assert read_against_filed(reading, "huaian-2024") == left_open
    assert (reading.report.unit, reading.report.year) == ("淮安市人民政府", 2024)

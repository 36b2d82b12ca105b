"""Real reports, where the environment names a folder of them in GIPR_CORPUS."""

from __future__ import annotations

import pytest

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import official_forms
from gipr_tui.readers import Reading, read_copy, read_file
from tests.reports import corpus, load_corpus

pytestmark = pytest.mark.skipif(corpus() is None, reason="GIPR_CORPUS names no folder of real reports")


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


@pytest.mark.parametrize("name", ["pingtan-2020.txt", "pingtan-2021.txt"])
def test_run_together_text_is_refused(name: str) -> None:
    folder = corpus()
    assert folder
    with pytest.raises(UnreadableFile, match="no-headings"):
        read_file(folder / name, official_forms())

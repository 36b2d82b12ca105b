"""The commands on a real report, where the environment variable GIPR_CORPUS names the folder of real reports."""

from __future__ import annotations

import csv
import io

import pytest

from gipr_tui.writers.printed import Borders
from tests.cli.running import Gipr
from tests.reports import corpus, load_corpus

pytestmark = pytest.mark.skipif(corpus() is None, reason="GIPR_CORPUS names no folder of real reports.")


def copy() -> str:
    """The township report on 2019, as a page saved as text."""
    folder = corpus()
    assert folder
    return str(folder / "jinzhan-2019.txt")


def test_the_errors_of_the_township_report_are_exactly_the_seven_under_one_cause(gipr: Gipr) -> None:
    result = gipr("check", copy(), "--json")
    assert (result.code, result.err) == (1, "")
    (report,) = result.json["reports"]
    errors = [finding for finding in report["findings"] if finding["severity"] == "error"]
    assert sorted(finding["rule"] for finding in errors) == ["N-TOT", *["T3-ID"] * 3, *["T3-TOT19"] * 3]
    assert {finding["cause"] for finding in errors} == {"DX-DOUBLE"}
    totals = [finding["cells"][0] for finding in errors if finding["rule"] == "T3-TOT19"]
    assert totals == ["R3.7.c1", "R3.7.c2", "R3.7.c7"]
    assert "S-HEAD" in {f["rule"] for f in report["findings"] if f["severity"] == "warning"}
    assert not gipr.store.exists()


def test_every_cell_of_the_township_report_is_exported_as_filed(gipr: Gipr) -> None:
    result = gipr("export", copy(), "--format", "csv")
    assert (result.code, result.err) == (0, "")
    rows = {row["address"]: row["value"] for row in csv.DictReader(io.StringIO(result.out))}
    filed = load_corpus("jinzhan-2019")
    assert len(rows) == 201
    assert rows == {address: filed.get(address) for address in filed.layout.cells}


def test_with_the_right_totals_no_error_is_left(gipr: Gipr) -> None:
    unit = "北京市朝阳区金盏地区"
    assert gipr("import", copy(), "--unit", unit).code == 0
    assert gipr("check", unit).code == 1
    totals = ["R3.7.c1", "5", "R3.7.c2", "1", "R3.7.c7", "6"]
    assert "错误 0" in gipr("set", unit, *totals).err
    result = gipr("check", unit)
    assert (result.code, "DX-DOUBLE" in result.out) == (0, False)


@pytest.mark.parametrize("width", ["80", "96", "120"])
@pytest.mark.parametrize("borders", list(Borders))
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_its_print_is_imported_as_the_same_report(gipr: Gipr, width: str, borders: str, encoding: str) -> None:
    unit = "北京市朝阳区金盏地区"
    gipr("import", copy(), "--unit", unit)
    before = gipr("show", unit, "--json").json
    options = ["--width", width, "--borders", borders, "--encoding", encoding, "-o", "print.txt"]
    assert gipr("print", unit, *options).code == 0
    result = gipr("import", "print.txt", "--unit", unit, "--year", "2019", "--replace")
    assert (result.code, result.err) == (0, "")
    after = gipr("show", unit, "--json").json
    assert {**after, "source": None} == {**before, "source": None}

"""The counts that ``gipr list`` gives are true, or it says that they are not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gipr_tui.cli import listing
from gipr_tui.report.model import Report
from tests.cli.running import Gipr, contents


@pytest.fixture
def names(gipr: Gipr, clean: Report) -> list[str]:
    """A unit's reports on five years."""
    years = range(2021, 2026)
    for year in years:
        gipr.keep(replace(clean, year=year))
    return [f"{clean.unit}/{year}" for year in years]


def listed(gipr: Gipr) -> dict[str, tuple[object, ...]]:
    lines = gipr("list", "--json").json["reports"]
    return {line["report"]: (line["errors"], line["warnings"], line["hints"]) for line in lines}


def checked(gipr: Gipr) -> dict[str, tuple[object, ...]]:
    reports = gipr("check", "--all", "--json").json["reports"]
    found = {one["report"]: [finding["severity"] for finding in one["findings"]] for one in reports}
    return {name: tuple(said.count(word) for word in ("error", "warning", "hint")) for name, said in found.items()}


def change_last_years(gipr: Gipr, names: list[str]) -> None:
    for name in names[:-1]:
        assert gipr("set", name, "R4.c1", "9", "R4.c2", "9", "R4.c3", "9").code == 0


def test_the_list_counts_what_a_check_finds(gipr: Gipr, names: list[str]) -> None:
    before = listed(gipr)
    change_last_years(gipr, names)
    result = gipr("list")
    assert (result.code, result.err) == (0, "")
    after = listed(gipr)
    assert after != before
    assert after == checked(gipr)
    shown = {
        f"{unit}/{year}": (errors, warnings)
        for unit, year, _, _, errors, warnings, *_ in map(str.split, result.out.splitlines()[1:])
    }
    assert shown == {name: tuple(map(str, found[:2])) for name, found in after.items()}


def test_what_was_counted_anew_is_not_counted_again(gipr: Gipr, names: list[str]) -> None:
    change_last_years(gipr, names)
    gipr("list")
    before = contents(gipr.store)
    gipr("list")
    assert contents(gipr.store) == before


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_more_than_a_list_should_count_are_said_to_be_unknown(
    gipr: Gipr, names: list[str], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr(listing, "_MOST", 1)
    for name in reversed(names[:-1]):
        gipr("set", name, "R4.c1", "9")
    result = gipr("list", "--json", lang=lang)
    counted = [line["errors"] for line in result.json["reports"]]
    assert (result.code, counted.count(None)) == (0, 3)
    assert result.err.count("\n") == 1
    assert "3" in result.err and "gipr check --all" in result.err
    table = gipr("list", lang=lang)
    assert [line.split()[4] for line in table.out.splitlines()[1:]].count("—") == 2
    gipr("check", "--all")
    assert gipr("list", "--json").err == ""
    assert listed(gipr) == checked(gipr)

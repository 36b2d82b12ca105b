"""Accepting findings, final reports and reopening them, on the command line."""

from __future__ import annotations

import pytest

from gipr_tui.report.model import Report
from tests.cli.running import Gipr

MENDED = {"R3.7.c1": "5", "R3.7.c2": "1", "R3.7.c7": "6"}


@pytest.fixture
def name(gipr: Gipr, jinzhan: Report) -> str:
    """A kept report with two warnings and no error."""
    gipr.keep(jinzhan.with_texts(MENDED))
    return jinzhan.unit


def test_an_accepted_warning_is_told_with_its_reason(gipr: Gipr, name: str) -> None:
    result = gipr("accept", name, "T2-AMT", "--reason", "已与账目核对")
    assert (result.code, result.out) == (0, "")
    assert "T2-AMT I9.1.amount" in result.err
    checked = gipr("check", name)
    assert "警告 1" in checked.out.splitlines()[0]
    assert "已认可 1" in checked.out.splitlines()[0]
    assert checked.out.splitlines()[-1].startswith("  认可  T2-AMT")
    assert "已与账目核对" in checked.out.splitlines()[-1]
    (amount, other) = (
        next(f for f in gipr("check", name, "--json").json["reports"][0]["findings"] if f["rule"] == rule)
        for rule in ("T2-AMT", "S-HEAD")
    )
    assert amount["accepted"].keys() == {"reason", "by", "at"}
    assert (amount["accepted"]["reason"], amount["severity"], other["accepted"]) == ("已与账目核对", "warning", None)


def test_fail_on_warning_does_not_fail_on_accepted_ones(gipr: Gipr, name: str) -> None:
    gipr("accept", name, "T2-AMT", "--reason", "x")
    assert gipr("check", name, "--fail-on", "warning").code == 1
    gipr("accept", name, "S-HEAD", "S3.heading", "--reason", "x")
    assert gipr("check", name, "--fail-on", "warning").code == 0
    gipr("set", f"{name}/2019", "I9.1.amount", "41174.3800")
    assert gipr("check", name, "--fail-on", "warning").code == 1


def test_an_acceptance_is_taken_back(gipr: Gipr, name: str) -> None:
    gipr("accept", name, "T2-AMT", "--reason", "x")
    assert gipr("accept", name, "T2-AMT", "--undo").code == 0
    assert "已认可" not in gipr("check", name).out


def test_what_cannot_be_accepted_says_why(gipr: Gipr, jinzhan: Report) -> None:
    gipr.keep(jinzhan)
    unit = jinzhan.unit
    assert "R3.7.c2" in gipr("accept", unit, "T3-ID", "--reason", "x").complaint
    assert "不能认可" in gipr("accept", unit, "T3-ID", "R3.7.c1", "--reason", "x").complaint
    assert "没有“T9-X”这个问题；可认可的有：" in gipr("accept", unit, "T9-X", "--reason", "x").complaint
    assert "T2-AMT I9.1.amount" in gipr("accept", unit, "T9-X", "--reason", "x").complaint
    assert "理由" in gipr("accept", unit, "T2-AMT").complaint
    assert gipr("show", unit, "--json").json["accepted"] == []


def test_a_report_is_final_until_it_is_reopened(gipr: Gipr, name: str) -> None:
    hindered = gipr("final", name)
    assert hindered.code == 2
    assert "警告 2" in hindered.complaint
    for rule in ("T2-AMT", "S-HEAD"):
        gipr("accept", name, rule, "--reason", "已公布")
    assert gipr("final", name).code == 0
    assert gipr("list", "--json").json["reports"][0]["status"] == "final"
    assert "定稿" in gipr("list").out
    before = gipr("show", name, "--json").out
    path = gipr.write("copy.json", gipr("export", name, "--format", "json").out)
    for words in (
        ["set", name, "R1.c1", "9"],
        ["note", name, "R1.c1", "x"],
        ["import", path, "--replace"],
        ["history", name, "--back-to", "1"],
        ["accept", name, "T2-AMT", "--undo"],
    ):
        assert "已定稿" in gipr(*words).complaint
    assert gipr("show", name, "--json").out == before
    assert gipr("print", name).code == 0
    assert gipr("reopen", name).code == 2
    assert "理由" in gipr("reopen", name, "--reason", " ").complaint
    assert gipr("reopen", name, "--reason", "更正附表").code == 0
    assert gipr("set", name, "R1.c3", "0").code == 0
    told = gipr("history", name).out
    assert "定稿" in told
    assert "更正附表" in told
    assert [one["status"] for one in gipr("show", name, "--json").json["declarations"]] == ["final", "draft"]


def test_printing_a_draft_and_a_final_report_gives_the_same(gipr: Gipr, name: str) -> None:
    draft = gipr("print", name).out
    for rule in ("T2-AMT", "S-HEAD"):
        gipr("accept", name, rule, "--reason", "已公布")
    gipr("final", name)
    assert gipr("print", name).out == draft

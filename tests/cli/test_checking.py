"""Checking many reports: a table, one finding a line, JSON; and the office's own rules."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from gipr_tui.cli.context import Context, Named
from gipr_tui.report.model import Report
from tests.cli.running import Gipr

RULE = """
[[rules]]
id = "L-1"
severity = "error"
message = "自然人\\u001b要多于企业"
left = ["R1.c1"]
op = ">"
right = ["R1.c2"]
"""
LINE = re.compile(r"[^:]+:[\w.]+: (error|warning|hint|accepted): [A-Z][\w-]+: .+")


@pytest.fixture
def units(gipr: Gipr, jinzhan: Report, clean: Report) -> list[str]:
    """The names of three kept reports, in their order."""
    for report in (jinzhan, clean, replace(clean, unit="乙局")):
        gipr.keep(report)
    return [line["report"] for line in gipr("list", "--json").json["reports"]]


def own_rules(gipr: Gipr, text: str = RULE) -> None:
    gipr.store.mkdir(exist_ok=True)
    (gipr.store / "rules.toml").write_text(text, encoding="utf-8")


def test_all_reports_end_in_a_table(gipr: Gipr, units: list[str], jinzhan: Report) -> None:
    gipr("accept", jinzhan.unit, "T2-AMT", "--reason", "x")
    result = gipr("check", "--all")
    assert (result.code, result.err) == (1, "")
    table = result.out.split("\n\n")[-1].splitlines()
    rows = [re.split(r" {2,}", line) for line in table]
    assert rows[0] == ["单位", "年份", "错误", "警告", "已认可", "状态"]
    assert [f"{unit}/{year}" for unit, year, *_ in rows[1:]] == units
    assert [jinzhan.unit, "2019", "7", "1", "1", "起草"] in rows


def test_the_table_is_in_english_too(gipr: Gipr, units: list[str]) -> None:
    assert "ACCEPTED" in gipr("check", "--all", lang="en").out


def test_one_finding_a_line(gipr: Gipr, units: list[str], jinzhan: Report) -> None:
    gipr("accept", jinzhan.unit, "T2-AMT", "--reason", "x")
    result = gipr("check", "--all", "--lines")
    assert result.code == 1
    lines = result.out.splitlines()
    assert all(LINE.fullmatch(line) for line in lines)
    assert sum(": error: " in line for line in lines) == 7
    name = f"{jinzhan.unit}/2019"
    assert any(line.startswith(f"{name}:R3.7.c1: error: T3-ID: ") for line in lines)
    assert any(line.startswith(f"{name}:I9.1.amount: accepted: T2-AMT: ") for line in lines)


def test_a_file_is_named_with_the_line(gipr: Gipr, jinzhan: Report) -> None:
    path = gipr.printed(jinzhan)
    lines = gipr("check", path, "--lines").out.splitlines()
    found = next(line for line in lines if " T3-ID: " in line)
    number = int(found.removeprefix(f"{path}:").split(":")[0])
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        assert "总计" in file.read().splitlines()[number - 1]


def test_a_damaged_report_does_not_stop_the_rest(gipr: Gipr, units: list[str], clean: Report) -> None:
    entry = gipr.workspace.find(clean.unit)
    gipr.document(entry).write_text("{", encoding="utf-8")
    result = gipr("check", "--all", "--json")
    assert result.code == 3
    assert len(result.json["reports"]) == 2
    assert result.err.startswith("gipr: ")


def test_an_interruption_leaves_whole_lines(
    gipr: Gipr, units: list[str], jinzhan: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    gipr.keep(replace(jinzhan, unit="一局"))
    beside = Context.beside
    done: list[str] = []

    def interrupted(context: Context, named: Named, kept: object) -> object:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(named.name)
        return beside(context, named)

    monkeypatch.setattr(Context, "beside", interrupted)
    for words, whole in ((["--lines"], True), (["--json"], False), ([], True)):
        done.clear()
        result = gipr("check", "--all", *words)
        assert result.code == 130
        assert result.out.endswith("\n") if whole else result.out == ""
        assert ("T3-ID" in result.out) == whole
        assert result.err == ""


def test_own_rules_are_found_like_others(gipr: Gipr, clean: Report) -> None:
    own_rules(gipr)
    gipr.keep(clean.with_texts({"R1.c1": "0", "R1.c2": "3"}))
    told = gipr("check", clean.unit)
    assert told.code == 1
    assert "错误  L-1  " in told.out
    assert "自然人要多于企业" in told.out
    findings = gipr("check", clean.unit, "--json").json["reports"][0]["findings"]
    own = next(finding for finding in findings if finding["rule"] == "L-1")
    assert (own["left"], own["right"], own["difference"], own["cells"]) == ("0", "3", "-3", ["R1.c1", "R1.c2"])
    path = gipr.printed(clean.with_texts({"R1.c1": "0"}), "another.txt")
    assert "L-1" in gipr("check", path, "--lines").out


def test_a_faulty_rule_is_told_and_the_rest_work(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean.with_texts({"R1.c1": "0", "R1.c2": "3"}))
    own_rules(gipr, RULE + RULE.replace("L-1", "T3-ID"))
    result = gipr("check", "--all", "--lines")
    assert "rules[2] T3-ID.id" in result.err
    assert result.err.count("\n") == 1
    assert ": L-1: " in result.out


def test_rules_in_force(gipr: Gipr) -> None:
    assert "rules.toml" in gipr("rules").complaint
    own_rules(gipr)
    assert gipr("rules").out.split() == ["L-1", "错误", "2019", "2021", "*", "*", "自然人要多于企业"]
    assert gipr("rules", "--json").json["rules"][0]["forms"] == ["2019", "2021"]


def test_a_file_of_rules_is_checked(gipr: Gipr) -> None:
    good = gipr.write("good.toml", RULE)
    assert (gipr("rules", good).code, gipr("rules", good).err) == (0, "")
    summary = '[[summaries]]\nunit = "某市"\nparts = ["某市*局"]\n'
    listed = gipr("rules", gipr.write("sums.toml", summary))
    assert listed.out.split()[0] == "HI-SUM" and "某市*局" in listed.out
    bad = gipr("rules", gipr.write("bad.toml", RULE + RULE.replace("L-1", "L-2").replace("R1.c2", "R1.c9")))
    assert bad.code == 4
    assert "rules[2] L-2" in bad.err
    assert "R1.c9" in bad.err
    assert "L-1" in bad.out
    assert gipr("rules", "nothing.toml").code == 4
    assert not gipr.store.exists()

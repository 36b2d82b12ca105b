"""Notes on the command line, and a report that starts from last year's."""

from __future__ import annotations

import json
from pathlib import Path

from gipr_tui.report.model import Report, text_place
from tests.cli.running import Gipr


def test_a_note_is_written_shown_and_taken_away(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    assert gipr("note", clean.unit, "R1.c1", "-来自台账\n[/b]").out == "note:R1.c1\t— → -来自台账 [/b]\n"
    gipr("note", clean.unit, "S5.text", "待补")
    lines = gipr("show", clean.unit).out.splitlines()
    assert [line.split("\t")[:2] for line in lines if line.startswith("note:")] == [
        ["note:R1.c1", "-来自台账 [/b]"],
        ["note:S5.text", "待补"],
    ]
    shown = gipr("show", clean.unit, "--json").json["notes"]
    assert [(note["place"], note["text"]) for note in shown] == [("R1.c1", "-来自台账\n[/b]"), ("S5.text", "待补")]
    assert all(note["at"] for note in shown)
    assert gipr("note", clean.unit, "R1.c1", "").out == "note:R1.c1\t-来自台账 [/b] → —\n"
    again = gipr("note", clean.unit, "R1.c1", "")
    assert (again.code, again.out, again.err) == (0, "", "")


def test_a_note_goes_out_and_comes_back_with_the_report(gipr: Gipr, clean: Report, tmp_path: Path) -> None:
    gipr.keep(clean)
    gipr("note", clean.unit, "preamble", "谁写的？")
    path = tmp_path / "report.json"
    exported = gipr("export", clean.unit, "--format", "json").out
    path.write_text(exported, encoding="utf-8")
    assert gipr("import", str(path), "--replace").code == 0
    assert gipr("export", clean.unit, "--format", "json").json["notes"] == json.loads(exported)["notes"] != []
    assert "谁写的" not in gipr("print", clean.unit).out + gipr("export", clean.unit, "--format", "csv").out


def test_a_note_that_cannot_be_says_why(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    assert "R9.c9" in gipr("note", clean.unit, "R9.c9", "x").complaint
    assert "2001" in gipr("note", clean.unit, "R1.c1", "x" * 2001).complaint
    for place in ("note:R1.c1", "carried:S1.text"):
        assert place in gipr("set", clean.unit, place, "x").complaint
    assert gipr("show", clean.unit, "--json").json["notes"] == []


def test_a_new_report_takes_last_years_texts_with_it(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    result = gipr("new", clean.unit, "2022", "--carry")
    assert result.out == f"{clean.unit}/2022\n"
    assert f"{clean.unit}/2021" in result.err and "3 处" in result.err
    document = gipr("show", f"{clean.unit}/2022", "--json").json
    assert document["carried"].keys() == {text_place(number) for number in (1, 5, 6)}
    assert "2022" in document["title"]
    rules = [f["rule"] for f in gipr("check", f"{clean.unit}/2022", "--json").json["reports"][0]["findings"]]
    assert "S-CARRIED" in rules

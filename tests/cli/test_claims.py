"""``gipr claims``: what a narrative claims in numbers, and whether the tables agree."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from gipr_tui.checks.narrative.figures import QUANTITIES
from gipr_tui.checks.narrative.labels import APPLICANTS, CHANNELS, REASONS, RESULTS
from gipr_tui.forms import official_forms
from gipr_tui.locale import catalogue
from gipr_tui.report.model import Report, text_place
from tests.cli.running import Gipr

TEXT = "2021年共收到政府信息公开申请18件，其中自然人12件、企业2件。\n行政复议２件。"


def test_a_report_in_the_store_is_held_against_its_tables(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean.with_texts({text_place(1): TEXT}))
    claims = gipr("claims", clean.unit, "--json").json["claims"]
    first = claims[0]
    assert first == {
        "section": 1,
        "text": "收到政府信息公开申请18件",
        "span": [6, 19],
        "quantity": "new_applications",
        "value": 18,
        "unit": "件",
        "year": 2021,
        "cells": ["R1.c7"],
        "verdict": "contradicts",
        "why": "",
    }
    assert TEXT[slice(*first["span"])] == first["text"]
    assert [(claim["quantity"], claim["verdict"]) for claim in claims[1:4]] == [
        ("applicant_natural", "holds"),
        ("applicant_business", "holds"),
        ("review_total", "holds"),
    ]


def test_people_read_them_by_section(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean.with_texts({text_place(1): TEXT}))
    result = gipr("claims", clean.unit)
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0] == "一、总体情况"
    assert lines[1].split() == ["不符", "本年新收申请", "18", "“收到政府信息公开申请18件”"]
    assert "填 16" in lines[2]
    assert "不符 1" in lines[-1]
    assert "contradicts" in gipr("claims", clean.unit, lang="en").out


def test_a_mere_text_is_read_for_the_year_given(gipr: Gipr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "paragraph.txt"
    path.write_text(TEXT, encoding="gb18030")
    from_file = gipr("claims", str(path), "--year", "2021", "--json")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    from_stdin = gipr("claims", "-", "--year", "2021", "--json")
    assert from_file.json == from_stdin.json
    claims = from_file.json["claims"]
    assert [(claim["quantity"], claim["value"]) for claim in claims] == [
        ("new_applications", 18),
        ("applicant_natural", 12),
        ("applicant_business", 2),
        ("review_total", 2),
    ]
    assert {(claim["verdict"], claim["why"]) for claim in claims} == {("unknown", "no-tables")}


def test_a_mere_text_needs_a_year(gipr: Gipr, tmp_path: Path) -> None:
    path = tmp_path / "paragraph.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = gipr("claims", str(path))
    assert result.code == 2
    assert "--year" in result.complaint


def test_a_copy_is_held_against_its_own_tables(gipr: Gipr, clean: Report, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    gipr.keep(clean.with_texts({text_place(1): TEXT}))
    assert gipr("print", clean.unit, "-o", str(path)).code == 0
    claims = gipr("claims", str(path), "--json").json["claims"]
    assert claims[0]["verdict"] == "contradicts"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"\x00\x01\x02"])
def test_what_is_no_text_says_so(gipr: Gipr, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    result = gipr("claims", str(path), "--year", "2021")
    assert result.code == 4
    assert "odd.txt" in result.complaint


def test_nothing_on_stdin_says_so(gipr: Gipr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    result = gipr("claims", "-", "--year", "2021")
    assert result.code == 4
    assert "stdin" in result.complaint


def test_an_unknown_report_is_an_error(gipr: Gipr) -> None:
    assert gipr("claims", "某单位").code == 2


def test_the_help_names_every_quantity(gipr: Gipr) -> None:
    said = gipr("claims", "--help").out
    named = {quantity.id for form in official_forms().values() for quantity in form.quantities}
    for quantity in named | {*QUANTITIES, *RESULTS, *REASONS, *APPLICANTS, *CHANNELS, "change_from_last_year"}:
        assert quantity in said
        assert f"quantity.{quantity}" in catalogue("en")

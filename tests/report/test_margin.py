"""Notes and carried texts: beside the report, edited and taken back like what is in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.errors import UnreadableFile, UsageError
from gipr_tui.report.document import from_document, to_document
from gipr_tui.report.edits import edit_of
from gipr_tui.report.margin import Margin, Note, carried_place, marginal, note_place, read_note, subject
from gipr_tui.report.model import PREAMBLE, TITLE, Report, heading_place, text_place
from gipr_tui.writers.export import export_csv, export_json
from gipr_tui.writers.printed import print_report
from tests.reports import clean_2021
from tests.writers.cases import FORMS

NOTE = Note("来自台账\n第二行", "甲", "2022-01-05T09:30:00+08:00")
REPORT = clean_2021().with_texts(
    {
        note_place(text_place(5)): Note("待补").written,
        note_place("R1.c1"): NOTE.written,
        note_place(TITLE): Note("局长看过").written,
        carried_place(text_place(1)): "2020年收到申请5件",
        carried_place(PREAMBLE): "前言",
    }
)


@given(st.builds(Note, st.text(max_size=30), st.text(max_size=12), st.text(max_size=12)))
def test_a_note_comes_back_from_its_text(note: Note) -> None:
    assert read_note(note.written) == (note if note.text else Note(""))


def test_a_note_is_clean() -> None:
    note = Note(" \x1b[31m红\u202e\r\n行 ", "甲\n乙", " 2022 -\x07")
    assert note == Note("[31m红\n行", "甲 乙", "2022-")


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("note:R1.c1", (Margin.NOTE, "R1.c1")),
        ("carried:S1.text", (Margin.CARRIED, "S1.text")),
        ("R1.c1", None),
        ("note:", None),
    ],
)
def test_places_beside_the_report(place: str, found: tuple[Margin, str] | None) -> None:
    assert marginal(place) == found
    assert subject(place) == (found[1] if found else place)


def test_a_report_has_its_notes_in_the_forms_order() -> None:
    assert list(REPORT.notes) == [TITLE, "R1.c1", text_place(5)]
    assert REPORT.notes["R1.c1"] == NOTE
    assert REPORT.get(note_place("R1.c1")) == NOTE.written
    assert REPORT.get(note_place("R1.c2")) == "" == REPORT.get(carried_place(text_place(5)))
    assert REPORT.get(carried_place(text_place(1))) == "2020年收到申请5件"


def test_an_empty_text_takes_it_away(clean: Report) -> None:
    places = [note_place(place) for place in REPORT.notes] + [carried_place(place) for place in REPORT.carried]
    assert REPORT.with_texts(dict.fromkeys(places, "")) == clean != REPORT


@pytest.mark.parametrize(
    "place",
    ["note:R9.c9", "note:note:R1.c1", "note:carried:S1.text", "carried:R1.c1", "carried:title", "carried:S9.text"],
)
def test_places_that_are_none(clean: Report, place: str) -> None:
    with pytest.raises(UsageError, match="unknown-place"):
        clean.get(place)
    with pytest.raises(UsageError, match="unknown-place"):
        clean.with_texts({place: "x"})


def test_an_edit_beside_the_report_is_taken_back() -> None:
    texts = {note_place("R1.c1"): "", "R1.c1": "13", carried_place(text_place(1)): "", heading_place(1): "一、"}
    edit = edit_of(REPORT, texts)
    after = edit.apply(REPORT)
    assert edit.places == texts.keys()
    assert (after.get("R1.c1"), "R1.c1" in after.notes, text_place(1) in after.carried) == ("13", False, False)
    assert edit.revert(after) == REPORT


def test_the_document_keeps_them() -> None:
    document = json.loads(export_json(REPORT))
    assert document["notes"][1] == {"place": "R1.c1", "text": NOTE.text, "by": NOTE.by, "at": NOTE.at}
    assert document["carried"] == {PREAMBLE: "前言", text_place(1): "2020年收到申请5件"}
    assert from_document(document, FORMS) == REPORT


def test_a_document_without_them_is_a_report_without_them(clean: Report) -> None:
    document = to_document(REPORT)
    del document["notes"], document["carried"]
    assert from_document(document, FORMS) == clean


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("notes", {}, "notes"),
        ("notes", [5], "notes[1]"),
        ("notes", [{"text": "x"}], "notes[1].place"),
        ("notes", [{"place": "R9.c9", "text": "x"}], "notes[1].place"),
        ("notes", [{"place": "R1.c1", "text": " "}], "notes[1].text"),
        ("notes", [{"place": "R1.c1", "text": "x"}, {"place": "R1.c1", "text": "y"}], "notes[2].place"),
        ("notes", [{"place": "R1.c1", "text": "x", "by": 5}], "notes[1].by"),
        ("carried", [], "carried"),
        ("carried", {"R1.c1": "x"}, "carried.R1.c1"),
        ("carried", {text_place(1): 5}, f"carried.{text_place(1)}"),
    ],
)
def test_a_wrong_shape_is_refused_with_its_key(key: str, value: Any, place: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        from_document({**to_document(REPORT), key: value}, FORMS)
    assert error.value.fields == {"key": place}


def test_nothing_of_it_is_filed(clean: Report) -> None:
    assert print_report(REPORT) == print_report(clean)
    assert export_csv(REPORT) == export_csv(clean)

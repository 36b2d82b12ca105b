"""The program's own JSON comes back as the same report; other JSON is refused with a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form
from gipr_tui.readers import read_copy
from gipr_tui.report.document import to_document
from gipr_tui.report.model import Report
from tests.readers.dialect import content_of
from tests.reports import madeup_report


@pytest.fixture(params=["jinzhan", "clean", "madeup"])
def report(request: pytest.FixtureRequest) -> Report:
    if request.param == "madeup":
        return madeup_report()
    found: Report = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_an_export_comes_back(forms: Mapping[str, Form], report: Report, encoding: str) -> None:
    data = json.dumps(to_document(report), ensure_ascii=False, indent=1).encode(encoding)
    reading = read_copy(data, "out.json", forms, need_identity=True)
    assert content_of(reading.report) == content_of(report)
    assert reading.encoding == encoding
    assert reading.placed == tuple(report.layout.cells)
    assert (reading.missing, reading.notes) == ((), ())


def test_options_win_over_an_export(forms: Mapping[str, Form], clean: Report) -> None:
    data = json.dumps(to_document(clean)).encode()
    reading = read_copy(data, "out.json", forms, unit="白石镇", year=2022, form="2019")
    assert (reading.report.unit, reading.report.year, reading.report.form.id) == ("白石镇", 2022, "2021")
    assert {note.code for note in reading.notes} == {"unit-differs", "year-differs", "form-as-written"}


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("[1, 2]", "x.json", "copy-json-foreign"),
        ('{"a": 1}', "x.json", "copy-json-foreign"),
        ('{"a": 1}', "x.txt", "copy-json-foreign"),
        ('{"a": ', "x.json", "copy-json-broken"),
        ('{"a": ', "x.txt", "no-headings"),
        ("[" * 100_000, "x.json", "copy-json-broken"),
        ('{"n": ' + "9" * 5000 + "}", "x.json", "copy-json-broken"),
        ('{"schema": 1, "form": "2019", "cells": []}', "x.json", "json-shape"),
    ],
)
def test_other_json_is_refused(forms: Mapping[str, Form], text: str, name: str, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_copy(text.encode(), name, forms)
    assert (caught.value.code, caught.value.fields["file"]) == (code, name)

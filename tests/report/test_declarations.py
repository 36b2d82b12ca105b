"""What was accepted and declared of a report: beside it, in its document, and in the hands of others."""

from __future__ import annotations

from typing import Any

import pytest

from gipr_tui.errors import UnreadableFile, UsageError
from gipr_tui.forms import official_forms
from gipr_tui.report.document import from_document, to_document
from gipr_tui.report.edits import edit_of
from gipr_tui.report.margin import Accepted, Note, accepted_place, read_key, subject
from gipr_tui.report.model import Declaration, Report, Status

WHY = Note("已核对", "甲", "2022-01-05T09:00:00+08:00")
OF = Accepted("T2-AMT", "R1.c1", "0123456789abcdef")
PLACE = accepted_place(OF.key)
GOOD = {"rule": "T2-AMT", "place": "R1.c1", "imprint": "0123", "reason": "x"}


def test_the_key_of_a_finding_is_read_back() -> None:
    assert read_key(OF.key) == OF
    assert subject(PLACE) == "R1.c1"
    assert [read_key(key) for key in ("", "T2-AMT/R1.c1", "T2-AMT/R1.c1/xyz", "a/b/c/0")] == [None] * 4


def test_an_acceptance_is_an_edit_like_any_other(clean: Report) -> None:
    edit = edit_of(clean, {PLACE: WHY.written})
    accepted = edit.apply(clean)
    assert dict(accepted.accepted) == {OF.key: WHY}
    assert accepted.get(PLACE) == WHY.written
    assert edit.revert(accepted) == clean


@pytest.mark.parametrize("place", ["accepted:x", "accepted:T2-AMT/R9.c9/0a", "accepted:T2-AMT/note:R1.c1/0a"])
def test_an_acceptance_needs_a_place_of_the_report(clean: Report, place: str) -> None:
    with pytest.raises(UsageError, match="unknown-place"):
        clean.with_texts({place: "x"})


def test_the_document_holds_both(clean: Report) -> None:
    report = clean.with_texts({PLACE: WHY.written})
    for declaration in (Declaration(Status.FINAL, "甲", WHY.at), Declaration(Status.DRAFT, "乙", WHY.at, "更正")):
        report = report.declared(declaration)
    document = to_document(report)
    assert document["accepted"] == [
        {"rule": OF.rule, "place": OF.place, "imprint": OF.imprint, "reason": WHY.text, "by": WHY.by, "at": WHY.at}
    ]
    assert [one["status"] for one in document["declarations"]] == ["final", "draft"]
    assert from_document(document, official_forms()) == report
    assert (
        from_document(to_document(report.declared(Declaration(Status.FINAL))), official_forms()).status is Status.FINAL
    )


def test_what_others_wrote_is_cleaned(clean: Report) -> None:
    document = to_document(clean) | {
        "accepted": [GOOD | {"reason": "\x1b[31m红", "by": "甲\n乙"}],
        "declarations": [{"status": "final", "by": "\x1b甲\n乙", "reason": "a\u202eb"}],
    }
    report = from_document(document, official_forms())
    (note,), (declaration,) = report.accepted.values(), report.declarations
    assert (note.text, note.by) == ("[31m红", "甲 乙")
    assert (declaration.by, declaration.reason) == ("甲 乙", "ab")


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("accepted", [GOOD | {"place": "R9.c9"}], "accepted[1].place"),
        ("accepted", [GOOD | {"rule": "a/b"}], "accepted[1].place"),
        ("accepted", [GOOD | {"imprint": "zz"}], "accepted[1].place"),
        ("accepted", [GOOD | {"reason": " "}], "accepted[1].reason"),
        ("accepted", [GOOD | {"at": 3}], "accepted[1].at"),
        ("accepted", {}, "accepted"),
        ("declarations", [{"status": "done"}], "declarations[1].status"),
        ("declarations", [{"by": "x"}], "declarations[1].status"),
    ],
)
def test_a_wrong_document_is_refused_with_its_key(clean: Report, key: str, value: Any, told: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        from_document(to_document(clean) | {key: value}, official_forms())
    assert caught.value.fields["key"] == told

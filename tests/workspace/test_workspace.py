"""The use cases on a store of reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gipr_tui.checks.finding import Evaluation
from gipr_tui.errors import StoreUnavailable, UnreadableFile, UsageError
from gipr_tui.forms import Severity
from gipr_tui.report.model import PREAMBLE, Report, heading_place, text_place
from gipr_tui.workspace.counting import Beside
from gipr_tui.workspace.imports import import_file
from gipr_tui.workspace.samples import keep_samples
from gipr_tui.workspace.workspace import Workspace
from gipr_tui.writers.printed import print_report
from store import Conflict, Store
from tests.reports import row_texts, with_rows, zero_report


def test_a_report_comes_back_as_it_was_kept(workspace: Workspace, jinzhan: Report, clean: Report) -> None:
    for report in (jinzhan, clean):
        entry = workspace.keep(report)
        assert workspace.load(entry).report == report
        assert workspace.find(report.unit) == entry
    assert sorted(entry.key.group for entry in workspace.entries()) == sorted([jinzhan.unit, clean.unit])


def test_the_list_says_what_the_checks_say(workspace: Workspace, jinzhan: Report) -> None:
    summary = workspace.keep(jinzhan).summary
    found = workspace.evaluate(jinzhan)
    assert summary == {
        "form": "2019",
        "status": "draft",
        "errors": found.count(Severity.ERROR),
        "warnings": found.count(Severity.WARNING),
        "hints": found.count(Severity.HINT),
        "beside": "",
    }
    assert summary["errors"]


def test_a_report_that_is_there_is_not_replaced_by_accident(workspace: Workspace, clean: Report) -> None:
    first = workspace.keep(clean)
    changed = clean.with_texts({"R1.c1": "13"})
    with pytest.raises(UsageError) as caught:
        workspace.keep(changed)
    assert (caught.value.code, caught.value.fields) == ("report-exists", {"reference": f"{clean.unit}/2021"})
    assert workspace.load(first).report == clean
    second = workspace.keep(changed, replacing=True)
    assert (second.id, second.revision) == (first.id, 2)
    assert workspace.load(second).report == changed


def test_a_report_that_another_program_is_at_is_put_in_all_the_same(
    workspace: Workspace, clean: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, write = Workspace.open(workspace.store.folder), Store.write
    waiting: list[Callable[[], object]] = [
        lambda: other.keep(clean),
        lambda: other.edit_now(other.find(clean.unit)).enter("R1.c1", "14"),
    ]
    evaluate = Beside.evaluate

    def slow(beside: Beside, report: Report) -> Evaluation:
        if waiting and report.get("R1.c1") == "13":
            waiting.pop(0)()
        return evaluate(beside, report)

    monkeypatch.setattr(Beside, "evaluate", slow)
    entry = workspace.keep(clean.with_texts({"R1.c1": "13"}), replacing=True)
    assert not waiting
    assert (entry.revision, workspace.load(entry).report.get("R1.c1")) == (3, "13")
    waiting.append(lambda: other.delete(entry))
    again = workspace.keep(clean.with_texts({"R1.c1": "13", "R1.c2": "9"}), replacing=True)
    assert (again.id != entry.id, again.revision) == (True, 1)

    def contested(*_: object, **__: object) -> None:
        raise Conflict(1, 2, workspace.store.folder)

    monkeypatch.setattr(Store, "write", contested)
    with pytest.raises(StoreUnavailable) as caught:
        workspace.keep(clean, replacing=True)
    assert caught.value.code == "store-conflict"
    monkeypatch.setattr(Store, "write", write)


def test_two_programs_keep_the_same_new_report_and_the_second_is_told(
    workspace: Workspace, clean: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, evaluate = Workspace.open(workspace.store.folder), Beside.evaluate

    def slow(beside: Beside, report: Report) -> Evaluation:
        monkeypatch.setattr(Beside, "evaluate", evaluate)
        other.keep(clean)
        return evaluate(beside, report)

    monkeypatch.setattr(Beside, "evaluate", slow)
    with pytest.raises(UsageError) as caught:
        workspace.keep(clean.with_texts({"R1.c1": "13"}))
    assert caught.value.code == "report-exists"


def test_a_deleted_report_comes_back_unless_its_place_is_taken(workspace: Workspace, clean: Report) -> None:
    entry = workspace.keep(clean)
    workspace.delete(entry)
    assert workspace.entries() == []
    assert workspace.load(workspace.restore(entry)).report == clean
    workspace.delete(entry)
    workspace.keep(clean)
    with pytest.raises(UsageError) as caught:
        workspace.restore(entry)
    assert caught.value.code == "report-exists"


def test_last_years_report_is_held_against_this_years(workspace: Workspace, clean: Report) -> None:
    following = zero_report(clean.form, 2022, clean.unit)
    alone = workspace.evaluate(following)
    workspace.keep(clean)
    assert workspace.previous_of(following) == clean
    together = workspace.evaluate(following)
    assert {finding.rule for finding in together.findings} > {finding.rule for finding in alone.findings}


def test_a_new_report_stands_on_the_form_of_its_year(workspace: Workspace) -> None:
    for year, form in ((2019, "2019"), (2020, "2019"), (2021, "2021"), (2030, "2021")):
        report = workspace.load(workspace.create("某局", year)).report
        assert (report.form.id, report.year, dict(report.values)) == (form, year, {})
        assert str(year) in report.title and "某局" in report.title


@pytest.mark.parametrize(
    ("unit", "year", "code"),
    [("某局", 2018, "no-form"), ("某局", 1900, "year-range"), ("../x", 2023, "unit-path"), ("", 2023, "unit-empty")],
)
def test_a_report_that_cannot_be(workspace: Workspace, tmp_path: Path, unit: str, year: int, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        workspace.create(unit, year)
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


# ---- from last year


def test_what_was_carried_over_begins_the_new_year(workspace: Workspace, clean: Report) -> None:
    workspace.keep(clean)
    report = workspace.load(workspace.create(clean.unit, 2022, carry=True)).report
    table = next(table for table in report.layout.tables if "R2.c1" in {a for row in table.addresses for a in row})
    expected = {a: clean.get(a.replace("R2.", "R4.")) for row in table.addresses for a in row if a.startswith("R2.")}
    stock = {a: clean.get(a) for a in report.layout.cells if a.endswith(".valid")}
    assert {a: v.text for a, v in report.values.items()} == expected | stock
    assert expected["R2.c7"] == "1"


def test_last_years_texts_are_a_starting_point(workspace: Workspace, clean: Report) -> None:
    last = clean.with_texts({PREAMBLE: "前言，2021年。", heading_place(5): "五、主要问题"})
    workspace.keep(last)
    report = workspace.load(workspace.create(clean.unit, 2022, carry=True)).report
    places = [PREAMBLE, *(text_place(number) for number in (1, 5, 6))]
    assert {place: report.get(place) for place in places} == {place: last.get(place) for place in places}
    assert dict(report.carried) == {place: last.get(place) for place in places}
    assert report.get(heading_place(5)) == clean.get(heading_place(5))
    assert report.title == clean.title.replace("2021", "2022")
    assert "S-CARRIED" in {finding.rule for finding in workspace.evaluate(report).findings}


def test_within_the_form_of_2019_the_projects_grow_by_their_change(workspace: Workspace, clean_2019: Report) -> None:
    workspace.keep(clean_2019)
    report = workspace.load(workspace.create(clean_2019.unit, 2020, carry=True)).report
    assert (report.get("I5.1.before"), report.get("I6.1.before"), report.get("I6.1.change")) == ("12", "47", "")
    assert report.get("R2.c7") == clean_2019.get("R4.c7") == "1"
    assert report.get("I1.2.stock") == "20"


def test_across_the_change_of_form_only_what_both_count_alike_is_taken(
    workspace: Workspace, clean_2019: Report
) -> None:
    workspace.keep(
        zero_report(clean_2019.form, 2020, clean_2019.unit).with_texts(row_texts(clean_2019, {"R4": "1 0 0 0 0 0 1"}))
    )
    report = workspace.load(workspace.create(clean_2019.unit, 2021, carry=True)).report
    assert report.form.id == "2021"
    assert {address.partition(".")[0] for address in report.values} == {"R2"}
    assert (report.get("R2.c1"), report.get("R2.c7")) == ("1", "1")


def test_a_figure_that_is_none_is_not_carried(workspace: Workspace, clean: Report) -> None:
    workspace.keep(with_rows(clean, R4="/ _ 0 0 0 0 1"))
    report = workspace.load(workspace.create(clean.unit, 2022, carry=True)).report
    assert [report.get(f"R2.c{n}") for n in range(1, 8)] == ["", "", "0", "0", "0", "0", "1"]


def test_without_last_year_there_is_nothing_to_carry(workspace: Workspace) -> None:
    with pytest.raises(UsageError) as caught:
        workspace.create("某局", 2023, carry=True)
    assert (caught.value.code, caught.value.fields) == ("nothing-to-carry", {"reference": "某局/2022"})
    assert workspace.entries() == []


def test_a_damaged_last_year_is_named_where_it_is_needed(workspace: Workspace, clean: Report, tmp_path: Path) -> None:
    entry = workspace.keep(clean)
    path = tmp_path / "store" / "documents" / f"{entry.id}.json"
    document = json.loads(path.read_text("utf-8"))
    document["document"]["1"]["content"]["cells"]["R1.c1"] = 5
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(StoreUnavailable) as caught:
        workspace.create(clean.unit, 2022, carry=True)
    assert caught.value.code == "store-content"
    assert caught.value.fields == {"reference": f"{clean.unit}/2021", "key": "cells.R1.c1"}
    assert workspace.previous_of(zero_report(clean.form, 2022, clean.unit)) is None


# ---- the store's errors


def test_every_error_of_the_store_is_one_for_the_operator(workspace: Workspace, clean: Report, tmp_path: Path) -> None:
    entry = workspace.keep(clean)
    workspace.delete(entry)
    with pytest.raises(StoreUnavailable) as caught:
        workspace.load(entry)
    assert (caught.value.code, caught.value.exit_code) == ("store-missing", 3)
    (tmp_path / "store" / "store.json").write_text('{"schema": 99}')
    with pytest.raises(StoreUnavailable) as caught:
        Workspace.open(tmp_path / "store").keep(clean)
    assert caught.value.code == "store-newer"


def test_damaged_files_are_each_named(workspace: Workspace, clean: Report, tmp_path: Path) -> None:
    workspace.keep(clean)
    assert workspace.damaged() == []
    documents = tmp_path / "store" / "documents"
    (documents / "0123456789ab.json").write_text("{")
    (documents / "stranger.json").write_text("{}")
    troubles = workspace.damaged()
    assert {(trouble.code, Path(str(trouble.fields["path"])).name) for trouble in troubles} == {
        ("store-damaged", "0123456789ab.json"),
        ("store-damaged", "stranger.json"),
    }


# ---- imports and samples


def test_a_dry_run_says_what_would_come_and_keeps_nothing(workspace: Workspace, clean: Report, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text(print_report(clean), "utf-8")
    done = import_file(workspace, path, dry_run=True)
    assert (done.entry, done.reading.report) == (None, clean)
    assert workspace.entries() == []
    kept = import_file(workspace, path).entry
    assert kept and workspace.load(kept).report == clean
    with pytest.raises(UsageError):
        import_file(workspace, path, dry_run=True)


def test_nothing_is_kept_of_a_file_that_cannot_be_read(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        import_file(workspace, tmp_path / "none.txt", unit="某局", year=2023)
    assert list(tmp_path.iterdir()) == []


def test_the_samples_are_a_faulty_report_and_a_clean_one(workspace: Workspace) -> None:
    start = keep_samples(workspace)
    summaries = {entry.id: entry.summary for entry in workspace.entries()}
    assert len(summaries) == 2
    assert summaries.pop(start.id)["errors"] == 7
    assert [summary["errors"] for summary in summaries.values()] == [0]


def test_a_copy_without_a_title_gets_the_forms_own_and_says_so(workspace: Workspace, tmp_path: Path) -> None:
    report = zero_report(workspace.forms["2021"], 2023)
    path = tmp_path / "no-title.txt"
    path.write_text(print_report(report).partition("\n\n")[2], encoding="utf-8")
    done = import_file(workspace, path, unit="某县某局", year=2023)
    assert [note.code for note in done.reading.notes] == ["title-supplied"]
    assert done.entry is not None
    assert workspace.load(done.entry).report.title == "某县某局2023年政府信息公开工作年度报告"

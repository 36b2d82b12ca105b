"""The findings that the list counts are those that a check would find now, or they are not shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gipr_tui.errors import StoreUnavailable
from gipr_tui.forms import Severity
from gipr_tui.report.model import Report
from gipr_tui.workspace.beside import COUNTS, by_key, is_counted
from gipr_tui.workspace.shelf import RULES_FILE
from gipr_tui.workspace.workspace import Workspace
from store import Entry
from tests.reports import zero_report

SUMMARY = '[[summaries]]\nunit = "云岭市"\nparts = ["云岭市*局"]\n'
RULE = '[[rules]]\nid = "L-1"\nseverity = "warning"\nmessage = "必填"\nrequired = ["R1.c7"]\n'


@pytest.fixture
def years(workspace: Workspace, clean: Report) -> Workspace:
    """A unit's reports on three years, and another's."""
    for year in (2021, 2022, 2023):
        workspace.keep(replace(clean, year=year))
    workspace.keep(zero_report(clean.form, 2022, "某局"))
    return workspace


def outdated(workspace: Workspace) -> list[tuple[str, int]]:
    """The lines that go without counts."""
    entries = Workspace.open(workspace.store.folder).listed().entries
    return [(entry.key.group, entry.key.number) for entry in entries if not is_counted(entry)]


def recount(workspace: Workspace) -> None:
    entries = workspace.listed().entries
    for entry in entries:
        if not is_counted(entry):
            workspace.recount(entry, by_key(entries))


def counts(workspace: Workspace) -> dict[tuple[str, int], list[object]]:
    entries = workspace.listed().entries
    return {(entry.key.group, entry.key.number): [entry.summary[name] for name in COUNTS] for entry in entries}


def true_counts(workspace: Workspace) -> dict[tuple[str, int], list[object]]:
    """What a check finds now in each report."""
    found: dict[tuple[str, int], list[object]] = {}
    for entry in workspace.entries():
        findings = workspace.evaluate(workspace.load(entry).report)
        found[entry.key.group, entry.key.number] = [
            findings.count(name) for name in (Severity.ERROR, Severity.WARNING, Severity.HINT)
        ]
    return found


def _edit(workspace: Workspace, entry: Entry, _report: Report) -> None:
    workspace.edit_now(entry).enter("R4.c1", "9")


def _replace(workspace: Workspace, _entry: Entry, report: Report) -> None:
    workspace.keep(report.with_texts({"R4.c1": "9"}), replacing=True)


def _delete(workspace: Workspace, entry: Entry, _report: Report) -> None:
    workspace.delete(entry)


def _restore(workspace: Workspace, entry: Entry, _report: Report) -> None:
    workspace.delete(entry)
    recount(workspace)
    assert outdated(workspace) == []
    workspace.restore(entry)


def _go_back(workspace: Workspace, entry: Entry, _report: Report) -> None:
    workspace.edit_now(entry).enter("R4.c1", "9")
    recount(workspace)
    workspace.go_back(workspace.find(f"{entry.key.group}/{entry.key.number}"), 1)


def _damage(workspace: Workspace, entry: Entry, _report: Report) -> None:
    (workspace.store.folder / "documents" / f"{entry.id}.json").write_text("{", encoding="utf-8")


DEEDS: list[Callable[[Workspace, Entry, Report], None]] = [
    _edit,
    _replace,
    _delete,
    _restore,
    _go_back,
    _damage,
]


@pytest.mark.parametrize("deed", DEEDS)
def test_what_becomes_of_last_years_report_tells_on_the_next(
    years: Workspace, clean: Report, deed: Callable[[Workspace, Entry, Report], None]
) -> None:
    assert outdated(years) == []
    deed(years, years.find(f"{clean.unit}/2022"), replace(clean, year=2022))
    assert outdated(years) == [(clean.unit, 2023)]
    recount(years)
    assert outdated(years) == []
    assert counts(years) == true_counts(years)


def test_the_count_that_was_out_of_date_was_wrong(years: Workspace, clean: Report) -> None:
    before = counts(years)
    years.edit_now(years.find(f"{clean.unit}/2022")).apply({"R4.c1": "9", "R4.c2": "9", "R4.c3": "9"})
    recount(years)
    assert counts(years)[clean.unit, 2023] != before[clean.unit, 2023]


@pytest.mark.parametrize("one", [True, False])
def test_last_years_report_that_was_damaged_and_comes_back(years: Workspace, clean: Report, *, one: bool) -> None:
    entry = years.find(f"{clean.unit}/2022")
    _damage(years, entry, clean)
    recount(years)
    years.mend_one(entry.id) if one else years.mend()
    recount(years)
    assert counts(years) == true_counts(years)


def test_a_report_that_comes_in_before_last_years_is_counted_anew(workspace: Workspace, clean: Report) -> None:
    workspace.keep(replace(clean, year=2022))
    workspace.keep(replace(clean, year=2021))
    assert outdated(workspace) == [(clean.unit, 2022)]
    workspace.keep(replace(clean, year=2023))
    assert outdated(workspace) == [(clean.unit, 2022)]
    recount(workspace)
    assert counts(workspace) == true_counts(workspace)


def test_a_save_touches_no_line_but_its_own(years: Workspace, clean: Report) -> None:
    session = years.edit_now(years.find(f"{clean.unit}/2022"))
    index = years.store.folder / "index.jsonl"
    before = index.read_bytes()
    session.enter("R4.c1", "9")
    assert index.read_bytes()[len(before) :].count(b"\n") == 1


def test_an_edit_beside_last_years_report_as_it_was_is_out_of_date(years: Workspace, clean: Report) -> None:
    session = years.edit_now(years.find(f"{clean.unit}/2023"))
    years.edit_now(years.find(f"{clean.unit}/2022")).enter("R4.c1", "9")
    session.enter("R1.c1", "13")
    assert outdated(years) == [(clean.unit, 2023)]
    recount(years)
    assert counts(years) == true_counts(years)


def test_a_backup_brings_counts_back_with_what_they_rest_on(years: Workspace, clean: Report, tmp_path: Path) -> None:
    backup = years.back_up(tmp_path / "backup.zip")
    before = counts(years)
    years.edit_now(years.find(f"{clean.unit}/2022")).enter("R4.c1", "9")
    recount(years)
    assert counts(years) != before
    years.restore_backup(backup)
    assert outdated(years) == []
    assert counts(years) == before == true_counts(years)


def test_a_governments_report_is_counted_beside_those_it_adds_up(workspace: Workspace, clean: Report) -> None:
    (workspace.store.folder).mkdir(parents=True)
    (workspace.store.folder / RULES_FILE).write_text(SUMMARY, encoding="utf-8")
    whole = ("云岭市", 2021)
    workspace.keep(replace(clean, unit="云岭市"))
    assert outdated(workspace) == []
    workspace.keep(clean)
    assert outdated(workspace) == [whole]
    recount(workspace)
    for unit, year in (("云岭市税务局", 2022), ("清河镇", 2021)):
        workspace.keep(replace(clean, unit=unit, year=year))
        assert outdated(workspace) == []
    workspace.edit_now(workspace.find(f"{clean.unit}/2021")).enter("R1.c1", "9")
    assert outdated(workspace) == [whole]
    recount(workspace)
    assert counts(workspace) == true_counts(workspace)
    workspace.delete(workspace.find(f"{clean.unit}/2021"))
    assert outdated(workspace) == [whole]


def test_other_rules_of_the_office_put_every_count_out_of_date(years: Workspace) -> None:
    path = years.store.folder / RULES_FILE
    for text in (RULE, RULE.replace("R1.c7", "R2.c7"), ""):
        path.write_text(text, encoding="utf-8")
        assert len(outdated(years)) == 4
        recount(years)
        assert outdated(years) == []
        assert counts(years) == true_counts(years)
    path.unlink()
    recount(years)
    assert counts(years) == true_counts(years)


def test_the_list_of_an_earlier_version_is_counted_where_it_may_be_wrong(years: Workspace, clean: Report) -> None:
    for entry in years.entries():
        old = {name: value for name, value in entry.summary.items() if name != "beside"}
        years.store.retell(replace(entry, summary=old))
    assert outdated(years) == [(clean.unit, 2022), (clean.unit, 2023)]


def test_a_report_that_cannot_be_read_goes_without(years: Workspace, clean: Report) -> None:
    entry = years.find(f"{clean.unit}/2023")
    content = years.store.read(entry.id).content
    years.store.write(entry.id, {**content, "form": "1999"}, {"form": "1999", "beside": "x"}, revision=1)
    entries = years.listed().entries
    assert outdated(years) == [(clean.unit, 2023)]
    with pytest.raises(StoreUnavailable):
        years.recount(next(one for one in entries if one.id == entry.id), by_key(entries))


# ---- following


def test_the_list_is_followed_with_the_counts_that_others_put_out_of_date(years: Workspace, clean: Report) -> None:
    other = Workspace.open(years.store.folder)
    listed = years.listed()
    assert years.follow(listed) is None
    other.edit_now(other.find(f"{clean.unit}/2022")).enter("R4.c1", "9")
    followed = years.follow(listed)
    assert followed and [entry.key.number for entry in followed.entries if not is_counted(entry)] == [2023]
    other.delete(other.find("某局"))
    new = other.create("乙镇", 2022)
    recount(other)
    again = years.follow(followed)
    assert again and by_key(again.entries) == by_key(other.listed().entries)
    assert new in again.entries
    assert years.follow(again) is None


def test_a_report_that_was_damaged_and_comes_back_is_followed(years: Workspace, clean: Report) -> None:
    entry = years.find("某局")
    path = years.store.folder / "documents" / f"{entry.id}.json"
    path.write_text("{", encoding="utf-8")
    listed = years.listed()
    assert [one.id for one in listed.left_out] == [entry.id]
    Workspace.open(years.store.folder).mend()
    followed = years.follow(listed)
    assert followed and not followed.left_out
    assert len(followed.everything) == 4

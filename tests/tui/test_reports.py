"""The list of reports: open, new, import, filter, sort, delete and bring back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gipr_tui.forms import Severity
from gipr_tui.report.model import Report, empty_report, text_place
from gipr_tui.tui.screens.dialogs import Dialog
from gipr_tui.tui.screens.editor import EditorScreen
from gipr_tui.tui.screens.listwork import ListWork
from gipr_tui.tui.screens.preview import PreviewScreen
from gipr_tui.tui.screens.reports import ReportList, ReportsScreen
from gipr_tui.workspace.workspace import Workspace
from store import Unreadable
from tests.tui.desk import Desk, opened


def units(desk: Desk) -> list[str]:
    return [entry.key.group for entry in desk.app.screen.query_one(ReportList).entries]


def current(desk: Desk) -> str:
    entry = desk.app.screen.query_one(ReportList).current
    assert entry
    return entry.key.group


@pytest.fixture
def three(workspace: Workspace, jinzhan: Report, clean: Report) -> Workspace:
    """A store with three reports of different years and faults."""
    workspace.keep(jinzhan)
    workspace.keep(clean)
    workspace.keep(empty_report("乙镇", 2023, clean.form))
    return workspace


async def test_an_empty_store_says_what_to_do(workspace: Workspace) -> None:
    async with opened(workspace) as desk:
        assert desk.app.catalogue("reports.none") in desk.shown
        await desk.press("enter", "d", "f5", "ctrl+z", "s", "down", "end", "pagedown")
        assert isinstance(desk.app.screen, ReportsScreen)


async def test_the_list_shows_what_is_kept(three: Workspace) -> None:
    async with opened(three) as desk:
        rows = {line.split()[0]: line for line in desk.lines[2:5]}
        assert set(rows) == {"北京市朝阳区金盏地区", "云岭市水务局", "乙镇"}
        assert "✗ 7" in rows["北京市朝阳区金盏地区"] and "! 2" in rows["北京市朝阳区金盏地区"]
        assert "✓" in rows["云岭市水务局"]
        assert desk.app.catalogue("reports.count", count=3) in desk.lines[0]
        assert desk.widths == {80}


async def test_a_new_report_is_opened_and_kept(workspace: Workspace) -> None:
    async with opened(workspace) as desk:
        await desk.press("n")
        await desk.type("青禾镇")
        await desk.press("down", "ctrl+u")
        await desk.type("2022")
        await desk.press("enter")
        assert isinstance(desk.app.screen, EditorScreen)
        assert (desk.session.report.unit, desk.session.report.year) == ("青禾镇", 2022)
        assert [entry.key.number for entry in workspace.entries()] == [2022]
        await desk.press("f8", "1", "enter", "escape")
        assert current(desk) == "青禾镇"


async def test_enter_goes_from_the_unit_to_the_year_and_then_makes_the_report(three: Workspace) -> None:
    async with opened(three) as desk:
        await desk.press("n")
        assert desk.app.catalogue("dialog.keys-next") in desk.shown
        await desk.type("青禾镇\n")
        assert isinstance(desk.app.screen, Dialog), "the year is still to be said"
        await desk.type("2022\n")
        assert (desk.session.report.unit, desk.session.report.year) == ("青禾镇", 2022)


async def test_what_is_proposed_is_taken_with_enter_alone(three: Workspace) -> None:
    async with opened(three) as desk:
        chosen = desk.app.screen.query_one(ReportList).current
        assert chosen
        await desk.press("n", "enter", "enter")
        assert (desk.session.report.unit, desk.session.report.year) == (chosen.key.group, chosen.key.number + 1)


@pytest.mark.parametrize(
    ("unit", "year", "says"),
    [
        ("", "2022", "单位"),
        ("甲/乙", "2022", "甲/乙"),
        ("甲", "", "年份"),
        ("甲", "二〇", "二〇"),
        ("甲", "1900", "1900"),
    ],
)
async def test_a_new_report_that_cannot_be_keeps_the_window_open(
    workspace: Workspace, unit: str, year: str, says: str
) -> None:
    async with opened(workspace) as desk:
        await desk.press("n")
        await desk.type(unit)
        await desk.press("down", "ctrl+u")
        await desk.type(year)
        await desk.press("enter")
        assert isinstance(desk.app.screen, Dialog)
        answer = desk.app.screen.query_one("#answer")
        assert says in "".join(strip.text for strip in answer.render_lines(answer.size.region))
        assert desk.app.catalogue("dialog.keys-next") not in desk.shown
        assert workspace.entries() == []
        await desk.press("7")
        assert desk.app.catalogue("dialog.keys-next") in desk.shown, "what was wrong may be right now"
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReportsScreen)


async def test_a_report_that_is_there_already_is_not_made_again(three: Workspace) -> None:
    async with opened(three) as desk:
        await desk.press("n")
        await desk.type("乙镇")
        await desk.press("down", "ctrl+u")
        await desk.type("2023")
        await desk.press("enter")
        assert isinstance(desk.app.screen, Dialog) and "乙镇/2023" in desk.shown
        assert "--replace" not in desk.shown


async def test_the_filter_works_with_every_character(three: Workspace) -> None:
    async with opened(three) as desk:
        await desk.press("slash")
        await desk.type("云岭")
        assert units(desk) == ["云岭市水务局"]
        await desk.press("backspace", "backspace")
        await desk.type("2023")
        assert units(desk) == ["乙镇"]
        await desk.press("enter")
        assert desk.app.screen.query_one(ReportList).has_focus
        await desk.press("escape")
        assert len(units(desk)) == 3
        await desk.press("slash")
        await desk.type("[/b]")
        assert units(desk) == [] and desk.app.catalogue("reports.no-match") in desk.shown
        await desk.press("escape")
        assert not desk.app.screen.query_one("#filtering").display


@pytest.mark.parametrize("typed", ["乙 2023", "乙2023", "2023 乙镇", "乙镇/2023", "２０２３乙"])
async def test_every_word_of_the_filter_must_fit(three: Workspace, clean: Report, typed: str) -> None:
    three.keep(empty_report("乙镇", 2022, clean.form))
    three.keep(empty_report("丙镇", 2023, clean.form))
    async with opened(three) as desk:
        await desk.press("slash")
        assert desk.app.catalogue("reports.filter") in desk.shown
        await desk.type(typed)
        shown = desk.app.screen.query_one(ReportList).entries
        assert [(entry.key.group, entry.key.number) for entry in shown] == [("乙镇", 2023)]
        assert f"{desk.app.catalogue('reports.filter-label')}{typed}" in desk.shown


@pytest.mark.parametrize("width", [60, 66, 72, 80, 120])
async def test_a_unit_of_twenty_columns_shows_whole(three: Workspace, width: int) -> None:
    async with opened(three, size=(width, 20)) as desk:
        row = next(line for line in desk.lines if "北京市朝阳区金盏地区 " in line)
        assert "✗ 7" in row and "起草" in row and desk.widths == {width}


async def test_sorting_goes_round_and_keeps_the_cursor_on_its_report(three: Workspace) -> None:
    async with opened(three) as desk:
        orders = [units(desk)]
        await desk.press("end")
        chosen = current(desk)
        for _ in range(3):
            await desk.press("s")
            orders.append(units(desk))
            assert current(desk) == chosen
        assert orders[1][0] == "乙镇"
        assert orders[2][0] == "北京市朝阳区金盏地区"
        assert orders[3] == orders[0]


async def test_a_deleted_report_comes_back(three: Workspace) -> None:
    async with opened(three) as desk:
        await desk.press("home")
        first, *rest = units(desk)
        await desk.press("d")
        assert units(desk) == rest == [entry.key.group for entry in three.entries()]
        assert first in desk.footer and "^Z" in desk.footer
        await desk.press("d", "ctrl+z", "ctrl+z")
        assert units(desk) == [first, *rest]
        await desk.press("ctrl+z")
        assert desk.footer == desk.app.catalogue("reports.nothing-deleted")


async def test_the_cursor_is_on_the_report_one_comes_from(three: Workspace) -> None:
    async with opened(three) as desk:
        await desk.press("slash", *"金盏", "enter", "n", "ctrl+u", *"安定镇", "enter", "ctrl+u", *"2022", "enter")
        assert desk.session.report.unit == "安定镇"
        await desk.press("escape", "s", "s", "d")
        assert desk.footer == desk.app.catalogue("reports.deleted", reference="安定镇/2022")
        assert set(units(desk)) == {"北京市朝阳区金盏地区", "云岭市水务局", "乙镇"}
        await desk.press("home", "ctrl+z")
        assert current(desk) == "安定镇"
        await desk.press("d", "home", "t", "enter", "escape")
        assert current(desk) == "安定镇"


async def test_a_report_opened_at_once_is_under_the_cursor_of_the_list(three: Workspace) -> None:
    for unit in ("北京市朝阳区金盏地区", "云岭市水务局", "乙镇"):
        async with opened(three, three.find(unit)) as desk:
            await desk.press("escape")
            assert current(desk) == unit and len(units(desk)) == 3


async def test_it_is_said_that_there_is_nothing_of_last_year(three: Workspace) -> None:
    async with opened(three) as desk:
        await desk.press("n", "ctrl+u", *"安定镇", "enter", "ctrl+u", *"2022", "enter")
        assert desk.footer == desk.app.catalogue("reports.not-carried", unit="安定镇", year=2021)
        await desk.press("escape", "n", "enter", "ctrl+u", *"2025", "down", "left", "enter")
        assert "2024" not in desk.footer, "nothing was asked for"


async def test_a_stray_delete_key_deletes_no_report(three: Workspace) -> None:
    async with opened(three) as desk:
        await desk.press("delete", "backspace")
        assert len(three.entries()) == 3


async def test_what_was_edited_shows_in_the_list_at_once(three: Workspace) -> None:
    async with opened(three) as desk:
        await desk.press("slash")
        await desk.type("金盏")
        await desk.press("enter", "enter", "f9", "enter", "escape")
        assert "✗" not in desk.lines[3]
        assert isinstance(desk.app.screen, ReportsScreen)


async def test_the_preview_opens_from_the_list(three: Workspace) -> None:
    async with opened(three) as desk:
        await desk.press("f5")
        assert isinstance(desk.app.screen, PreviewScreen)
        await desk.press("q")
        assert isinstance(desk.app.screen, ReportsScreen)


async def test_a_report_that_cannot_be_read_is_told_and_the_list_stays(
    workspace: Workspace, clean: Report, tmp_path: Path
) -> None:
    workspace.keep(clean)
    async with opened(workspace) as desk:
        for path in (tmp_path / "store" / "documents").glob("*.json"):
            path.write_bytes(b"{")
        await desk.press("enter")
        assert isinstance(desk.app.screen, ReportsScreen)
        assert desk.footer and "F1" not in desk.footer


async def test_keys_typed_ahead_reach_the_window_they_open(workspace: Workspace) -> None:
    async with opened(workspace) as desk:
        keys = ["n", *"青禾镇", "enter", "enter", "f8", "4", "enter", "5", "enter", "f5", "escape", "escape"]
        await desk.press(*keys)
        report = workspace.load(workspace.find("青禾镇")).report
        assert [report.get(a) for row in report.layout.tables[0].addresses[:1] for a in row[:2]] == ["4", "5"]
        assert report.get(text_place(1)) == ""
        assert isinstance(desk.app.screen, ReportsScreen)


# ---- kept true while it is in view


def at_work(desk: Desk) -> ListWork:
    assert isinstance(desk.app.screen, ReportsScreen)
    return desk.app.screen._work


async def look(desk: Desk) -> None:
    """Has the list looked after what others did, as it does every few seconds."""
    work = at_work(desk)
    await desk.until(lambda: not work._looking)
    work.look()
    await desk.until(lambda: not work._looking)


def others(workspace: Workspace) -> Workspace:
    """Another program on the same store."""
    return Workspace.open(workspace.store.folder, workspace.forms)


async def test_what_others_do_shows_with_the_cursor_on_its_report(three: Workspace, clean: Report) -> None:
    other = others(three)
    async with opened(three) as desk:
        await desk.press("end")
        here, row = current(desk), desk.app.screen.query_one(ReportList).cursor
        other.keep(replace(clean, unit="丁局"))
        other.keep(replace(clean, unit="丙局"))
        await look(desk)
        assert current(desk) == here
        assert desk.app.screen.query_one(ReportList).cursor == row + 2
        assert "丁局" in units(desk) and "丁局" in desk.shown
        other.delete(other.find("丁局"))
        await look(desk)
        assert "丁局" not in desk.shown and current(desk) == here
        other.delete(other.find(here))
        await look(desk)
        assert here not in units(desk)
        await desk.press("slash", *"丙局")
        other.edit_now(other.find("丙局")).enter("R1.c1", "99")
        await look(desk)
        assert units(desk) == ["丙局"] and "✗" in desk.lines[3]


async def test_the_line_of_the_cursor_stays_where_it_is_in_a_long_list(workspace: Workspace, clean: Report) -> None:
    for number in range(40):
        workspace.keep(replace(clean, unit=f"{number:02}局"))
    async with opened(workspace) as desk:
        await desk.press(*["down"] * 30, *["up"] * 5)
        before = next(y for y, line in enumerate(desk.lines) if "25局" in line)
        others(workspace).keep(replace(clean, unit="00局", year=2022))
        await look(desk)
        assert "25局" in desk.lines[before] and current(desk) == "25局"


async def test_nothing_is_painted_where_nobody_has_done_anything(
    three: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(three) as desk:
        await look(desk)
        painted: list[object] = []
        for name in ("refresh", "render_line"):
            monkeypatch.setattr(ReportList, name, lambda *_, name=name, **__: painted.append(name))
        await look(desk)
        others(three).entries()
        await look(desk)
        assert painted == []


async def test_no_look_is_taken_while_another_screen_is_in_view(three: Workspace) -> None:
    async with opened(three) as desk:
        work = at_work(desk)
        await desk.press("enter")
        others(three).create("丁局", 2022)
        work.look()
        assert not work._looking
        await desk.press("escape")
        assert "丁局" in units(desk)


async def test_a_store_that_cannot_be_looked_at_is_looked_at_again(
    three: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(three) as desk:
        await look(desk)

        def broken(_since: object) -> object:
            raise Unreadable("gone", three.store.folder)

        others(three).create("丁局", 2022)
        with monkeypatch.context() as patch:
            patch.setattr(three.store, "news", broken)
            await look(desk)
        assert len(units(desk)) == 3
        await look(desk)
        assert len(units(desk)) == 4


async def test_counts_that_are_out_of_date_are_not_shown_and_then_true(
    three: Workspace, clean: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    three.keep(replace(clean, year=2022))
    entry = three.find(f"{clean.unit}/2021")
    others(three).edit_now(entry).enter("R4.c1", "9")
    with monkeypatch.context() as patch:
        patch.setattr(ListWork, "look", lambda _: None)
        async with opened(three) as desk:
            (line,) = (line for line in desk.lines if clean.unit in line and " 2022 " in line)
            assert "…" in line and "!" not in line and "✗" not in line
    async with opened(three) as desk:
        await look(desk)
        (line,) = (line for line in desk.lines if clean.unit in line and " 2022 " in line)
        found = three.evaluate(replace(clean, year=2022))
        assert "…" not in line and f"! {found.count(Severity.WARNING)}" in line
        others(three).delete(entry)
        await look(desk)
        (line,) = (line for line in desk.lines if clean.unit in line and " 2022 " in line)
        found = three.evaluate(replace(clean, year=2022))
        assert "…" not in line and f"! {found.count(Severity.WARNING)}" in line


async def test_a_report_whose_findings_cannot_be_counted_is_tried_once(three: Workspace, clean: Report) -> None:
    entry = three.find(clean.unit)
    content = three.store.read(entry.id).content
    three.store.write(entry.id, {**content, "form": "1999"}, {"form": "1999", "beside": "x"}, revision=1)
    async with opened(three) as desk:
        await look(desk)
        assert at_work(desk)._hopeless == {(entry.id, 2)}
        (line,) = (line for line in desk.lines if clean.unit in line)
        assert "…" in line

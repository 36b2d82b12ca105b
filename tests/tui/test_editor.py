"""The editor: findings that come and go, sections, undo, and what happens when the disk fails."""

from __future__ import annotations

import pytest

from gipr_tui.errors import StoreUnavailable
from gipr_tui.report.model import PREAMBLE, TITLE, Report, heading_place, text_place
from gipr_tui.text.width import display_width
from gipr_tui.text.wrap import INDENT
from gipr_tui.tui.screens.dialogs import Dialog, Question
from gipr_tui.tui.screens.preview import PreviewScreen
from gipr_tui.tui.screens.reports import ReportsScreen
from gipr_tui.tui.widgets.findings import FindingsPanel
from gipr_tui.tui.widgets.narrative import MARGIN
from gipr_tui.workspace.accepting import declare_final
from gipr_tui.workspace.workspace import Workspace
from tests.reports import JINZHAN_TEXTS
from tests.tui.desk import Desk, editing, opened

SEVEN = ["N-TOT", *["T3-ID"] * 3, *["T3-TOT19"] * 3]
OTHERS = ["F-PUNC", "F-PUNC", "P-LIT", "S-HEAD", "T2-AMT", "T4-LA-ORIGIN"]


async def test_it_opens_where_there_is_most_to_mend_and_shows_it_all(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        assert desk.rules == sorted([*SEVEN, *OTHERS])
        panel = "\n".join(desk.lines[desk.editor.query_one(FindingsPanel).region.y :])
        assert [panel.count(rule) for rule in ("T3-ID", "T3-TOT19", "N-TOT", "S-HEAD")] == [3, 3, 1, 1]
        assert "✗7 !2 ?4" in desk.lines[0]
        assert desk.grid.has_focus


async def test_the_seven_findings_go_when_the_right_totals_are_typed(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("f4")
        assert desk.grid.address == "R3.7.c1"
        assert "5 ≠ 10" in desk.status and "-5" in desk.status
        await desk.press("5", "enter")
        assert desk.rules.count("T3-ID") == 2
        await desk.press("1", "enter")
        assert desk.rules.count("T3-ID") == 1
        await desk.press("end", "6", "enter")
        assert desk.rules == OTHERS
        assert "✗" not in desk.lines[0]
        assert [desk.on_disk().get(f"R3.7.c{column}") for column in (1, 2, 7)] == ["5", "1", "6"]
        entry = workspace.find(f"{jinzhan.unit}/2019")
        assert (entry.summary["errors"], entry.summary["warnings"]) == (0, 2)


async def test_keys_that_arrive_together_go_where_they_were_meant(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("f4", "5", "f4", "f4", "1", "enter", "end", "6", "ctrl+z", "6", "f8", "9", "tab", "f7", "f7")
        assert [desk.get(f"R3.7.c{column}") for column in (1, 2, 7)] == ["5", "1", "6"]
        assert desk.get("RV.keep") == "9"
        assert desk.grid.address == "I1.1.made"


@pytest.mark.parametrize(("size", "rows"), [((80, 24), 6), ((60, 20), 6), ((120, 36), 12)])
async def test_the_table_keeps_its_rows_where_much_is_found(
    workspace: Workspace, jinzhan: Report, size: tuple[int, int], rows: int
) -> None:
    async with editing(workspace, jinzhan, size=size) as desk:
        assert desk.editor.section == 3
        assert desk.grid._body_height >= rows
        if size == (80, 24):
            assert all(name in desk.shown for name in ("DX-DOUBLE", "N-TOT", "S-HEAD"))


async def test_a_cause_stands_apart_from_what_is_said_of_it(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean.with_texts({"R1.c1": "21"})) as desk:
        assert any(f"DX-TRANSPOSE {said}" in desk.shown for said in ("“", *map(chr, range(0x4E00, 0x9FA6))))


async def test_the_title_and_what_stands_at_its_right_are_apart(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        for width in range(60, 76):
            await desk.resize(width, 20)
            assert " 起草 " in desk.lines[0]


async def test_where_nothing_fits_a_choice_says_so(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        for key in ("g", "f10"):
            await desk.press(key)
            await desk.type("没有这样的")
            assert desk.app.catalogue("palette.no-match") in desk.shown
            await desk.press("enter")
            assert desk.editor


@pytest.mark.parametrize("size", [(60, 20), (72, 24), (80, 24)])
async def test_every_cell_of_the_list_is_told_apart_by_its_labels(
    workspace: Workspace, clean: Report, size: tuple[int, int]
) -> None:
    async with editing(workspace, clean, size=size) as desk:
        await desk.press("f8", "g", *["down"] * 6)
        seen: dict[str, str] = {}
        for _ in clean.layout.cells:
            cells = [line.strip(" │").partition(" ") for line in desk.lines]
            seen |= {address: labels.strip() for address, _, labels in cells if address in clean.layout.cells}
            await desk.press("pagedown")
            if len(seen) == len(clean.layout.cells):
                break
        assert seen.keys() == clean.layout.cells.keys()
        assert len(set(seen.values())) == len(seen)
        assert seen["R1.c2"].endswith(" × 商业企业")
        assert seen["R3.6.2.c7"].startswith("2.申请人逾期") and seen["R3.6.2.c7"].endswith("… × 总计")
        await desk.type("法人或其他组织")
        assert "R1.c2" in desk.shown, "it is found by what is not shown, too"


async def test_a_finding_about_a_heading_says_how_to_mend_it(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        while not (desk.editor.mending.finding and desk.editor.mending.finding.rule == "S-HEAD"):
            await desk.press("f4")
        assert desk.editor._section == 3
        assert desk.footer == desk.app.catalogue("editor.heading-here")
        await desk.press("ctrl+t", "ctrl+u", "enter")
        assert desk.get(heading_place(3)) == jinzhan.form.section(3).heading
        assert "S-HEAD" not in desk.rules
        await desk.press("ctrl+z")
        assert desk.get(heading_place(3)) == jinzhan.passage(3).heading
        assert jinzhan.passage(3).heading in desk.lines[0]


async def test_a_report_without_a_fault_says_so(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await desk.press("f4")
        assert desk.footer == desk.app.catalogue("editor.no-findings-at-all")
        await desk.press("f9")
        assert desk.footer == desk.app.catalogue("editor.nothing-to-correct")


async def test_the_correction_is_asked_for_first(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("f9")
        assert isinstance(desk.app.screen, Question)
        assert "（七）总计·自然人 5" in desk.shown
        await desk.press("escape")
        assert desk.session.report == jinzhan
        await desk.press("f9", "enter")
        assert desk.rules == OTHERS
        assert [desk.on_disk().get(f"R3.7.c{column}") for column in (1, 2, 7)] == ["5", "1", "6"]
        await desk.press("ctrl+z")
        assert desk.session.report == jinzhan == desk.on_disk()
        await desk.press("ctrl+y")
        assert desk.rules == OTHERS


async def test_undo_and_redo_go_over_sections_texts_and_headings_in_order(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        desk.editor.show_section(3)
        await desk.press("ctrl+home", "8", "enter")
        await desk.press("f8", "ctrl+home", "4", "enter")
        await desk.press("f8")
        await desk.type("补一句。")
        await desk.press("ctrl+t")
        await desk.type("甲")
        await desk.press("enter", "ctrl+o")
        await desk.type("前言")
        report = desk.session.report
        assert report.get(text_place(5)).startswith("补一句。")
        assert [report.get(place) for place in ("R1.c1", "RV.keep", PREAMBLE)] == ["8", "4", "前言"]
        steps = [PREAMBLE, heading_place(5), text_place(5), "RV.keep", "R1.c1"]
        for place in steps:
            await desk.press("ctrl+z")
            assert desk.get(place) == clean.get(place)
            assert desk.footer.startswith(desk.app.catalogue("editor.undone", change=""))
        assert desk.session.report == clean == desk.on_disk()
        assert (desk.editor._section, desk.grid.address) == (3, "R1.c1")
        await desk.press("ctrl+z")
        assert desk.footer == desk.app.catalogue("editor.nothing-to-undo")
        await desk.press(*["ctrl+y"] * len(steps))
        assert desk.session.report == report == desk.on_disk()
        await desk.press("ctrl+y")
        assert desk.footer == desk.app.catalogue("editor.nothing-to-redo")


async def test_it_is_said_what_was_taken_back_and_done_again(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        text = desk.app.catalogue
        desk.editor.show_section(3)
        was = clean.get("R1.c1")
        await desk.press("ctrl+home", "8", "enter", "ctrl+z")
        assert desk.footer.startswith(text("editor.undone", change="一、"))
        assert f"8 → {was}" in desk.footer
        await desk.press("ctrl+y")
        assert desk.footer.startswith(text("editor.redone", change="一、"))
        assert f"{was} → 8" in desk.footer
        desk.editor.change({"R1.c2": "3", "R1.c3": "4", "R1.c4": "5"})
        await desk.press("ctrl+z")
        assert desk.footer.endswith(text("changes.more", count=2))


async def test_undo_while_typing_gives_up_the_typing_only(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("8", "enter", "9", "ctrl+z")
        assert (desk.get("R1.c1"), desk.get("R1.c2"), desk.grid.entry) == ("8", "1", None)


async def test_undoing_a_heading_from_the_foreword_shows_its_section(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await desk.press("ctrl+t")
        await desk.type("甲")
        await desk.press("enter", "ctrl+o", "ctrl+z")
        assert clean.passage(1).heading in desk.lines[0]


async def test_the_title_is_edited_in_the_foreword(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await desk.press("ctrl+o", "ctrl+t", "ctrl+u")
        await desk.type("新题目")
        await desk.press("enter")
        assert desk.get(TITLE) == "新题目" == desk.on_disk().title
        await desk.press("ctrl+o")
        assert desk.lines[0].count(clean.passage(1).heading)


async def test_sections_are_reached_in_their_order(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        sections = [desk.editor._section]
        for key in (*["f8"] * 6, *["f7"] * 6):
            await desk.press(key)
            sections.append(desk.editor._section)
        assert sections == [1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1, 1]


async def test_leaving_a_section_commits_the_open_cell(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("8", "f8")
        assert desk.on_disk().get("R1.c1") == "8"
        await desk.press("2", "f5")
        assert isinstance(desk.app.screen, PreviewScreen)
        assert desk.on_disk().get("RV.keep") == "2"


async def test_escape_leaves_step_by_step(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("ctrl+e")
        assert desk.narrative.has_focus
        await desk.press("escape")
        assert desk.grid.has_focus
        await desk.press("1", "escape")
        assert desk.grid.has_focus
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReportsScreen)


class Broken:
    """A store that can be made to fail."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fails = True
        save = desk.session._save

        def failing(*given: object) -> None:
            if self.fails:
                raise StoreUnavailable("store-write", path="某处", detail="No space left on device")
            save(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(desk.session, "_save", failing)


async def test_what_could_not_be_saved_is_told_and_goes_with_the_next_edit(
    workspace: Workspace, jinzhan: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with editing(workspace, jinzhan) as desk:
        store = Broken(desk, monkeypatch)
        await desk.press("8", "enter")
        assert desk.get("R1.c1") == "8"
        assert desk.on_disk().get("R1.c1") == "5"
        assert desk.app.catalogue("editor.unsaved") in desk.lines[0]
        assert desk.footer not in ("", desk.app.catalogue("editor.saved"))
        store.fails = False
        await desk.press("9", "enter")
        assert [desk.on_disk().get(address) for address in ("R1.c1", "R1.c2")] == ["8", "9"]
        assert desk.app.catalogue("editor.unsaved") not in desk.lines[0]


async def test_what_could_not_be_saved_can_be_saved_by_hand(
    workspace: Workspace, jinzhan: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with editing(workspace, jinzhan) as desk:
        store = Broken(desk, monkeypatch)
        await desk.press("8", "enter", "ctrl+s")
        assert desk.footer != desk.app.catalogue("editor.saved")
        store.fails = False
        await desk.press("ctrl+s")
        assert desk.footer == desk.app.catalogue("editor.saved")
        assert desk.on_disk().get("R1.c1") == "8"


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_nobody_leaves_unsaved_edits_without_being_asked(
    workspace: Workspace, jinzhan: Report, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with editing(workspace, jinzhan) as desk:
        Broken(desk, monkeypatch)
        await desk.press("8", "enter", key)
        assert isinstance(desk.app.screen, Question)
        await desk.press("escape")
        assert desk.get("R1.c1") == "8"
        assert not isinstance(desk.app.screen, Dialog)


# ---- narratives


async def test_typing_changes_the_findings_and_undo_takes_it_back(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        before = desk.rules
        await desk.press("f7", "f7")
        assert desk.narrative.has_focus
        await desk.press("ctrl+end")
        await desk.type("\n2019年共收到政府信息公开申请9件。")
        assert desk.get(text_place(1)) == JINZHAN_TEXTS[1] + "\n2019年共收到政府信息公开申请9件。"
        assert desk.on_disk().get(text_place(1)) == desk.get(text_place(1))
        assert desk.rules.count("N-NEW") > before.count("N-NEW")
        for _ in range(6):
            if desk.rules != before:
                await desk.press("ctrl+z")
        assert desk.rules == before


async def test_a_run_of_typing_is_undone_together(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await desk.type("甲乙丙丁")
        assert len(desk.session.history.done) == 1
        await desk.press("ctrl+z")
        assert desk.narrative.text == clean.get(text_place(1)) == desk.get(text_place(1))


async def test_a_text_of_several_lines_can_be_pasted(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await desk.press("f8", "f8", "ctrl+e")
        await desk.paste("一行\r\n二行\r三行")
        assert desk.get(text_place(3)) == "一行\n二行\n三行" == desk.on_disk().get(text_place(3))


async def test_the_cursor_of_the_terminal_stands_in_the_text(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await desk.type("一二")
        assert desk.app.cursor_position == (MARGIN + display_width(INDENT) + 4, desk.narrative.region.y)


async def test_a_key_that_does_nothing_in_a_text_is_not_offered_there(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        text = desk.app.catalogue
        assert f"F2 {text('action.insert_figure')}" in desk.footer and "F9" in desk.footer
        await desk.press("f8")
        assert f"F2 {text('action.edit_cell')}" in desk.footer


async def test_a_text_pasted_from_a_word_processor_brings_no_indentation(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        await desk.press("f8", "f8", "ctrl+e", "ctrl+a")
        await desk.paste("\u3000\u3000一是人手不足。\n  二是经验不够。")
        assert desk.get(text_place(3)) == "一是人手不足。\n二是经验不够。"


async def test_typing_in_a_report_that_is_final_says_so_and_is_no_command(workspace: Workspace, clean: Report) -> None:
    session = workspace.edit(workspace.keep(clean))
    declare_final(session)
    assert session.keeper
    session.keeper.close()
    async with opened(workspace, workspace.entries()[0]) as desk:
        desk.editor.show_section(1)
        for key in ("c", "x", "enter", "delete"):
            await desk.press(key)
            assert not isinstance(desk.app.screen, Dialog)
            assert "定稿" in desk.footer
        await desk.paste("一段")
        assert desk.get(text_place(1)) == clean.get(text_place(1))


# ---- leaving and coming back


async def test_a_report_opened_again_goes_on_where_it_was_left_and_can_be_undone(
    workspace: Workspace, clean: Report
) -> None:
    entry = workspace.keep(clean)
    async with opened(workspace, entry) as desk:
        desk.editor.show_section(3, "R3.1.c1")
        await desk.press("9", "enter", "escape", "enter")
        assert (desk.editor.section, desk.grid.address) == (3, "R3.1.c2")
        await desk.press("ctrl+z")
        assert desk.get("R3.1.c1") == clean.get("R3.1.c1") == desk.on_disk().get("R3.1.c1")


async def test_what_somebody_else_has_changed_meanwhile_is_not_undone(workspace: Workspace, clean: Report) -> None:
    entry = workspace.keep(clean)
    async with opened(workspace, entry) as desk:
        desk.editor.show_section(3, "R3.1.c1")
        await desk.press("9", "enter", "escape")
        workspace.edit(workspace.entries()[0]).enter("R3.1.c2", "8")
        await desk.press("enter", "ctrl+z")
        assert (desk.get("R3.1.c1"), desk.get("R3.1.c2")) == ("9", "8")

"""The findings in the editor: what the panel shows, the way along them, and all of them in full."""

from __future__ import annotations

from gipr_tui.report.model import PREAMBLE, Report, text_place
from gipr_tui.tui.screens.allfindings import AllFindingsScreen
from gipr_tui.tui.widgets.findings import FindingsPanel, in_order
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import editing


async def test_next_and_previous_finding_go_round_all_of_them(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        count = len(desk.session.evaluation.findings)
        visited = []

        def here() -> tuple[int, str]:
            return desk.editor._section, desk.grid.address if desk.grid.has_focus else "text"

        for _ in range(count):
            await desk.press("f4")
            visited.append(here())
        assert {"R3.7.c1", "R3.7.c2", "R3.7.c7", "I9.1.amount", "LA.tot"} <= {address for _, address in visited}
        await desk.press("f4")
        assert here() == visited[0]
        await desk.press("f3", "f3")
        assert here() == visited[-2]


async def test_where_the_next_finding_is_at_the_same_cell_it_is_marked_and_said(
    workspace: Workspace, jinzhan: Report
) -> None:
    async with editing(workspace, jinzhan) as desk:
        panel = desk.editor.query_one(FindingsPanel)
        await desk.press("f4")
        assert (desk.grid.address, panel.cursor) == ("R3.7.c1", 1)
        assert "T3-ID" not in desk.footer, "the cursor has moved there"
        await desk.press("f4")
        assert (desk.grid.address, panel.cursor) == ("R3.7.c1", 2)
        assert desk.footer.startswith("T3-TOT19")


async def test_totals_still_blank_are_one_line_that_changes_little(workspace: Workspace, clean: Report) -> None:
    columns = [f"c{number}" for number in range(1, 8)]
    figures = {f"R3.1.{column}": "" for column in columns[1:]} | {f"R3.7.{column}": "" for column in columns}
    async with editing(workspace, clean.with_texts({"R3.1.c1": "5", "R3.2.c7": "", **figures})) as desk:
        blank = [finding for finding in desk.session.evaluation.findings if finding.rule == "T3-BLANKTOT"]
        assert len(blank) > 3
        panel = desk.editor.query_one(FindingsPanel)
        shown = [line for line in desk.lines[panel.region.y :] if "T3-BLANKTOT" in line]
        assert len(shown) == 1 and f"{len(blank)} 个总计空白" in shown[0]
        first = blank[0]
        await desk.press("f4")
        assert desk.grid.address == first.cells[0]
        assert f"应填 {first.right}" in desk.status
        assert panel.show_cursor


async def test_no_room_is_left_below_the_findings_of_a_section(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        while not (desk.editor.mending.finding and desk.editor.mending.finding.rule == "S-HEAD"):
            await desk.press("f4")
        assert "DX-DOUBLE" in desk.shown, "it came from a section with one finding"


async def test_the_list_of_findings_can_be_made_smaller(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        panel = desk.editor.query_one(FindingsPanel)
        before = panel.size.height
        await desk.press("f6")
        assert panel.size.height == 3 < before
        await desk.press("f6")
        assert panel.size.height == before


async def test_the_wrong_figure_in_a_text_is_selected_so_that_typing_mends_it(
    workspace: Workspace, clean: Report
) -> None:
    async with editing(workspace, clean.with_texts({text_place(1): "2021年共收到政府信息公开申请99件。"})) as desk:
        assert any(finding.span for finding in desk.session.evaluation.findings)
        await desk.press("f4")
        assert desk.narrative.has_focus
        assert desk.narrative.selected_text == "99"
        await desk.type("16")
        assert desk.get(text_place(1)) == "2021年共收到政府信息公开申请16件。"
        assert "N-NEW" not in desk.rules


async def test_words_without_a_figure_are_not_selected(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean.with_texts({text_place(1): "2021年未收到政府信息公开申请。"})) as desk:
        assert "N-ZERO" in desk.rules
        while not desk.editor.mending.finding or desk.editor.mending.finding.rule != "N-ZERO":
            await desk.press("f4")
        assert desk.narrative.has_focus and desk.narrative.selected_text == ""


async def test_the_way_along_the_findings_begins_in_the_section_in_view(workspace: Workspace, clean: Report) -> None:
    wrong = {"I1.1.issued": "1.5", "R1.c1": "99", "RV.keep": "9"}
    async with editing(workspace, clean.with_texts(wrong)) as desk:
        for section, place in ((4, "RV.tot"), (2, "I1.1.issued")):
            desk.editor.show_section(section)
            desk.editor.mending.finding = None
            await desk.press("f4")
            assert desk.grid.address == place


async def test_the_foreword_shows_its_own_findings(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean.with_texts({PREAMBLE: "本报告依法编制，含２个部分。", "RV.keep": "9"})) as desk:
        desk.editor.show_section(4)
        await desk.press("ctrl+o")
        shown = "\n".join(desk.lines[desk.editor.query_one(FindingsPanel).region.y : -1])
        assert "S-PRE" in shown and "T4-SUM" not in shown


async def test_a_section_is_marked_where_its_cells_are_to_be_mended(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean.with_texts({text_place(1): "2021年共收到政府信息公开申请99件。"})) as desk:
        assert "1总体情况✗" in desk.lines[1]


async def test_every_finding_can_be_read_in_full_and_gone_to(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        wording = desk.editor.wording
        await desk.press("f11")
        assert isinstance(desk.app.screen, AllFindingsScreen)
        await desk.press("home")
        shown = ""
        for _ in desk.session.evaluation.findings:
            shown += "".join(line.strip() for line in desk.lines)
            await desk.press("down")
        for finding in desk.session.evaluation.findings:
            assert wording.finding(finding).replace(" ", "") in shown.replace(" ", "")
        await desk.press("end", "enter")
        assert desk.editor.mending.finding == in_order(desk.session.evaluation, jinzhan.layout)[-1]
        await desk.press("f11", "escape")
        assert not isinstance(desk.app.screen, AllFindingsScreen)


async def test_where_not_all_findings_have_room_it_is_said_how_many_more_there_are(
    workspace: Workspace, jinzhan: Report
) -> None:
    async with editing(workspace, jinzhan) as desk:
        panel = desk.editor.query_one(FindingsPanel)
        assert "还有" not in "".join(desk.lines[panel.region.y :])
        await desk.press("f6")
        left = panel.count - panel.size.height
        assert left > 0 and f"还有 {left} 项 F11" in desk.lines[panel.region.bottom - 1]


async def test_a_finding_without_words_leaves_nothing_selected(workspace: Workspace, clean: Report) -> None:
    """What is typed for it goes behind the text, and not into the place of a figure selected before."""
    text = "全年共收到政府信息公开申请99件，依法按时答复。"
    async with editing(workspace, clean.with_texts({text_place(1): text})) as desk:
        findings = in_order(desk.session.evaluation, clean.layout)
        of_figure = next(f for f in findings if (f.span and f.rule == "N-TOT") or (f.span and f.text))
        wordless = next(f for f in findings if f.place == text_place(1) and not f.span)
        desk.editor.mending.go_to(of_figure)
        await desk.settle()
        assert desk.editor.texts.area.selected_text
        desk.editor.mending.go_to(wordless)
        await desk.settle()
        assert not desk.editor.texts.area.selected_text
        assert wordless.rule in desk.shown
        await desk.press("y")
        assert desk.session.report.get(text_place(1)) == f"{text}y"

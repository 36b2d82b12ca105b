"""Accepting findings, final reports and reopening them, in the editor."""

from __future__ import annotations

import pytest

from gipr_tui.forms import Severity
from gipr_tui.report.model import Report, Status, text_place
from gipr_tui.tui.screens.chooser import Chooser
from gipr_tui.tui.screens.dialogs import Dialog, Question
from gipr_tui.workspace.shelf import RULES_FILE
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import Desk, editing, opened

AMOUNT = "I9.1.amount"


@pytest.fixture
def mended(jinzhan: Report) -> Report:
    """A report with two warnings and no error."""
    return jinzhan.with_texts({"R3.7.c1": "5", "R3.7.c2": "1", "R3.7.c7": "6"})


async def call(desk: Desk, command: str) -> None:
    """Calls a command from the palette."""
    await desk.press("f10")
    await desk.type(command)
    await desk.press("enter")


async def accept(desk: Desk, reason: str) -> None:
    """Accepts the finding at the cursor."""
    await desk.press("A")
    await desk.type(reason)
    await desk.press("enter")


async def test_a_warning_at_the_cursor_is_accepted_and_taken_back(workspace: Workspace, mended: Report) -> None:
    async with editing(workspace, mended) as desk:
        desk.editor.go(AMOUNT)
        await desk.settle()
        await accept(desk, "已与账目核对")
        (note,) = desk.on_disk().accepted.values()
        assert note.text == "已与账目核对"
        assert desk.session.evaluation.count(Severity.WARNING) == 1
        assert "!1" in desk.lines[0]
        (line,) = (line for line in desk.lines if "T2-AMT" in line)
        assert line.startswith("~ T2-AMT      认可：已与账目核对  政府集中采购")
        assert "2主动公开✓" in desk.lines[1]
        await desk.press("A")
        assert isinstance(desk.app.screen, Question)
        await desk.press("enter")
        assert not desk.on_disk().accepted
        assert "!2" in desk.lines[0]
        await desk.press("ctrl+z", "ctrl+z")
        assert not desk.session.report.accepted
        assert not desk.session.history.done


async def test_the_warning_that_was_walked_to_is_accepted(workspace: Workspace, mended: Report) -> None:
    async with editing(workspace, mended) as desk:
        while desk.editor.mending.finding is None or desk.editor.mending.finding.rule != "S-HEAD":
            await desk.press("f4")
        await accept(desk, "已公布")
        assert [key.split("/")[0] for key in desk.session.report.accepted] == ["S-HEAD"]


async def test_once_the_cursor_has_gone_on_what_is_accepted_is_what_it_is_at(
    workspace: Workspace, mended: Report
) -> None:
    async with editing(workspace, mended) as desk:
        while desk.editor.mending.finding is None or desk.editor.mending.finding.rule != "S-HEAD":
            await desk.press("f4")
        desk.editor.go(AMOUNT)
        await accept(desk, "已与账目核对")
        assert [key.split("/")[0] for key in desk.session.report.accepted] == ["T2-AMT"]
        await desk.press("left", "A")
        assert desk.app.catalogue("accepting.none") in desk.shown


async def test_it_comes_back_when_its_number_changes(workspace: Workspace, mended: Report) -> None:
    async with editing(workspace, mended) as desk:
        desk.editor.go(AMOUNT)
        await accept(desk, "已与账目核对")
        await desk.type("41174.3800")
        await desk.press("enter")
        assert "!2" in desk.lines[0]
        desk.editor.go(AMOUNT)
        await desk.press("A")
        assert "以前认可过（数字已变）：已与账目核对" in desk.shown
        await desk.press("enter")
        assert [note.text for note in desk.on_disk().accepted.values()] == ["已与账目核对"]


async def test_accepted_ones_come_last(workspace: Workspace, mended: Report) -> None:
    place = text_place(5)
    report = mended.with_texts({place: f"{mended.get(place)}\n举办培训共12次，其中机关8次、基层9次。"})
    async with editing(workspace, report) as desk:
        desk.editor.go(AMOUNT)
        await accept(desk, "x")
        await desk.press("f7")
        walked = []
        for _ in desk.session.evaluation.findings:
            await desk.press("f4")
            finding = desk.editor.mending.finding
            assert finding is not None
            walked.append(finding.rule)
        assert walked[-1] == "T2-AMT"


async def test_an_error_and_an_empty_reason_are_refused(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        desk.editor.go("R3.7.c1")
        await desk.press("A")
        assert "没有可认可的" in desk.footer
        desk.editor.go(AMOUNT)
        await desk.press("A", "enter")
        assert isinstance(desk.app.screen, Dialog)
        assert "请写明理由" in desk.shown
        await desk.press("escape")
        assert not desk.session.report.accepted


async def test_in_a_text_the_finding_at_the_caret_is_accepted(workspace: Workspace, clean: Report) -> None:
    place = text_place(5)
    report = clean.with_texts({place: "举办培训共12次，其中机关8次、基层9次。"})
    async with editing(workspace, report) as desk:
        desk.editor.show_text(place)
        await desk.press("ctrl+home", *["right"] * 6)
        await call(desk, "accept")
        # the text as a whole is too short besides
        assert isinstance(desk.app.screen, Chooser)
        await desk.type("N-LIST")
        await desk.press("enter")
        await desk.type("另有说明")
        await desk.press("enter")
        assert [key.split("/")[:2] for key in desk.session.report.accepted] == [["N-LIST", place]]
        assert desk.get(place) == report.get(place)


async def test_what_is_in_the_way_of_a_final_report(workspace: Workspace, mended: Report) -> None:
    async with editing(workspace, mended) as desk:
        await call(desk, "final")
        assert "未认可的警告 2 项" in desk.footer
        assert desk.session.report.status is Status.DRAFT
        await desk.press("f4")
        finding = desk.editor.mending.finding
        assert finding is not None
        assert finding.severity is Severity.WARNING


async def test_a_final_report_is_locked_until_it_is_reopened(workspace: Workspace, mended: Report) -> None:
    async with editing(workspace, mended) as desk:
        assert "起草" in desk.lines[0]
        for place in (AMOUNT, "S3.heading"):
            desk.editor.go(place) if place == AMOUNT else None
            while desk.editor.mending.finding is None or desk.editor.mending.finding.place != place:
                await desk.press("f4")
            await accept(desk, "已公布")
        await call(desk, "final")
        assert isinstance(desk.app.screen, Question)
        await desk.press("enter")
        assert desk.on_disk().status is Status.FINAL
        assert "定稿" in desk.lines[0]
        final = desk.session.report
        desk.editor.go("R1.c1")
        for keys in (["7"], ["delete"], ["ctrl+z"], ["ctrl+y"], ["z"], ["T"], ["A"], ["f9"], ["ctrl+x"]):
            await desk.press(*keys)
            assert desk.session.report == final, keys
            await desk.press("escape") if desk.grid.entry else None
        await desk.press("7")
        assert "已定稿" in desk.footer
        await desk.paste("1\t2\n3\t4")
        assert desk.session.report == final
        desk.editor.show_text(text_place(1))
        await desk.type("x")
        await desk.paste("y")
        assert desk.session.report == final
        await call(desk, "reopen")
        await desk.type("更正")
        await desk.press("enter")
        assert "起草" in desk.lines[0]
        assert desk.on_disk().declarations[-1].reason == "更正"
        desk.editor.go("R1.c1")
        await desk.press("7", "enter")
        assert desk.get("R1.c1") == "7"


async def test_the_list_says_what_is_final(workspace: Workspace, mended: Report) -> None:
    from gipr_tui.workspace.accepting import accept as accept_all
    from gipr_tui.workspace.accepting import declare_final, in_the_way

    session = workspace.edit(workspace.keep(mended))
    accept_all(session, in_the_way(session.evaluation), "x")
    declare_final(session)
    async with opened(workspace) as desk:
        assert "定稿" in desk.shown
        await desk.press("d")
        assert "已定稿" in desk.footer
        assert len(workspace.entries()) == 1


async def test_own_rules_are_checked_live_and_faults_are_told(workspace: Workspace, clean: Report) -> None:
    folder = workspace.store.folder
    folder.mkdir()
    rule = '[[rules]]\nid = "L-1"\nseverity = "warning"\nmessage = "请核对"\nleft = ["R1.c1"]\nop = ">"\nright = []\n'
    (folder / RULES_FILE).write_text(rule + rule, encoding="utf-8")
    async with editing(workspace, clean) as desk:
        assert "自定规则有 1 处问题" in desk.footer
        desk.editor.go("R1.c1")
        await desk.press("0", "enter")
        assert any(line.startswith("! L-1         ") and "请核对" in line for line in desk.lines)

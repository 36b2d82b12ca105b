"""The history of a report: what each save changed, the report as it was, and the way back to that."""

from __future__ import annotations

from gipr_tui.report.model import Report
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.tui.screens.editor import EditorScreen
from gipr_tui.tui.screens.history import HistoryScreen
from gipr_tui.tui.screens.preview import PreviewScreen
from gipr_tui.workspace.accepting import declare_final, reopen
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import editing, opened


async def test_every_save_is_listed_newest_first_with_place_and_figures(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("8", "enter")
        desk.editor.change({"R1.c1": "5", "R1.c2": "2", "R1.c3": "3"})
        await desk.press("H")
        assert isinstance(desk.app.screen, HistoryScreen)
        several, typed, created = desk.lines[1:4]
        assert all(word in typed for word in ("自然人", "5 → 8", desk.app.catalogue("how.edited")))
        assert desk.app.catalogue("changes.more", count=2) in several
        assert desk.app.catalogue("how.created") in created
        assert desk.widths == {80}


async def test_a_save_of_before_opening_is_shown_and_gone_back_to(workspace: Workspace, jinzhan: Report) -> None:
    workspace.keep(jinzhan)
    entry = workspace.find(f"{jinzhan.unit}/{jinzhan.year}")
    workspace.edit(entry).apply({"R1.c1": "8", "note:R1.c1": "2020-01-31T10:00:00 \n某人说的"})
    workspace.edit(entry).apply({"R1.c1": "9", "note:R1.c1": ""}, how="set")
    async with opened(workspace, entry) as desk:
        now = desk.session.report
        await desk.press("H", "down", "enter")
        assert isinstance(desk.app.screen, PreviewScreen)
        assert desk.app.screen._report.get("R1.c1") == "8"
        await desk.press("escape", "b")
        assert isinstance(desk.app.screen, Question)
        await desk.press("escape")
        assert desk.session.report == now
        await desk.press("b", "enter")
        assert isinstance(desk.app.screen, EditorScreen)
        assert desk.get("R1.c1") == "8"
        assert "某人说的" in desk.get("note:R1.c1")
        assert desk.on_disk() == desk.session.report
        await desk.press("ctrl+z")
        assert desk.session.report == now
        await desk.press("H")
        hows = [desk.app.catalogue(f"how.{how}") for how in ("undone", "went-back", "set", "edited", "created")]
        assert all(how in line for how, line in zip(hows, desk.lines[1:6], strict=True))


async def test_what_was_typed_in_one_go_is_one_line(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean.with_texts({"S6.text": ""})) as desk:
        desk.editor.show_section(6)
        await desk.type("全年没有需要报告的市项")
        await desk.press("backspace", "backspace")
        await desk.type("事项。")
        await desk.press("enter")
        await desk.type("收费0元。")
        desk.editor.change({"R1.c1": "8"})
        saved = len(workspace.history(workspace.entries()[0]))
        await desk.press("escape", "enter", "f7", "f7", "H")
        assert saved > 20
        figure, second, first, created = desk.lines[1:5]
        assert "→ 8" in figure and "收费0元。" in second and desk.app.catalogue("how.created") in created
        assert "→ 全年没有需要报告的事项" in first and "市项" not in desk.shown
        await desk.press("down", "down", "enter")
        assert isinstance(desk.app.screen, PreviewScreen)
        assert desk.app.screen._report.get("S6.text") == "全年没有需要报告的事项。\n"


async def test_what_changed_can_be_seen(workspace: Workspace, clean: Report) -> None:
    long = "本局依照条例开展工作，各项任务按期完成，没有发生需要说明的其他情况。"
    async with editing(workspace, clean.with_texts({"S6.text": long, "S5.text": "H"})) as desk:
        desk.editor.change({"S5.text": "H\n"})
        desk.editor.change({"S6.text": long.replace("按期", "全部按期")})
        desk.editor.change({"S5.text": "H \n"})
        desk.editor.change({"S5.text": "H　\n"})
        desk.editor.change({"S5.heading": "五"})
        for key in ("H", "ctrl+l"):
            await desk.press("f8", key)
            _, invisible, spaced, longer, broken = desk.lines[1:6]
            assert "H␣⏎ → H<U+3000>⏎" in " ".join(invisible.split())
            assert "H⏎ → H␣⏎" in " ".join(spaced.split())
            assert "→ 全部" in longer or "→ …项任务全部按期" in longer
            assert "H → H⏎" in " ".join(broken.split())
            assert desk.widths == {80}
            await desk.press("escape")


async def test_a_status_is_named_in_the_operators_language(workspace: Workspace, clean: Report) -> None:
    entry = workspace.keep(clean)
    session = workspace.edit(entry)
    declare_final(session)
    reopen(session, "补录")
    async with opened(workspace, entry) as desk:
        await desk.press("f8", "H")
        assert "定稿 → 起草" in desk.shown and "起草 → 定稿" in desk.shown
        assert "draft" not in desk.shown and "final" not in desk.shown


async def test_the_present_state_is_nothing_to_go_back_to(workspace: Workspace, jinzhan: Report) -> None:
    async with editing(workspace, jinzhan) as desk:
        await desk.press("8", "enter", "H", "b")
        assert isinstance(desk.app.screen, HistoryScreen)
        assert desk.app.catalogue("history.now") in desk.shown
        await desk.press("escape")
        assert isinstance(desk.app.screen, EditorScreen)


async def test_escape_sequences_in_a_history_do_not_reach_the_screen(workspace: Workspace, jinzhan: Report) -> None:
    entry = workspace.keep(jinzhan)
    workspace.store._by = "\x1b[2J恶\x9b"
    stored = workspace.store.read(entry.id)
    stored.content["sections"][4]["text"] = "\x1b]52;c;QUJD\x07" * 3
    workspace.store.write(entry.id, stored.content, {}, revision=1, how="\x1b[31m")
    async with opened(workspace, entry) as desk:
        await desk.press("H")
        assert isinstance(desk.app.screen, HistoryScreen)
        assert not {"\x1b", "\x9b", "\x07"} & set(desk.shown)

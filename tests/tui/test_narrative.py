"""Writing a section's text: keys, selection, clipboard, runs of typing, claims, figures and sentences from the tables."""

from __future__ import annotations

import pytest

from gipr_tui.report.model import PREAMBLE, Report, text_place
from gipr_tui.text.wrap import columns_of
from gipr_tui.tui.screens.chooser import Chooser
from gipr_tui.tui.screens.inserting import Previewing
from gipr_tui.tui.widgets.narrative import MARGIN
from gipr_tui.workspace.openings import openings_for
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import Desk, editing

FIRST = text_place(1)


def with_text(report: Report, text: str) -> Report:
    return report.with_texts({FIRST: text})


# ---- moving and changing


async def test_the_text_is_wrapped_as_it_is_printed(workspace: Workspace, clean: Report) -> None:
    text = "全年持续推进各项工作，" * 12 + "（完）"
    async with editing(workspace, with_text(clean, text)) as desk:
        lines = [line.strip() for line in desk.lines[2:10]]
        assert "".join(lines).startswith(text)
        assert not [line for line in lines if line and line[0] in "，。）"]
        assert desk.lines[2].startswith(" " * (MARGIN + 4) + "全年")


async def test_keys_move_select_and_delete(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, with_text(clean, "甲乙丙丁\n戊己")) as desk:
        for keys, caret, selected in (
            (("right", "right"), 2, ""),
            (("shift+right",), 3, "丙"),
            (("left",), 2, ""),
            (("down",), 7, ""),
            (("shift+home",), 5, "戊己"),
            (("ctrl+home",), 0, ""),
            (("end",), 4, ""),
            (("ctrl+a",), 7, "甲乙丙丁\n戊己"),
            (("escape",), 7, ""),
            (("up", "up"), 0, ""),
            (("ctrl+down",), 5, ""),
            (("shift+up",), 0, "甲乙丙丁\n"),
        ):
            await desk.press(*keys)
            assert (desk.narrative.caret, desk.narrative.selected_text) == (caret, selected), keys
        await desk.press("delete")
        assert desk.get(FIRST) == "戊己" == desk.on_disk().get(FIRST)
        await desk.press("end", "backspace", "home", "ctrl+k", "ctrl+k", "backspace")
        assert desk.get(FIRST) == ""


async def test_typing_goes_on_at_the_end_of_a_full_line(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, with_text(clean, "一" * 80)) as desk:
        await desk.press("end")
        _, y = desk.app.cursor_position
        assert y == desk.narrative.region.y
        await desk.type("二")
        assert desk.get(FIRST).index("二") == 36


async def test_a_page_and_the_goal_column(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, with_text(clean, "\n".join(["甲乙丙丁戊", "甲"] * 40))) as desk:
        await desk.press("end", "down", "down")
        assert desk.narrative.cursor_location == (2, 5)
        await desk.press("pagedown")
        assert desk.narrative.cursor_location[0] > 10
        await desk.press("ctrl+end")
        assert desk.narrative.cursor_location == (79, 1)
        y = desk.app.cursor_position.y - desk.narrative.region.y
        assert 0 <= y < desk.narrative.size.height


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_the_caret_is_where_the_character_is(workspace: Workspace, clean: Report, size: tuple[int, int]) -> None:
    text = "本年度（含“三公”经费）共公开信息1284条，e\u0301tude。" * 6
    async with editing(workspace, with_text(clean, text), size=size) as desk:
        for _ in range(30):
            await desk.press("right", "right", "right", "down")
            x, y = desk.app.cursor_position
            following = text[desk.narrative.caret :][:1]
            columns = columns_of(desk.lines[y])
            assert columns[x][:1] == (following or " ")


async def test_a_click_puts_the_caret_there(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, with_text(clean, "甲乙丙丁\n戊己")) as desk:
        await desk._pilot.click(desk.narrative, offset=(MARGIN + 4 + 2, 1))
        await desk.settle()
        assert desk.narrative.caret == 6


async def test_what_is_pasted_is_cleaned_and_one_edit(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, with_text(clean, "前后")) as desk:
        await desk.press("right")
        await desk.paste("一\r\n二\t\x1b[31m三\u202e")
        assert desk.get(FIRST) == "前一\n二 [31m三后"
        await desk.press("ctrl+z")
        assert desk.get(FIRST) == "前后"


async def test_copy_cut_and_paste(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, with_text(clean, "甲乙丙")) as desk:
        await desk.press("ctrl+c")
        assert desk.footer == desk.app.catalogue("editor.nothing-selected")
        await desk.press("ctrl+v")
        assert desk.footer == desk.app.catalogue("editor.nothing-copied")
        await desk.press("shift+right", "ctrl+x")
        assert (desk.get(FIRST), desk.app.clipboard) == ("乙丙", "甲")
        await desk.press("ctrl+end", "ctrl+v", "ctrl+a", "ctrl+c")
        assert (desk.get(FIRST), desk.app.clipboard) == ("乙丙甲", "乙丙甲")
        await desk.press("ctrl+z", "ctrl+z")
        assert desk.get(FIRST) == "甲乙丙"


async def test_undo_takes_back_a_sentence_and_puts_the_caret_there(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, with_text(clean, "")) as desk:
        await desk.type("一句。二句。三")
        await desk.press("ctrl+home")
        await desk.type("零")
        for text, caret in (("一句。二句。三", 0), ("一句。二句。", 6), ("一句。", 3), ("", 0)):
            await desk.press("ctrl+z")
            assert (desk.get(FIRST), desk.narrative.caret) == (text, caret)
        await desk.press("ctrl+y", "ctrl+y")
        assert (desk.get(FIRST), desk.narrative.caret) == ("一句。二句。", 6)


# ---- what is said of it


async def test_words_and_characters_are_counted(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, with_text(clean, "共收到 12 件。\nABC 12件")) as desk:
        counts = {"words": 9, "characters": 13}
        assert desk.app.catalogue("editor.text-length", **counts) in desk.status
        await desk.press("shift+end")
        counts = {"words": 6, "characters": 7}
        assert desk.app.catalogue("editor.text-selected", **counts) in desk.status


async def test_claims_carry_their_verdict_while_typing(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, with_text(clean, "")) as desk:
        filed, year = clean.get("R1.c7"), clean.year
        await desk.type(f"{year}年共收到政府信息公开申请{filed}件")
        assert desk.lines[2][0] == "✓"
        assert desk.status.rstrip().endswith(
            desk.app.catalogue(
                "editor.claim-holds", sign="✓", cell=desk.editor.wording.cell("R1.c7"), claimed=filed, filed=filed
            )
        )
        await desk.press("left")
        await desk.type("9")
        assert desk.lines[2][0] == "✗"
        assert f"{filed}9" in desk.status and "✗" in desk.status
        await desk.press("home")
        assert "✗" not in desk.status
        await desk.press("ctrl+end", "enter")
        await desk.type("2009年共收到政府信息公开申请3件")
        assert desk.lines[3][0] == "?"
        assert desk.app.catalogue("claim.other-year") in desk.status


async def test_the_foreword_stands_below_the_title(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        assert clean.title not in desk.shown
        await desk.press("ctrl+o")
        assert clean.title in desk.lines[2] and desk.app.catalogue("editor.foreword") in desk.lines[2]
        await desk.type("前")
        assert desk.get(PREAMBLE) == "前" + clean.preamble
        assert "前" in desk.lines[3]
        await desk.press("ctrl+o")
        assert clean.title not in desk.shown


# ---- from the tables


async def test_a_figure_is_put_in_as_it_is_filed(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, with_text(clean, "收到件").with_texts({"R1.c1": ""})) as desk:
        desk.editor.show_section(1)
        await desk.press("right", "right", "f2")
        assert isinstance(desk.app.screen, Chooser)
        await desk.type("R1.c7")
        await desk.press("enter")
        assert desk.get(FIRST) == f"收到{clean.get('R1.c7')}件"
        await desk.press("f2")
        await desk.type("R1.c1")
        await desk.press("enter")
        assert desk.get(FIRST) == f"收到{clean.get('R1.c7')}件"
        assert desk.footer == desk.app.catalogue("editor.blank-figure", cell=desk.editor.wording.cell("R1.c1"))
        await desk.press("ctrl+z")
        assert desk.get(FIRST) == "收到件"


async def test_an_opening_sentence_is_seen_whole_and_put_in(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, with_text(clean, "余下。")) as desk:
        openings = openings_for(clean)
        await desk.press("ctrl+u", "down", "down")
        assert isinstance(desk.app.screen, Previewing)
        shown = "".join(line.strip(" │") for line in desk.lines)
        assert openings[2].text in shown
        await desk.press("enter")
        assert desk.get(FIRST) == openings[2].text + "余下。" == desk.on_disk().get(FIRST)
        await desk.press("ctrl+z")
        assert desk.get(FIRST) == "余下。"


# ---- finding and replacing


async def found_at(desk: Desk) -> tuple[str, str]:
    """The place in view, and what is selected there."""
    return desk.editor.texts.place, desk.narrative.selected_text


async def test_words_are_found_in_all_texts(workspace: Workspace, clean: Report) -> None:
    report = clean.with_texts({PREAMBLE: "", **{text_place(n): "" for n in range(1, 7)}})
    report = report.with_texts({FIRST: "申请１２件，申请3件", text_place(3): "（申请12）", text_place(5): "无"})
    async with editing(workspace, report) as desk:
        await desk.press("ctrl+f")
        await desk.type("12")
        assert await found_at(desk) == (FIRST, "１２")
        assert desk.app.catalogue("find.count", number=1, count=2) in desk.status
        await desk.press("enter")
        assert await found_at(desk) == (text_place(3), "12")
        assert desk.editor.section == 3
        await desk.press("enter")
        assert await found_at(desk) == (FIRST, "１２")
        await desk.press("up")
        assert desk.app.catalogue("find.count", number=2, count=2) in desk.status
        await desk.type("没有")
        assert desk.app.catalogue("find.none") in desk.status
        await desk.press("escape")
        assert desk.narrative.has_focus
        await desk.type("改")
        assert desk.get(text_place(3)) in ("（申请改）", "（申请12改）")


async def test_words_are_replaced_one_by_one_or_all(workspace: Workspace, clean: Report) -> None:
    texts = {text_place(n): "" for n in range(2, 7)} | {PREAMBLE: "", FIRST: "群众和群众", text_place(6): "群众"}
    async with editing(workspace, clean.with_texts(texts)) as desk:
        await desk.press("ctrl+f")
        await desk.type("群众")
        await desk.press("tab")
        await desk.type("公众")
        await desk.press("enter")
        assert desk.get(FIRST) == "公众和群众"
        assert desk.app.catalogue("find.count", number=1, count=2) in desk.status
        await desk.press("ctrl+r")
        assert (desk.get(FIRST), desk.get(text_place(6))) == ("公众和公众", "公众")
        assert desk.footer == desk.app.catalogue("find.replaced", count=2, texts=2)
        await desk.press("ctrl+z")
        assert (desk.get(FIRST), desk.get(text_place(6))) == ("公众和群众", "群众")
        await desk.press("escape", "ctrl+z")
        assert desk.get(FIRST) == "群众和群众" == desk.on_disk().get(FIRST)


async def test_after_the_only_place_is_replaced_it_is_not_said_to_be_missing(
    workspace: Workspace, clean: Report
) -> None:
    texts = {text_place(n): "" for n in range(2, 7)} | {PREAMBLE: "", FIRST: "群众"}
    async with editing(workspace, clean.with_texts(texts)) as desk:
        for keys in (["enter"], ["ctrl+r"]):
            await desk.press("ctrl+f", "ctrl+u", *"群众", "tab", "ctrl+u", *"公众", *keys)
            assert desk.get(FIRST) == "公众"
            assert desk.app.catalogue("find.none-left") in desk.status
            await desk.press("escape", "ctrl+z", "ctrl+f", "ctrl+u", *"民众")
            assert desk.app.catalogue("find.none") in desk.status
            assert desk.app.catalogue("find.none-left") not in desk.status
            await desk.press("escape")


async def test_from_tables_a_cell_is_found(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        desk.editor.show_section(3)
        await desk.press("ctrl+f")
        await desk.type("R2.c3")
        await desk.press("enter")
        assert desk.grid.address == "R2.c3"


async def test_one_goes_anywhere_from_a_text(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        desk.editor.show_text(text_place(6))
        await desk.settle()
        await desk.press("ctrl+g", *"R1.c1", "enter")
        assert not desk.editor.in_text
        assert desk.grid.address == "R1.c1"
        assert desk.session.report == clean


async def test_after_the_foreword_comes_the_first_part(workspace: Workspace, clean: Report) -> None:
    async with editing(workspace, clean) as desk:
        desk.editor.show_text(text_place(6))
        await desk.press("ctrl+o", "f8")
        assert desk.editor.texts.place == text_place(1)

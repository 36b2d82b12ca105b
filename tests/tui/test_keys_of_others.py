"""The keys of Excel, WPS and Calc, and those of VisiData, sc-im and vim: the README says what each does here, and it does that.

The table in the README and the list here are held together: a row without a test fails, and so does a test without a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual import events

from gipr_tui.report.model import Report
from gipr_tui.tui.driver import PatientParser
from gipr_tui.tui.screens.editor import EditorScreen
from gipr_tui.workspace.workspace import Workspace
from tests.tui.desk import Desk, editing

_README = Path(__file__).parents[2] / "README.md"
_HEADING = "### 从 Excel、WPS 或 VisiData 来"


@dataclass(frozen=True)
class Case:
    """Keys pressed on the table of applications at the cell ``at``, and what is so then.

    ``to`` is where the cursor stands, ``cells`` what is filed, ``entry`` what is being typed, ``selected`` how many cells
    are, ``screen`` which screen is in view, ``section`` which section, ``shown`` what stands somewhere on the screen.
    """

    keys: tuple[str, ...]
    at: str = "R1.c1"
    to: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    entry: str | None = None
    selected: int | None = None
    screen: str = "EditorScreen"
    section: int = 3
    shown: str = ""

    def holds(self, desk: Desk, editor: EditorScreen) -> None:
        report = editor.session.report
        assert type(desk.app.screen).__name__ == self.screen
        assert self.shown in desk.shown
        assert {address: report.get(address) for address in self.cells} == self.cells
        assert desk.app.workspace.load(desk.app.workspace.entries()[0]).report == report
        if self.screen == "EditorScreen":
            assert desk.editor._section == self.section
            assert not self.to or desk.grid.address == self.to
            assert (desk.grid.entry.text if desk.grid.entry else None) == self.entry
            assert self.selected is None or len(desk.grid.selected) == self.selected


def bytes_of(sent: str) -> tuple[str, ...]:
    """The keys that a terminal's bytes arrive as."""
    return tuple(event.key for event in PatientParser().feed(sent) if isinstance(event, events.Key))


#: What xterm, what PuTTY and what the Linux console sends.
SHIFT_F2 = ("\x1b[1;2Q", "\x1b[24~", "\x1b[26~")
LAST = "R4.c7"
NOTE, FROZEN = Case(("c",), screen="Dialog"), Case(("ctrl+down",), to="R4.c1", shown="商业")
SAVED = Case(("7", "ctrl+s"), cells={"R1.c1": "7"}, shown="已存盘")
GONE_TO = Case(("g", *"R4.c3", "enter"), to="R4.c3")
FOUND_IN_TEXT = Case(("f8", "f8", "ctrl+f"), section=5, shown="换成")

EXCEL: dict[str, list[Case]] = {
    "方向键": [Case(("down", "right"), to="R2.c2"), Case(("up", "left"), at="R2.c2", to="R1.c1")],
    "`Ctrl+方向键`": [Case(("ctrl+right",), to="R1.c7"), Case(("ctrl+down",), to="R4.c1")],
    "`Home`": [Case(("home",), at="R1.c3", to="R1.c1"), Case(("end",), to="R1.c7")],
    "`Ctrl+Home` `Ctrl+End`": [Case(("ctrl+end",), to=LAST), Case(("ctrl+home",), at=LAST, to="R1.c1")],
    "`PgUp` `PgDn`": [Case(("pagedown",), to="R3.3.2.c1"), Case(("pageup",), at="R3.3.2.c1", to="R1.c1")],
    "`Ctrl+PgUp` `Ctrl+PgDn`": [Case(("ctrl+pagedown",), section=4), Case(("ctrl+pageup",), section=2)],
    "`Tab` `Shift+Tab`": [
        Case(("7", "tab"), to="R1.c2", cells={"R1.c1": "7"}),
        Case(("7", "tab"), at="R1.c7", to="R2.c1"),
        Case(("7", "shift+tab"), at="R2.c1", to="R1.c7", cells={"R2.c1": "7"}),
    ],
    "`Enter`": [
        Case(("7", "tab", "8", "enter"), to="R1.c3", cells={"R1.c1": "7", "R1.c2": "8"}),
        Case(("7", "enter"), at="R1.c7", to="R2.c1"),
        Case(("7", "down"), to="R2.c1", cells={"R1.c1": "7"}),
    ],
    "`Shift+Enter`": [
        Case(("7", "shift+tab"), at="R1.c2", to="R1.c1", cells={"R1.c2": "7"}),
        Case(("7", "up"), at="R2.c1", to="R1.c1", cells={"R2.c1": "7"}),
    ],
    "直接输入": [Case(("7", "3", "enter"), cells={"R1.c1": "73"})],
    "`F2`": [Case(("f2", "3", "enter"), cells={"R1.c1": "53"}), Case(("enter", "3", "enter"), cells={"R1.c1": "53"})],
    "`Esc`": [Case(("7", "escape"), to="R1.c1", cells={"R1.c1": "5"})],
    "`Delete` `Backspace`": [
        Case(("delete",), cells={"R1.c1": ""}),
        Case(("shift+right", "backspace"), cells={"R1.c1": "", "R1.c2": ""}),
    ],
    "`Ctrl+Z` `Ctrl+Y`": [
        Case(("7", "enter", "ctrl+z"), cells={"R1.c1": "5"}),
        Case(("7", "enter", "ctrl+z", "ctrl+y"), cells={"R1.c1": "7"}),
    ],
    "`Ctrl+C` `Ctrl+X` `Ctrl+V`": [
        Case(("ctrl+c", "down", "ctrl+v"), cells={"R1.c1": "5", "R2.c1": "5"}),
        Case(("ctrl+x", "down", "ctrl+v"), cells={"R1.c1": "", "R2.c1": "5"}),
    ],
    "`Shift+方向键`": [Case(("shift+right", "shift+down"), selected=4), Case(("v", "right"), selected=2)],
    "`F8`": [Case(("f8",), section=4), Case(("v", "down"), selected=2)],
    "`Ctrl+A`": [Case(("ctrl+a",), selected=161)],
    "`Ctrl+D` `Ctrl+R`": [
        Case(("ctrl+d",), at="R2.c1", cells={"R2.c1": "5"}),
        Case(("ctrl+r",), at="R1.c2", cells={"R1.c2": "5"}),
    ],
    "`Ctrl+Enter` `Alt+Enter`": [
        Case(("ctrl+c", "down", "shift+right", "ctrl+v", "enter"), cells={"R2.c1": "5", "R2.c2": "5"})
    ],
    "`Ctrl+G`": [Case(("ctrl+g", *"R4.c3", "enter"), to="R4.c3")],
    "`F5`": [Case(("f5",), screen="PreviewScreen"), Case(("ctrl+g",), screen="Chooser")],
    "`Ctrl+F`": [Case(("ctrl+f",), screen="Chooser"), FOUND_IN_TEXT],
    "`Ctrl+H`": [Case(bytes_of("\x08"), cells={"R1.c1": ""}), FOUND_IN_TEXT],
    "`Alt+=`": [
        Case(("delete", "t"), at="R1.c7", cells={"R1.c7": "6"}),
        Case(("#", "7", "enter"), cells={"R1.c7": "8"}, shown="自动合计"),
    ],
    "`=12+30`": [Case(("=", *"12+30", "enter"), cells={"R1.c1": "42"})],
    "选中几格": [Case(("shift+right",), shown="合计 6")],
    "`Shift+F2`": [*(Case(bytes_of(sent), screen="Dialog") for sent in SHIFT_F2), NOTE],
    "`Ctrl+Alt+C`": [NOTE],
    "冻结窗格": [FROZEN],
    "`Ctrl+S`": [SAVED],
    "`F1`": [Case(("f1",), screen="HelpScreen")],
}

VISIDATA: dict[str, list[Case]] = {
    "`h` `j` `k` `l`": [Case(("j", "l"), to="R2.c2"), Case(("k", "h"), at="R2.c2", to="R1.c1")],
    "`gg` `G`": [Case(("G",), to=LAST), Case(("ctrl+home",), at=LAST, to="R1.c1"), Case(("g",), screen="Chooser")],
    "`0` `^` `$`": [
        Case(("$",), to="R1.c7"),
        Case(("^",), at="R1.c7", to="R1.c1"),
        Case(("0", "enter"), cells={"R1.c1": "0"}),
    ],
    "`w` `b`": [
        Case(("end", "delete", "home", "b"), to="R1.c7"),
        Case(("home", "delete", "end", "B"), to="R1.c1"),
        Case(("w",), to="R1.c1"),
    ],
    "`Ctrl+←` `Ctrl+→`": [Case(("ctrl+right",), to="R1.c7"), Case(("ctrl+left",), at="R1.c7", to="R1.c1")],
    "`e`": [Case(("e", "3", "enter"), cells={"R1.c1": "53"})],
    "`=`": [Case(("=", "1", "+", "1", "enter"), cells={"R1.c1": "2"})],
    "`Ctrl+C`": [Case(("7", "escape"), cells={"R1.c1": "5"})],
    "`U` `R` `u`": [
        Case(("7", "enter", "U"), cells={"R1.c1": "5"}),
        Case(("7", "enter", "u", "R"), cells={"R1.c1": "7"}),
    ],
    "`Ctrl+R`": [Case(("ctrl+r",), at="R1.c2", cells={"R1.c2": "5"})],
    "`y` `p` `Y`": [
        Case(("y", "down", "p"), cells={"R2.c1": "5"}),
        Case(("Y", "down", "p"), cells={"R2.c1": "5"}),
    ],
    "`zy` `zp`": [Case(("delete", "z"), cells={"R1.c1": "0"}), Case(("y", "down", "p"), cells={"R2.c1": "5"})],
    "`v` `x`": [Case(("v", "right", "x"), cells={"R1.c1": "", "R1.c2": ""})],
    "`f` `ge` `:fill`": [
        Case(("ctrl+d",), at="R2.c1", cells={"R2.c1": "5"}),
        Case(("ctrl+r",), at="R1.c2", cells={"R1.c2": "5"}),
    ],
    "`c` `zc` `zr` `go`": [GONE_TO, NOTE],
    "`/`": [Case(("/", "enter"), cells={"R1.c1": "/"}), GONE_TO],
    "`n` `N`": [Case(("n",), to="R3.7.c1"), Case(("n", "n", "N"), to="R3.7.c1")],
    "`g*`": [FOUND_IN_TEXT],
    "`!` `fr` `fc`": [FROZEN],
    "`+`": [Case(("+",), entry="+"), Case(("shift+right",), shown="合计 6")],
    "`d`": [Case(("d",), cells={"R1.c1": "5"}), Case(("delete",), cells={"R1.c1": ""})],
    "`rl` `ru`": [Case(("r",), to="R1.c1", cells={"R1.c1": "5"})],
    "`Alt+M`": [NOTE],
    "`?` `Ctrl+H`": [Case(("?",), screen="HelpScreen"), Case(bytes_of("\x08"), cells={"R1.c1": ""})],
    "空格 `:`": [Case(("space",), screen="Chooser"), Case((":",), screen="Chooser")],
    "`Ctrl+S`": [SAVED],
    "`q`": [Case(("q",), screen="ReportsScreen")],
}


def rows_of_the_readme() -> list[list[str]]:
    """The first column of each of the two tables."""
    section = _README.read_text(encoding="utf-8").partition(_HEADING)[2].partition("\n## ")[0]
    tables = re.split(r"^\| .* \|\n\|---.*\n", section, flags=re.MULTILINE)[1:]
    return [re.findall(r"^\| (.*?) \|", table, flags=re.MULTILINE) for table in tables]


def test_every_row_has_a_test_and_every_test_a_row() -> None:
    assert rows_of_the_readme() == [list(EXCEL), list(VISIDATA)]


@pytest.mark.parametrize("rows", [EXCEL, VISIDATA], ids=["excel", "visidata"])
async def test_each_key_does_what_the_readme_says(
    workspace: Workspace, jinzhan: Report, rows: dict[str, list[Case]]
) -> None:
    async with editing(workspace, jinzhan) as desk:
        editor = desk.editor
        for row, cases in rows.items():
            for case in cases:
                await begin_anew(desk, editor, case.at)
                await desk.press(*case.keys)
                try:
                    case.holds(desk, editor)
                except AssertionError as error:
                    error.add_note(f"{row}: {case}")
                    raise


async def begin_anew(desk: Desk, editor: EditorScreen, address: str) -> None:
    """The report as it was opened, with the table of applications in view and the cursor on a cell."""
    while desk.app.screen is not editor and editor in desk.app.screen_stack:
        await desk.app.pop_screen()
    assert desk.app.screen is editor
    editor.session.totals_follow = False
    editor.session.undo_many(len(editor.session.history.done))
    editor.grid.give_up()
    editor.grid.select_none()
    editor.show_section(3, address)
    await desk.settle()

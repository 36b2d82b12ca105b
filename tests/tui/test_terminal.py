"""The real program in a terminal, from the first screen to the last."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gipr_tui.report.model import Report, text_place
from gipr_tui.workspace.workspace import Workspace
from tests.readers.dialect import write
from tests.reports import JINZHAN_TEXTS, corpus
from tests.tui.screen import Terminal

SEVEN = (["T3-ID"] * 3) + (["T3-TOT19"] * 3) + ["N-TOT"]


def gipr(store: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gipr_tui", "--store", str(store), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def kept(store: Path, jinzhan: Report) -> Workspace:
    """A store with the township report."""
    workspace = Workspace.open(store)
    workspace.keep(jinzhan)
    return workspace


def open_first(terminal: Terminal) -> None:
    terminal.until_shown("2019  2019")
    terminal.press("Enter")
    terminal.until_shown("R1.c1")
    terminal.settle()


@pytest.mark.parametrize(
    ("term", "size"),
    [("xterm", (80, 24)), ("screen", (80, 24)), ("linux", (120, 36))],
)
def test_the_demo_shows_its_findings_on_the_first_screen(store: Path, term: str, size: tuple[int, int]) -> None:
    with Terminal(store, "demo", size=size, term=term) as terminal:
        terminal.until_shown("S-HEAD", "F10")
        terminal.settle()
        shown = [rule for rule in sorted(set(SEVEN)) for _ in range(terminal.shown.count(f" {rule} "))]
        assert shown == sorted(SEVEN)
        assert f"{'x' if term == 'linux' else '✗'}7" in terminal.lines[0]
        assert all(label in terminal.shown for label in ("法人或其他组织", "自然", "总计", "一、本年新收"))
        assert b";2;" not in terminal.sent, "sixteen colours are enough"
        print(f"first screen {term} {size[0]}x{size[1]}: {len(terminal.sent)} bytes")
        terminal.send("^Q")
        assert terminal.end() == 0


def mend(store: Path, path: Path, unit: str) -> None:
    """The main job: import, jump to the fault, type the right totals, see the errors go, leave, look again."""
    assert gipr(store, "import", str(path), "--unit", unit).returncode == 0
    assert gipr(store, "check", f"{unit}/2019").returncode == 1
    with Terminal(store) as terminal:
        open_first(terminal)
        assert "✗7" in terminal.lines[0]
        terminal.send("F4", "5", "Enter", "1", "Enter", "End", "6", "Enter")
        terminal.until(lambda it: "✗" not in it.shown)
        assert "DX-DOUBLE" not in terminal.shown
        terminal.send("^Q")
        assert terminal.end() == 0
    checked = gipr(store, "check", f"{unit}/2019")
    assert checked.returncode == 0, checked.stdout
    with Terminal(store) as terminal:
        terminal.until_shown("2019  2019")
        terminal.send("Enter", "F8", "F8", "\x1b[1;5F", "Up", "Home")
        terminal.until_shown("R3.7.c1")
        terminal.settle()
        row = next(line for line in terminal.lines if "（七）总计" in line and "│" in line)
        figures = row[row.rindex("总计") :].replace("│", " ").replace(">", " ").split()[1:]
        assert figures == ["5", "1", "0", "0", "0", "0", "6"]


def test_a_published_report_is_mended_and_stays_mended(store: Path, jinzhan: Report, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text(write(jinzhan), encoding="utf-8")
    mend(store, path, jinzhan.unit)


def test_the_real_report_is_mended_and_stays_mended(store: Path) -> None:
    folder = corpus()
    if folder is None:
        pytest.skip("GIPR_CORPUS names no folder of real reports")
    mend(store, folder / "jinzhan-2019.txt", "北京市朝阳区金盏地区")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_a_cell_is_open_loses_no_committed_cell(
    kept: Workspace, store: Path, number: signal.Signals
) -> None:
    with Terminal(store) as terminal:
        open_first(terminal)
        terminal.press("7", "7", "Enter", "8", "8", "Tab", "9", "9")
        terminal.signal(number)
        assert terminal.end() == 0
        assert terminal.sent.rstrip().endswith(b"\x1b[?25h") or b"\x1b[?1049l" in terminal.sent
    report = kept.load(kept.entries()[0]).report
    assert [report.get(f"R1.c{column}") for column in (1, 2, 3)] == ["77", "88", "0"]


def test_the_cursor_of_the_terminal_follows_the_cell_and_the_text(kept: Workspace, store: Path) -> None:
    with Terminal(store) as terminal:
        open_first(terminal)
        places = []
        for keys in ((), ("Right",), ("Down",), ("1",), ("2",)):
            if keys:
                terminal.press(*keys)
            places.append(terminal.cursor)
            _, y = terminal.cursor
            assert "一、本年新收" in terminal.lines[y] or "二、上年结转" in terminal.lines[y]
        assert len(set(places)) == len(places)
        terminal.press("Enter", "F7", "F7")
        assert terminal.lines[2].lstrip().startswith(JINZHAN_TEXTS[1][:20])
        terminal.press("中文")
        assert terminal.lines[2].lstrip().startswith("中文")
        assert terminal.cursor == (10, 2)


def test_bytes_that_are_no_text_do_not_end_the_program(kept: Workspace, store: Path) -> None:
    with Terminal(store) as terminal:
        open_first(terminal)
        terminal.press("F7", "F7")
        terminal.send_bytes(b"\xff\x80" + "中".encode("gbk"))
        terminal.settle()
        terminal.press("好")
        assert "好" in terminal.lines[2]
        terminal.send("^Q")
        assert terminal.end() == 0
    assert "好" in kept.load(kept.entries()[0]).report.get(text_place(1))


def test_keys_cost_few_bytes(kept: Workspace, store: Path) -> None:
    """On a line of 64 kbit/s a thousand bytes are an eighth of a second."""
    most = {"move right": 250, "move down": 250, "first digit": 100, "next digit": 100, "scroll": 3_000}
    with Terminal(store) as terminal:
        open_first(terminal)
        costs = {
            "first screens": len(terminal.sent),
            "move right": terminal.press("Right"),
            "move down": terminal.press("Down"),
            "first digit": terminal.press("1"),
            "next digit": terminal.press("2"),
            "commit": terminal.press("Enter"),
            "undo": terminal.press("^Z"),
            "scroll": terminal.press("PageDown"),
            "section": terminal.press("F8"),
            "preview": terminal.press("F5"),
            "preview, a line": terminal.press("Down"),
            "back and to the text": terminal.press("q", "^E"),
            "a character": terminal.press("中"),
        }
        sent = len(terminal.sent)
        time.sleep(1)
        terminal.settle()
        idle = len(terminal.sent) - sent
        print(*(f"{name}: {size} bytes" for name, size in costs.items()), sep="\n")
    assert {name: costs[name] for name in most if costs[name] > most[name]} == {}
    assert idle == 0


_MOVES = {"right": "Right", "down": "Down", "end": "End", "home": "Home", "up": "Up"}


def test_writing_a_text_costs_few_bytes(store: Path, clean: Report) -> None:
    """What a clerk does a thousand times a day, with the line of status that goes with it."""
    workspace = Workspace.open(store)
    text = "\n".join(["全年持续推进各项工作，围绕重点领域做好公开、解读和回应。" * 3] * 8)
    workspace.keep(clean.with_texts({text_place(1): text}))
    with Terminal(store) as terminal:
        terminal.until_shown(f"{clean.year}  2021")
        terminal.press("Enter")
        terminal.until_shown("全年持续")
        terminal.settle()
        costs = {name: terminal.press(key) for name, key in _MOVES.items()}
        terminal.press("\x1b[1;5F")
        typed = [terminal.press(character) for character in "另外，还公开12项。"]
        wrapped = terminal.press("再") + terminal.press("写" * 40)
        costs |= {"a character": max(typed), "a character, over a line's end": wrapped // 41}
        print(*(f"{name}: {size} bytes" for name, size in costs.items()), sep="\n")
        x, y = terminal.cursor
        assert terminal.cells[y][x - 2] == "写"
    most = dict.fromkeys(_MOVES, 100) | {"a character": 150, "a character, over a line's end": 150}
    assert {name: size for name, size in costs.items() if name in most and size > most[name]} == {}

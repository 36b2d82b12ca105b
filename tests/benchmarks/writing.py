"""Writing a section's text, short and long: from the key to the screen, and what it sends."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from gipr_tui.report.model import text_place
from gipr_tui.workspace.workspace import Workspace
from tests.benchmarks.program import Effort, run
from tests.benchmarks.table import Table, count, ms
from tests.benchmarks.terminal import Answer, Terminal
from tests.reports import clean_2021

#: How long the texts are, in characters; the last has about 100 kB.
LENGTHS = (1_000, 10_000, 33_000)
SENTENCES = (
    "全年新收到政府信息公开申请{R1.c7}件，答复{R3.7.c7}件。",
    "围绕重点领域持续做好公开、解读和回应（含“三公”经费），栏目设置更加清楚，查找更加方便。",
    "各单位按照分工维护栏目内容，对过时的信息及时清理，并向社会公布了咨询电话和受理地址。",
)
PARAGRAPH = 300

ENTER, CTRL_END, UP, LEFT, RIGHT, BACKSPACE, PAGE_UP = (
    "\r",
    "\x1b[1;5F",
    "\x1b[A",
    "\x1b[D",
    "\x1b[C",
    "\x7f",
    "\x1b[5~",
)


def tables(effort: Effort) -> Iterator[Table]:
    """Keys pressed in texts of several lengths."""
    rows = []
    for length in LENGTHS[: 1 if effort.rounds == 1 else None]:
        for what, answers in _answers(length, effort).items():
            first = median(answer.first for answer in answers)
            rows.append([f"{length:,} characters: {what}", ms(first), count(median(a.size for a in answers))])
    yield Table("A key in a text, checked, on disk and on the screen", ["", "first byte, ms", "bytes"], rows)


def text_of(length: int) -> str:
    """So many characters in paragraphs, with numbers that the tables bear out."""
    report = clean_2021()
    figures = {f"{{{address}}}": report.get(address) for address in ("R1.c7", "R3.7.c7")}
    sentences = "".join(SENTENCES)
    for name, figure in figures.items():
        sentences = sentences.replace(name, figure)
    text = sentences * (length // len(sentences) + 1)
    return "\n".join(text[at : at + PARAGRAPH] for at in range(0, length, PARAGRAPH))


def _answers(length: int, effort: Effort) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    with tempfile.TemporaryDirectory() as folder:
        Workspace.open(Path(folder)).keep(clean_2021().with_texts({text_place(1): text_of(length)}))
        with Terminal([sys.executable, "-m", "gipr_tui", "--store", folder]) as terminal:
            terminal.first_screen(lambda lines: any("2021" in line for line in lines))
            terminal.settle()
            for keys in (ENTER, CTRL_END):
                terminal.press(keys)
                terminal.settle()
            for _ in range(effort.rounds):
                for what, keys in (("a character at the end", "略"), ("arrow", LEFT), ("back", BACKSPACE), ("", RIGHT)):
                    found.setdefault(what, []).append(terminal.press(keys))
            terminal.press(PAGE_UP)
            for _ in range(effort.rounds):
                found.setdefault("a character in the middle", []).append(terminal.press("略"))
    found.pop("")
    return found


if __name__ == "__main__":
    run(tables)

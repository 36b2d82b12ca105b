"""One edit from the key to the findings, and one save, in small and large stores."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median

from tinydb import TinyDB

from gipr_tui.checks.engine import evaluate
from gipr_tui.report.document import to_document
from gipr_tui.report.model import Place
from gipr_tui.workspace.session import Session
from gipr_tui.workspace.workspace import Workspace
from store.layout import Layout
from tests.benchmarks import startup
from tests.benchmarks.program import Effort, run
from tests.benchmarks.stores import SAMPLE, filled
from tests.benchmarks.table import Table, count, ms, ratio
from tests.benchmarks.terminal import Answer, Terminal
from tests.benchmarks.timing import medians
from tests.reports import jinzhan_2019

#: What is typed in turn.
TYPED: dict[str, tuple[Place, str, str]] = {
    "a total, wrong and right": ("R3.7.c1", "10", "5"),
    "a figure of several sums": ("R3.1.c1", "3", "4"),
    "a stock without a sum": ("I1.2.stock", "0", "1"),
    "a letter of a narrative": ("S1.text", jinzhan_2019().get("S1.text"), jinzhan_2019().get("S1.text") + "略"),
}

UP, DOWN, RIGHT, LEFT, END, FIRST_CELL = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[F", "\x1b[1;5H"
ENTER, CTRL_E = "\r", "\x05"

BARE = "arrow in a bare DataTable"


def tables(effort: Effort) -> Iterator[Table]:
    """Edits in memory and on disk, saves, and keys pressed in the interface."""
    yield _edits(effort)
    yield _saves(effort)
    yield _keys(effort)


def typing(session: Session, place: Place, *texts: str) -> Callable[[], object]:
    """Puts the texts at a place in turn, one with every call."""
    turns = cycle(texts)
    return lambda: session.apply({place: next(turns)}, joins="benchmark")


def _edits(effort: Effort) -> Table:
    workspace = Workspace.open(filled(effort.few))
    entry = workspace.find(SAMPLE)
    rows = []
    for what, (place, one, other) in TYPED.items():
        saved = workspace.edit(entry)
        filed = saved.report.get(place)
        report = saved.report.with_texts({place: one})
        kept = Session(report, None, lambda *_: None)
        times = medians(
            {
                "memory": typing(kept, place, other, one),
                "saved": typing(saved, place, other, one),
                "whole": partial(evaluate, report),
            },
            effort.rounds,
        )
        saved.apply({place: filed})
        assert saved.unsaved is None
        shown = [ms(times["memory"]), ratio(times["memory"], times["whole"]), ms(times["saved"])]
        rows.append([what, *shown])
    columns = ["", "to findings, ms", "ratio to whole evaluation", "with saving, ms"]
    return Table("One edit", columns, rows)


def _saves(effort: Effort) -> Table:
    with tempfile.TemporaryDirectory(prefix="gipr-benchmark-") as name:
        folder = Path(name)
        actions: dict[str, Callable[[], object]] = {}
        sizes: dict[str, int] = {}
        for reports in (effort.few, effort.many):
            kind = f"the store, reports: {count(reports)}"
            actions[kind], sizes[kind] = _store_save(filled(reports))
        bare = "as many bytes, flushed and renamed"
        sizes[bare] = min(sizes.values())
        actions[bare] = _bare_save(folder / "bare", sizes[bare])
        for reports in (effort.few, effort.some, effort.many)[: 3 if effort.large else 2]:
            kind = f"one TinyDB file, not flushed, reports: {count(reports)}"
            actions[kind], sizes[kind] = _plain_save(folder / f"{reports}.json", reports)
        times = medians(actions, effort.rounds)
    rows = [[kind, ms(seconds), ratio(seconds, times[bare]), count(sizes[kind])] for kind, seconds in times.items()]
    return Table("One save", ["", "ms", "ratio", "bytes written"], rows)


def _store_save(folder: Path) -> tuple[Callable[[], object], int]:
    """Saving the sample in the store, and the bytes that are written with it: the document and a line of the list."""
    workspace, layout = Workspace.open(folder), Layout(folder)
    entry = workspace.find(SAMPLE)
    session = workspace.edit(entry)
    before = layout.index.stat().st_size
    session.save()
    assert session.unsaved is None
    size = layout.document(entry.id).stat().st_size + layout.index.stat().st_size - before
    return session.save, size


def _bare_save(path: Path, size: int) -> Callable[[], object]:
    """Puts ``size`` bytes in place of a file, as safely as the system can."""
    data, new = b"x" * size, path.with_suffix(".new")

    def save() -> None:
        with new.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    return save


def _plain_save(path: Path, reports: int) -> tuple[Callable[[], object], int]:
    """The same in one plain TinyDB file that holds all reports, and the bytes of that file."""
    document = to_document(jinzhan_2019())
    database = TinyDB(path, encoding="utf-8", ensure_ascii=False)
    database.insert_multiple(document for _ in range(reports))
    return partial(database.update, document, doc_ids=[1]), path.stat().st_size


def _keys(effort: Effort) -> Table:
    found: dict[str, list[Answer]] = {}
    with Terminal(startup.bare(effort.some)) as bare, Terminal(startup.program(effort.few)) as program:
        bare.first_screen(partial(startup.bare_is_complete, rows=effort.some))
        program.first_screen(partial(startup.is_complete, rows=effort.few))
        for terminal in (bare, program):
            terminal.settle()
        for keys in (END, ENTER, FIRST_CELL):
            program.press(keys)
        for turn in range(effort.rounds):
            found.setdefault(BARE, []).append(bare.press(UP if turn % 2 else DOWN))
            found.setdefault("arrow in a table", []).append(program.press(RIGHT))
            program.press(LEFT)
            found.setdefault("digit into a cell", []).append(program.press("9" if turn % 2 else "5"))
            found.setdefault("Enter: checked, on disk, on the screen", []).append(program.press(ENTER))
            program.press(LEFT)
        program.press(CTRL_E)
        for _ in range(effort.rounds):
            found.setdefault("letter into a narrative: the same", []).append(program.press("略"))
    bare_first, bare_last = _seconds(found[BARE])
    rows = []
    for what, answers in found.items():
        first, last = _seconds(answers)
        size = median(answer.size for answer in answers)
        rows.append([what, ms(first), ratio(first, bare_first), ms(last), ratio(last, bare_last), count(size)])
    columns = ["", "first byte, ms", "ratio", "last byte, ms", "ratio", "bytes"]
    return Table("A key, to the screen", columns, rows)


def _seconds(answers: Sequence[Answer]) -> tuple[float, float]:
    """Until the first byte and until the last, in the middle."""
    return median(answer.first for answer in answers), median(answer.last for answer in answers)


if __name__ == "__main__":
    run(tables)

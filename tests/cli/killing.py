"""Killing ``gipr set`` at random moments, and looking at what is in the store then."""

from __future__ import annotations

import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from gipr_tui.errors import GiprError
from gipr_tui.report.model import Report
from gipr_tui.workspace.workspace import Workspace
from tests.cli.running import contents, start

_PLACES = ("R1.c1", "R1.c2", "R1.c3")


@dataclass(frozen=True)
class Cut:
    """What was found after a kill: whether the command had said that it was done, whether it is in the store, what is wrong."""

    said: bool
    kept: bool
    lost: bool = False
    torn: bool = False
    others_touched: bool = False
    unreadable: str = ""

    @property
    def whole(self) -> bool:
        """Whether the edit is there if it was said to be, as a whole or not at all, and nothing else was touched."""
        return not (self.lost or self.torn or self.others_touched or self.unreadable)


def kill_while_setting(store: Path, report: Report, random: Random, *, longest: float) -> Cut:
    """Has three cells of a report set, and kills the command within ``longest`` seconds, somewhere in its work.

    The report is one of those that the store has.
    """
    name = f"{report.unit}/{report.year}"
    texts = {place: str(random.randrange(10, 100_000)) for place in _PLACES}
    words = [word for pair in texts.items() for word in pair]
    workspace = Workspace.open(store)
    entry = workspace.find(name)
    before, others = workspace.load(entry).report, _others(store, entry.id)
    process = start("--store", str(store), "set", name, *words)
    try:
        process.wait(random.uniform(0, longest))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    out, _ = process.communicate(timeout=60)
    return _found(store, name, before, texts, said=bool(out) or process.returncode == 0, others=others)


def longest_of(store: Path, report: Report) -> float:
    """How many seconds such a command takes that is let be, and half as much again."""
    began = time.monotonic()
    process = start("--store", str(store), "set", f"{report.unit}/{report.year}", "R1.c1", "1")
    process.communicate(timeout=60)
    return 1.5 * (time.monotonic() - began)


def _found(
    store: Path, name: str, before: Report, texts: dict[str, str], *, said: bool, others: dict[str, bytes]
) -> Cut:
    try:
        workspace = Workspace.open(store)
        damaged = workspace.damaged()
        entry = workspace.find(name)
        report = workspace.load(entry).report
        workspace.verify_history(entry)
    except GiprError as error:
        return Cut(said, False, unreadable=error.code)
    kept = report == before.with_texts(texts)
    return Cut(
        said,
        kept,
        lost=said and not kept,
        torn=not kept and report != before,
        others_touched=_others(store, entry.id) != others,
        unreadable=damaged[0].code if damaged else "",
    )


def _others(store: Path, id: str) -> dict[str, bytes]:
    """The files of all other reports."""
    kinds = ("documents/", "journals/", "trash/")
    return {name: data for name, data in contents(store).items() if name.startswith(kinds) and id not in name}

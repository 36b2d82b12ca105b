"""Ending the real program in the middle of typing, and looking at what is in the store then."""

from __future__ import annotations

import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from gipr_tui.errors import GiprError
from gipr_tui.report.model import Report
from gipr_tui.workspace.workspace import Workspace
from tests.tui.screen import Terminal

SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL)

#: The longest that is waited before the program is ended: longer than it takes to commit a cell.
_LONGEST = 0.06
_MOST_CELLS = 6


@dataclass(frozen=True)
class Killed:
    """What was found after a kill.

    ``committed`` are the texts that the program had shown as committed, ``lost`` those of them that are not in the store,
    ``strange`` the cells that hold what was never typed there. ``open_kept`` says that the cell being typed is in the
    store too; ``unreadable`` what can't be read, if anything.
    """

    committed: Mapping[str, str]
    lost: frozenset[str] = frozenset()
    strange: frozenset[str] = frozenset()
    open_kept: bool = False
    unreadable: str = ""

    @property
    def whole(self) -> bool:
        """Whether all that was committed is there, and nothing else."""
        return not (self.lost or self.strange or self.unreadable)


def kill_while_typing(store: Path, report: Report, number: signal.Signals, random: Random) -> Killed:
    """Types figures into the table of section 3, where ``report`` has errors, and ends the program at a random moment."""
    Workspace.open(store).keep(report)
    addresses = [address for row in report.layout.in_section(3)[0].addresses for address in row]
    texts = {address: str(random.randrange(10, 10_000)) for address in addresses[: random.randrange(1, _MOST_CELLS)]}
    *committed, being_typed = texts
    with Terminal(store) as terminal:
        terminal.until_shown(f"{report.year}  {report.year}")
        terminal.send("Enter")
        terminal.until_shown(f" {addresses[0]} ")
        for address, following in zip(committed, addresses[1:], strict=False):
            terminal.send(texts[address], "Enter")
            terminal.until_shown(f" {following} ")
        terminal.send(texts[being_typed], *random.choice(((), ("Enter",))))
        time.sleep(random.uniform(0, _LONGEST))
        terminal.signal(number)
        terminal.wait()
    return _found(store, report, {address: texts[address] for address in committed}, (being_typed, texts[being_typed]))


def _found(store: Path, before: Report, committed: Mapping[str, str], being_typed: tuple[str, str]) -> Killed:
    try:
        workspace = Workspace.open(store)
        damaged = list(workspace.damaged())
        report = workspace.load(workspace.find(f"{before.unit}/{before.year}")).report
    except GiprError as error:
        return Killed(committed, unreadable=error.code)
    address, text = being_typed
    expected = before.with_texts(committed)
    places = frozenset(place for place in report.layout.cells if report.get(place) != expected.get(place))
    kept = report.get(address) == text
    return Killed(
        committed,
        lost=places & frozenset(committed),
        strange=places - frozenset(committed) - ({address} if kept else set()),
        open_kept=kept,
        unreadable=damaged[0].code if damaged else "",
    )

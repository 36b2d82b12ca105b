"""``gipr set`` is killed at random moments: what it said to be done is there, all or nothing, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path
from random import Random

from gipr_tui.report.model import Report
from gipr_tui.workspace.workspace import Workspace
from tests.cli.killing import kill_while_setting, longest_of

_KILLS = 8


def test_a_killed_command_leaves_a_whole_store(tmp_path: Path, jinzhan: Report, clean: Report) -> None:
    store = tmp_path / "store"
    workspace = Workspace.open(store)
    for report in (jinzhan, clean):
        workspace.keep(report)
    longest = longest_of(store, jinzhan)
    for seed in range(_KILLS):
        found = kill_while_setting(store, jinzhan, Random(seed), longest=longest)
        assert found.whole, found

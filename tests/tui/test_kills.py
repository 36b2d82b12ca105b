"""The program is ended at random moments in the middle of typing: what was committed is there, and can be read."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from gipr_tui.report.model import Report
from tests.tui.killing import SIGNALS, kill_while_typing

_KILLS = 8


@pytest.mark.parametrize("seed", range(_KILLS))
def test_every_committed_cell_outlives_the_program(tmp_path: Path, jinzhan: Report, seed: int) -> None:
    found = kill_while_typing(tmp_path / "store", jinzhan, SIGNALS[seed % len(SIGNALS)], Random(seed))
    assert found.whole, found

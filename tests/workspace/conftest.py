from __future__ import annotations

from pathlib import Path

import pytest

from gipr_tui.report.model import Report
from gipr_tui.workspace.workspace import Workspace
from tests import reports


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace on a store that is not there yet."""
    return Workspace.open(tmp_path / "store")


@pytest.fixture
def clean_2019() -> Report:
    """A report on the form of 2019 with nothing wrong in it."""
    return reports.clean_2019()

"""An empty store for every test of the interface."""

from __future__ import annotations

from pathlib import Path

import pytest

from gipr_tui.forms import official_forms
from gipr_tui.workspace.workspace import Workspace
from tests.reports import madeup_form


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A store of its own, which also knows the made-up form."""
    return Workspace.open(tmp_path / "store", {**official_forms(), "madeup": madeup_form()})

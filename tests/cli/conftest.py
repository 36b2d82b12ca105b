from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Gipr


@pytest.fixture
def gipr(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Gipr:
    """The command line on a store that is not there yet, started in a folder of its own."""
    for name in ("GIPR_STORE", "GIPR_LANG", "GIPR_AMBIGUOUS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIPR_SETTINGS", str(tmp_path / "settings.toml"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Gipr(tmp_path / "store", folder, capsys)

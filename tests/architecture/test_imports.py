"""Who may import whom, and what a plain command loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

HAS_COMMAND_LINE = (ROOT / "gipr_tui" / "__main__.py").exists()
needs_command_line = pytest.mark.skipif(not HAS_COMMAND_LINE, reason="The command line is not there yet.")


def loaded_by(code: str, *args: str) -> set[str]:
    """The top-level packages that are loaded after ``code`` ran in a Python of its own."""
    report = "import sys; print(chr(10) + 'LOADED ' + ' '.join({m.partition('.')[0] for m in sys.modules}))"
    program = f"import atexit\natexit.register(lambda: exec({report!r}))\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", program, *args], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("LOADED ")]
    assert done.returncode == 0, done.stderr
    assert lines, done.stderr
    return set(lines[-1].split()[1:])


def test_the_contracts_between_the_rooms_hold() -> None:
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert ", 0 broken" in done.stdout


@needs_command_line
def test_importing_the_command_line_loads_no_interface_and_no_database() -> None:
    assert loaded_by("import gipr_tui.cli").isdisjoint({"textual", "rich", "tinydb", "tabulate"})


@needs_command_line
def test_listing_reports_loads_no_interface(tmp_path: Path) -> None:
    code = "import runpy, sys; sys.argv = ['gipr', *sys.argv[1:]]; runpy.run_module('gipr_tui', run_name='__main__')"
    loaded = loaded_by(code, "--store", str(tmp_path / "store"), "list")
    assert "gipr_tui" in loaded
    assert loaded.isdisjoint({"textual", "rich", "tabulate"})


def test_checking_a_report_loads_no_interface_and_no_database() -> None:
    loaded = loaded_by("import gipr_tui.checks.engine")
    assert loaded.isdisjoint({"textual", "rich", "tinydb", "tabulate"})

"""Running ``gipr``: within the test, or as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gipr_tui.cli.run import run
from gipr_tui.report.model import Report
from gipr_tui.workspace.workspace import Workspace
from gipr_tui.writers.printed import print_report
from store import Entry


@dataclass(frozen=True)
class Result:
    """What a command gave: its exit code, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout as JSON."""
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one line on stderr; nothing may stand on stdout."""
        assert self.out == ""
        assert self.err.count("\n") == 1 and self.err.endswith("\n"), self.err
        assert self.err.startswith("gipr: ")
        return self.err.removeprefix("gipr: ").rstrip("\n")


@dataclass
class Gipr:
    """The command line on a store of its own."""

    store: Path
    folder: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str, lang: str = "zh") -> Result:
        """Carries out one command within the test."""
        self.capsys.readouterr()
        code = run(["--store", str(self.store), "--lang", lang, *words])
        captured = self.capsys.readouterr()
        return Result(code, captured.out, captured.err)

    @property
    def workspace(self) -> Workspace:
        """The store as the program sees it."""
        return Workspace.open(self.store)

    def keep(self, report: Report) -> Entry:
        """Puts a report into the store."""
        return self.workspace.keep(report)

    def document(self, entry: Entry) -> Path:
        """The file that a report is kept in."""
        return self.store / "documents" / f"{entry.id}.json"

    def write(self, name: str, content: str | bytes) -> str:
        """Writes a file, and gives its path as a word of the command line."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    def printed(self, report: Report, name: str = "copy.txt") -> str:
        """Writes a report's print to a file."""
        return self.write(name, print_report(report))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its bytes; locks hold nothing and don't count."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def start(*words: str, **settings: Any) -> subprocess.Popen[bytes]:
    """Starts ``gipr`` as a process; ``environment`` adds to the variables, an empty value takes one away."""
    added = {"PYTHONPATH": str(Path(__file__).parents[2]), "GIPR_LANG": "", **settings.pop("environment", {})}
    environment = {name: value for name, value in {**os.environ, **added}.items() if value}
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **settings}
    return subprocess.Popen([sys.executable, "-m", "gipr_tui", *words], env=environment, **pipes)


def finish(process: subprocess.Popen[bytes], encoding: str = "utf-8") -> Result:
    """Waits for a process."""
    out, err = process.communicate(timeout=60)
    return Result(process.returncode, (out or b"").decode(encoding), (err or b"").decode(encoding))

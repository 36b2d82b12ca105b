"""What every command needs: the options, the sentences, the store, and reports by name or from a file."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gipr_tui.checks.engine import evaluate
from gipr_tui.checks.finding import Evaluation
from gipr_tui.errors import GiprError, UnreadableFile, UsageError
from gipr_tui.locale import Catalogue
from gipr_tui.readers import Reading, read_file
from gipr_tui.report.model import Report
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.wording import error_sentence
from gipr_tui.workspace.workspace import Workspace

_FILE_ENDINGS = (".txt", ".json", ".html", ".htm", ".docx", ".doc", ".pdf", ".csv", ".tsv", ".xlsx", ".md")


@dataclass(frozen=True)
class Named:
    """A report as the command line named it. ``reading`` is there where it came from a file."""

    name: str
    report: Report
    evaluation: Evaluation
    reading: Reading | None = None


@dataclass
class Context:
    """One run of the command line."""

    text: Catalogue
    options: argparse.Namespace

    @property
    def store_folder(self) -> Path:
        """``--store``, then GIPR_STORE, then the user's data folder."""
        named = self.options.store or os.environ.get("GIPR_STORE")
        if named:
            return Path(named).expanduser()
        from platformdirs import user_data_path

        return user_data_path("gipr", appauthor=False)

    @cached_property
    def workspace(self) -> Workspace:
        """The reports in the store. Raises StoreUnavailable where it can't be opened."""
        return Workspace.open(self.store_folder)

    def report(self, name: str) -> Named:
        """The report that ``name`` names: one in the store, or a file, which is read in memory."""
        path = Path(name).expanduser()
        if path.is_file():
            return self._from_file(path)
        try:
            entry = self.workspace.find(name)
        except UsageError:
            if path.suffix.lower() in _FILE_ENDINGS or path.is_dir():
                raise UnreadableFile("file-missing", file=name) from None
            raise
        report = self.workspace.load(entry).report
        return Named(reference_of(entry), report, self.workspace.evaluate(report))

    def _from_file(self, path: Path) -> Named:
        from gipr_tui.forms import official_forms

        reading = read_file(path, official_forms())
        return Named(str(path), reading.report, evaluate(reading.report), reading)

    def complain(self, error: GiprError, about: str = "") -> None:
        """Writes an error's sentence as one line on stderr."""
        prefix = f"gipr: {about}: " if about else "gipr: "
        print(prefix + error_sentence(self.text, error), file=sys.stderr)

    def remark(self, sentence: str) -> None:
        """Writes a remark on stderr, where it does not mix with what was asked for."""
        print(f"gipr: {sentence}", file=sys.stderr)

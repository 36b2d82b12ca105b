"""What every command needs: the options, the sentences, the store, and reports by name or from a file."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gipr_tui.cli.streams import encoded_path, remark
from gipr_tui.errors import GiprError, UnreadableFile, UsageError
from gipr_tui.locale import Catalogue
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.settings import AMBIGUOUS, Settings, read_settings
from gipr_tui.workspace.shelf import Shelf, open_store
from store import Entry, Key

if TYPE_CHECKING:  # these are loaded by the commands that need them, so that a mere list is quick
    from gipr_tui.readers import Reading
    from gipr_tui.report.model import Report
    from gipr_tui.workspace.counting import Beside
    from gipr_tui.workspace.localrules import RuleBook
    from gipr_tui.workspace.workspace import Workspace

_FILE_ENDINGS = (".txt", ".json", ".html", ".htm", ".docx", ".doc", ".pdf", ".csv", ".tsv", ".xlsx", ".xls", ".md")
_PATH_BEGINNINGS = ("/", "./", "../", "~")


@dataclass(frozen=True)
class Named:
    """A report as the command line named it. ``reading`` is there where it came from a file."""

    name: str
    report: Report
    reading: Reading | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything that its file held was placed, and every cell of the form was in it."""
        return self.reading is None or not (self.reading.missing or self.report.left_out)


@dataclass
class Context:
    """One run of the command line."""

    text: Catalogue
    options: argparse.Namespace

    @property
    def store_folder(self) -> Path:
        """``--store``, then GIPR_STORE, then the user's data folder."""
        if self.options.store == "":
            raise UsageError("store-empty")
        if named := self.options.store or os.environ.get("GIPR_STORE"):
            return self.path(named)
        from platformdirs import user_data_path

        return user_data_path("gipr", appauthor=False)

    @property
    def ambiguous(self) -> str:
        """How this terminal draws characters that some draw two columns wide.

        ``--ambiguous``, then GIPR_AMBIGUOUS, then the settings.
        """
        said = self.options.ambiguous or os.environ.get("GIPR_AMBIGUOUS", "").lower()
        return said if said in AMBIGUOUS else self.settings.word("ambiguous")

    @cached_property
    def settings(self) -> Settings:
        """What the operator has set."""
        return read_settings()

    @cached_property
    def shelf(self) -> Shelf:
        """The list of the reports in the store. Raises StoreUnavailable where it can't be opened."""
        return self.workspace if self.options.shared else Shelf(open_store(self.store_folder))

    @cached_property
    def workspace(self) -> Workspace:
        """The reports in the store. Raises StoreUnavailable where it can't be opened."""
        workspace = self.workspace_in(self.store_folder)
        if self.options.shared:
            workspace.share(self.options.shared)
        return workspace

    def workspace_in(self, folder: Path) -> Workspace:
        """The reports in another store. Raises StoreUnavailable where it can't be opened."""
        from gipr_tui.workspace.workspace import Workspace

        return Workspace.open(folder)

    @cached_property
    def rule_book(self) -> RuleBook:
        """The rules of the office's own that are in force; what is wrong with them is said, once."""
        from gipr_tui.workspace.localrules import rules_of_store

        book = rules_of_store(self.store_folder)
        for problem in book.problems:
            self.complain(problem)
        return book

    def path(self, name: str) -> Path:
        """The file or folder that a word of the command line names."""
        return Path(encoded_path(name))

    def report(self, name: str) -> Named:
        """The report that ``name`` names: one in the store, or a file, which is read in memory.

        Raises UsageError, StoreUnavailable or UnreadableFile.
        """
        file = encoded_path(name)
        # unlike Path.is_file, this takes a name too long for a file
        if os.path.isfile(file):  # noqa: PTH113
            return self._from_file(name, Path(file))
        try:
            entry = self.workspace.find(name)
        except UsageError:
            if os.path.lexists(file) or name.lower().endswith(_FILE_ENDINGS) or name.startswith(_PATH_BEGINNINGS):
                return self._from_file(name, Path(file))
            raise
        return Named(reference_of(entry), self.workspace.load(entry).report)

    def beside(self, named: Named, kept: Mapping[Key, Entry] | None = None) -> Beside:
        """What a report is checked beside: one in the store, last year's. ``kept`` is the list, if it is at hand."""
        rules = self.rule_book.rules
        if named.reading is None:
            return self.workspace.beside(named.report, kept)
        from gipr_tui.workspace.counting import Beside

        return Beside(None, None, rules, "")

    def whole(self, named: Named) -> int:
        """0; or 4, with a remark, for a report whose file could not be read wholly."""
        if named.reading is None or named.is_whole:
            return 0
        missing, unplaced = len(named.reading.missing), len(named.report.left_out)
        self.remark("cli.not-whole", name=named.name, missing=missing, unplaced=unplaced)
        return UnreadableFile.exit_code

    def complain(self, error: GiprError, about: str = "") -> None:
        """Writes an error's sentence as one line on stderr, after the name of what it is about if that is not in it."""
        from gipr_tui.text.clean import clean_line
        from gipr_tui.workspace.wording import error_sentence

        sentence, about = error_sentence(self.text, error), clean_line(about)
        remark(f"{about}: {sentence}" if about and about not in sentence else sentence)

    def remark(self, key: str, **fields: object) -> None:
        """Writes the sentence ``key`` on stderr, where it does not mix with what was asked for."""
        remark(self.text(key, **fields))

    def _from_file(self, name: str, path: Path) -> Named:
        from gipr_tui.forms import official_forms
        from gipr_tui.readers import read_file

        reading = read_file(path, official_forms())
        return Named(name, reading.report, reading)

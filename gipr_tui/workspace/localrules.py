"""The office's own rules: a file in the store's folder, so that all who work with the store check by the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from gipr_tui.errors import FormError, GiprError, UnreadableFile
from gipr_tui.forms import Form, official_forms
from gipr_tui.forms.local import LocalRules, Summary, parse_local_rules
from gipr_tui.workspace.shelf import RULES_FILE

_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules in a file, the reports that add up others, and what is wrong: with all of it, or with what is left out.

    ``mark`` is another for any other text.
    """

    path: Path
    rules: LocalRules = ()
    summaries: tuple[Summary, ...] = ()
    problems: tuple[GiprError, ...] = ()
    mark: str = ""

    def summary_of(self, unit: str) -> Summary | None:
        """Which reports that of ``unit`` adds up, if it does."""
        return next((summary for summary in self.summaries if summary.unit == unit), None)


def rules_of_store(folder: Path, forms: Mapping[str, Form] | None = None) -> RuleBook:
    """The rules that are in force for a store; none where it has no such file. The file is read anew when it has changed."""
    path = folder / RULES_FILE
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return RuleBook(path)
    return _kept(path, _Forms(forms or official_forms()), (stat.st_mtime_ns, stat.st_size, stat.st_ino))


def read_rules(path: Path, forms: Mapping[str, Form] | None = None) -> RuleBook:
    """The rules in a file."""
    try:
        if not path.exists():
            raise UnreadableFile("rules-missing", path=path)
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            raise UnreadableFile("rules-no-file", path=path, limit=_MOST_BYTES)
        text = path.read_text(encoding="utf-8-sig")
        mark = blake2b(text.encode(), digest_size=8).hexdigest()
        book = parse_local_rules(text, path.name, forms or official_forms())
    except UnicodeDecodeError:
        return RuleBook(path, problems=(UnreadableFile("rules-no-text", path=path),))
    except OSError as error:
        return RuleBook(
            path, problems=(UnreadableFile("rules-unreadable", path=path, detail=error.strerror or str(error)),)
        )
    except (FormError, UnreadableFile) as error:
        return RuleBook(path, problems=(error,))
    return RuleBook(path, book.rules, book.summaries, book.faults, mark)


class _Forms:
    """Forms that are the same as long as they are the very same ones."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self.forms = forms

    def __hash__(self) -> int:
        return hash(tuple(self.forms))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Forms) and dict(self.forms) == dict(other.forms)


@lru_cache(maxsize=4)
def _kept(path: Path, forms: _Forms, stamp: tuple[int, ...]) -> RuleBook:
    return read_rules(path, forms.forms)

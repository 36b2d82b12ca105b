"""Every note and every error of the readers has its sentence in both languages, with the words it is given."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import gipr_tui.readers
from gipr_tui.locale import LANGUAGES, catalogue

SOURCES = sorted(Path(gipr_tui.readers.__file__).parent.rglob("*.py"))
RAISED = {"UnreadableFile": "error", "UsageError": "error"}


def used() -> set[str]:
    """The keys that the readers' code names outright."""
    keys = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            code = str(node.args[0].value)
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called in RAISED:
                keys.add(f"{RAISED[called]}.{code}")
            elif called in ("_note", "add") and "-" in code:
                keys.add(f"reading.{code}")
    return keys


def test_the_readers_name_their_codes() -> None:
    assert {"error.two-reports", "reading.row-missing", "reading.no-title"} <= used()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_its_sentence(language: str) -> None:
    kinds = (
        "extra-row",
        "repeated-row",
        "row-shape",
        "t4-shape",
        "row-unsure",
        "unknown-column",
        "unknown-columns",
        "extra-column",
    )
    assert not {key for key in used() if key not in catalogue(language)}
    assert not {kind for kind in kinds if f"reading.{kind}" not in catalogue(language)}


def test_both_languages_fill_in_the_same_words() -> None:
    zh, en = (catalogue(language) for language in LANGUAGES)
    keys = {key for key in zh.keys() | en.keys() if key.startswith(("reading.", "error.copy-"))}
    for key in keys:
        fields = [{name for _, name, _, _ in string.Formatter().parse(c._sentences[key]) if name} for c in (zh, en)]
        assert fields[0] == fields[1], key

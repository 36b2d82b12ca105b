"""What holds for every source file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from gipr_tui.forms import Form, Node, official_forms
from gipr_tui.text.fold import fold
from tests.architecture.sources import called, modules, name_of, nodes, strings

LONGEST_MODULE = 450
SHORTEST_LABEL = 4

everywhere = pytest.mark.parametrize("path", modules("gipr_tui", "store"), ids=name_of)


@everywhere
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def opens_text(call: ast.Call) -> bool:
    """Whether a call opens a file as text: ``open``, ``Path.open``, ``os.fdopen``, ``read_text``, ``write_text``."""
    if called(call) in ("read_text", "write_text"):
        return True
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    name = getattr(owner, "id", "")
    is_open = called(call) == "open" and name not in ("os", "archive") and not name[:1].isupper()
    modes = [*call.args[:2], *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    binary = any(
        isinstance(mode, ast.Constant) and re.fullmatch("[rwxa+]*b[rwxa+]*", str(mode.value)) for mode in modes
    )
    return (is_open or called(call) == "fdopen") and not binary


@everywhere
def test_a_text_file_is_opened_in_a_named_encoding(path: Path) -> None:
    calls = [node for node in nodes(path) if isinstance(node, ast.Call) and opens_text(node)]
    unnamed = [call.lineno for call in calls if "encoding" not in {keyword.arg for keyword in call.keywords}]
    assert unnamed == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("open(p)", True),
        ("open(p, 'rb')", False),
        ("open(p, mode='wb')", False),
        ("p.open()", True),
        ("p.open('rb')", False),
        ("os.open(p, 0)", False),
        ("Store.open(p)", False),
        ("os.fdopen(h, 'w')", True),
        ("os.fdopen(h, 'wb')", False),
        ("p.read_text()", True),
        ("p.read_bytes()", False),
    ],
)
def test_the_test_above_knows_a_text_file(code: str, text: bool) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert opens_text(call) is text


def tree_labels(trees: tuple[Node, ...]) -> Iterator[str]:
    for node in trees:
        yield node.label
        yield from tree_labels(node.nodes)


@lru_cache(maxsize=1)
def form_labels() -> frozenset[str]:
    """Every heading, caption and label of the official forms that is long enough to be told from a common word."""

    def all_of(form: Form) -> Iterator[str]:
        yield from (section.heading for section in form.sections)
        for table in form.tables:
            yield from (table.caption, table.corner, *tree_labels(table.rows), *tree_labels(table.columns))

    labels = {label for form in official_forms().values() for label in all_of(form)}
    return frozenset(fold(label) for label in labels if len(label) >= SHORTEST_LABEL)


def is_a_word(label: str) -> bool:
    """Whether a label is a plain word of the language, which the reader of narratives may know as such."""
    return re.search(r"[()./0-9]", label) is None


@pytest.mark.parametrize("path", modules("gipr_tui"), ids=name_of)
def test_no_code_knows_a_label_of_a_form(path: Path) -> None:
    reads_prose = "checks/narrative/" in name_of(path)
    labels = {label for label in form_labels() if not (reads_prose and is_a_word(label))}
    known = [(line, label) for line, text in strings(path) for label in labels if label in fold(text)]
    assert known == []

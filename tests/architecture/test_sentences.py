"""The interface's sentences: the same in both languages, and one for everything that the code can say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import gipr_tui.locale
from gipr_tui.forms import official_forms
from gipr_tui.locale import LANGUAGES, Catalogue, catalogue
from tests.architecture.sources import called, modules, name_of, nodes

FOLDER = Path(gipr_tui.locale.__file__).parent
needs_findings = pytest.mark.skipif(
    not (FOLDER / "zh" / "checks.toml").exists(), reason="The sentences of the findings are not written yet."
)
needs_errors = pytest.mark.skipif(
    not (FOLDER / "zh" / "errors.toml").exists(), reason="The sentences of the errors are not written yet."
)

ERRORS = ("UsageError", "StoreUnavailable", "UnreadableFile", "FormError")


class _Echo(dict[str, object]):
    """Fills every place of a sentence with its own name."""

    def __missing__(self, name: str) -> str:
        return f"<{name}>"


def template(sentences: Catalogue, key: str) -> str:
    return sentences._sentences[key]


def places(sentence: str) -> set[str]:
    """The names of the places in a sentence; a malformed one raises ValueError."""
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_sentences() -> None:
    chinese, english = (catalogue(language).keys() for language in LANGUAGES)
    assert sorted(chinese ^ english) == []


def test_a_sentence_has_the_same_places_in_both_languages() -> None:
    chinese, english = (catalogue(language) for language in LANGUAGES)
    common = sorted(chinese.keys() & english.keys())
    assert [key for key in common if places(template(chinese, key)) != places(template(english, key))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_of_a_sentence_has_a_name(language: str) -> None:
    sentences = catalogue(language)
    for key in sorted(sentences.keys()):
        assert all(name.isidentifier() for name in places(template(sentences, key))), key
        assert template(sentences, key).format_map(_Echo())


def texts(node: ast.expr) -> Iterator[str]:
    """What an expression may be, as patterns: a constant, either branch of a choice, a text with anything in its places."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z-]*" for part in node.values
        )


def wordings(path: Path) -> Iterator[str]:
    """The wordings of findings that a file uses: whatever is given for a parameter or put into a name ``wording``."""
    positions = {"Finding": 5}
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            if "wording" in names:
                positions[node.name] = names.index("wording")
    for node in nodes(path):
        if isinstance(node, ast.Call) and called(node) in positions:
            at = positions[called(node)]
            given = [*node.args[at : at + 1], *(k.value for k in node.keywords if k.arg == "wording")]
            for value in given:
                yield from texts(value)
        elif isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "wording" for target in node.targets):
            yield from texts(node.value)


@needs_findings
@pytest.mark.parametrize("path", modules("gipr_tui/checks"), ids=name_of)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_of_a_finding_has_a_sentence(language: str, path: Path) -> None:
    keys = catalogue(language).keys()
    lacking = [w for w in wordings(path) if not any(re.fullmatch(f"finding[.]{w}", key) for key in keys)]
    assert lacking == []


def test_the_test_above_finds_wordings() -> None:
    found = {wording for path in modules("gipr_tui/checks") for wording in wordings(path)}
    assert {re.escape(w) for w in ("blank-total", "heading-typo", "decimal-count", "claim", "unplaced")} <= found


@needs_findings
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_a_relation_can_fail_has_a_sentence(language: str) -> None:
    from gipr_tui.checks.relations import _WORDING

    sentences = catalogue(language)
    ways = [f"finding.relation-{way}{sums}" for way in _WORDING.values() for sums in ("", "-sums")]
    ways += [f"finding.unreadable-{reason}" for reason in ("not-a-number", "too-long")]
    assert [way for way in ways if way not in sentences] == []


@needs_findings
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_of_a_form_has_a_sentence(language: str) -> None:
    sentences = catalogue(language)
    causes = {cause.id for form in official_forms().values() for cause in form.causes}
    assert [cause for cause in sorted(causes) if f"cause.{cause}" not in sentences] == []


@needs_errors
@pytest.mark.parametrize("path", modules("gipr_tui"), ids=name_of)
def test_every_error_has_a_sentence(path: Path) -> None:
    codes = set()
    for node in nodes(path):
        if isinstance(node, ast.Call) and called(node) in (*ERRORS, "refuse"):
            at = 1 if called(node) == "refuse" else 0
            codes |= {code for argument in node.args[at : at + 1] for code in texts(argument)}
    keys = frozenset[str]().union(*(catalogue(language).keys() for language in LANGUAGES))
    assert [code for code in sorted(codes) if not any(re.fullmatch(f"error[.]{code}", key) for key in keys)] == []

"""Every rule of the domain stands in ``rules.toml`` with its place in the program, its sentence and its two tests."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gipr_tui.forms import official_forms
from tests import reports

ROOT = Path(__file__).parents[2]
TABLE: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))

#: The rules that are ours: the others are no rules, or speak under another id.
RULES = {id: entry for id, entry in TABLE.items() if "none" not in entry and "same_as" not in entry}

#: Rules that the domain does not name.
OWN = {"S-CARRIED", "S-SPLIT"}

_ID = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Za-z0-9]+)+")


def ids_of(domain: str) -> set[str]:
    """The ids of section four of the domain: the first cells of its tables, and the two lists that stand in sentences."""
    section = domain.partition("\n## 4. ")[2].partition("\n## 5. ")[0]
    cells = re.findall(r"(?m)^\| ([^|]+) \|", section)
    listed = re.findall(r"\b(?:DX-[A-Z]+|P-[A-Z]+)(?=[: /])", section)
    found = {id for cell in cells for id in _ID.findall(cell) if "-" in cell} | set(listed)
    return {id for id in found if not id.endswith("-")}


def ids_in_use() -> set[str]:
    """The ids that the forms and the checks can speak under."""
    used: set[str] = set()
    for form in official_forms().values():
        used |= {relation.rule for relation in form.relations} | {relation.blank_rule for relation in form.relations}
        used |= {sign.rule for sign in form.signs}
        used |= {amount.rule for amount in form.amounts} | {amount.decimals_rule for amount in form.amounts}
        used |= {quantity.rule for quantity in form.quantities} | {cause.id for cause in form.causes}
        used |= {carry.rule for carry in form.carries} | {carry.moved_rule for carry in form.carries}
        used |= {comparison.rule for comparison in form.comparisons} | {share.rule for share in form.shares}
        used |= {mention.rule for mention in form.mentions} | {body.rule for body in form.bodies}
        used |= {variant.rule for variant in form.variants}
    for path in (ROOT / "gipr_tui" / "checks").rglob("*.py"):
        used |= set(re.findall(r'"((?:T[234]|[YSFPN])-[A-Z0-9][A-Za-z0-9-]*)"', path.read_text(encoding="utf-8")))
    return used - {""}


def cases_of(test: Any) -> Iterator[str]:
    """The ids of a parametrized test's cases."""
    for mark in getattr(test, "pytestmark", []):
        if mark.name == "parametrize":
            named = mark.kwargs.get("ids")
            for index, case in enumerate(mark.args[1]):
                if getattr(case, "id", None):
                    yield case.id
                elif isinstance(named, list):
                    yield named[index]
                elif named is str:
                    yield "-".join(map(str, case))


def exists(node: str) -> bool:
    """Whether a test is there: its file, its function, and the case in brackets."""
    file, _, name = node.partition("::")
    function, _, case = name.partition("[")
    if not (ROOT / file).is_file():
        return False
    test = getattr(importlib.import_module(file.removesuffix(".py").replace("/", ".")), function, None)
    return test is not None and (not case or case.removesuffix("]") in set(cases_of(test)))


def is_implemented(where: str) -> bool:
    """Whether a place of the program is there: a file, or a name in a module (``package.module:name``)."""
    module, colon, name = where.partition(":")
    return hasattr(importlib.import_module(module), name) if colon else (ROOT / where).is_file()


def test_every_rule_of_the_domain_stands_in_the_table() -> None:
    folder = reports.corpus()
    domain = folder.parent / "domain.md" if folder else None
    if domain is None or not domain.is_file():
        pytest.skip("Set GIPR_CORPUS to the reports beside the domain's file to compare the table with its rules.")
    assert ids_of(domain.read_text(encoding="utf-8")) == set(TABLE) - OWN


def test_every_rule_that_the_program_speaks_under_stands_in_the_table() -> None:
    assert ids_in_use() - set(TABLE) == set()


@pytest.mark.parametrize("id", RULES)
def test_a_rule_has_its_sentence_its_place_and_its_two_tests(id: str) -> None:
    entry = RULES[id]
    assert set(entry) == {"where", "rests_on", "speaks", "silent"}
    assert len(entry["rests_on"]) > 5
    assert entry["where"] and [place for place in entry["where"] if not is_implemented(place)] == []
    assert entry["speaks"] != entry["silent"]
    assert [node for node in (entry["speaks"], entry["silent"]) if not exists(node)] == []


@pytest.mark.parametrize(
    "id", [id for id in RULES if any(place.startswith("gipr_tui/forms") for place in RULES[id]["where"])]
)
def test_a_rule_said_to_be_in_a_form_is_in_it(id: str) -> None:
    for place in RULES[id]["where"]:
        if place.endswith(".toml"):
            assert f'"{id}"' in (ROOT / place).read_text(encoding="utf-8")


def test_what_is_no_rule_says_why_and_what_speaks_elsewhere_is_there() -> None:
    for id, entry in TABLE.items():
        if "none" in entry:
            assert len(entry["none"]) > 10, id
        elif "same_as" in entry:
            assert entry["same_as"] in RULES, id


def test_the_tests_above_can_fail() -> None:
    assert not exists("tests/checks/test_rules.py::test_nothing")
    assert not exists("tests/checks/test_relations.py::test_a_rule_speaks_of_the_cell_to_be_mended[T3-NONE-1]")
    assert not is_implemented("gipr_tui.checks.cells:_nothing")
    assert ids_of("\n## 4. R\n| T3-X / T3-Y | f |\n- DX-Z: g. P-A: h\n\n## 5. \n| S-B | |") == {
        "T3-X",
        "T3-Y",
        "DX-Z",
        "P-A",
    }

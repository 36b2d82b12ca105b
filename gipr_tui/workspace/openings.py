"""Opening sentences for the five aspects of 总体情况, made of what the tables of a report say.

The aspects are those that 国办公开办函〔2021〕30号 names: 主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from operator import eq, gt
from typing import Any

from gipr_tui import forms
from gipr_tui.checks.finding import Number
from gipr_tui.report.model import Place, Report, text_place
from gipr_tui.report.values import ValueKind, written

_FIRST = text_place(1)
_USUAL = (_FIRST,)
_NAME = re.compile(r"\{([^{}]+)\}")
_CONDITION = re.compile(r"(.+) (=|>) 0")
_COMPARES = {"=": eq, ">": gt}


@dataclass(frozen=True, slots=True)
class Opening:
    """A sentence and the aspect it opens."""

    aspect: str
    text: str
    #: Whether the tables can't tell if it is so: then it is for the operator to know.
    untold: bool = False


def openings_for(report: Report, place: Place = _FIRST) -> tuple[Opening, ...]:
    """The sentences for the text at ``place`` that can be made of the report's figures, in the order of the aspects.

    A clause about a figure that is blank or no number is left out; no sentence but one that is ``untold`` says what they do not.
    """
    records = (r for r in _records() if report.form.id in r["forms"] and place in r.get("places", _USUAL))
    made = (Opening(r["aspect"], _sentence(report, r), r.get("untold", False)) for r in records)
    return tuple(opening for opening in made if opening.text)


@lru_cache(maxsize=1)
def _records() -> Sequence[Mapping[str, Any]]:
    file = resources.files(forms) / "sentences" / "openings.toml"
    records: list[Mapping[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["openings"]
    return records


def _sentence(report: Report, record: Mapping[str, Any]) -> str:
    clauses = [filled for clause in record["clauses"] if (filled := _clause(report, clause))]
    lead = record["lead"].replace("{year}", str(report.year))
    joined = lead if not lead or lead.endswith("年") else f"{lead}，"
    return f"{joined}{'，'.join(clauses)}。" if clauses else ""


def _clause(report: Report, clause: Mapping[str, Any]) -> str:
    """The clause with its figures; empty where one of them is missing or a condition does not hold."""
    for condition in clause["when"]:
        match = _CONDITION.fullmatch(condition)
        assert match, condition
        number = _number(report, match[1])
        if number is None or not _COMPARES[match[2]](number, 0):
            return ""
    text: str = clause["text"].replace("{year}", str(report.year))
    numbers = {name: _number(report, name) for name in _NAME.findall(text)}
    for name, number in numbers.items():
        if number is None:
            return ""
        text = text.replace(f"{{{name}}}", written(number))
    return text


def _number(report: Report, name: str) -> Number | None:
    """The number filed in a cell, or the sum of several; None where one of them is blank or no number."""
    numbers: list[Number] = []
    for part in name.split("+"):
        for address in report.layout.expand(part):
            value = report.value(address)
            if value.number is None or value.kind is ValueKind.UNREADABLE:
                return None
            numbers.append(value.number)
    return sum(numbers) if numbers else None

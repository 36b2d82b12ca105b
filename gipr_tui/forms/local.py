"""Rules that an office has added of its own, in the vocabulary of the forms' relations.

A file of them holds ``[[rules]]``. Each has an ``id`` that begins with ``L-``, a ``severity`` (``error`` or ``warning``) and a
``message``, and may be for certain ``forms``, ``years`` and ``units`` only (patterns with ``*`` and ``?``). It either compares
sums, as ``[[relations]]`` of a form do (``table``, ``each``, ``left``, ``op``, ``right``, ``over``, ``when``, ``combine``,
``mend``), or names cells that are ``required``.

It may also hold ``[[summaries]]``: the report of the ``unit``, a government's, adds up those of its ``parts``, names of units
or patterns.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import NamedTuple

from gipr_tui.errors import FormError
from gipr_tui.forms.layout import Address, lay_out
from gipr_tui.forms.loader import parse_relation
from gipr_tui.forms.model import Form, Relation, Severity
from gipr_tui.forms.names import unknown_names
from gipr_tui.forms.record import Record
from gipr_tui.text.clean import clean_line

#: What the id of a rule begins with, so that none passes for an official one.
PREFIX = "L-"
MAX_ID, MAX_MESSAGE = 20, 200

_OF_RELATION = ("table", "tables", "each", "left", "op", "right", "over", "when", "combine", "mend")


@dataclass(frozen=True, slots=True)
class LocalRule:
    """One rule: on each of the forms that it is for, the relation that must hold there or the cells that must be filled in.

    ``years`` and ``units`` are patterns, of which one must fit; none stands for all.
    """

    id: str
    severity: Severity
    message: str
    years: tuple[str, ...]
    units: tuple[str, ...]
    relations: tuple[tuple[str, Relation], ...] = ()
    required: tuple[tuple[str, tuple[Address, ...]], ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The ids of the forms that the rule is for."""
        return tuple(form for form, _ in (*self.relations, *self.required))

    def is_for(self, unit: str, year: int) -> bool:
        """Whether the rule is for the reports of a unit and a year."""
        return _fits(unit, self.units) and _fits(str(year), self.years)


LocalRules = tuple[LocalRule, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A government's report adds up those of other units: each that fits one of ``parts``, its own apart."""

    unit: str
    parts: tuple[str, ...]

    def adds(self, unit: str) -> bool:
        """Whether the report of ``unit`` is added up."""
        return unit != self.unit and _fits(unit, self.parts)

    @property
    def named(self) -> tuple[str, ...]:
        """The units that are named in full: each must have a report."""
        return tuple(part for part in self.parts if not set("*?[") & set(part) and part != self.unit)


class LocalBook(NamedTuple):
    """What a file of the office's own rules holds, and what is wrong with each entry that is left out."""

    rules: LocalRules = ()
    summaries: tuple[Summary, ...] = ()
    faults: tuple[FormError, ...] = ()


def parse_local_rules(text: str, file: str, forms: Mapping[str, Form]) -> LocalBook:
    """What is written in ``text``; ``file`` names it in errors.

    Raises:
        FormError: the text is not TOML, or has no list of rules.
    """
    try:
        root = Record(file, "", tomllib.loads(text))
        tables, summaries = root.take("rules", list, []), root.take("summaries", list, [])
        root.done()
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FormError("rule-not-toml", file=file, key="", detail=str(error)) from error
    except FormError as error:
        raise _of_rules(error) from error
    found: dict[str, LocalRule] = {}
    faults: list[FormError] = []
    for number, table in enumerate(tables, 1):
        try:
            rule = _rule(table, file, number, forms)
            if rule.id in found:
                raise FormError("form-duplicate", file=file, key=f"rules[{number}].id", name=rule.id)
            found[rule.id] = rule
        except FormError as error:
            faults.append(_of_rules(error))
    sums: list[Summary] = []
    for number, table in enumerate(summaries, 1):
        try:
            sums.append(_summary(Record(file, f"summaries[{number}]", table)))
        except FormError as error:
            faults.append(_of_rules(error))
    return LocalBook(tuple(found.values()), tuple(sums), tuple(faults))


def _summary(record: Record) -> Summary:
    unit, parts = clean_line(record.text("unit")).strip(), record.texts("parts")
    record.done()
    for key, given in (("unit", unit), ("parts", parts)):
        if not given:
            record.refuse(key, "form-empty")
    return Summary(unit, parts)


def _of_rules(error: FormError) -> FormError:
    """What is wrong with a form's file, said of a file of rules."""
    return FormError(error.code.replace("form-", "rule-", 1), **error.fields)


def _rule(table: object, file: str, number: int, forms: Mapping[str, Form]) -> LocalRule:
    named = table.get("id") if isinstance(table, Mapping) else None
    where = f"rules[{number}]" + (f" {clean_line(named)[:MAX_ID]}" if isinstance(named, str) else "")
    record = Record(file, where, table)
    id = record.text("id")
    if not id.startswith(PREFIX) or id == PREFIX or len(id) > MAX_ID or "/" in id or not id.isprintable() or " " in id:
        record.refuse("id", "rule-id", value=clean_line(id), limit=MAX_ID)
    severity = Severity(record.choice("severity", (Severity.ERROR.value, Severity.WARNING.value)))
    message = clean_line(record.text("message")).strip()
    if not 0 < len(message) <= MAX_MESSAGE:
        record.refuse("message", "rule-message", limit=MAX_MESSAGE)
    wanted, units = record.texts("forms", []), record.texts("units", [])
    years = tuple(_year(year, record) for year in record.take("years", list, []))
    on = [form for form in forms.values() if _fits(form.id, wanted)]
    if not on:
        record.refuse("forms", "form-choice", value=" ".join(wanted), choices=" ".join(forms))
    if required := record.texts("required", []):
        record.done()
        cells = _required(required, on, record, certain=bool(wanted))
        return LocalRule(id, severity, message, years, units, required=cells)
    relation = _relation(record, id, severity, message)
    return LocalRule(id, severity, message, years, units, _laid_on(relation, on, record, certain=bool(wanted)))


def _year(year: object, record: Record) -> str:
    if isinstance(year, bool) or not isinstance(year, int | str):
        record.refuse("years", "form-type", expected="str", found=type(year).__name__)
    return str(year)


def _relation(record: Record, id: str, severity: Severity, message: str) -> Relation:
    """The relation that a rule is about; one without a table compares cells by their addresses, once."""
    given = {key: record.take(key, object, None) for key in _OF_RELATION}
    record.done()
    written = {key: value for key, value in given.items() if value is not None}
    if not written:
        record.refuse("left", "form-empty")
    if "table" not in written and "tables" not in written:
        written = {"tables": [], "each": "once", **written}
    written.setdefault("right", [])
    relation = parse_relation(
        Record(record.file, record.where, {**written, "rule": id, "severity": severity.value, "basis": message})
    )
    if all(term.last_year for term in (*relation.left, *relation.right)):
        record.refuse("left", "rule-last-year")
    return relation


def _laid_on(relation: Relation, on: list[Form], record: Record, *, certain: bool) -> tuple[tuple[str, Relation], ...]:
    """The relation for each form that has all it names; each must have it where the forms are named (``certain``)."""
    found: list[tuple[str, Relation]] = []
    unknown: list[str] = []
    for form in on:
        placed = relation if relation.tables else replace(relation, tables=_table_of(relation.left[0].key, form))
        missing = unknown_names(form, placed) if placed.tables else [relation.left[0].key]
        if not missing:
            found.append((form.id, placed))
        unknown += missing[:1]
    if unknown and (certain or not found):
        record.refuse("", "form-unknown-name", name=unknown[0])
    return tuple(found)


def _table_of(key: Address, form: Form) -> tuple[str, ...]:
    """The table in which a cell stands under any of the form's variants; none where there is no such cell."""
    layout = lay_out(form, frozenset(variant.id for variant in form.variants))
    bare = lay_out(form)
    cells = bare.expand(key) or layout.expand(key)
    return ((bare.cells if bare.expand(key) else layout.cells)[cells[0]].table,) if cells else ()


def _required(
    keys: tuple[str, ...], on: list[Form], record: Record, *, certain: bool
) -> tuple[tuple[str, tuple[Address, ...]], ...]:
    """The cells that must be filled in, for each form that has them all."""
    found: list[tuple[str, tuple[Address, ...]]] = []
    unknown: list[str] = []
    for form in on:
        missing = [key for key in keys if not _table_of(key, form)]
        if not missing:
            found.append((form.id, keys))
        unknown += missing[:1]
    if unknown and (certain or not found):
        record.refuse("required", "form-unknown-name", name=unknown[0])
    return tuple(found)


def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    return not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)

"""Reading a form's TOML file. A wrong file is refused with the file and the key that is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from gipr_tui.errors import FormError
from gipr_tui.forms.model import (
    Amount,
    Carry,
    Cause,
    CellKind,
    Condition,
    Correspondence,
    Form,
    Node,
    Quantity,
    Relation,
    Section,
    Severity,
    Sign,
    Table,
    Term,
    Variant,
)
from gipr_tui.forms.names import check_names
from gipr_tui.forms.record import Record
from gipr_tui.forms.unusual import parse_bodies, parse_comparisons, parse_mentions, parse_shares

_OPERATORS = ("=", "!=", "<=", ">=", "<", ">", "zero-with")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*")


def _node(record: Record, below: str) -> Node:
    nodes = tuple(_node(child, below) for child in record.records(below, []))
    kind = record.choice("kind", [*CellKind], "")
    node = Node(
        key=record.text("key", ""),
        label=record.text("label"),
        nodes=nodes,
        kind=CellKind(kind) if kind else None,
        unit=record.text("unit", ""),
        accept=record.texts("accept", []),
        when=record.text("when", ""),
        unless=record.text("unless", ""),
        subtotal=record.flag("subtotal"),
    )
    if node.key and not _KEY.fullmatch(node.key):
        record.refuse("key", "form-bad-key", value=node.key)
    record.done()
    return node


def _table(record: Record, unreadable: Mapping[str, str]) -> Table:
    id = record.text("id")
    table = Table(
        id=id,
        section=record.number("section"),
        columns=tuple(_node(column, "columns") for column in record.records("columns")),
        rows=tuple(_node(row, "rows") for row in record.records("rows")),
        caption=record.text("caption", ""),
        corner=record.text("corner", ""),
        unreadable=unreadable.get(id, ""),
    )
    if not table.columns or not table.rows:
        record.refuse("columns" if not table.columns else "rows", "form-empty")
    for leaf in (leaf for column in table.columns for leaf in column.leaves()):
        if not leaf.key:
            record.refuse("columns", "form-no-key", label=leaf.label)
    record.done()
    return table


def _term(text: str) -> Term:
    sign = -1 if text.startswith("-") else 1
    text = text.removeprefix("-")
    for prefix, optional in (("last?:", True), ("last:", False)):
        if text.startswith(prefix):
            return Term(text.removeprefix(prefix), sign, True, optional)
    return Term(text, sign)


def _terms(record: Record, key: str) -> tuple[Term, ...]:
    return tuple(_term(text) for text in record.texts(key, []))


def _condition(record: Record) -> Condition:
    condition = Condition(
        left=_terms(record, "left"),
        op=record.choice("op", _OPERATORS),
        right=_terms(record, "right"),
        over=record.number("over", 0),
    )
    record.done()
    return condition


def parse_relation(record: Record) -> Relation:
    """The relation written in ``record``. Raises FormError for a key that is missing, unknown or of the wrong type."""
    table = record.text("table", "")
    relation = Relation(
        rule=record.text("rule"),
        severity=record.severity(),
        basis=record.text("basis"),
        tables=(table,) if table else record.texts("tables"),
        each=record.choice("each", ("row", "column", "once")),
        left=_terms(record, "left"),
        op=record.choice("op", _OPERATORS),
        right=_terms(record, "right"),
        over=record.texts("over", []),
        when=tuple(_condition(condition) for condition in record.records("when", [])),
        combine=record.choice("combine", ("sum", "max"), "sum"),
        mend=record.text("mend", ""),
        blank_rule=record.text("blank_rule", ""),
        yields_to=record.texts("yields_to", []),
        fills=record.flag("fills"),
        variant=record.text("variant", ""),
        from_year=record.number("from_year", 0),
        unit_pattern=record.text("unit_pattern", ""),
        left_name=record.text("left_name", ""),
        right_name=record.text("right_name", ""),
    )
    if not relation.left:
        record.refuse("left", "form-empty")
    try:
        re.compile(relation.unit_pattern)
    except re.error:
        record.refuse("unit_pattern", "form-bad-pattern")
    record.done()
    return relation


def _groups(record: Record, key: str) -> tuple[tuple[str, ...], ...]:
    groups = record.take(key, list, [])
    for group in groups:
        if not isinstance(group, list) or not all(isinstance(name, str) for name in group):
            record.refuse(key, "form-type", expected="list", found=type(group).__name__)
    return tuple(tuple(group) for group in groups)


def _sums(record: Record, key: str) -> tuple[tuple[Term, ...], ...]:
    """Sums of this year's cells; one taken off has a minus before it, as in a relation."""
    sums = tuple(tuple(map(_term, group)) for group in _groups(record, key))
    for term in (term for terms in sums for term in terms if term.last_year):
        record.refuse(key, "form-unknown-name", name=f"last:{term.key}")
    return sums


def _quantity(record: Record) -> Quantity:
    quantity = Quantity(
        record.text("id"),
        record.text("rule"),
        record.severity(),
        record.texts("cells"),
        _sums(record, "accept"),
        record.flag("part"),
    )
    record.done()
    return quantity


def _cause(record: Record) -> Cause:
    of_relation = ("total-includes", "total-misses", "counted-twice")
    of_table = ("swapped", "digits-reversed", "row-shifted", "digits-split")
    kind = record.choice("kind", (*of_relation, *of_table))
    cause = Cause(
        id=record.text("id"),
        kind=kind,
        relation=record.text("relation", ... if kind in of_relation else ""),
        table=record.text("table", ... if kind in of_table else ""),
        also=_groups(record, "also"),
        amount=record.text("amount", ""),
        lowered=record.texts("from", []),
    )
    record.done()
    return cause


def _carry(record: Record) -> Carry:
    carry = Carry(
        tables=record.texts("tables"),
        each=record.choice("each", ("row", "column")),
        to=record.text("to"),
        sources=record.texts("from"),
        rule=record.text("rule", ""),
        severity=record.severity(Severity.WARNING),
        basis=record.text("basis", ""),
        moved_rule=record.text("moved_rule", ""),
        moved_basis=record.text("moved_basis", ""),
        total=record.text("total", ""),
        right_name=record.text("right_name", ""),
    )
    record.done()
    return carry


def _correspondence(record: Record) -> Correspondence:
    form, tables, each = record.text("form"), record.texts("tables"), record.choice("each", ("cell", "row", "column"))
    named = Correspondence(form, tables, each)
    if each != "cell":
        named = Correspondence(form, tables, each, record.text("to"), record.texts("from"))
        if not named.sources:
            record.refuse("from", "form-empty")
    record.done()
    return named


def _amount(record: Record) -> Amount:
    amount = Amount(
        record.text("rule"),
        record.severity(),
        record.text("basis"),
        record.text("cell"),
        record.number("padded_decimals"),
        record.number("over"),
        record.number("last_year_ratio"),
        record.number("decimals", 0),
        record.text("decimals_rule", ""),
    )
    record.done()
    return amount


def _sign(record: Record) -> Sign:
    sign = Sign(
        record.text("rule"),
        record.severity(),
        record.text("basis"),
        record.texts("tables"),
        record.text("change"),
        record.text("before"),
    )
    record.done()
    return sign


def _section(record: Record) -> Section:
    section = Section(
        record.number("number"), record.text("heading"), record.texts("accept", []), record.text("short", "")
    )
    record.done()
    return section


def _variant(record: Record) -> Variant:
    variant = Variant(
        record.text("id"), record.text("label"), record.text("rule", ""), record.severity(Severity.WARNING)
    )
    record.done()
    return variant


def _unreadable(root: Record) -> dict[str, str]:
    rules: dict[str, str] = {}
    for record in root.records("cells", []):
        rules |= dict.fromkeys(record.texts("tables"), record.text("unreadable"))
        record.done()
    return rules


def _years(root: Record) -> tuple[int, ...]:
    years = root.take("years", list)
    if not (1 <= len(years) <= 2 and all(isinstance(year, int) for year in years) and years == sorted(years)):
        root.refuse("years", "form-years")
    return tuple(years)


def parse_form(text: str, file: str) -> Form:
    """The form written in ``text``; ``file`` names it in errors.

    Raises:
        FormError: the text is not TOML, a key is missing, unknown or of the wrong type, or a relation names a row,
            column or cell that the form does not have.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FormError("form-not-toml", file=file, key="", detail=str(error)) from error
    root = Record(file, "", values)
    unreadable = _unreadable(root)
    form = Form(
        id=root.text("id"),
        years=_years(root),
        source=root.text("source"),
        titles=root.texts("titles"),
        sections=tuple(_section(record) for record in root.records("sections")),
        variants=tuple(_variant(record) for record in root.records("variants", [])),
        tables=tuple(_table(record, unreadable) for record in root.records("tables")),
        relations=tuple(parse_relation(record) for record in root.records("relations", [])),
        amounts=tuple(_amount(record) for record in root.records("amounts", [])),
        signs=tuple(_sign(record) for record in root.records("signs", [])),
        quantities=tuple(_quantity(record) for record in root.records("quantities", [])),
        causes=tuple(_cause(record) for record in root.records("causes", [])),
        carries=tuple(_carry(record) for record in root.records("carries", [])),
        correspondences=tuple(_correspondence(record) for record in root.records("correspondences", [])),
        comparisons=parse_comparisons(root),
        shares=parse_shares(root),
        mentions=parse_mentions(root),
        bodies=parse_bodies(root),
    )
    root.done()
    _check_document(form, root, unreadable)
    check_names(form, file)
    return form


def load_form(path: Path) -> Form:
    """The form in the file ``path``. Raises FormError as :func:`parse_form` does."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise FormError("form-not-toml", file=path.name, key="", detail=str(error)) from error
    return parse_form(text, path.name)


def _check_document(form: Form, root: Record, unreadable: Mapping[str, str]) -> None:
    """The sections are numbered in order, the titles can be filled in, and the kinds of cells are those of its tables."""
    if [section.number for section in form.sections] != list(range(1, len(form.sections) + 1)):
        root.refuse("sections", "form-section-order")
    if not form.titles or not all(_can_be_filled(title) for title in form.titles):
        root.refuse("titles", "form-titles")
    for id in unreadable:
        if id not in {table.id for table in form.tables}:
            root.refuse("cells", "form-unknown-name", name=id)


def _can_be_filled(title: str) -> bool:
    try:
        filled = title.format(unit="<unit>", year="<year>")
    except (KeyError, IndexError, ValueError, AttributeError):
        return False
    return "<unit>" in filled and "<year>" in filled

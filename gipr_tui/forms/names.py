"""Everything a form's file refers to must be there, under some set of the form's variants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gipr_tui.errors import FormError
from gipr_tui.forms.layout import Layout, lay_out
from gipr_tui.forms.model import Cause, Form, Node, Relation, all_nodes

#: The key in the file that is wrong, and the name there that nothing in the form has.
Unknown = tuple[str, object]


def check_names(form: Form, file: str) -> None:
    """Refuse a form in which a name stands for nothing or for two things. Raises FormError with the file and the key."""
    names = _Names(form)
    for key, name in names.twice():
        raise FormError("form-duplicate", file=file, key=key, name=name)
    for key, name in names.unknown():
        raise FormError("form-unknown-name", file=file, key=key, name=name)


def unknown_names(form: Form, relation: Relation) -> list[str]:
    """The tables, rows, columns and cells that ``relation`` names and ``form`` does not have."""
    return list(_Names(form).unknown_in(relation))


class _Names:
    """The rows, columns and cells that a form has under any of its variants."""

    def __init__(self, form: Form) -> None:
        self.form = form
        ids = [variant.id for variant in form.variants]
        variants = [frozenset[str](), *(frozenset({id}) for id in ids), frozenset(ids)]
        self.layouts: list[Layout] = [lay_out(form, some) for some in variants]
        self.variants = frozenset(ids)
        self.tables = {table.id for table in form.tables}
        self.rows: dict[str, set[str]] = {id: set() for id in self.tables}
        self.columns: dict[str, set[str]] = {id: set() for id in self.tables}
        self.addresses: set[str] = set()
        for layout in self.layouts:
            self.addresses |= set(layout.cells)
            for table in layout.tables:
                self.rows[table.id] |= _keys(table.rows)
                self.columns[table.id] |= _keys(table.columns)
                self.addresses |= {
                    f"{group}.{column.key}" for group in _keys(table.rows) for column in table.leaf_columns
                }

    def twice(self) -> Iterator[Unknown]:
        """The names of two tables or two cells."""
        for id, times in Counter(table.id for table in self.form.tables).items():
            if times > 1:
                yield "tables", id
        for layout in self.layouts:
            addresses = (address for table in layout.tables for address in table.cells)
            yield from (("tables", address) for address, times in Counter(addresses).items() if times > 1)

    def unknown(self) -> Iterator[Unknown]:
        """The names that stand for nothing, each with the key it stands under."""
        form = self.form
        for index, table in enumerate(form.tables, 1):
            if not 1 <= table.section <= len(form.sections):
                yield f"tables[{index}].section", table.section
            for node in (*all_nodes(table.rows), *all_nodes(table.columns)):
                yield from self._not_in(self.variants, f"tables[{index}]", filter(None, (node.when, node.unless)))
        for index, relation in enumerate(form.relations, 1):
            yield from self._not_in(set(), f"relations[{index}]", self.unknown_in(relation))
        for index, quantity in enumerate(form.quantities, 1):
            cells = (*quantity.cells, *(term.key for terms in quantity.accept for term in terms))
            yield from self._not_in(self.addresses, f"quantities[{index}]", cells)
        for index, carry in enumerate(form.carries, 1):
            lines = self.rows if carry.each == "column" else self.columns
            for id in carry.tables:
                yield from self._not_in(lines.get(id, set()), f"carries[{index}].to", [carry.to])
            across = self.columns if carry.each == "column" else self.rows
            for id in carry.tables if carry.total else ():
                yield from self._not_in(across[id], f"carries[{index}].total", [carry.total])
        yield from self._unknown_to_unusual()
        for index, named in enumerate(form.correspondences, 1):
            yield from self._not_in(self.tables, f"correspondences[{index}].tables", named.tables)
            lines = {"row": self.columns, "column": self.rows}.get(named.each, {})
            for id in named.tables if lines else ():
                yield from self._not_in(lines.get(id, set()), f"correspondences[{index}].to", [named.to])
        for index, amount in enumerate(form.amounts, 1):
            yield from self._not_in(self.addresses, f"amounts[{index}].cell", [amount.cell])
        for index, sign in enumerate(form.signs, 1):
            yield from self._not_in(self.tables, f"signs[{index}].tables", sign.tables)
            for id in sign.tables:
                yield from self._not_in(self.columns[id], f"signs[{index}]", (sign.change, sign.before))
        for index, cause in enumerate(form.causes, 1):
            yield from self._not_in(set(), f"causes[{index}]", self._unknown_to(cause))

    def _unknown_to_unusual(self) -> Iterator[Unknown]:
        form, sections = self.form, range(len(self.form.sections) + 1)
        for index, comparison in enumerate(form.comparisons, 1):
            yield from self._not_in(self.tables, f"comparisons[{index}].tables", comparison.tables)
            yield from ((f"comparisons[{index}].sections", n) for n in comparison.sections if n not in sections[1:])
        for index, share in enumerate(form.shares, 1):
            yield from self._not_in(self.addresses, f"shares[{index}]", (*share.part, *share.whole))
        for index, mention in enumerate(form.mentions, 1):
            yield from self._not_in(self.addresses, f"mentions[{index}].cells", mention.cells)
            yield from ((f"mentions[{index}].sections", n) for n in mention.sections if n not in sections)
        for index, body in enumerate(form.bodies, 1):
            yield from ((f"bodies[{index}].section", n) for n in (body.section,) if n not in sections[1:])

    @staticmethod
    def _not_in(known: Iterable[str], key: str, names: Iterable[str]) -> Iterator[Unknown]:
        yield from ((key, name) for name in names if name not in known)

    def unknown_in(self, relation: Relation) -> Iterator[str]:
        """The names in a relation that stand for nothing."""
        if relation.variant and relation.variant not in self.variants:
            yield relation.variant
        terms = [*relation.left, *relation.right]
        terms += [term for condition in relation.when for term in (*condition.left, *condition.right)]
        keys = [term.key for term in terms] + ([relation.mend] if relation.mend else [])
        laid_over_rows = relation.each == "column" and relation.over
        for table in relation.tables:
            if table not in self.tables:
                yield table
                return
            known = {"row": self.columns, "column": self.rows}.get(relation.each, {}).get(table, self.addresses)
            yield from (key for key in keys if key not in known and not (key == "*" and laid_over_rows))
            rows = self.rows[table] if relation.each != "once" else set()
            yield from (key for key in relation.over if key not in rows)

    def _unknown_to(self, cause: Cause) -> Iterator[str]:
        if cause.table and cause.table not in self.tables:
            yield cause.table
        relations = [relation for relation in self.form.relations if relation.rule == cause.relation]
        if cause.relation and not relations:
            yield cause.relation
        rows = {row for relation in relations for table in relation.tables for row in self.rows[table]}
        named = (*(row for group in cause.also for row in group), *filter(None, (cause.amount,)), *cause.lowered)
        yield from (row for row in named if row not in rows)


def _keys(nodes: Iterable[Node]) -> set[str]:
    return {node.key for node in all_nodes(nodes)} - {""}

"""A form as it stands under a set of local variants: which cells there are, where, and under which labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from sys import intern
from types import MappingProxyType
from typing import NamedTuple

from gipr_tui.forms.model import CellKind, Form, Node, Table

#: The stable name of a cell (``R3.7.c1``, ``RV.tot``), as ``gipr set`` takes it: row key and column key.
Address = str


def address_of(row: str, column: str) -> Address:
    """The address of the cell in the row ``row`` (empty for a table of one unnamed row) and the column ``column``.

    Addresses are compared all the time: there is one text of each.
    """
    return intern(f"{row}.{column}") if row else column


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its address, its place, its labels from the outermost to the innermost, and what it holds."""

    address: Address
    section: int
    table: str
    row: str
    column: str
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    kind: CellKind
    unit: str


class Span(NamedTuple):
    """A node of a tree of rows or columns: how deep it stands, its first leaf, and the leaf after its last."""

    node: Node
    depth: int
    first: int
    after: int


@dataclass(frozen=True, eq=False)
class LaidTable:
    """A table under the variants in force: trees without the nodes that are not there."""

    table: Table
    rows: tuple[Node, ...]
    columns: tuple[Node, ...]

    @property
    def id(self) -> str:
        return self.table.id

    @cached_property
    def leaf_rows(self) -> tuple[Node, ...]:
        """The rows that have cells, in order."""
        return tuple(leaf for row in self.rows for leaf in row.leaves())

    @cached_property
    def leaf_columns(self) -> tuple[Node, ...]:
        """The columns that have cells, in order."""
        return tuple(leaf for column in self.columns for leaf in column.leaves())

    @cached_property
    def row_paths(self) -> tuple[tuple[Node, ...], ...]:
        """For each leaf row, the nodes from the outermost group down to it."""
        return tuple(_paths(self.rows))

    @cached_property
    def column_paths(self) -> tuple[tuple[Node, ...], ...]:
        """For each leaf column, the nodes from the outermost header down to it."""
        return tuple(_paths(self.columns))

    @cached_property
    def row_spans(self) -> tuple[Span, ...]:
        """Every row and group of rows with the leaf rows it reaches over, outer before inner."""
        return tuple(_spans(self.rows))

    @cached_property
    def column_spans(self) -> tuple[Span, ...]:
        """Every column and merged header with the leaf columns it reaches over, outer before inner."""
        return tuple(_spans(self.columns))

    @cached_property
    def addresses(self) -> tuple[tuple[Address, ...], ...]:
        """The addresses, row by row."""
        return tuple(tuple(address_of(row.key, column.key) for column in self.leaf_columns) for row in self.leaf_rows)

    @cached_property
    def cells(self) -> tuple[Address, ...]:
        """The addresses in the form's order."""
        return tuple(address for row in self.addresses for address in row)

    def members(self, key: str, *, of_rows: bool) -> tuple[str, ...]:
        """The leaves that ``key`` stands for: itself, or a group's without its subtotals; empty where it is not there."""
        found = _find(self.rows if of_rows else self.columns, key)
        if found is None:
            return ()
        if not found.nodes:
            return (found.key,)
        return tuple(leaf.key for leaf in found.leaves() if not leaf.subtotal)


def _paths(nodes: tuple[Node, ...], above: tuple[Node, ...] = ()) -> list[tuple[Node, ...]]:
    paths: list[tuple[Node, ...]] = []
    for node in nodes:
        path = (*above, node)
        paths += _paths(node.nodes, path) if node.nodes else [path]
    return paths


def _spans(nodes: tuple[Node, ...], depth: int = 0, first: int = 0) -> Iterator[Span]:
    for node in nodes:
        after = first + sum(1 for _ in node.leaves())
        yield Span(node, depth, first, after)
        yield from _spans(node.nodes, depth + 1, first)
        first = after


def stacks(tables: Iterable[LaidTable]) -> list[list[LaidTable]]:
    """The tables of a section as the form draws them: one with a caption stands joined below the one before it."""
    found: list[list[LaidTable]] = []
    for table in tables:
        if found and table.table.caption:
            found[-1].append(table)
        else:
            found.append([table])
    return found


def _find(nodes: tuple[Node, ...], key: str) -> Node | None:
    for node in nodes:
        if node.key == key:
            return node
        if inner := _find(node.nodes, key):
            return inner
    return None


@dataclass(frozen=True, eq=False)
class Layout:
    """All tables of a form under ``variants``."""

    form: Form
    variants: frozenset[str]
    tables: tuple[LaidTable, ...]

    @cached_property
    def cells(self) -> Mapping[Address, Cell]:
        """Every cell by its address, in the form's order."""
        return MappingProxyType({cell.address: cell for table in self.tables for cell in _cells_of(table)})

    @cached_property
    def order(self) -> Mapping[Address, int]:
        """The position of every cell in the form's order."""
        return MappingProxyType({address: index for index, address in enumerate(self.cells)})

    def table(self, id: str) -> LaidTable:
        """The table called ``id``."""
        return next(table for table in self.tables if table.id == id)

    def in_section(self, number: int) -> tuple[LaidTable, ...]:
        """The tables of a section, in order."""
        return tuple(table for table in self.tables if table.table.section == number)

    def row_of(self, address: Address) -> tuple[Address, ...]:
        """The cells of the row that a cell stands in."""
        return next(row for row in self.table(self.cells[address].table).addresses if address in row)

    def expand(self, key: str) -> tuple[Address, ...]:
        """The cells an address stands for: one cell, or those of a group of rows in one column (``R3.3.c7``)."""
        return _expand(self, key)


@lru_cache(maxsize=4096)
def _expand(layout: Layout, key: str) -> tuple[Address, ...]:
    if key in layout.cells:
        return (key,)
    group, _, column = key.rpartition(".")
    for table in layout.tables:
        members = tuple(address_of(row, column) for row in table.members(group, of_rows=True))
        if members and all(member in layout.cells for member in members):
            return members
    return ()


def _cells_of(table: LaidTable) -> list[Cell]:
    cells = []
    for row in table.row_paths:
        for column in table.column_paths:
            leaf = column[-1]
            cells.append(
                Cell(
                    address=address_of(row[-1].key, leaf.key),
                    section=table.table.section,
                    table=table.id,
                    row=row[-1].key,
                    column=leaf.key,
                    row_labels=tuple(node.label for node in row if node.label),
                    column_labels=tuple(node.label for node in column),
                    kind=leaf.kind or CellKind.COUNT,
                    unit=leaf.unit,
                )
            )
    return cells


@lru_cache(maxsize=64)
def _lay(form: Form, variants: frozenset[str]) -> Layout:
    tables = []
    for table in form.tables:
        rows = tuple(kept for row in table.rows if (kept := row.present(variants)))
        columns = tuple(kept for column in table.columns if (kept := column.present(variants)))
        tables.append(LaidTable(table, rows, columns))
    return Layout(form, variants, tuple(tables))


def lay_out(form: Form, variants: frozenset[str] = frozenset()) -> Layout:
    """``form`` under ``variants``; variants that the form does not have are left out."""
    known = frozenset(variant.id for variant in form.variants)
    return _lay(form, variants & known)

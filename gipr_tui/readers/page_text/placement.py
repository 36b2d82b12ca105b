"""Where the rows of a copy went under one layout of the form: what the placer hands to those that settle what is open."""

from __future__ import annotations

from dataclasses import dataclass, field

from gipr_tui.forms import Address, LaidTable, Layout, Node
from gipr_tui.readers.page_text.rows import Box
from gipr_tui.readers.reading import Notes
from gipr_tui.report.model import Unplaced


@dataclass(frozen=True, slots=True)
class Run:
    """A row whose place is known and whose figures have run together: its section, table and row, its labels and columns.

    ``lacking``: its figures stand apart, by TABs, but are fewer than its columns.
    """

    section: int
    table: str
    row: str
    name: str
    lead: tuple[Box, ...]
    columns: tuple[Node, ...]
    box: Box
    lacking: bool = False


@dataclass(frozen=True, slots=True)
class Ordered:
    """A row with a figure for every column of its table, from left to right: its section, its name and its labels."""

    section: int
    row: str
    name: str
    lead: tuple[Box, ...]
    boxes: tuple[Box, ...]


@dataclass
class LooseRow:
    """A row that found all its cells though nothing in the copy holds its figures together but their order.

    ``below`` are the figures on the very next line that are of no row.
    """

    table: LaidTable
    told: Ordered
    below: tuple[Box, ...] = ()


@dataclass
class ColumnDoubt:
    """A table whose head, on ``line``, names its ``columns`` in an order that need not be theirs, or in none.

    ``rows`` are its rows that have all their figures. While the head names no order, they have no cells yet.
    """

    table: LaidTable
    line: int
    columns: tuple[Node, ...] = ()
    rows: list[Ordered] = field(default_factory=list)


@dataclass
class Placement:
    """Where the rows of a copy went under one layout.

    ``labels`` are the cells that were recognised as labels; ``foreign`` counts rows with a label of the form that this
    layout does not have. ``runs`` are rows yet to be split; ``split`` the cells that a sum has told apart; ``doubts`` the
    tables, by their id, the order of whose columns has yet to be settled; ``loose`` rows that may be none.
    """

    layout: Layout
    cells: dict[Address, Box] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    foreign: int = 0
    runs: list[Run] = field(default_factory=list)
    split: set[Address] = field(default_factory=set)
    doubts: dict[str, ColumnDoubt] = field(default_factory=dict)
    loose: list[LooseRow] = field(default_factory=list)

    @property
    def missing(self) -> tuple[Address, ...]:
        """The cells that the copy did not hold."""
        return tuple(address for address in self.layout.cells if address not in self.cells)

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """How well the layout fits the copy: no label without a place, many figures with one or waiting for it, and plain.

        A variant has to give figures of the copy a place: with fewer cells alone it leaves no fewer of them open.
        """
        waiting = [run for run in self.runs if run.lacking]
        held = [row for doubt in self.doubts.values() if not doubt.columns for row in doubt.rows]
        return -self.foreign, self.count, len(waiting) + len(held), -len(self.layout.variants)

    @property
    def count(self) -> int:
        """How many cells have a place, those of runs among them."""
        return len(self.cells) + sum(len(run.columns) for run in self.runs if not run.lacking)


def table_name(table: LaidTable) -> str:
    """What a table is called in a note: its caption, or its outermost headers."""
    return table.table.caption or " ".join(node.label for node in table.columns)

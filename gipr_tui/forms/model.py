"""What a statutory form consists of. Every label, row, column and relation comes from ``forms/*.toml``.

The classes mirror the tables of those files; :mod:`gipr_tui.forms.loader` fills and checks them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    """What a cell holds: a count, a signed change (``减4``, ``+43``), or an amount of money kept as typed."""

    COUNT = "count"
    SIGNED = "signed"
    AMOUNT = "amount"


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Node:
    """A row or a column: a leaf with cells, or a group of further nodes (a merged header or a group of rows).

    ``accept`` holds other wordings seen for the label. ``when`` and ``unless`` name the local variant with which, or
    without which, the node is there. A ``subtotal`` leaf is not counted where its group is summed.
    """

    key: str
    label: str
    nodes: tuple[Node, ...] = ()
    kind: CellKind | None = None
    unit: str = ""
    accept: tuple[str, ...] = ()
    when: str = ""
    unless: str = ""
    subtotal: bool = False

    def leaves(self) -> Iterator[Node]:
        """The leaves below this node, itself if it is one."""
        if not self.nodes:
            yield self
        for node in self.nodes:
            yield from node.leaves()

    def present(self, variants: frozenset[str]) -> Node | None:
        """This node as it stands under ``variants``, or None where it is not there."""
        if (self.when and self.when not in variants) or (self.unless and self.unless in variants):
            return None
        if not self.nodes:
            return self
        nodes = tuple(kept for node in self.nodes if (kept := node.present(variants)))
        if not nodes:
            return None
        return Node(self.key, self.label, nodes, self.kind, self.unit, self.accept, self.when, self.unless)


def all_nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    """``nodes`` and everything below them, outer before inner."""
    for node in nodes:
        yield node
        yield from all_nodes(node.nodes)


@dataclass(frozen=True, slots=True)
class Section:
    """One of the sections: its heading, other headings in use for it, and a short name for narrow places."""

    number: int
    heading: str
    accept: tuple[str, ...] = ()
    short: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A local way of filling the form in. ``rule`` names the finding it makes, if it is not a legal one."""

    id: str
    label: str
    rule: str = ""
    severity: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Table:
    """A statutory table or sub-table: its place, its caption, and the trees of its columns and rows."""

    id: str
    section: int
    columns: tuple[Node, ...]
    rows: tuple[Node, ...]
    caption: str = ""
    corner: str = ""
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of a relation. ``key`` is a row, a column, an address, or ``*`` for each of the relation's ``over``."""

    key: str
    sign: int = 1
    last_year: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """``left op right`` must hold, with a left side above ``over``, before a relation is looked at."""

    left: tuple[Term, ...]
    op: str
    right: tuple[Term, ...] = ()
    over: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """A sum of cells compared with another: one 勾稽 relation, laid over every row, column or once.

    ``each`` is ``row``, ``column`` or ``once``; ``op`` one of ``= != <= >= < > zero-with``; ``combine`` is how the right
    side is taken together (``sum`` or ``max``). ``mend`` is the term whose cell is to be mended first. With
    ``blank_rule`` a blank left cell whose addends are not zero is a finding of that rule. A finding is dropped where one
    of the rules in ``yields_to`` speaks of one of its cells. ``fills`` says that the left cell is filled from the right.
    """

    rule: str
    severity: Severity
    basis: str
    tables: tuple[str, ...]
    each: str
    left: tuple[Term, ...]
    op: str
    right: tuple[Term, ...]
    over: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    combine: str = "sum"
    mend: str = ""
    blank_rule: str = ""
    yields_to: tuple[str, ...] = ()
    fills: bool = False
    variant: str = ""
    from_year: int = 0
    unit_pattern: str = ""
    left_name: str = ""
    right_name: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """When an amount looks as if its unit were wrong.

    With ``decimals_rule`` a hint of that rule asks for ``decimals`` decimals, as the column's header does.
    """

    rule: str
    severity: Severity
    basis: str
    cell: str
    padded_decimals: int
    over: int
    last_year_ratio: int
    decimals: int = 0
    decimals_rule: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """Columns that hold a signed change of another column."""

    rule: str
    severity: Severity
    basis: str
    tables: tuple[str, ...]
    change: str
    before: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that the narrative may claim: equal to the sum of ``cells``, or of one of the sums in ``accept``.

    Of these a cell may be taken off: what came of the applications of the year alone is ``R3.7.c7 -R2.c7``.
    Where it is a ``part``, the cells count other things besides: it is at most their sum.
    """

    id: str
    rule: str
    severity: Severity
    cells: tuple[str, ...]
    accept: tuple[tuple[Term, ...], ...] = ()
    part: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """A fault that explains several findings; ``kind`` names how it is looked for (see :mod:`gipr_tui.checks.causes`)."""

    id: str
    kind: str
    relation: str = ""
    table: str = ""
    also: tuple[tuple[str, ...], ...] = ()
    amount: str = ""
    lowered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carry:
    """A row or column of a new report that starts from the sum of last year's rows or columns ``sources``.

    With ``rule`` the two must agree. ``moved_rule`` is a warning that speaks instead where the line ``total`` agrees and
    others do not: what was carried over was counted under another head.
    """

    tables: tuple[str, ...]
    each: str
    to: str
    sources: tuple[str, ...]
    rule: str = ""
    severity: Severity = Severity.WARNING
    basis: str = ""
    moved_rule: str = ""
    moved_basis: str = ""
    total: str = ""
    right_name: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is odd beside last year's report.

    ``kind`` is ``jump`` (in a table of ``tables`` figures that became ``times`` as large or as small, by ``least`` or
    more), ``copied`` (every figure of a section as last year, ``least`` or more of them not zero) or ``alike`` (of a
    section's narrative of ``least`` characters or more, ``share`` per cent stood in last year's).
    """

    rule: str
    severity: Severity
    basis: str
    kind: str
    tables: tuple[str, ...] = ()
    sections: tuple[int, ...] = ()
    times: int = 0
    least: int = 0
    share: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole that is unusual ``above`` or ``below`` so many per cent, in wholes of ``least`` or more."""

    rule: str
    severity: Severity
    basis: str
    part: tuple[str, ...]
    whole: tuple[str, ...]
    least: int
    above: int = 100
    below: int = 0
    part_name: str = ""
    whole_name: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """What the words of ``sections`` (0 is the preamble) must speak of: every label, by one of its words.

    Nothing is said where all of ``sections`` are empty unless ``even_empty``, for units whose names do not match
    ``unit_pattern``, or while ``cells``, if there are any, come to nothing.
    """

    rule: str
    severity: Severity
    basis: str
    sections: tuple[int, ...]
    items: tuple[tuple[str, tuple[str, ...]], ...]
    unit_pattern: str = ""
    cells: tuple[str, ...] = ()
    even_empty: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A section whose narrative must say something: ``least`` characters, and more than one of the words ``nothing``."""

    rule: str
    severity: Severity
    basis: str
    section: int
    least: int = 1
    nothing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Cells that go on from another form, ``form``: what stands there is last year's figure of what stands here.

    ``each`` is ``cell`` (in ``tables`` every cell goes on under its own address), or ``row`` or ``column`` (in every row,
    or column, ``to`` goes on from the sum of ``sources`` there). Tables, and rows or columns not named, have one name on
    both forms.
    """

    form: str
    tables: tuple[str, ...]
    each: str
    to: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Form:
    """One statutory form, for the report years ``years[0]`` to ``years[-1]`` (open-ended where only the first is given)."""

    id: str
    years: tuple[int, ...]
    source: str
    titles: tuple[str, ...]
    sections: tuple[Section, ...]
    variants: tuple[Variant, ...]
    tables: tuple[Table, ...]
    relations: tuple[Relation, ...]
    amounts: tuple[Amount, ...]
    signs: tuple[Sign, ...]
    quantities: tuple[Quantity, ...]
    causes: tuple[Cause, ...]
    carries: tuple[Carry, ...] = ()
    correspondences: tuple[Correspondence, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    shares: tuple[Share, ...] = ()
    mentions: tuple[Mention, ...] = ()
    bodies: tuple[Body, ...] = ()

    def applies_to(self, year: int) -> bool:
        """Whether this is the form of the report year ``year``."""
        return self.years[0] <= year and (len(self.years) == 1 or year <= self.years[-1])

    def section(self, number: int) -> Section:
        """The section numbered ``number``."""
        return self.sections[number - 1]

    def variant(self, id: str) -> Variant:
        """The variant called ``id``; KeyError where the form has none."""
        return next(variant for variant in self.variants if variant.id == id)

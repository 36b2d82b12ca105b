"""Figures and the rows they belong to, where labels were wrapped round their figures or stand apart from them.

A row's figures stand on one of its label's lines, or right after its label. Rows between two that were told so are told
by their order, if there are exactly as many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from gipr_tui.forms import LaidTable, Node
from gipr_tui.forms.model import Table, all_nodes
from gipr_tui.readers.loose_text.labels import Found, find_labels
from gipr_tui.readers.loose_text.pieces import Piece
from gipr_tui.readers.page_text.labels import Role, Vocabulary
from gipr_tui.readers.which_form import denied_variants
from gipr_tui.text.fold import edit_distance, fold

#: How many local variants are tried, alone and together.
_MOST_VARIANTS = 4

#: How many labels of rows without figures may stand before one with some: blank rows leave nothing else.
_MOST_BARE = 1

#: How many lines further on, at most, rows stand right below one another.
_NEAR = 2


@dataclass(frozen=True)
class Spot:
    """A row of the form: its table and the nodes from the outermost group to it."""

    table: LaidTable
    path: tuple[Node, ...]

    @property
    def leaf(self) -> Node:
        return self.path[-1]

    @property
    def width(self) -> int:
        """How many cells the row has."""
        return len(self.table.leaf_columns)


@dataclass
class Group:
    """Figures that belong together, by their positions among the pieces; ``unsure`` where only their order says whose."""

    figures: list[int]
    spot: int | None = None
    label: tuple[int, ...] = ()
    unsure: bool = False
    exact: bool = True


@dataclass
class Aligned:
    """The groups of figures with their rows, and the pieces that are labels."""

    spots: list[Spot]
    groups: list[Group]
    labels: set[int] = field(default_factory=set)


def align(pieces: Sequence[Piece], vocabulary: Vocabulary) -> Aligned:
    """The figures among ``pieces`` with the rows, of the tables that ``vocabulary`` is of, that they belong to.

    Of the local variants that the tables have, and whose columns the text names, and that take no row away which it names,
    those with which most rows have all their cells, the figures taken line by line, or as they follow one another.
    """
    founds = find_labels(pieces, vocabulary)
    nodes = [node for table in vocabulary.tables for node in all_nodes((*table.rows, *table.columns))]
    said = {piece.folded for piece in pieces} | {found.label.key for found in founds}
    columns = [node for table in vocabulary.tables for node in all_nodes(table.columns)]
    unsaid = {node.when for node in columns if node.when and fold(node.label) not in said} | denied_variants(
        nodes, said
    )
    variants = sorted({node.when for node in nodes if node.when} - unsaid)[:_MOST_VARIANTS]
    chosen = (set(some) for size in range(len(variants) + 1) for some in combinations(variants, size))
    per_line = [piece.line for piece in pieces if piece.figure]
    ways = (True, False) if len(per_line) > len(set(per_line)) else (False,)
    laid = [_laid(vocabulary.tables, frozenset(some)) for some in chosen]
    return max((_aligned(pieces, tables, founds, on_lines=way) for way in ways for tables in laid), key=_fitness)


def _laid(tables: Iterable[Table], variants: frozenset[str]) -> list[LaidTable]:
    laid = []
    for table in tables:
        rows = tuple(kept for row in table.rows if (kept := row.present(variants)))
        columns = tuple(kept for column in table.columns if (kept := column.present(variants)))
        laid.append(LaidTable(table, rows, columns))
    return laid


def _fitness(aligned: Aligned) -> int:
    """How many rows have all their cells; of equals ``max`` takes the first, with the fewest variants."""
    placed = [group for group in aligned.groups if group.spot is not None]
    return sum(len(group.figures) == aligned.spots[group.spot or 0].width for group in placed)


def _aligned(
    pieces: Sequence[Piece], tables: Sequence[LaidTable], founds: Sequence[Found], *, on_lines: bool
) -> Aligned:
    spots = [Spot(table, path) for table in tables for path in table.row_paths]
    aligned = Aligned(spots, [], {index for found in founds for index in found.pieces})
    rows = [found for found in founds if Role.ROW in found.label.roles]
    if on_lines:
        aligned.groups = _by_line(pieces)
        _take_named(aligned, [_on_lines(group, rows, pieces) for group in aligned.groups])
        _gather_nameless(aligned, _head_of(tables, pieces))
        _fill_between(aligned, pieces)
    else:
        aligned.groups = _stretches(pieces)
        _take_named(aligned, [_before(group, rows, pieces) for group in aligned.groups])
        _gather_nameless(aligned, _head_of(tables, pieces))
        _split_stretches(aligned, founds)
        _doubt_behind_others(aligned, rows, pieces)
    _doubt_beside_nameless(aligned, pieces, "\n".join(fold(n.label) for t in tables for n in all_nodes(t.rows)))
    return aligned


def _by_line(pieces: Sequence[Piece]) -> list[Group]:
    lines: dict[int, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.figure:
            lines.setdefault(piece.line, []).append(index)
    return [Group(indexes) for indexes in lines.values()]


def _stretches(pieces: Sequence[Piece]) -> list[Group]:
    groups: list[Group] = []
    for index, piece in enumerate(pieces):
        if piece.figure and groups and groups[-1].figures[-1] == index - 1:
            groups[-1].figures.append(index)
        elif piece.figure:
            groups.append(Group([index]))
    return groups


def _on_lines(group: Group, rows: Sequence[Found], pieces: Sequence[Piece]) -> list[Found]:
    """The labels that have a piece on the group's line, the last of them first; else those that reach over it."""
    line = pieces[group.figures[0]].line
    here, around = [], []
    for found in rows:
        lines = [pieces[index].line for index in found.pieces]
        if line in lines:
            here.append(found)
        elif min(lines) < line < max(lines):
            around.append(found)
    return sorted(here, key=lambda found: -found.pieces[0]) + around


def _before(group: Group, rows: Sequence[Found], pieces: Sequence[Piece]) -> list[Found]:
    """The label right before the group's figures, or else the one broken round them."""
    first, last = group.figures[0], group.figures[-1]
    here = [found for found in rows if found.pieces[-1] == first - 1]
    return here or [found for found in rows if found.pieces[0] == first - 1 and found.pieces[-1] > last]


def _take_named(aligned: Aligned, found: Sequence[Sequence[Found]]) -> None:
    """Gives each group the row that its labels name; of several rows with one name the first after the last named."""
    named: dict[str, list[int]] = {}
    for place, spot in enumerate(aligned.spots):
        named.setdefault(fold(spot.leaf.label), []).append(place)
    last = -1
    taken: set[int] = set()
    for group, labels in zip(aligned.groups, found, strict=True):
        for label in labels:
            places = [place for place in named.get(label.label.key, ()) if place not in taken]
            if places:
                group.spot = next((place for place in places if place > last), places[0])
                group.label, group.exact = label.pieces, label.label.exact
                taken.add(group.spot)
                last = group.spot
                break


def _head_of(tables: Sequence[LaidTable], pieces: Sequence[Piece]) -> int | None:
    """The first piece that says a header of ``tables``, or a part of one."""
    said = "\n".join(fold(node.label) for table in tables for node in all_nodes(table.columns))
    return next(
        (at for at, piece in enumerate(pieces) if not piece.figure and piece.folded and piece.folded in said), None
    )


def _gather_nameless(aligned: Aligned, head: int | None) -> None:
    """A table of one row without a name: all figures below the first piece of its head are its own.

    Those above it are of another table; where there are no others they are its own only if they add up.
    """
    nameless = [place for place, spot in enumerate(aligned.spots) if not spot.leaf.label]
    unnamed = [group for group in aligned.groups if group.spot is None]
    below = [group for group in unnamed if head is None or group.figures[0] > head]
    loose = below or unnamed
    if len(nameless) != 1 or len(aligned.spots) != 1 or not loose:
        return
    figures = [index for group in loose for index in group.figures]
    gathered = Group(figures, nameless[0], unsure=len(loose) > 1 or not below)
    aligned.groups = [group for group in aligned.groups if group not in loose] + [gathered]


def _runs_between(groups: Sequence[Group]) -> list[tuple[int, int]]:
    """The groups without a row between two with one: the first, and the one after the last."""
    runs: list[tuple[int, int]] = []
    for place, group in enumerate(groups):
        if group.spot is not None:
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _fill_between(aligned: Aligned, pieces: Sequence[Piece]) -> None:
    """Rows whose label is mistyped: between two that were found, where the lines round the figures nearly say it."""
    groups, spots = aligned.groups, aligned.spots
    for start, after in _runs_between(groups):
        before = groups[start - 1].spot if start else -1
        follow = groups[after].spot if after < len(groups) else len(spots)
        if before is None or follow is None or follow - before - 1 != after - start:
            continue
        for offset, group in enumerate(groups[start:after]):
            spot = spots[before + 1 + offset]
            nearby = _texts_near(start + offset, aligned, pieces)
            if said := _nearly(nearby, spot.leaf, pieces):
                group.spot, group.label, group.exact = before + 1 + offset, said, False
                aligned.labels |= set(said)


def _doubt_behind_others(aligned: Aligned, rows: Sequence[Found], pieces: Sequence[Piece]) -> None:
    """Makes figures unsure that stand behind the labels of several rows: columns may have been read one after the other."""
    leaves = {fold(spot.leaf.label) for spot in aligned.spots}
    starts = [found.pieces[0] for found in rows if found.label.key in leaves]
    for group in aligned.groups:
        first = group.figures[0]
        before = max((index for index in range(first) if pieces[index].figure), default=-1)
        if sum(before < start < first for start in starts) > _MOST_BARE + 1:
            group.unsure = True


def _doubt_beside_nameless(aligned: Aligned, pieces: Sequence[Piece], wordings: str) -> None:
    """Takes the row from figures right above or below a whole row of figures without a label: either may be the label's.

    What stands between them may be a piece of one of the labels, which are all in ``wordings``.
    """
    groups = aligned.groups
    doubted: set[int] = set()
    for place, group in enumerate(groups):
        for other in (place - 1, place + 1):
            if group.spot is not None or not 0 <= other < len(groups) or groups[other].spot is None:
                continue
            upper, lower = sorted((group, groups[other]), key=lambda one: one.figures[0])
            between = range(upper.figures[-1] + 1, lower.figures[0])
            near = pieces[lower.figures[0]].line - pieces[upper.figures[-1]].line <= _NEAR
            named = any(index not in aligned.labels and pieces[index].folded not in wordings for index in between)
            if near and not named and len(group.figures) == aligned.spots[groups[other].spot or 0].width:
                doubted.add(other)
    for place in doubted:
        groups[place].spot, groups[place].label = None, ()


def _texts_near(place: int, aligned: Aligned, pieces: Sequence[Piece]) -> list[int]:
    """The texts that are no known label between the groups before and after one."""
    groups = aligned.groups
    first = groups[place - 1].figures[-1] if place else -1
    last = groups[place + 1].figures[0] if place + 1 < len(groups) else len(pieces)
    return [i for i in range(first + 1, last) if not pieces[i].figure and i not in aligned.labels]


def _nearly(texts: Sequence[int], leaf: Node, pieces: Sequence[Piece]) -> tuple[int, ...]:
    """The pieces among ``texts`` that together nearly say a row's label."""
    wordings = [fold(wording) for wording in (leaf.label, *leaf.accept)]
    for start in range(len(texts)):
        for after in range(start + 1, min(len(texts), start + 4) + 1):
            said = "".join(pieces[index].folded for index in texts[start:after])
            if any(edit_distance(said, w, limit) <= limit for w in wordings if (limit := max(1, len(w) // 8))):
                return tuple(texts[start:after])
    return ()


def _split_stretches(aligned: Aligned, founds: Sequence[Found]) -> None:
    """Figures of several rows on end, the labels of all but the first of which stand elsewhere."""
    told = {found.label.key for found in founds}
    groups: list[Group] = []
    for place, group in enumerate(aligned.groups):
        groups.append(group)
        if group.spot is None or len(group.figures) == aligned.spots[group.spot].width:
            continue
        later = (other.spot for other in aligned.groups[place + 1 :] if other.spot is not None)
        spots = range(group.spot, next(later, len(aligned.spots)))
        widths = [aligned.spots[spot].width for spot in spots]
        named = all(fold(aligned.spots[spot].leaf.label) in told for spot in spots)
        if not widths or sum(widths) != len(group.figures) or not named:
            continue
        groups.pop()
        at = 0
        for spot, width in zip(spots, widths, strict=True):
            label = group.label if spot == group.spot else ()
            groups.append(Group(group.figures[at : at + width], spot, label, unsure=True))
            at += width
    aligned.groups = groups

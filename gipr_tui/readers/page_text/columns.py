"""The head of a table in a copy: which column each value stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gipr_tui.forms import LaidTable, Node, all_nodes
from gipr_tui.readers.page_text.labels import Role
from gipr_tui.readers.page_text.rows import Box
from gipr_tui.text.fold import fold


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a copy's table from left to right (None for one the form does not have), and texts of no column.

    ``spans`` are the grid columns of each, where the copy's tables are grids.
    """

    columns: tuple[Node | None, ...]
    unknown: tuple[Box, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def read_head(boxes: Iterable[Box], table: LaidTable) -> Head | None:
    """The columns that the header cells ``boxes``, read row by row, give the table; None where they can't be told.

    A header in the form's own order, or with neighbours exchanged, gives every column. One that only lacks merged
    headers does too. A head of one row gives the columns it names, and an unknown one where another text stands; one that
    lacks a column with nothing in its place is not trusted.
    """
    boxes = tuple(boxes)
    stacked = _by_position(boxes, table)
    if stacked and set(stacked.columns) >= set(table.leaf_columns):
        return stacked
    known = {fold(node.label): node for node in all_nodes(table.columns)}
    texts = [box for box in boxes if box.text and not _is_corner(box, known)]
    named = [box for box in texts if _key(box) in known]
    unknown = tuple(box for box in texts if _key(box) not in known)
    keys = [_key(box) for box in named]
    if columns := _by_level(keys, table.columns):
        return Head(columns, unknown)
    leaves = [node for level in _levels(table.columns) for node in level if not node.nodes]
    leaf_keys = {fold(node.label) for node in leaves}
    if [key for key in keys if key in leaf_keys] == [fold(node.label) for node in leaves]:
        return Head(table.leaf_columns, unknown)
    if stacked:
        return stacked
    if not unknown and (columns := _of_one_group(keys, table)):
        return Head(columns)
    if any(node.nodes for node in table.columns) or len(set(keys)) < len(keys):
        return None
    if table.table.corner and len(texts) == len(table.columns) + 1 and _key(texts[0]) not in known:
        texts = texts[1:]
    headless = bool(table.table.corner) and not any(_is_corner(box, known) for box in boxes)
    if len(texts) < len(table.columns) or (unknown and headless and texts[-1] in unknown):
        return None
    return Head(tuple(known.get(_key(box)) for box in texts), unknown)


def _by_position(boxes: Sequence[Box], table: LaidTable) -> Head | None:
    """The columns by what stands over one another in a grid: each lowest header with the merged ones above it.

    None where the boxes stand in no grid, where a header can be of two columns, or where most columns are lacking.
    """
    texts = [box for box in boxes if box.text]
    if not texts or not all(box.span for box in texts):
        return None
    known = {fold(node.label): node for node in all_nodes(table.columns)}
    lowest = [box for place, box in enumerate(texts) if not any(_overlap(box, below) for below in texts[place + 1 :])]
    columns: list[Node | None] = []
    spans: list[tuple[int, int]] = []
    for box in sorted(lowest, key=lambda box: box.span or (0, 0)):
        above = {_key(other) for other in texts if other is not box and _overlap(other, box)} & known.keys()
        paths = [path for path in table.column_paths if fold(path[-1].label) == _key(box)]
        if len(paths) > 1:
            paths = [path for path in paths if above <= {fold(node.label) for node in path}]
        if paths and columns and paths[0][-1] is columns[-1] and spans[-1][1] == (box.span or (0, 0))[0]:
            spans[-1] = spans[-1][0], (box.span or (0, 0))[1]  # one merged header, written in each of its columns
            continue
        if len(paths) > 1 or (paths and paths[0][-1] in columns):
            return None
        if paths or columns:
            columns.append(paths[0][-1] if paths else None)
            spans.append(box.span or (0, 0))
    if sum(map(bool, columns)) * 2 < len(table.leaf_columns) and not _is_group(columns, table):
        return None
    unknown = tuple(box for box in texts if _key(box) not in known and not _is_corner(box, known))
    return Head(tuple(columns), unknown, tuple(spans))


def _is_group(columns: Sequence[Node | None], table: LaidTable) -> bool:
    """Whether columns are all those of one group, in a table without named rows, which may be given group by group."""
    groups = [set(node.leaves()) for node in all_nodes(table.columns) if node.nodes] if _is_nameless(table) else []
    return set(columns) in groups


def _is_nameless(table: LaidTable) -> bool:
    return not any(row.label for row in table.leaf_rows)


def _of_one_group(keys: list[str], table: LaidTable) -> tuple[Node, ...] | None:
    """The columns of the one group that a head names whole, in a table without named rows; None where several would fit."""
    groups = [node for node in all_nodes(table.columns) if node.nodes] if _is_nameless(table) else []
    found = {
        columns for node in groups for columns in (_by_level(keys, (node,)), _by_level(keys, node.nodes)) if columns
    }
    return found.pop() if len(found) == 1 else None


def is_reordered(columns: Sequence[Node | None], table: LaidTable) -> bool:
    """Whether a head names all columns, but those of one group not where the form has them.

    A merged header stands lower or higher than its neighbours, or with a wrong breadth: then it is read, or pushes its
    neighbours, out of its place. Columns exchanged within their group are another matter.
    """
    if not all(columns) or columns == table.leaf_columns or set(columns) != set(table.leaf_columns):
        return False
    groups = {path[-1].key: path[:-1] or path for path in table.column_paths}
    if len(set(groups.values())) == len(table.leaf_columns):
        return False
    named = [groups[column.key] for column in columns if column]
    return named != [groups[column.key] for column in table.leaf_columns]


def says_all_words(boxes: Iterable[Box], table: LaidTable) -> bool:
    """Whether the texts of a head, its corner apart, are together the form's own, letter for letter, in any order."""
    nodes = all_nodes(table.columns)
    known = {fold(node.label): node for node in all_nodes(table.columns)}
    said = Counter("".join(fold(box.text) for box in boxes if not _is_corner(box, known)))
    return said == Counter("".join(fold(node.label) for node in nodes))


def in_columns(values: Sequence[Box], spans: Sequence[tuple[int, int]]) -> list[Box | None] | None:
    """The cell of ``values`` that stands under each header, None where a row ends before it.

    None where they don't stand one under each: two unlike under one header, one under two, or figures under none.
    """
    found: list[Box | None] = [None] * len(spans)
    for box in values:
        start, after = box.span or (0, 0)
        under = [place for place, span in enumerate(spans) if start < span[1] and span[0] < after]
        if len(under) == 1 and (same := found[under[0]]) and same.text == box.text:
            found[under[0]] = replace(same, span=((same.span or box.span or (0, 0))[0], after))
            continue  # one merged cell, written in each of its columns
        if box.text and (len(under) != 1 or found[under[0]]):
            return None
        for place in under:
            other = found[place]
            if other is not None and not (len(under) > 1 and other.span == box.span):
                return None
            found[place] = box
    return found if found and found[0] else None


def is_within(box: Box, others: Iterable[Box | None]) -> bool:
    """Whether one of ``others`` covers all columns of ``box``."""
    start, after = box.span or (0, 0)
    return any(other and other.span and other.span[0] <= start and after <= other.span[1] for other in others)


def _overlap(box: Box, other: Box) -> bool:
    (start, after), (first, last) = box.span or (0, 0), other.span or (0, 0)
    return start < last and first < after


def _key(box: Box) -> str:
    return box.label.key if box.label and Role.COLUMN in box.label.roles else ""


def _is_corner(box: Box, known: dict[str, Node]) -> bool:
    return box.label is not None and Role.CORNER in box.label.roles and _key(box) not in known


def _levels(nodes: tuple[Node, ...]) -> Iterable[Sequence[Node]]:
    while nodes:
        yield nodes
        nodes = tuple(below for node in nodes for below in node.nodes)


def _by_level(keys: list[str], columns: tuple[Node, ...]) -> tuple[Node, ...] | None:
    """The leaf columns in the order of ``keys``, which name every node, level by level and parent by parent."""
    order: dict[int, list[Node]] = {}
    position = 0
    level: list[tuple[Node, ...]] = [columns]
    while level:
        below: list[tuple[Node, ...]] = []
        for siblings in level:
            taken = _taken(keys[position : position + len(siblings)], siblings)
            if taken is None:
                return None
            position += len(siblings)
            order[id(siblings)] = taken
            below += (node.nodes for node in taken if node.nodes)
        level = below
    return tuple(_leaves(columns, order)) if position == len(keys) else None


def _taken(keys: list[str], siblings: tuple[Node, ...]) -> list[Node] | None:
    left = list(siblings)
    taken: list[Node] = []
    for key in keys:
        node = next((node for node in left if fold(node.label) == key), None)
        if node is None:
            return None
        left.remove(node)
        taken.append(node)
    return None if left else taken


def _leaves(siblings: tuple[Node, ...], order: dict[int, list[Node]]) -> Iterable[Node]:
    for node in order[id(siblings)]:
        if node.nodes:
            yield from _leaves(node.nodes, order)
        else:
            yield node

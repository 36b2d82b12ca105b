"""The head of a table in a copy: which column each value stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gipr_tui.forms import LaidTable, Node, all_nodes
from gipr_tui.readers.page_text.labels import Role
from gipr_tui.readers.page_text.rows import Box
from gipr_tui.text.fold import fold


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a copy's table from left to right (None for one the form does not have), and texts of no column."""

    columns: tuple[Node | None, ...]
    unknown: tuple[Box, ...] = ()


def read_head(boxes: Iterable[Box], table: LaidTable) -> Head | None:
    """The columns that the header cells ``boxes``, read row by row, give the table; None where they can't be told.

    A header in the form's own order, or with neighbours exchanged, gives every column. One that only lacks merged
    headers does too. A head of one row gives the columns it names, and an unknown one where another text stands; one that
    lacks a column with nothing in its place is not trusted.
    """
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
    if any(node.nodes for node in table.columns) or len(set(keys)) < len(keys):
        return None
    if table.table.corner and len(texts) == len(table.columns) + 1 and _key(texts[0]) not in known:
        texts = texts[1:]
    if len(texts) < len(table.columns):
        return None
    return Head(tuple(known.get(_key(box)) for box in texts), unknown)


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

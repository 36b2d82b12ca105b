"""Labels that were copied together with the figures they stand beside: which rows and columns of a block are no figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gipr_tui.forms import Address, LaidTable, Layout, Node
from gipr_tui.text.fold import fold

#: The cells of a section as they are shown, row by row.
GridRows = Sequence[Sequence[Address]]
#: The texts of a block, row by row; rows may differ in length.
Texts = tuple[tuple[str, ...], ...]


def without_labels(layout: Layout, grid_rows: GridRows, block: Texts) -> Iterator[Texts]:
    """The block without the labels copied along, likeliest first; nothing where it holds none.

    ``grid_rows`` begin with the row that the first figures come to stand in. Rows of headers and captions are left out
    above the figures, and between them where every row of figures carries its label; columns of labels, where each is the
    label of the very row it would come to stand in.
    """
    _, leading = _headers_in(layout, grid_rows, block)
    yield from without_row_labels(layout, grid_rows, block)
    if leading:
        yield block[leading:]


def without_row_labels(layout: Layout, grid_rows: GridRows, block: Texts) -> Iterator[Texts]:
    """The block without its columns of labels and its headers; nothing where its rows don't carry the labels of the grid's."""
    is_header, leading = _headers_in(layout, grid_rows, block)
    labels = [_row_labels(layout, row[0]) for row in grid_rows]
    between = tuple(row for row, header in zip(block, is_header, strict=True) if not header)
    for rows in dict.fromkeys((between, block[leading:], block)):
        for width in _label_columns(layout, grid_rows, rows, labels):
            yield tuple(row[width:] for row in rows)


def _headers_in(layout: Layout, grid_rows: GridRows, block: Texts) -> tuple[list[bool], int]:
    """Which rows of the block are headers and captions, and how many of them it begins with."""
    headers = _headers(layout, grid_rows)
    is_header = [any(row) and all(not text or fold(text) in headers for text in row) for row in block]
    return is_header, next((index for index, header in enumerate(is_header) if not header), len(block))


def _label_columns(layout: Layout, grid_rows: GridRows, rows: Texts, labels: Sequence[frozenset[str]]) -> Iterator[int]:
    """How many columns of labels the rows may begin with: as many as the form draws, or as hold a label."""
    if not rows or len(rows) > len(labels):
        return
    labelled, beside = 0, 0
    while any(len(row) > beside for row in rows):
        column = [row[beside] if beside < len(row) else "" for row in rows]
        if not all(not text or fold(text) in own for text, own in zip(column, labels, strict=False)):
            break
        beside += 1
        labelled = beside if any(column) else labelled
    drawn = max(len(path) for path in _table_of(layout, grid_rows[0][0]).row_paths)
    if labelled and labelled < drawn <= beside:
        yield drawn
    if labelled:
        yield labelled


def _headers(layout: Layout, grid_rows: GridRows) -> frozenset[str]:
    """Every column label, corner and caption of the tables in the grid, folded."""
    tables = {table.id: table for row in grid_rows for table in [_table_of(layout, row[0])]}
    found: set[str] = set()
    for table in tables.values():
        nodes = (node for path in table.column_paths for node in path)
        found |= {*_wordings(*nodes), fold(table.table.corner), fold(table.table.caption)}
    return frozenset(found - {""})


def _row_labels(layout: Layout, address: Address) -> frozenset[str]:
    """The labels of the row that a cell stands in, those of its groups, and these before its own on one line, folded."""
    row = layout.cells[address].row
    path = next(path for path in _table_of(layout, address).row_paths if path[-1].key == row)
    lines = {fold("".join(node.label for node in path[outermost:])) for outermost in range(len(path))}
    return frozenset(_wordings(*path) | lines)


def _wordings(*nodes: Node) -> set[str]:
    return {fold(label) for node in nodes for label in (node.label, *node.accept) if label}


def _table_of(layout: Layout, address: Address) -> LaidTable:
    return layout.table(layout.cells[address].table)

"""Which tables of the form a copy's tables are, by the labels in them: wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gipr_tui.forms import Form, all_nodes
from gipr_tui.forms.model import Node
from gipr_tui.forms.model import Table as FormTable
from gipr_tui.readers.grids.model import Part, Table
from gipr_tui.readers.page_text.labels import Vocabulary
from gipr_tui.readers.page_text.lines import MAX_LABEL
from gipr_tui.text.fold import fold

#: How much of a table's labels must be there, of its rows and of its columns, for a table to be it.
_MOST = 0.6


def recognised(parts: Sequence[Part], tables: Sequence[FormTable]) -> tuple[str, ...]:
    """The ids of those of the form's ``tables`` that are among ``parts``: most of their rows and columns are named."""
    texts = {
        fold(cell.text)
        for part in parts
        if isinstance(part, Table)
        for cell in part.cells
        if 0 < len(cell.text) <= MAX_LABEL
    }
    return tuple(table.id for table in tables if texts and _is_among(table, texts))


def _is_among(table: FormTable, texts: set[str]) -> bool:
    vocabulary = Vocabulary([table])
    said = {label.key for text in texts if (label := vocabulary.exactly(text))}
    return all(_share(nodes, said) >= _MOST for nodes in (table.rows, table.columns))


def _share(nodes: Sequence[Node], said: set[str]) -> float:
    keys = {fold(node.label) for node in all_nodes(nodes) if node.label and not node.when}
    return len(keys & said) / len(keys) if keys else 1.0


def tables_elsewhere(
    pieces: Sequence[tuple[int, Sequence[Part]]], scopes: Mapping[int, tuple[str, ...]], form: Form
) -> list[tuple[int, tuple[str, ...]]]:
    """The tables that stand in a section that is not theirs, and not in their own: the section and their ids."""
    found = [(number, recognised(parts, form.tables)) for number, parts in pieces]
    settled = {id for number, ids in found for id in ids if id in scopes[number]}
    elsewhere: list[tuple[int, tuple[str, ...]]] = []
    for number, ids in found:
        if strays := tuple(id for id in ids if id not in settled):
            elsewhere.append((number, strays))
            settled.update(strays)
    return elsewhere

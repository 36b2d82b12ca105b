"""The cells of a report as lines to choose from, short enough that each can be told from every other."""

from __future__ import annotations

from collections.abc import Iterable

from gipr_tui.forms import Address, Cell
from gipr_tui.tui.glyphs import CROSS
from gipr_tui.tui.screens.chooser import Choice
from gipr_tui.workspace.wording import Wording

Labels = tuple[str, ...]


def cell_choices(wording: Wording) -> list[Choice]:
    """Every cell by its innermost labels, with the outer ones only where two would look alike; it is found by all of them."""
    tables: dict[str, list[Cell]] = {}
    for cell in wording.layout.cells.values():
        tables.setdefault(cell.table, []).append(cell)
    return [choice for cells in tables.values() for choice in _of_table(wording, cells)]


def _of_table(wording: Wording, cells: list[Cell]) -> Iterable[Choice]:
    rows = {cell.row_labels for cell in cells}
    columns = {cell.column_labels for cell in cells}
    for cell in cells:
        row, column = _told_apart(cell.row_labels, rows), _told_apart(cell.column_labels, columns)
        yield Choice(
            cell.address,
            row or column,
            f"go:{cell.address}",
            _words(wording, cell.address),
            f"{CROSS}{column}" if row else "",
        )


def _told_apart(labels: Labels, all_labels: set[Labels]) -> str:
    """As many labels from the innermost outwards as no other has."""
    for count in range(1, len(labels) + 1):
        if sum(other[-count:] == labels[-count:] for other in all_labels) == 1:
            return " > ".join(labels[-count:])
    return " > ".join(labels)


def _words(wording: Wording, address: Address) -> str:
    return CROSS.join(wording.path(address))

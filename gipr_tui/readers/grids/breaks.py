"""Tables broken across pages: a label or a row that was cut by the page's end is put together again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gipr_tui.readers.grids.model import GridCell, Part, Table
from gipr_tui.readers.page_text.labels import Vocabulary
from gipr_tui.text.fold import fold


def heal_breaks(parts: Sequence[Part], vocabulary: Vocabulary) -> list[Part]:
    """``parts`` with the pieces of labels joined that end one table and begin the next.

    Where the pieces are of a row's own label, the row's cells are joined too: each stands on one of the two pages, and what
    stands on both is unsure.
    """
    healed = list(parts)
    for index in range(len(parts) - 1):
        upper, lower = healed[index : index + 2]
        if isinstance(upper, Table) and isinstance(lower, Table):
            healed[index : index + 2] = _heal(upper, lower, vocabulary)
    return healed


def _heal(upper: Table, lower: Table, vocabulary: Vocabulary) -> tuple[Table, Table]:
    first = next((row for row in range(lower.height) if not _is_head(lower, row, vocabulary)), None)
    if first is None or not upper.height:
        return upper, lower
    above = {cell.span: cell for cell in upper.rows[-1]}
    pairs = [(above[cell.span], cell) for cell in lower.rows[first] if cell.span in above and cell.row == first]
    broken = [(end, start) for end, start in pairs if _is_broken(end, start, vocabulary)]
    if not broken:
        return upper, lower
    changed: dict[GridCell, GridCell] = {}
    for end, start in broken:
        changed |= {end: replace(end, text=end.text + start.text), start: replace(start, text="")}
    rest = [pair for pair in pairs if pair not in broken]
    of_row = any(end.row == upper.height - 1 and start.rows == 1 for end, start in broken)
    for end, start in rest if of_row else ():
        if end.text and start.text:
            changed[end] = replace(end, unsure=True)
        else:
            changed |= {end: replace(end, text=end.text or start.text), start: replace(start, text="")}
    return _with(upper, changed), _with(lower, changed)


def _is_head(table: Table, row: int, vocabulary: Vocabulary) -> bool:
    """Whether all of a row's texts are headers: the head comes again on each page."""
    labels = [vocabulary.exactly(fold(cell.text)) for cell in table.rows[row] if cell.text]
    return bool(labels) and all(label is not None and label.heads for label in labels)


def _is_broken(end: GridCell, start: GridCell, vocabulary: Vocabulary) -> bool:
    """Whether two texts that are no labels are one together."""
    if not end.text or not start.text or vocabulary.exactly(fold(start.text)):
        return False
    return not vocabulary.exactly(fold(end.text)) and vocabulary.exactly(fold(end.text + start.text)) is not None


def _with(table: Table, changed: Mapping[GridCell, GridCell]) -> Table:
    return Table([changed.get(cell, cell) for cell in table.cells], table.lines, table.family, loose=table.loose)

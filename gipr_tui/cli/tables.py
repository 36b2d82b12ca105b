"""A table on stdout."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from gipr_tui.cli.streams import put
from gipr_tui.text.clean import clean_line
from gipr_tui.text.width import display_width, pad


def put_table(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> None:
    """Writes rows of cells, of which the first may be a heading; the columns ``right`` are aligned at the right.

    What the cells hold may have been written by anybody, so it is cleaned.
    """
    cleaned = [[clean_line(cell) for cell in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*cleaned, strict=True)]
    aligns = ["right" if index in right else "left" for index in range(len(widths))]
    for row in cleaned:
        put("  ".join(pad(*cell) for cell in zip(row, widths, aligns, strict=True)).rstrip())

"""Columns of text laid side by side by tabulate, every one exactly as wide as asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from types import ModuleType, SimpleNamespace
from typing import Literal

from gipr_tui.text.width import display_width
from gipr_tui.text.wrap import columns_of

Align = Literal["left", "center", "right"]


@lru_cache(maxsize=1)
def _tabulate() -> ModuleType:
    # Imported late because it takes 70 ms. It must measure as the rest of the program does, or a combining character
    # or a missing wcwidth would shift a line.
    import tabulate

    vars(tabulate).update(wcwidth=SimpleNamespace(wcswidth=display_width), WIDE_CHARS_MODE=True)
    return tabulate


def lay(
    rows: Sequence[Sequence[str]], widths: Sequence[int], aligns: Sequence[Align], parting: str, edge: str = ""
) -> list[str]:
    """One line of text for each of ``rows``, whose columns are ``widths`` wide and parted by ``parting``.

    No text may be wider than its column.
    """
    if any(len(row) != len(widths) for row in rows):
        raise ValueError("every row must have a text for each column")
    tabulate = _tabulate()
    shape = tabulate.TableFormat(
        lineabove=None,
        linebelowheader=None,
        linebetweenrows=None,
        linebelow=None,
        headerrow=None,
        datarow=tabulate.DataRow(edge, parting, edge),
        padding=0,
        with_header_hide=None,
    )
    ruler = [" " * width for width in widths]
    table = tabulate.tabulate(
        [ruler, *rows], tablefmt=shape, disable_numparse=True, preserve_whitespace=True, colalign=aligns
    )
    return str(table).split("\n")[1:]


def put(columns: list[str], at: int, text: str) -> None:
    """Writes ``text`` over ``columns`` from the column ``at`` on."""
    cells = columns_of(text)
    columns[at : at + len(cells)] = cells

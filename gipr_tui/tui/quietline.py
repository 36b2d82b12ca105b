"""Sending a slow line no more than what has changed.

Textual keeps track of the part of a line that has changed, but sends the line from the start of its widget: for one digit
typed into the last column a whole row of labels and figures. Here a line is sent from the first stretch of text that has
changed. The stretches are whole, so that a wide character is never cut in two.
"""

from __future__ import annotations

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate
from textual.strip import Strip


def send_only_what_changed() -> None:
    """Makes Textual's updates begin where a line has changed. Calling it again changes nothing."""
    ChopsUpdate.render_segments = _render_segments  # type: ignore[method-assign, assignment]


def _render_segments(update: ChopsUpdate, console: Console) -> str:
    sequences: list[str] = []
    last = update.spans[-1][0]
    for y, first, after in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > after or end <= first:
                continue
            start, changed = _from(strip, x, first)
            sequences += (
                Control.move_to(start, y).segment.text,
                changed.crop(0, min(end, after) - start).render(console),
            )
        if y != last:
            sequences.append("\n")
    return "".join(sequences)


def _from(strip: Strip, x: int, first: int) -> tuple[int, Strip]:
    """The part of a strip at column ``x`` from the stretch of text on that reaches over the column ``first``."""
    segments = list(strip)
    for index, segment in enumerate(segments):
        if x + segment.cell_length > first:
            return x, Strip(segments[index:])
        x += segment.cell_length
    return x, Strip([])

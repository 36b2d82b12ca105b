"""A few lines that say something, wrapped; only as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from gipr_tui.text.clean import clean_line
from gipr_tui.text.wrap import iter_lines
from gipr_tui.tui.glyphs import char_width, drawn
from gipr_tui.tui.widgets.lines import Pieces, strip_of


class Said(Widget):
    """Sentences, each with the role that styles it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sentences: Pieces = ()

    def show(self, sentences: Pieces) -> None:
        """Says something else."""
        if sentences != self._sentences:
            self._sentences = sentences
            self.refresh()

    def render_line(self, y: int) -> Strip:
        lines = self._lines()
        return strip_of([lines[y]] if y < len(lines) else [], self.size.width)

    def _lines(self) -> Sequence[tuple[str, str]]:
        room = max(8, self.size.width - 2)
        lines = [
            (f" {line.rstrip()}", role)
            for sentence, role in self._sentences
            for line in iter_lines(clean_line(sentence), room, measure=char_width)
        ]
        height = self.size.height
        if len(lines) > height > 0:
            last, role = lines[height - 1]
            lines[height - 1] = (last.rstrip("… ") + drawn(" …"), role)
        return lines[:height]

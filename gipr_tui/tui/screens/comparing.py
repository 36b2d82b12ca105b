"""What importing a copy would change of the report that is in the store already."""

from __future__ import annotations

from collections.abc import Mapping

from gipr_tui.report.model import Place
from gipr_tui.tui.glyphs import crop, drawn, pad
from gipr_tui.tui.screens.listed import ListedScreen, said_at
from gipr_tui.tui.widgets.lines import LineList, Pieces
from gipr_tui.workspace.wording import Wording

_PLACE_WIDTH, _ROW_WIDTH, _TEXT_WIDTH = 36, 20, 18


class _Differences(LineList, can_focus=True):
    """One place a line: what is in the store, and what would be."""

    def __init__(self, differences: Mapping[Place, tuple[str, str]], wording: Wording) -> None:
        super().__init__()
        self._all = list(differences.items())
        self._wording = wording
        self.empty = wording.text("comparing.none")

    @property
    def count(self) -> int:
        return len(self._all)

    def line(self, index: int) -> Pieces:
        place, texts = self._all[index]
        there, here = (crop(said_at(place, text, self._wording.text), _TEXT_WIDTH) for text in texts)
        name = pad(crop(self._wording.place(place, _ROW_WIDTH), _PLACE_WIDTH), _PLACE_WIDTH)
        return [(f" {name} ", "plain"), (pad(there, _TEXT_WIDTH), "dim"), (f" {drawn('→')} {here}", "plain")]


class CompareScreen(ListedScreen[None]):
    """The differences, to look at."""

    def __init__(self, differences: Mapping[Place, tuple[str, str]], wording: Wording) -> None:
        super().__init__(wording.text, _Differences(differences, wording), "comparing")

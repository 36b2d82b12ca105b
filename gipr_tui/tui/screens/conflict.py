"""Two operators have changed one report: what only the other changed, and, to be chosen, the places that both have."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gipr_tui.report.model import Place, Report
from gipr_tui.tui.glyphs import POINTER, crop, drawn, pad
from gipr_tui.tui.screens.listed import ListedScreen, said_at
from gipr_tui.tui.widgets.lines import LineList, Pieces
from gipr_tui.workspace.merging import Merge, apart, text_at
from gipr_tui.workspace.wording import Wording

_PLACE_WIDTH, _ROW_WIDTH, _TEXT_WIDTH = 36, 20, 17


class _Places(LineList, can_focus=True):
    """The disputed places, and below them those that only others have changed."""

    def __init__(self, merge: Merge, mine: Report, wording: Wording) -> None:
        super().__init__()
        self._mine = mine
        self._wording = wording
        self._merge = merge
        self.disputed = list(merge.disputed)
        self._taken = list(merge.taken)
        #: The text chosen for each disputed place, and whether it is one's own.
        self.chosen: dict[Place, bool] = {}
        self.empty = wording.text("conflict.none")

    @property
    def count(self) -> int:
        return len(self.disputed) + len(self._taken)

    def line(self, index: int) -> Pieces:
        places = [*self.disputed, *self._taken]
        place, text = places[index], self._wording.text
        name = pad(crop(self._wording.place(place, _ROW_WIDTH), _PLACE_WIDTH), _PLACE_WIDTH)
        if index >= len(self.disputed):
            return [
                (f" {name} ", "plain"),
                (f"{text('conflict.taken')} ", "dim"),
                (self._said(place, mine=False), "good"),
            ]
        mine = self.chosen.get(place)
        signs = {True: (POINTER, " "), False: (" ", POINTER), None: ("?", "?")}[mine]
        return [
            (f" {name} ", "plain"),
            (f"{signs[0]}{text('conflict.mine')} ", "key" if mine else "dim"),
            (pad(self._said(place, mine=True), _TEXT_WIDTH), "good" if mine else "plain"),
            (f"{signs[1]}{text('conflict.theirs')} ", "key" if mine is False else "dim"),
            (self._said(place, mine=False), "good" if mine is False else "plain"),
        ]

    def _said(self, place: Place, *, mine: bool) -> str:
        """What stands at a place; of a text only the stretch in which the two differ."""
        texts = self._merge.disputed.get(place) or (text_at(self._mine, place), self._merge.taken[place])
        said = [said_at(place, text, self._wording.text) for text in texts]
        if place not in self._mine.layout.cells:
            said = [part or drawn("—") for part in apart(said[0], said[1], drawn("…"))]
        return crop(said[0 if mine else 1], _TEXT_WIDTH - 1)

    def choose(self, places: list[Place], *, mine: bool) -> None:
        """Chooses one's own text, or the others', for some places."""
        self.chosen |= dict.fromkeys(places, mine)
        self.refresh()


class ConflictScreen(ListedScreen[dict[Place, str]]):
    """Gives the texts chosen for the disputed places, once all are; none where Esc was pressed."""

    def __init__(self, merge: Merge, mine: Report, wording: Wording) -> None:
        self._merge = merge
        self._places = _Places(merge, mine, wording)
        super().__init__(wording.text, self._places, "conflict")

    def on_mount(self) -> None:
        self._explain()

    def _explain(self) -> None:
        disputed, taken = len(self._merge.disputed), len(self._merge.taken)
        self.say(self.text("conflict.explained", disputed=disputed, taken=taken))

    def keys(self) -> Mapping[str, Callable[[], object]]:
        return {
            "left": lambda: self._choose(mine=True),
            "m": lambda: self._choose(mine=True),
            "right": lambda: self._choose(mine=False),
            "t": lambda: self._choose(mine=False),
            "M": lambda: self._places.choose(self._places.disputed, mine=True),
            "T": lambda: self._places.choose(self._places.disputed, mine=False),
            "enter": self._take,
        }

    def _choose(self, *, mine: bool) -> None:
        places = self._places
        if places.cursor < len(places.disputed):
            places.choose([places.disputed[places.cursor]], mine=mine)
            places.move_to(places.cursor + 1)

    def _take(self) -> None:
        left = [place for place in self._places.disputed if place not in self._places.chosen]
        if left:
            self._places.move_to(self._places.disputed.index(left[0]))
            self.say(self.text("conflict.left", count=len(left)), "error")
            return
        chosen = self._places.chosen.items()
        self.dismiss({place: self._merge.disputed[place][0 if mine else 1] for place, mine in chosen})

"""Finding words in all texts of the report, and putting others in their place."""

from __future__ import annotations

from collections import defaultdict

from gipr_tui.report.model import PREAMBLE, Place, text_place
from gipr_tui.text.find import Span, find_all, replace_all
from gipr_tui.tui.screens.desk import EditorDesk
from gipr_tui.tui.widgets.findbar import FindBar
from gipr_tui.tui.widgets.lines import Piece
from gipr_tui.tui.widgets.narrative import Mark, NarrativeArea


class Finder:
    """The words sought, the places where they stand, and the place one is at."""

    def __init__(self, desk: EditorDesk, area: NarrativeArea) -> None:
        self._desk = desk
        self._area = area
        self._found: list[tuple[Place, Span]] = []
        self._at: int | None = None
        self._from: tuple[Place, int] = (PREAMBLE, 0)
        self._place: Place = PREAMBLE
        self._has_replaced = False
        self.bar = FindBar(self)

    # ---- what is found

    def marks(self, place: Place) -> list[Mark]:
        """What is found in the text at a place; one that is shown otherwise than by finding ends it."""
        self._place = place
        if not self.bar.is_open:
            return []
        self._seek()
        return [Mark(*span, "found") for where, span in self._found if where == place]

    def status(self) -> list[Piece]:
        """How much is found, and the keys that are of use."""
        text = self._desk.text
        if not self.bar.wanted:
            told = text("find.nothing-typed")
        elif not self._found:
            told = text("find.none-left" if self._has_replaced else "find.none")
        else:
            told = text("find.count", number=min(self._at or 0, len(self._found) - 1) + 1, count=len(self._found))
        return [
            (f" {told}  ", "status"),
            (text("find.keys-replace" if self.bar.is_replacing else "find.keys"), "status"),
        ]

    def _seek(self) -> None:
        report, wanted = self._desk.session.report, self.bar.wanted
        places = [PREAMBLE, *(text_place(passage.number) for passage in report.passages)]
        self._found = [(place, span) for place in places for span in find_all(report.get(place), wanted)]

    # ---- what the line tells

    def wanted_changed(self) -> None:
        """Goes to the first place behind the one where finding began."""
        self._has_replaced = False
        self._seek()
        self._go_on_from(*self._from)

    def field_changed(self) -> None:
        """Shows the keys of the other field."""
        self._desk.show_all()

    def step(self, step: int) -> None:
        """Goes to the next place (1) or the previous one (-1), round all texts."""
        if self._found:
            self._at = ((self._at or 0) + step) % len(self._found)
            self._from = self._found[self._at][0], self._found[self._at][1][0]
        self._show()

    def replace(self) -> None:
        """Puts the other words at this place and goes to the next."""
        if self._at is None or self._at >= len(self._found):
            return
        place, span = self._found[self._at]
        text = replace_all(self._desk.session.report.get(place), [span], self.bar.replacement)
        self._desk.change({place: text})
        self._has_replaced = True
        self._seek()
        self._go_on_from(place, span[0] + len(self.bar.replacement))

    def replace_everywhere(self) -> None:
        """Puts the other words at every place, as one edit."""
        spans: dict[Place, list[Span]] = defaultdict(list)
        for place, span in self._found:
            spans[place].append(span)
        count, report = len(self._found), self._desk.session.report
        self._has_replaced |= bool(count)
        self._desk.change({p: replace_all(report.get(p), found, self.bar.replacement) for p, found in spans.items()})
        self._seek()
        self._go_on_from(*self._from)
        self._desk.say(self._desk.text("find.replaced", count=count, texts=len(spans)))

    def close(self) -> None:
        """Goes back to the text, where the words found stay selected."""
        self.bar.display = False
        self._area.focus()
        self._desk.show_keys()
        self._desk.show_all()

    # ---- the command

    def do_find(self) -> None:
        """Opens the line, with the selected words in it; from tables, finds a cell."""
        desk, area = self._desk, self._area
        if not desk.in_text:
            desk.moving.do_go_to()
            return
        chosen = area.selected_text
        self._from = self._place, area.selection[0]
        self.bar.ask(chosen if "\n" not in chosen else "", (desk.text("find.wanted"), desk.text("find.replacement")))
        desk.show_keys()
        self.wanted_changed()

    def _go_on_from(self, place: Place, offset: int) -> None:
        order = {PREAMBLE: 0} | {text_place(p.number): p.number for p in self._desk.session.report.passages}
        here = (order[place], offset)
        behind = (at for at, (where, span) in enumerate(self._found) if (order[where], span[0]) >= here)
        self._at = next(behind, 0 if self._found else None)
        self._show()

    def _show(self) -> None:
        """Shows the place one is at, and how many there are; the focus stays in the line."""
        if self._at is not None and self._at < len(self._found):
            place, span = self._found[self._at]
            if place != self._place:
                self._desk.show_text(place)
                self.bar.take_focus()
            self._area.select_span(span)
        self._desk.show_all()

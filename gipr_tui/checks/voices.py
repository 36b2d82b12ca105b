"""Checks that have something to say only for some texts, or beside some other report, whatever the figures are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gipr_tui.checks.check import Check, Context
from gipr_tui.checks.judged import said_in
from gipr_tui.report.model import PREAMBLE, Place, Report, section_of_place, text_place


class Voices:
    """Which of some checks may speak, by their position. Only those are kept track of for which that hangs on the words or on
    other reports (``voiced``).

    One of texts may not while they are empty, one of a quantity while its text claims nothing of that, one that needs last
    year's report where there is none, and one that tells when it ``speaks`` while it says that it does not.
    """

    def __init__(self, checks: Sequence[Check]) -> None:
        self._of_texts = of_texts = {number for number, check in enumerate(checks) if check.of_text}
        self._of_last_year = {number for number, check in enumerate(checks) if check.needs_last_year}
        self._speaks = {number: check.speaks for number, check in enumerate(checks) if check.speaks}
        self._by_speaks_alone = self._speaks.keys() - of_texts
        self.voiced = frozenset({*of_texts, *self._of_last_year, *self._speaks})
        #: For each text the checks that speak of it, and those of a quantity by that.
        self._of_text: dict[Place, set[int]] = {}
        self._of_quantity: dict[Place, dict[str, int]] = {}
        for number in of_texts:
            quantity = checks[number].quantity
            for place in filter(_is_text, checks[number].reads):
                if quantity:
                    self._of_quantity.setdefault(place, {})[quantity] = number
                else:
                    self._of_text.setdefault(place, set()).add(number)

    def of(self, context: Context) -> set[int]:
        """The checks that may speak of the report as it stands."""
        speaking = self._of_last_year - self._of_texts
        self.listen(context, _filled(context.report), speaking)
        return speaking

    def listen(self, context: Context, changed: Iterable[Place], speaking: set[int]) -> None:
        """Brings ``speaking`` up to date where the texts at the places ``changed`` have changed."""
        changed, filled = set(changed), _filled(context.report)
        of_filled = self._by_speaks_alone.union(*(self._of_text.get(place, ()) for place in filled))
        for number in self._by_speaks_alone.union(*(self._of_text.get(place, ()) for place in changed)):
            speaks = self._speaks.get(number)
            may = number in of_filled and (speaks is None or speaks(context))
            (speaking.add if may else speaking.discard)(number)
        for place in changed & self._of_quantity.keys():
            by_quantity = self._of_quantity[place]
            speaking.difference_update(by_quantity.values())
            text = context.report.get(place)
            said = said_in(text, context.report.year) if text else ()
            speaking.update(by_quantity[quantity] for quantity in said if quantity in by_quantity)
        if context.previous is None:
            speaking -= self._of_last_year


def _is_text(place: Place) -> bool:
    """Whether a place is that of a text: a claim is made by one, and none by an empty one."""
    found = section_of_place(place)
    return place == PREAMBLE or (found is not None and found[1] == "text")


def _filled(report: Report) -> set[Place]:
    """The places of the texts that are not empty."""
    filled = {text_place(passage.number) for passage in report.passages if passage.text}
    if report.preamble:
        filled.add(PREAMBLE)
    return filled

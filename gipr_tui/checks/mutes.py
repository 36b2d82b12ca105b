"""Checks that are mute: they have nothing to say until a text changes, whatever the figures are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from gipr_tui.checks.check import Check, Context
from gipr_tui.report.model import PREAMBLE, Place, Report, section_of_place, text_place


class Mutes:
    """Which of some checks are mute for a report, by their position.

    One of texts is mute while they are empty, one that needs last year's report where there is none, and one that
    tells when it ``speaks`` while it says that it does not.
    """

    def __init__(self, checks: Sequence[Check]) -> None:
        self._speaks = {number: check.speaks for number, check in enumerate(checks) if check.speaks}
        self._of_last_year = frozenset(number for number, check in enumerate(checks) if check.needs_last_year)
        #: The texts that a check speaks of, and the checks that speak of a text.
        self._texts = {number: _texts_of(check) for number, check in enumerate(checks) if check.of_text}
        self._of_text: dict[Place, set[int]] = {}
        for number, texts in self._texts.items():
            for place in texts:
                self._of_text.setdefault(place, set()).add(number)
        self._of_no_text = self._speaks.keys() - self._texts.keys()

    def of(self, context: Context) -> set[int]:
        """The checks that are mute for the report as it stands."""
        muted = set(self._texts) if context.previous else {*self._texts, *self._of_last_year}
        self.listen(context, _filled(context.report), muted)
        return muted

    def listen(self, context: Context, changed: Iterable[Place], muted: set[int]) -> None:
        """Brings ``muted`` up to date where the texts at the places ``changed`` have changed."""
        filled = _filled(context.report)
        for number in self._of_no_text.union(*(self._of_text.get(place, ()) for place in changed)):
            (muted.add if self._is_mute(number, filled, context) else muted.discard)(number)

    def _is_mute(self, number: int, filled: Set[Place], context: Context) -> bool:
        texts, speaks = self._texts.get(number), self._speaks.get(number)
        return (texts is not None and texts.isdisjoint(filled)) or (speaks is not None and not speaks(context))


def _texts_of(check: Check) -> frozenset[Place]:
    """The texts that a check speaks of: a claim is made by a text, and none by an empty one."""
    return frozenset(place for place in check.reads if place == PREAMBLE or _is_text(place))


def _is_text(place: Place) -> bool:
    found = section_of_place(place)
    return found is not None and found[1] == "text"


def _filled(report: Report) -> set[Place]:
    """The places of the texts that are not empty."""
    filled = {text_place(passage.number) for passage in report.passages if passage.text}
    if report.preamble:
        filled.add(PREAMBLE)
    return filled

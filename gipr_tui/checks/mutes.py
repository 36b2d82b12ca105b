"""Checks that are mute: they have nothing to say until a text changes, whatever the figures are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gipr_tui.checks.check import Check, Context
from gipr_tui.report.model import PREAMBLE, TITLE, Place, section_of_place


class Mutes:
    """Which of some checks are mute for a report, by their position.

    One of a single text is mute while that is empty, one that needs last year's report where there is none, and one that
    tells when it ``speaks`` while it says that it does not.
    """

    def __init__(self, checks: Sequence[Check]) -> None:
        self._speaks = {number: check.speaks for number, check in enumerate(checks) if check.speaks}
        self._of_last_year = frozenset(number for number, check in enumerate(checks) if check.needs_last_year)
        self._of_text: dict[Place, list[int]] = {}
        for number, check in enumerate(checks):
            if check.of_text:
                self._of_text.setdefault(_text_of(check), []).append(number)
        of_one = {number for numbers in self._of_text.values() for number in numbers}
        #: Those that any text may make speak.
        self._of_any = [number for number in self._speaks if number not in of_one]

    def of(self, context: Context) -> set[int]:
        """The checks that are mute for the report as it stands."""
        muted = set() if context.previous else set(self._of_last_year)
        self.listen(context, self._of_text, muted)
        return muted

    def listen(self, context: Context, changed: Iterable[Place], muted: set[int]) -> None:
        """Brings ``muted`` up to date where the texts at the places ``changed`` have changed."""
        for place in changed:
            numbers = self._of_text.get(place)
            if numbers and context.report.get(place):
                muted.difference_update(numbers)
                muted.update(number for number in numbers if self._is_silent(number, context))
            elif numbers:
                muted.update(numbers)
        for number in self._of_any:
            (muted.add if self._is_silent(number, context) else muted.discard)(number)

    def _is_silent(self, number: int, context: Context) -> bool:
        speaks = self._speaks.get(number)
        return speaks is not None and not speaks(context)


def _text_of(check: Check) -> Place:
    """The one text that a check speaks of: a claim is made by a text, and none by an empty one."""
    return next(place for place in check.reads if section_of_place(place) or place in (TITLE, PREAMBLE))

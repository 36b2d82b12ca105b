"""What a narrative says about one figure."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Said(StrEnum):
    """How a figure is said: written, as a denial (未收到申请), or of all (均为自然人申请)."""

    FIGURE = "figure"
    DENIED = "denied"
    ALL = "all"


class Claim(NamedTuple):
    """One figure claimed in prose.

    ``quantity`` names what is counted (``new_applications``, ``carried_over`` …), ``value`` how many, ``unit`` the measure
    word (件, 份 … or ``""``). ``text`` is the source from ``span[0]`` to ``span[1]``. ``year`` is the year spoken of.
    An ``approximate`` figure is a bound. ``narrowed`` holds the words that make the figure cover less than the report
    does (上半年, 代表区政府 …) and is empty otherwise; neither kind may be held against a table. A ``loose`` claim may
    count something a little different (备案的行政复议案件), so that a difference is doubtful only. ``sentence`` numbers
    its sentence in the text.
    """

    quantity: str
    value: Decimal
    unit: str
    text: str
    span: tuple[int, int]
    year: int
    approximate: bool
    narrowed: str
    said: Said = Said.FIGURE
    loose: bool = False
    sentence: int = 0

    def placed(self, start: int, sentence: int) -> Claim:
        """The claim in a text, whose sentence of that number starts at ``start``."""
        return Claim(
            self.quantity,
            self.value,
            self.unit,
            self.text,
            (self.span[0] + start, self.span[1] + start),
            self.year,
            self.approximate,
            self.narrowed,
            self.said,
            self.loose,
            sentence,
        )

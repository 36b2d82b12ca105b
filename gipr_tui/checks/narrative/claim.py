"""What a narrative says about one figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure claimed in prose.

    ``quantity`` names what is counted (``new_applications``, ``carried_over`` …), ``value`` how many, ``unit`` the measure
    word (件, 份 … or ``""``). ``text`` is the source from ``span[0]`` to ``span[1]``. ``year`` is the year spoken of.
    An ``approximate`` figure is a bound. ``narrowed`` holds the words that make the figure cover less than the report
    does (上半年, 代表区政府 …) and is empty otherwise; neither kind may be held against a table.
    """

    quantity: str
    value: Decimal
    unit: str
    text: str
    span: tuple[int, int]
    year: int
    approximate: bool
    narrowed: str

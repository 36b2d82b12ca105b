"""Settings that must stand before Textual is imported, and how the program leaves a terminal that goes away.

Textual reads these variables once, when it is imported; so the command line calls :func:`prepare` first.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def prepare(ambiguous: str = "narrow", signs: str = "full") -> None:
    """Sets what Textual, and what :mod:`gipr_tui.tui.glyphs`, reads at import.

    ``ambiguous`` is ``narrow`` or ``wide``; ``signs`` is ``full``, ``few`` or ``ascii``. NO_COLOR is the caller's to mind.

    The Kitty keyboard protocol makes some terminals swallow Chinese text from an input method, so it is off. Over a slow
    line the bytes of an arrow key may come apart; half a second is waited before a lone Esc is taken for the Esc key.
    """
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    os.environ.setdefault("ESCDELAY", "500")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ["GIPR_AMBIGUOUS"] = ambiguous
    os.environ["GIPR_SIGNS"] = signs
    os.environ.pop("NO_COLOR", None)  # Textual would turn its colours into greys, even where it is empty
    if ambiguous == "wide":
        _measure_as_the_screen()


def _measure_as_the_screen() -> None:
    """Makes Textual, which asks Rich, take every character for as wide as we do."""
    from rich import cells

    from gipr_tui.tui.glyphs import char_width

    setattr(cells, "get_character_cell_size", lambda char, _version="auto": char_width(char))  # noqa: B010
    setattr(cells, "_is_single_cell_widths", frozenset(map(chr, range(0x20, 0x7F))).issuperset)  # noqa: B010


def driver() -> type[Driver] | None:
    """What reads this system's terminal; None for Textual's own choice."""
    if sys.platform == "win32":
        return None
    from gipr_tui.tui.driver import PatientDriver

    return PatientDriver

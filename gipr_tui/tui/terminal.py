"""Settings that must stand before Textual is imported, and how the program leaves a terminal that goes away.

Textual reads these variables once, when it is imported; so the command line calls :func:`prepare` first.
"""

from __future__ import annotations

import codecs
import os
import sys
from functools import partial


def prepare(ambiguous: str = "narrow") -> None:
    """Sets what Textual, and what :mod:`gipr_tui.tui.glyphs`, reads at import. ``ambiguous`` is ``narrow`` or ``wide``.

    The Kitty keyboard protocol makes some terminals swallow Chinese text from an input method, so it is off. Over a slow
    line the bytes of an arrow key may come apart; half a second is waited before a lone Esc is taken for the Esc key.
    """
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    os.environ.setdefault("ESCDELAY", "500")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ["GIPR_AMBIGUOUS"] = ambiguous
    if ambiguous == "wide":
        _measure_as_the_screen()


def _measure_as_the_screen() -> None:
    """Makes Textual, which asks Rich, take every character for as wide as we do."""
    from rich import cells

    from gipr_tui.tui.glyphs import char_width

    setattr(cells, "get_character_cell_size", lambda char, _version="auto": char_width(char))  # noqa: B010
    setattr(cells, "_is_single_cell_widths", frozenset(map(chr, range(0x20, 0x7F))).issuperset)  # noqa: B010


def read_any_byte() -> None:
    """Reads the keyboard in the encoding that the screen is written in; a byte that is no character becomes ``\ufffd``.

    Textual reads UTF-8 only and ends with the first byte that is none: one Chinese character from a terminal set to GBK.
    """
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"
    decoder = partial(codecs.getincrementaldecoder(encoding), errors="replace")
    setattr(linux_driver, "getincrementaldecoder", lambda _encoding: decoder)  # noqa: B010

"""Settings that must stand before Textual is imported, and how the program leaves a terminal that goes away.

Textual reads these variables once, when it is imported; so the command line calls :func:`prepare` first.
"""

from __future__ import annotations

import os


def prepare() -> None:
    """Sets what Textual reads at import.

    The Kitty keyboard protocol makes some terminals swallow Chinese text from an input method, so it is off. Over a slow
    line the bytes of an arrow key may come apart; half a second is waited before a lone Esc is taken for the Esc key.
    """
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    os.environ.setdefault("ESCDELAY", "500")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

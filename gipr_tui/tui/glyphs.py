"""The characters that the interface itself draws, and how wide characters are on the screen.

Some terminals draw “ × … │ and many more as wide as a Chinese character (East Asian "ambiguous"). Where GIPR_AMBIGUOUS says
so, when this is imported, the interface draws with ASCII only, and measures such characters in labels and texts as two
columns.
"""

from __future__ import annotations

import os

from gipr_tui.forms import Severity
from gipr_tui.locale import Catalogue
from gipr_tui.text.width import Ruler

IS_WIDE = os.environ.get("GIPR_AMBIGUOUS") == "wide"

_ASCII = {
    **{"│": "|", "✗": "x", "✓": "+", "▸": ">", "×": "x", "·": ".", "…": "...", "≠": "<>", "Δ": "diff "},
    **{"—": "-", "–": "-", "→": "->", "↑": "Up/", "↓": "Down", "“": '"', "”": '"', "‘": "'", "’": "'"},
}
_TABLE = str.maketrans(_ASCII if IS_WIDE else {})


def drawn(text: str) -> str:
    """A text of the interface's own in characters that the terminal draws as wide as they are measured."""
    return text.translate(_TABLE)


def spoken(catalogue: Catalogue) -> Catalogue:
    """The sentences in such characters; what is put into them stays as it is."""
    return catalogue.translated(_TABLE) if IS_WIDE else catalogue


SEPARATOR = drawn("│")
#: Stands before the figures of the row that the cursor is in.
POINTER = ">"
SIGNS: dict[Severity, str] = {Severity.ERROR: drawn("✗"), Severity.WARNING: "!", Severity.HINT: "?"}
DONE = drawn("✓")
CAUSE = drawn("▸")
CROSS, DOT = drawn(" × "), drawn("·")
UNEQUAL, DIFFERENCE = drawn("≠"), drawn("Δ")
#: The border of a dialog, by Textual's name for it.
BORDER = "ascii" if IS_WIDE else "round"

SCREEN = Ruler(2, "...") if IS_WIDE else Ruler()
char_width, display_width, crop, pad, chunks = (
    SCREEN.char_width,
    SCREEN.display_width,
    SCREEN.crop,
    SCREEN.pad,
    SCREEN.chunks,
)

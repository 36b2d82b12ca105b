"""The characters that the interface itself draws, and how wide characters are on the screen.

Some terminals draw “ × … │ and many more as wide as a Chinese character (East Asian "ambiguous"). Where GIPR_AMBIGUOUS says
so, when this is imported, the interface draws with ASCII only, and measures such characters in labels and texts as two
columns. Where GIPR_SIGNS says ``ascii`` it draws with ASCII only too; where it says ``few``, without what the font of the Linux
console or GBK lacks.
"""

from __future__ import annotations

import os

from gipr_tui.forms import Severity
from gipr_tui.locale import Catalogue
from gipr_tui.text.width import Ruler

IS_WIDE = os.environ.get("GIPR_AMBIGUOUS") == "wide"
SIGN_SET = "ascii" if IS_WIDE else os.environ.get("GIPR_SIGNS", "full")

_ASCII = {
    **{"│": "|", "✗": "x", "✓": "+", "▸": ">", "×": "x", "·": ".", "…": "...", "≠": "<>", "Δ": "diff "},
    **{"‹": "<", "›": ">", "⏎": "\\n", "␣": "_"},
    **{"—": "-", "–": "-", "→": "->", "↑": "Up/", "↓": "Down", "“": '"', "”": '"', "‘": "'", "’": "'"},
}
_FEW = {**_ASCII, "│": "│", "✓": "√", "·": "·", "→": "→", "↑": "↑", "↓": "↓"}
_TABLE = str.maketrans({"ascii": _ASCII, "few": _FEW}.get(SIGN_SET, {}))


def drawn(text: str) -> str:
    """A text of the interface's own in characters that the terminal draws as wide as they are measured."""
    return text.translate(_TABLE)


def spoken(catalogue: Catalogue) -> Catalogue:
    """The sentences in such characters; what is put into them stays as it is."""
    return catalogue.translated(_TABLE) if _TABLE else catalogue


SEPARATOR = drawn("│")
#: Stands before the figures of the row that the cursor is in.
POINTER = ">"
SIGNS: dict[Severity, str] = {Severity.ERROR: drawn("✗"), Severity.WARNING: "!", Severity.HINT: "?"}
DONE = drawn("✓")
CAUSE = drawn("▸")
CROSS, DOT = drawn(" × "), drawn("·")
UNEQUAL, DIFFERENCE = drawn("≠"), drawn("Δ")
#: Stands before a finding that was accepted.
ACCEPTED = "~"
#: Stands before a figure that has a note.
NOTED = "*"
#: The border of a dialog, by Textual's name for it.
BORDER = {"ascii": "ascii", "few": "solid"}.get(SIGN_SET, "round")

SCREEN = Ruler(2 if IS_WIDE else 1, drawn("…"))
char_width, display_width, crop, pad, chunks = (
    SCREEN.char_width,
    SCREEN.display_width,
    SCREEN.crop,
    SCREEN.pad,
    SCREEN.chunks,
)


def named(unit: str, year: int, room: int, joiner: str = " ") -> str:
    """What a report is called, in ``room`` columns: where there are fewer the unit is cut, never the year."""
    ending = f"{joiner}{year}"
    return crop(unit, max(0, room - len(ending))) + ending

"""What a terminal can show, by its name and encoding: which theme and which signs suit it where the settings leave it open."""

from __future__ import annotations

import os
from collections.abc import Mapping

#: The sets of signs, the fullest first, with some of those beyond ASCII in each: an encoding has all of a set or can't have it.
_SETS = {"full": "│✗✓▸×·…≠Δ‹›", "few": "│√·→↑↓┌", "ascii": ""}
_NO_COLOURS = ("vt", "dumb", "unknown")
_ASCII_TERMS = ("vt100", "vt102", "vt220", "vt320", "dumb", "unknown", "ansi")


def fitting_theme(wanted: str, environment: Mapping[str, str] = os.environ) -> str:
    """The theme to draw in. NO_COLOR, set to anything, stands above the settings (no-color.org)."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR"):
        return "no-colour"
    if wanted != "auto":
        return wanted
    if not term or term.startswith(_NO_COLOURS):
        return "no-colour"
    return "16-colour" if term.startswith("linux") else "default"


def fitting_signs(wanted: str, encoding: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The signs to draw with: ``full``; ``few``, those that the Linux console's font and GBK have; or ``ascii``."""
    term = environment.get("TERM", "")
    if wanted == "ascii" or (wanted == "auto" and (not term or term.startswith(_ASCII_TERMS))):
        return "ascii"
    fitting = [name for name, signs in _SETS.items() if _can_be_written(signs, encoding)]
    return "few" if term.startswith("linux") and "few" in fitting else fitting[0]


def _can_be_written(signs: str, encoding: str | None) -> bool:
    try:
        signs.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return not signs
    return True

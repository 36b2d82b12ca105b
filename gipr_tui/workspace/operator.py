"""Who is working with the program."""

from __future__ import annotations

import getpass

from gipr_tui.text.clean import clean_line


def operator_name() -> str:
    """The name one is logged in by; empty where the system does not know it."""
    try:
        return clean_line(getpass.getuser()).strip()
    except (KeyError, OSError, ImportError):
        return ""

"""Text from files and operators is hostile: nothing but printable characters may reach a terminal."""

from __future__ import annotations

import unicodedata


def _printable(char: str) -> bool:
    # Cc controls, Cf bidirectional and other format marks, Cs lone surrogates, Zl/Zp line separators. Rare Han characters
    # of names and places may be unassigned (Cn) or private (Co) to this Python's tables; they do no harm and are kept.
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def clean_line(text: str) -> str:
    """``text`` as one line: tabs and line ends become spaces, other control and format characters are dropped."""
    if text.isprintable():
        return text
    spaced = (" " if char in "\t\n\r\v\f\x85\u2028\u2029" else char for char in text)
    return "".join(char for char in spaced if _printable(char))


def clean_text(text: str) -> str:
    """``text`` with its lines kept (as ``\\n``) and each of them cleaned."""
    return "\n".join(clean_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def strip_cell(text: str) -> str:
    """A cell's text without the padding that word processors put around it (spaces of all kinds, invisible marks)."""
    return clean_line(text).strip()

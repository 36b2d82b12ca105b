"""Text from files and operators is hostile: nothing but printable characters may reach a terminal."""

from __future__ import annotations

import unicodedata

_KEPT_SPACES = frozenset(" \u00a0\u3000")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


def _printable(char: str) -> bool:
    # Cc controls, Cf bidirectional and other format marks, Cs lone surrogates, Zl/Zp line separators
    return char in _KEPT_SPACES or unicodedata.category(char) not in {
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
        "Zl",
        "Zp",
    }


def clean_line(text: str) -> str:
    """``text`` as one line: tabs and line ends become spaces, other control and format characters are dropped."""
    if text.isascii() and text.isprintable():
        return text
    spaced = (" " if char in "\t\n\r\v\f\x85\u2028\u2029" else char for char in text)
    return "".join(char for char in spaced if _printable(char))


def clean_text(text: str) -> str:
    """``text`` with its lines kept (as ``\\n``) and each of them cleaned."""
    return "\n".join(clean_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def strip_cell(text: str) -> str:
    """A cell's text without the padding that word processors put around it (spaces of all kinds, invisible marks)."""
    visible = "".join(char for char in clean_line(text) if char not in _INVISIBLE)
    return visible.strip(" \u00a0\u3000\u2002\u2003\u2009")

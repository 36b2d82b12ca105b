"""Finding words in a text, whatever width or case they are written in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise

from gipr_tui.text.width import char_width

#: From one offset of a text up to another.
Span = tuple[int, int]


@lru_cache(maxsize=8192)
def _plain(cluster: str) -> str:
    return unicodedata.normalize("NFKC", cluster).casefold()


def _clusters(text: str) -> list[int]:
    """Where each character begins that is no mark joining the one before it."""
    return [at for at, char in enumerate(text) if not at or char == "\n" or char_width(char) or text[at - 1] == "\n"]


def find_all(text: str, wanted: str) -> list[Span]:
    """Every place where ``wanted`` stands in ``text``, from one offset of ``text`` up to another, none overlapping.

    Characters of full and of half width are the same (``１２`` and ``12``, ``（`` and ``(``), and so are capital and small
    letters. What is found are whole characters of the text: ``2`` is not found in ``㎡``.
    """
    sought = "".join(_plain(wanted[start:end]) for start, end in _pairs(wanted))
    if not sought:
        return []
    pieces: list[str] = []
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    length = 0
    for start, end in _pairs(text):
        piece = _plain(text[start:end])
        begins[length] = start
        length += len(piece)
        ends[length] = end
        pieces.append(piece)
    plain = "".join(pieces)
    found: list[Span] = []
    at = plain.find(sought)
    while at >= 0:
        after = at + len(sought)
        whole = at in begins and after in ends
        if whole:
            found.append((begins[at], ends[after]))
        at = plain.find(sought, after if whole else at + 1)
    return found


def _pairs(text: str) -> list[Span]:
    """From where to where each character reaches, with the marks that join it."""
    return list(pairwise([*_clusters(text), len(text)]))


def replace_all(text: str, spans: list[Span], replacement: str) -> str:
    """``text`` with other words at ``spans``, which are in its order and do not overlap."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], replacement]
        at = end
    return "".join([*pieces, text[at:]])

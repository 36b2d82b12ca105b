"""Marks that converters leave in Markdown: tags of inline elements and of blocks, and attributes behind a text in brackets."""

from __future__ import annotations

import re

from gipr_tui.text.width import display_width

_TAG = re.compile(r"</?(span|font|b|strong|i|em|u|a|mark|(?:div|p|br|center|sup|sub))\b[^<>\n]*>", re.IGNORECASE)
_BLOCK = frozenset(("div", "p", "br", "center", "sup", "sub"))
_ATTRIBUTES = re.compile(r"\[([^\[\]\n]*)\]\{(?:[.#][^{}\n]*|[\w-]+=[^{}\n]*)?\}")
_FENCE = re.compile(r"(?<=[|│])\s*:{3,}[^|│\n]*(?=[|│])")
_MARKED = re.compile(f"{_TAG.pattern}|{_ATTRIBUTES.pattern}|{_FENCE.pattern}", re.IGNORECASE)

_ESCAPED = re.compile(r"\\([-+.()#*_!\[\]])")

#: How many signs with a stroke before them make a text of a converter to Markdown.
_FEWEST_ESCAPED = 3


def without_markup(text: str, *, in_place: bool) -> str:
    """``text`` without these marks, and the strokes that Markdown puts before its own signs.

    A block's leave a space: two paragraphs in a cell are not one figure. ``in_place`` leaves spaces in place of all, so that
    what stands below one another in a drawn table still does.
    """
    if len(_ESCAPED.findall(text)) >= _FEWEST_ESCAPED:
        text = _ESCAPED.sub(r"\1 " if in_place else r"\1", text)
    if not _MARKED.search(text):
        return text

    def left(match: re.Match[str]) -> str:
        kept = match[2] if match[2] is not None else " " if (match[1] or "div").lower() in _BLOCK else ""
        return kept + " " * (display_width(match[0]) - display_width(kept)) if in_place else kept

    return _MARKED.sub(left, text)

"""Characters that look like Han characters and are none: radicals, which a PDF's own table of characters gives for them.

Browsers print 工, 日 and 见 with the glyph of the radical of that shape, and what is copied from such a PDF holds the radical.
"""

from __future__ import annotations

import re
import unicodedata

#: The radicals' supplement, where Unicode names the character itself for two alone.
_SUPPLEMENT = "⺠民⺟母⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页"
_SUPPLEMENT += "⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⻁虎⺝月⺬示⺎兀⺓幺"
_MEANT = {ord(radical): char for radical, char in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
_MEANT |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_MEANT[ord("⼾")] = "户"  # Unicode names the traditional character
_RADICAL = re.compile("[" + "".join(map(chr, _MEANT)) + "]")


def has_radicals(text: str) -> bool:
    """Whether ``text`` holds radicals that stand for characters."""
    return _RADICAL.search(text) is not None


def without_radicals(text: str) -> str:
    """``text`` with the Han characters that its radicals stand for. As long as ``text``."""
    return text.translate(_MEANT) if has_radicals(text) else text

"""The text of a web page: by its byte order mark, as UTF-8, as GB18030, or as it says of itself."""

from __future__ import annotations

import codecs
import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from gipr_tui.errors import UnreadableFile
from gipr_tui.readers.decode import MARKS, Decoded, is_web_archive

_DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_HEAD = 4096

#: How many characters of a thousand may be broken in a page of a known encoding.
_MOST_BROKEN = 2
_LENIENT = (("utf-8", _MOST_BROKEN), ("gb18030", _MOST_BROKEN))


def decode_page(data: bytes, name: str) -> Decoded:
    """The text of the web page ``data``, and its encoding. Pages are full of single broken characters: a few may be.

    Raises UnreadableFile where the page is in no encoding that can be told.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding)
    declared = _declared(data)
    for encoding, most_broken in (("utf-8", 0), (declared, _MOST_BROKEN), ("gb18030", 0), *_LENIENT):
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") * 1000 <= len(text) * most_broken:
            return Decoded(text, encoding)
    raise UnreadableFile("copy-encoding", file=name)


def _declared(data: bytes) -> str:
    """The encoding that the page names, by the name Python knows it under; UTF-8 where it names none."""
    found = _DECLARED.search(data[:_HEAD])
    try:
        encoding = codecs.lookup(found[1].decode("ascii")).name if found else "utf-8"
        "".encode(encoding)
    except LookupError:
        return "utf-8"
    return "gb18030" if encoding in ("gb2312", "gbk") else encoding


def unpack_archive(data: bytes) -> bytes:
    """The page in a web archive (``.mht``), which is a letter with the page as its text; other ``data`` unchanged."""
    if not is_web_archive(data):
        return data
    letter = message_from_bytes(data.removeprefix(codecs.BOM_UTF8).lstrip(), policy=policy.default)
    assert isinstance(letter, EmailMessage)
    for part in letter.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes):
            return content
    return data

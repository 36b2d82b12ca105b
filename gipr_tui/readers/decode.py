"""Bytes to text: which encoding a copy is in, and which files are no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from gipr_tui.errors import UnreadableFile

#: The largest copy that is read.
MAX_BYTES = 20 * 1024 * 1024

_SIGNATURES = (
    (b"PK\x03\x04", "copy-zip"),
    (b"PK\x05\x06", "copy-zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "copy-ole"),
    (b"{\\rtf", "copy-rtf"),
    (b"\x89PNG", "copy-picture"),
    (b"\xff\xd8\xff", "copy-picture"),
    (b"GIF8", "copy-picture"),
    (b"\x1f\x8b", "copy-archive"),
    (b"Rar!", "copy-archive"),
    (b"7z\xbc\xaf\x27\x1c", "copy-archive"),
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_LETTER = re.compile(rb"\s*(?:[a-z][a-z-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+\s*?\r?\n", re.IGNORECASE)
_HOLDS_PAGE = re.compile(rb"^content-type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_HEADERS = 20_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A copy's text, its lines ended by ``\\n``, and the encoding it was in."""

    text: str
    encoding: str


def is_web_archive(data: bytes) -> bool:
    """Whether ``data`` is a letter that holds a web page (``.mht``, ``.eml``): headers in any order, and what they say."""
    headers = _LETTER.match(data.removeprefix(codecs.BOM_UTF8), 0, _HEADERS)
    return headers is not None and _HOLDS_PAGE.search(headers[0].lstrip()) is not None and b"text/html" in data.lower()


def check_size(size: int, name: str) -> None:
    """Refuses an empty file and one above :data:`MAX_BYTES` with UnreadableFile."""
    if size == 0:
        raise UnreadableFile("copy-empty", file=name)
    if size > MAX_BYTES:
        raise UnreadableFile("copy-too-large", file=name, size=-(-size // 2**20), limit=MAX_BYTES // 2**20)


def decode(data: bytes, name: str) -> Decoded:
    """The text of ``data``: by its byte order mark, else strict UTF-8, else strict GB18030.

    Raises:
        UnreadableFile: the file is empty, too large, not text, or in another encoding (F-ENC).
    """
    check_size(len(data), name)
    for signature, code in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(code, file=name)
    decoded = _by_mark(data, name) or _by_trial(data, name)
    if "\0" in decoded.text:
        raise UnreadableFile("copy-binary", file=name)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableFile("copy-empty", file=name)
    return Decoded(text, decoded.encoding)


def _by_mark(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise UnreadableFile("copy-encoding", file=name) from error
    return None


def _by_trial(data: bytes, name: str) -> Decoded:
    if b"\0" in data:
        raise UnreadableFile("copy-binary", file=name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("copy-encoding", file=name)

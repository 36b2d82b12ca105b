"""The packages that Word documents and workbooks are: what kind of one it is, and whether it is safe to unpack."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from gipr_tui.errors import UnreadableFile

#: The most files a package may hold, and the most bytes they may have together and one alone, unpacked.
MAX_FILES, MAX_TOTAL, MAX_XML = 3000, 200 * 2**20, 30 * 2**20

_DOCUMENT, _WORKBOOK = "word/", "xl/"
_MARKUP = (".xml", ".rels")
_HEAD = 2048


def package_kind(data: bytes) -> str:
    """``docx``, ``xlsx``, or empty for another package and for what is none."""
    if not data.startswith(b"PK\x03\x04"):
        return ""
    try:
        with ZipFile(BytesIO(data)) as package:
            names = package.namelist()
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return "docx" if b"word/document" in data else "xlsx" if b"xl/workbook" in data else ""
    if "[Content_Types].xml" not in names:
        return ""
    if any(name.startswith(_DOCUMENT) for name in names):
        return "docx"
    return "xlsx" if any(name.startswith(_WORKBOOK) for name in names) else ""


def check_package(data: bytes, name: str) -> None:
    """Refuses a package that is damaged, locked, or would unpack to more than a report can need, with UnreadableFile.

    No package of these kinds declares entities; one that does is refused before any parser sees it.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            files = package.infolist()
            if any(file.flag_bits & 1 for file in files):
                raise UnreadableFile("copy-locked", file=name)
            if len(files) > MAX_FILES or sum(file.file_size for file in files) > MAX_TOTAL:
                raise UnreadableFile("copy-bomb", file=name)
            for file in files:
                _check_markup(package, file, name)
    except UnreadableFile:
        raise
    except Exception as error:  # the library has many faults for a damaged archive
        raise UnreadableFile("copy-damaged", file=name) from error


def _check_markup(package: ZipFile, file: ZipInfo, name: str) -> None:
    if not file.filename.lower().endswith(_MARKUP):
        return
    if file.file_size > MAX_XML:
        raise UnreadableFile("copy-bomb", file=name)
    with ZipFile.open(package, file) as stream:
        head = stream.read(_HEAD).replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise UnreadableFile("copy-bomb", file=name)

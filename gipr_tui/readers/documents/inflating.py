"""A bound on what the streams of a PDF unpack to: pdfminer itself knows none."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

#: The most bytes that all streams of a file may unpack to.
MAX_UNPACKED = 150 * 2**20


class UnpacksTooLarge(Exception):
    """The streams of a file unpack to more than :data:`MAX_UNPACKED`."""


class _Bounded:
    """Stands in for :mod:`zlib` while one file is read."""

    error = zlib.error

    def __init__(self) -> None:
        self.left = MAX_UNPACKED

    def decompress(self, data: bytes) -> bytes:
        """Unpacks ``data`` whole. Raises zlib.error where it is damaged or cut off."""
        unpacked, whole = self._unpack(data)
        if not whole:
            raise zlib.error("incomplete")
        return unpacked

    def mend(self, data: bytes) -> bytes:
        """Unpacks as much of damaged ``data`` as there is. Raises zlib.error where it is damaged from the start."""
        return self._unpack(data)[0]

    def _unpack(self, data: bytes) -> tuple[bytes, bool]:
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(data, self.left + 1)
        self.left -= len(unpacked)
        if self.left < 0:
            raise UnpacksTooLarge
        return unpacked, unpacker.eof


@contextmanager
def bounded_unpacking() -> Iterator[None]:
    """Lets pdfminer unpack no more than :data:`MAX_UNPACKED`. It takes no parameter for that, so its module is lent ours."""
    from pdfminer import pdftypes

    bounded = _Bounded()
    kept = pdftypes.zlib, pdftypes.decompress_corrupted  # type: ignore[attr-defined]
    pdftypes.zlib, pdftypes.decompress_corrupted = bounded, bounded.mend  # type: ignore[attr-defined, assignment]
    try:
        yield
    finally:
        pdftypes.zlib, pdftypes.decompress_corrupted = kept  # type: ignore[attr-defined]

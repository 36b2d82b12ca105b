"""What the program keeps in mind of its own accord from one run to the next; the operator's settings are not touched for it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

#: The tour has been shown.
TOUR_SEEN = "tour-seen"
#: Totals follow their parts.
TOTALS_FOLLOW = "totals-follow"


class Memory:
    """An empty file in ``folder`` for each thing that is so; without a folder nothing is kept in mind."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def has(self, name: str) -> bool:
        """Whether ``name`` is so."""
        with suppress(OSError):
            return self._folder is not None and (self._folder / name).exists()
        return False

    def keep(self, name: str, so: bool = True) -> None:
        """Keeps in mind whether ``name`` is so; where that can't be written it is not, and nobody is told."""
        if self._folder is None:
            return
        with suppress(OSError):
            if so:
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                (self._folder / name).touch(mode=0o600)
            else:
                (self._folder / name).unlink(missing_ok=True)

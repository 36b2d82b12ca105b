"""Labels that were wrapped over several lines, or broken round their figures, put together again from their pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gipr_tui.readers.loose_text.pieces import Piece
from gipr_tui.readers.page_text.labels import Label, Role, Vocabulary

#: How many texts further on a label's next piece is looked for, and how many pieces a label has at most.
MAX_AHEAD, MAX_PARTS = 60, 16

#: The most steps spent on the labels of one section.
MAX_STEPS = 60_000

#: How many columns apart the pieces of one label may begin.
_SAME_COLUMN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A label and the pieces it was put together from, by their positions."""

    label: Label
    pieces: tuple[int, ...]


class _Finder:
    def __init__(self, pieces: Sequence[Piece], vocabulary: Vocabulary) -> None:
        self.texts = [index for index, piece in enumerate(pieces) if not piece.figure and piece.folded]
        self.pieces = pieces
        self.vocabulary = vocabulary
        self.used: set[int] = set()
        self.steps = 0
        self.by_start: dict[str, list[str]] = defaultdict(list)
        for wording in sorted(vocabulary.wordings(), key=len, reverse=True):
            label = vocabulary.exactly(wording)
            if label and label.roles & {Role.ROW, Role.CAPTION, Role.CORNER}:
                self.by_start[wording[0]].append(wording)

    def find(self) -> list[Found]:
        found: list[Found] = []
        for place, index in enumerate(self.texts):
            if index not in self.used and (label := self._label_at(place)):
                found.append(label)
                self.used |= set(label.pieces)
        return found

    def _label_at(self, place: int) -> Found | None:
        piece = self.pieces[self.texts[place]]
        for wording in self.by_start.get(piece.folded[0], ()):
            if wording.startswith(piece.folded):
                rest = self._completed(wording[len(piece.folded) :], place, piece.left, 1)
                if rest is not None and (label := self.vocabulary.exactly(wording)):
                    return Found(label, (self.texts[place], *rest))
        if piece.figure or (label := self.vocabulary.find(piece.folded)) is None:
            return None
        return Found(label, (self.texts[place],)) if label.roles & {Role.ROW, Role.CAPTION, Role.CORNER} else None

    def _completed(self, rest: str, place: int, left: int, parts: int) -> tuple[int, ...] | None:
        """The pieces after ``place`` that say ``rest``, those in the same column first."""
        if not rest:
            return ()
        if parts >= MAX_PARTS or self.steps > MAX_STEPS:
            return None
        ahead = [
            (abs(self.pieces[index].left - left) > _SAME_COLUMN, at)
            for at, index in enumerate(self.texts[place + 1 : place + 1 + MAX_AHEAD], place + 1)
            if index not in self.used and rest.startswith(self.pieces[index].folded)
        ]
        self.steps += 1 + MAX_AHEAD // 10
        for _, at in sorted(ahead)[:3]:
            piece = self.pieces[self.texts[at]]
            further = self._completed(rest[len(piece.folded) :], at, left, parts + 1)
            if further is not None:
                return (self.texts[at], *further)
        return None


def find_labels(pieces: Sequence[Piece], vocabulary: Vocabulary) -> list[Found]:
    """The labels of rows, captions and corners among ``pieces``, each by the longest wording that its pieces say."""
    return _Finder(pieces, vocabulary).find()

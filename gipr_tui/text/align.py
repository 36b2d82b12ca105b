"""Two rows of words laid side by side: which of them both have, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence


def aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of positions at which both hold the same word, in order: as many as there can be.

    What is the same at both ends, which is nearly all of it while somebody types, is not searched.
    """
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    yield from ((i, i) for i in range(head))
    for here, there in _longest(old[head : len(old) - tail], new[head : len(new) - tail]):
        yield head + here, head + there
    yield from ((len(old) - i, len(new) - i) for i in range(tail, 0, -1))


def _longest(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """A longest common subsequence, worked out for a whole row at a time in the bits of one number (Hyyrö 2004).

    After ``new[:j]`` bit ``i`` of a row is 0 where ``old[i]`` makes the common subsequence longer by one.
    """
    places: defaultdict[str, int] = defaultdict(int)
    for index, word in enumerate(old):
        places[word] |= 1 << index
    full = row = (1 << len(old)) - 1
    rows = [row]
    for word in new:
        common = row & places.get(word, 0)
        row = ((row + common) | (row - common)) & full
        rows.append(row)
    pairs: list[tuple[int, int]] = []
    here, there = len(old), len(new)
    while here and there:
        if rows[there] >> (here - 1) & 1:
            here -= 1
        elif not rows[there - 1] >> (here - 1) & 1:
            there -= 1
        else:
            here, there = here - 1, there - 1
            pairs.append((here, there))
    return pairs[::-1]

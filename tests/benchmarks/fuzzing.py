"""Fuzzing the readers: copies spoilt at random for some minutes (``python -m tests.benchmarks.fuzzing 10``)."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from gipr_tui.forms import official_forms
from tests.benchmarks.table import Table, count
from tests.readers.mutations import PER_BYTES, outcome, seeds, spoilt


@dataclass
class Tally:
    """What came of the copies of one kind; ``slowest`` in seconds of the processor for 100 kB, or for a shorter copy."""

    tried: int = 0
    read: int = 0
    faults: int = 0
    slowest: float = 0.0


def fuzz(minutes: float, seed: int) -> Iterator[Table]:
    """Spoils every kind of copy in turn until the time is up, and prints each fault with the seed it came from."""
    forms, copies = official_forms(), seeds()
    names = sorted(copies)
    tallies = {name: Tally() for name in names}
    end = monotonic() + minutes * 60
    number = seed
    while monotonic() < end:
        name = names[number % len(names)]
        dice = random.Random(number)
        data = spoilt(copies[name], dice, copies[dice.choice(names)])
        result, tally = outcome(data, name, forms), tallies[name]
        tally.tried += 1
        tally.read += result.reading is not None
        tally.slowest = max(tally.slowest, result.seconds / max(1.0, len(data) / PER_BYTES))
        if result.fault:
            tally.faults += 1
            print(f"seed {number}, {name}: {result.fault}", flush=True)
        number += 1
    rows = [
        [name, count(tally.tried), count(tally.read), count(tally.faults), f"{tally.slowest:.2f}"]
        for name, tally in tallies.items()
    ]
    total = [sum(getattr(tally, key) for tally in tallies.values()) for key in ("tried", "read", "faults")]
    rows.append(["all", *map(count, total), f"{max(tally.slowest for tally in tallies.values()):.2f}"])
    note = (
        "A fault is a crash, more than two seconds of the processor per 100 kB, or a control character in the report."
    )
    yield Table("Fuzzing the readers", ["copy", "tried", "read", "faults", "slowest s"], rows, note)


if __name__ == "__main__":
    words = sys.argv[1:]
    for table in fuzz(float(words[0]) if words else 1.0, int(words[1]) if len(words) > 1 else 0):
        print(table)

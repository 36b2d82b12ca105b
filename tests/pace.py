"""Limits on time that mean the same on a slow machine: beside the pace at which it works just then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

#: Seconds of the processor that :func:`_work` takes on a machine for which the limits are meant.
USUAL = 0.0035


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What stands under it must take no more of the processor's time than this, on a machine of the usual pace."""
    before, start = slowness(), process_time()
    yield
    took = process_time() - start
    allowed = seconds * max(before, slowness())
    assert took < allowed, f"it took {took:.1f} s, of {allowed:.1f} s allowed"


def slowness() -> float:
    """How many times the usual the machine takes just now; 1 where it is as quick, or quicker."""
    return max(1.0, min(_work() for _ in range(2)) / USUAL)


def _work() -> float:
    start = process_time()
    found: dict[str, int] = {}
    for number in range(20_000):
        found[str(number)] = number % 7
    sorted(found)
    return process_time() - start

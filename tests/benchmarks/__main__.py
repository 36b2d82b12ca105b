"""All benchmarks, one after the other."""

from __future__ import annotations

from tests.benchmarks import checking, editing, entering, listing, printing, reading, scaling, sharing, startup
from tests.benchmarks.program import run

ALL = (
    startup.tables,
    editing.tables,
    entering.tables,
    checking.tables,
    printing.tables,
    reading.tables,
    listing.tables,
    scaling.tables,
    sharing.tables,
)

if __name__ == "__main__":
    run(*ALL)

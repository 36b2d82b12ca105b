"""Every benchmark runs and gives tables; how long anything took is not looked at."""

from __future__ import annotations

import pytest

from tests.benchmarks import entering
from tests.benchmarks.__main__ import ALL
from tests.benchmarks.program import QUICK, Benchmark

# a whole table is entered key by key in tests/tui/test_entering.py already
QUICK_ONES = tuple(tables for tables in ALL if tables is not entering.tables)


@pytest.mark.parametrize("benchmark", QUICK_ONES, ids=lambda tables: tables.__module__.rpartition(".")[2])
def test_it_prints_tables(benchmark: Benchmark) -> None:
    for table in benchmark(QUICK):
        lines = str(table).splitlines()
        assert lines[0] == table.title
        assert table.rows
        assert len(lines) >= len(table.rows) + 3
        assert all(len(row) == len(table.columns) and all(row) for row in table.rows)

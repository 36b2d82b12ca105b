"""What all tests share: how hard Hypothesis looks, and the reports most tests begin with."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from gipr_tui.forms import Form
from gipr_tui.report.model import Report
from tests import reports

settings.register_profile("tests", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are processors: many tests wait for a terminal."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
def jinzhan() -> Report:
    """The township report on 2019 whose totals count every request twice."""
    return reports.jinzhan_2019()


@pytest.fixture
def clean() -> Report:
    """A report on 2021 with nothing wrong in it."""
    return reports.clean_2021()


@pytest.fixture(scope="session")
def madeup_form() -> Form:
    """A form that the program has never heard of."""
    return reports.madeup_form()

"""The lists of checks, made once for all reports to which the same applies."""

from __future__ import annotations

import pytest

from gipr_tui.checks import checklist
from gipr_tui.report.model import Report


class _EmptiedMeanwhile(dict[object, object]):
    """Has everything when asked whether it is there, and nothing when it is to be given."""

    def __contains__(self, _key: object) -> bool:
        return True


def test_reports_share_a_list_and_threads_do_not_take_it_from_each_other(
    clean: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checklist.check_list(clean) is checklist.check_list(clean.with_texts({"R1.c1": "9"}))
    monkeypatch.setattr(checklist, "_lists", _EmptiedMeanwhile())
    assert checklist.check_list(clean).checks

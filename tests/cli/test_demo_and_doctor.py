"""``gipr demo`` where there is no terminal, and ``gipr doctor``."""

from __future__ import annotations

import pytest

from gipr_tui.cli import doctor
from tests.cli.running import Gipr


def test_without_a_terminal_the_demo_prints_the_findings_then_the_report(gipr: Gipr) -> None:
    result = gipr("demo")
    assert (result.code, result.err) == (0, "")
    findings, *report = result.out.split("\n\n", 1)
    assert findings.startswith("金盏地区/2019（2019 年格式）：错误 ")
    for rule in ("DX-DOUBLE", "T3-TOT19", "T3-ID", "S-HEAD"):
        assert f"  {rule}  " in findings or f" {rule}  " in findings
    headings = ("一、", "二、", "三、", "四、", "五、", "六、")
    places = [report[0].index(f"\n{heading}") for heading in headings]
    assert places == sorted(places)
    assert not gipr.store.exists()


def test_doctor_finds_nothing_to_mend(gipr: Gipr) -> None:
    result = gipr("doctor")
    assert (result.code, result.err) == (0, "")
    assert all(line.startswith("√ ") for line in result.out.splitlines())
    assert f"√ 库: {gipr.store}\n" in result.out
    assert "√ 报告数: 0\n" in result.out
    assert "√ 歧义宽度字符: 按一列算\n" in result.out and "√ 线和记号: 齐全\n" in result.out
    assert not gipr.store.exists()


def test_doctor_says_what_to_mend(gipr: Gipr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_PACKAGES", ("textual", "no-such-package"))
    monkeypatch.setattr("os.access", lambda *_: False)
    result = gipr("doctor")
    assert result.code == 3
    assert "! 组件: no-such-package — 没有安装" in result.out
    assert "! 库: " in result.out
    result = gipr("doctor", lang="en")
    assert "! package: no-such-package — not installed" in result.out

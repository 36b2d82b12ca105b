"""Radicals in place of Han characters."""

from __future__ import annotations

from gipr_tui.text.radicals import has_radicals, without_radicals


def test_radicals_become_the_characters_they_stand_for() -> None:
    assert without_radicals("⼯作⽇期⻅⻔⼾⺠") == "工作日期见门户民"


def test_all_else_stays() -> None:
    text = "（一）工作 ABC １２ ㈠①"
    assert without_radicals(text) is text
    assert not has_radicals(text)


def test_a_text_keeps_its_length() -> None:
    every = "".join(map(chr, range(0x2E80, 0x2FE0)))
    assert len(without_radicals(every)) == len(every)

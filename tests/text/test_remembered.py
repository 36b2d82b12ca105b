"""What was worked out once is not worked out again until all is forgotten."""

from __future__ import annotations

from gipr_tui.text.remembered import forget, remembered


def test_an_answer_is_kept_until_all_are_forgotten() -> None:
    asked = []

    @remembered(2)
    def doubled(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [doubled(1), doubled(1), doubled(2)] == [2, 2, 4]
    assert asked == [1, 2]
    forget()
    assert doubled(1) == 2
    assert asked == [1, 2, 1]


def test_the_oldest_answers_make_room() -> None:
    asked = []

    @remembered(1)
    def same(number: int) -> int:
        asked.append(number)
        return number

    assert [same(1), same(2), same(1)] == [1, 2, 1]
    assert asked == [1, 2, 1]

"""A text being written, and its lines on a screen, without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipr_tui.text.width import display_width
from gipr_tui.text.wrap import INDENT, paragraph_lines
from gipr_tui.tui.widgets.textbuffer import TextBuffer, changed_span
from gipr_tui.tui.widgets.textlines import TextLines

_ALPHABET = "一二，。“（12.a \ne\u0301"
_TEXTS = st.text(alphabet=_ALPHABET, max_size=120)


def at(text: str) -> TextBuffer:
    """A buffer with the caret at ``|``, and a selection from ``[``."""
    buffer = TextBuffer(text.replace("|", "").replace("[", ""))
    caret = text.replace("[", "").index("|")
    buffer.move(text.replace("|", "").index("[") if "[" in text else caret)
    buffer.move(caret, selecting="[" in text)
    return buffer


def shown(buffer: TextBuffer) -> str:
    """The text with the caret as ``|``."""
    return buffer.text[: buffer.caret] + "|" + buffer.text[buffer.caret :]


# ---- typing and deleting


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [("甲|乙", "丙", "甲丙|乙"), ("甲[乙丙|丁", "戊", "甲戊|丁"), ("甲[乙|", "", "甲|"), ("|", "一\n二", "一\n二|")],
)
def test_what_is_typed_takes_the_place_of_the_selection(before: str, typed: str, after: str) -> None:
    buffer = at(before)
    buffer.insert(typed)
    assert shown(buffer) == after
    assert buffer.selected == ""


@pytest.mark.parametrize(
    ("before", "back", "forth"),
    [
        ("甲|乙", "|乙", "甲|"),
        ("e\u0301|e\u0301", "|e\u0301", "e\u0301|"),
        ("甲\n|乙", "甲|乙", "甲\n|"),
        ("甲[乙|丙", "甲|丙", "甲|丙"),
        ("|", "|", "|"),
    ],
)
def test_a_character_goes_with_the_marks_that_join_it(before: str, back: str, forth: str) -> None:
    buffer = at(before)
    buffer.delete(buffer.before(buffer.caret))
    assert shown(buffer) == back
    buffer = at(before)
    buffer.delete(buffer.after(buffer.caret))
    assert shown(buffer) == forth


# ---- words


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("共收到申请12件，答复10件。", [5, 7, 9, 11, 13, 15]),
        ("a bc\n甲", [2, 5, 6]),
        ("甲\n\n乙", [2, 3, 4]),
    ],
)
def test_words_are_clauses_numbers_and_lines(text: str, stops: list[int]) -> None:
    buffer, found = TextBuffer(text), []
    place = 0
    while place < len(text):
        place = buffer.word_after(place)
        found.append(place)
    assert found == stops


@given(_TEXTS, st.integers(0, 120))
def test_going_by_words_always_gets_on(text: str, offset: int) -> None:
    buffer, offset = TextBuffer(text), min(offset, len(text))
    assert buffer.word_after(offset) > offset or offset == len(text)
    assert buffer.word_before(offset) < offset or offset == 0


# ---- a text changed from elsewhere


@pytest.mark.parametrize(
    ("old", "new", "caret"),
    [("甲|乙", "甲乙", 1), ("甲乙|", "甲丙乙", 2), ("|甲乙丙", "丙", 0), ("甲甲|", "甲甲甲", 3), ("甲|", "", 0)],
)
def test_the_caret_goes_to_what_changed(old: str, new: str, caret: int) -> None:
    buffer = at(old)
    buffer.show(new)
    assert (buffer.text, buffer.caret, buffer.selected) == (new, caret, "")


@given(_TEXTS, _TEXTS)
def test_outside_the_changed_span_two_texts_are_the_same(old: str, new: str) -> None:
    first, after_old, after_new = changed_span(old, new)
    assert old[:first] == new[:first]
    assert old[after_old:] == new[after_new:]
    assert first <= after_old and first <= after_new
    assert (old == new) == (first == after_old == after_new)


# ---- lines


@given(_TEXTS, st.integers(10, 40))
def test_lines_are_those_of_the_print_and_hold_the_whole_text(text: str, width: int) -> None:
    lines = TextLines()
    lines.break_up(text, width)
    rebuilt = "".join(
        text[line.start : line.end] + ("" if line.goes_on or line.end == len(text) else "\n") for line in lines.lines
    )
    assert rebuilt == text
    printed = [line for paragraph in text.split("\n") for line in paragraph_lines(paragraph, width)]
    drawn = [" " * line.indent + text[line.start : line.end] for line in lines.lines]
    wide = [
        line.replace(INDENT, " " * display_width(INDENT), 1) if line.startswith(INDENT) else line for line in printed
    ]
    assert drawn == wide


@given(_TEXTS, _TEXTS, st.integers(10, 40))
def test_a_changed_text_has_the_lines_of_a_new_one(old: str, new: str, width: int) -> None:
    kept, fresh = TextLines(), TextLines()
    kept.break_up(old, width)
    kept.break_up(new, width)
    fresh.break_up(new, width)
    assert kept.lines == fresh.lines


@given(_TEXTS, st.integers(10, 40), st.data())
def test_every_place_is_found_again_by_its_line_and_column(text: str, width: int, data: st.DataObject) -> None:
    lines = TextLines()
    lines.break_up(text, width)
    offset = data.draw(st.integers(0, len(text)))
    number = lines.line_of(offset)
    line = lines.lines[number]
    assert line.start <= offset <= line.end
    back = lines.offset_at(number, lines.column(number, offset))
    assert lines.column(number, back) == lines.column(number, offset)


def test_no_closing_mark_begins_a_line_and_no_number_is_torn() -> None:
    lines = TextLines()
    lines.break_up("全年共收到政府信息公开申请1284件，（含上年结转3件），“已经”全部答复完毕。" * 4, 30)
    begins = [lines.text[line.start] for line in lines.lines]
    ends = [lines.text[line.end - 1] for line in lines.lines]
    assert not set(begins) & set("，。）”、")
    assert not set(ends) & set("（“")
    for line, after in zip(lines.lines, lines.lines[1:], strict=False):
        assert not (lines.text[line.end - 1].isdigit() and lines.text[after.start].isdigit())


def test_the_end_of_a_full_line_can_be_reached() -> None:
    lines = TextLines()
    lines.break_up("一" * 30, 20)
    end = lines.lines[0].end
    assert lines.line_of(end) == 1
    assert lines.line_of(end, ends_line=True) == 0
    assert lines.line_of(len(lines.text), ends_line=True) == len(lines.lines) - 1

"""Sentences end where paragraphs do, and are bounded; folding keeps every character's place."""

from __future__ import annotations

import pytest

from gipr_tui.checks.narrative.sentences import LONGEST_SENTENCE, fold, split_sentences


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        ("收到 12 件", "收到12件"),
        ("收到\u3000１２\u00a0件", "收到12件"),
        ("政府信\n息公开", "政府信息公开"),
        ("12 34", "12 34"),
        ("12\n34", "12 34"),
        ("1 347 件，12\u00a0733.5万元", "1347件,12733.5万元"),
        ("1\n347件", "1 347件"),
        ("2024 347件", "2024 347件"),
        ("1 347 89", "1 347 89"),
        ("（甲），乙：50％；", "(甲),乙:50%;"),
        ("「甲」", "“甲”"),
        ("①件 5m²", "①件5m²"),
        ("收\u200b到", "收到"),
    ],
)
def test_fold(source: str, folded: str) -> None:
    assert fold(source).text == folded


def test_a_folded_span_is_a_span_of_the_source() -> None:
    source = " 收到 １２\n件。"
    folded = fold(source)
    start = folded.text.index("收到")
    first, last = folded.span(start, start + len("收到12件"))
    assert source[first:last] == "收到 １２\n件"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲。乙！丙", ["甲。", "乙！", "丙"]),
        ("甲,占12.5%.乙", ["甲,占12.5%.", "乙"]),
        ("见www.example.cn页。乙", ["见www.example.cn页。", "乙"]),
        ("甲;乙", ["甲;乙"]),
        ("甲\n乙", ["甲\n乙"]),
        ("甲\n\n乙", ["甲\n\n", "乙"]),
        ("甲\n（二）乙", ["甲\n", "乙"]),
        ("甲\r\n二、乙", ["甲\r\n", "乙"]),
        ("。。。甲", ["。。。", "甲"]),
    ],
)
def test_sentences_end_at_full_stops_only(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end, _ in split_sentences(text)] == sentences


@pytest.mark.parametrize(
    ("text", "level"),
    [("一、甲", 0), ("(二)甲", 1), ("3.甲", 2), ("(4)甲", 3), ("五是甲", 4), ("甲", None), ("3.5件", None)],
)
def test_an_enumerator_is_told_from_the_sentence(text: str, level: int | None) -> None:
    ((start, _, its_level),) = split_sentences(text)
    assert its_level == level
    assert (start == 0) == (level is None)


def test_a_long_sentence_is_cut_at_commas() -> None:
    text = "甲乙丙，" * 1000
    pieces = list(split_sentences(fold(text).text))
    assert all(end - start <= LONGEST_SENTENCE for start, end, _ in pieces)
    assert sum(end - start for start, end, _ in pieces) == len(text)


def test_what_has_no_punctuation_is_no_sentence() -> None:
    assert list(split_sentences("甲" * 5000)) == []
    ((start, end, _),) = split_sentences("1" * 5000 + "、收到12件")
    assert (end - start, end) == (len("收到12件"), 5000 + len("、收到12件"))

"""The vocabulary compiled: at every place of a text the first kind of word, in the vocabulary's order, that fits there.

Hundreds of expressions can't be tried at every character. What a character may begin is worked out from the expressions
themselves, and only those are tried, compiled together when a text first has that character.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

GAP = "gap"
"""The kind of what is no word."""

ANY = "\0"
"""Stands for every character where an expression may begin with one that is not known beforehand."""

_QUANTIFIER = re.compile(r"\?|\*|\+|\{(?P<least>[0-9]*)(?:,[0-9]*)?\}")
_OPENING = re.compile(r"\((?:\?(?:<?[=!]|:|P<\w+>))?")
_CLASS = re.compile(r"\[[^\[\]]+\]")
_LOOK = ("(?=", "(?!", "(?<=", "(?<!")


class Lexer:
    """Finds the words of ``words``: kinds with their expressions, the earlier kind first."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._by_first = _ByFirst(words)

    def cut(self, text: str) -> tuple[list[str], list[int]]:
        """The kinds of the words of ``text`` from left to right, and where each starts; what is no word is a ``GAP``."""
        by_first = self._by_first
        kinds: list[str] = []
        starts: list[int] = []
        place, known, end = 0, 0, len(text)
        while place < end:
            fitting = by_first[text[place]]
            if fitting is None:
                place += 1
                continue
            if fitting.alone:
                kind, after = fitting.alone, place + 1
            elif match := fitting.match(text, place):
                kind, after = fitting.kinds[match.lastindex or 0], match.end()
            else:
                place += 1
                continue
            if known < place:
                kinds.append(GAP)
                starts.append(known)
            kinds.append(kind)
            starts.append(place)
            place = known = after
        if known < place:
            kinds.append(GAP)
            starts.append(known)
        return kinds, starts


@dataclass(slots=True)
class _Fitting:
    """Words as one expression that may ``match``: its groups are empty and tell by their numbers which of the ``kinds`` it is.

    ``alone`` is the kind of a character that is always a word by itself, else empty.
    """

    match: Callable[[str, int], re.Match[str] | None]
    kinds: list[str]
    alone: str


class _ByFirst(dict[str, _Fitting | None]):
    """For a character the words that may begin with it, the earlier kind first; None where none may."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._words = words

    @cached_property
    def _alternatives(self) -> list[tuple[str, str]]:
        """All alternatives of all words, one by one, with their kinds."""
        words = [(kind, word) for kind, words in self._words.items() for word in words]
        return [(kind, alternative) for kind, word in words for alternative in alternatives(word)]

    @cached_property
    def _places(self) -> defaultdict[str, set[int]]:
        """For a character the places of the alternatives that may begin with it."""
        places: defaultdict[str, set[int]] = defaultdict(set)
        for place, (_, alternative) in enumerate(self._alternatives):
            for char in first_characters(alternative):
                places[char].add(place)
        return places

    def __missing__(self, char: str) -> _Fitting | None:
        places = sorted(self._places[ANY].union(self._places.get(char, ())))
        words = [self._alternatives[place] for place in places]
        self[char] = fitting = _fitting(words, char) if words else None
        return fitting


def _fitting(words: Sequence[tuple[str, str]], char: str) -> _Fitting:
    pattern = re.compile("|".join(f"{word}()" for _, word in words))
    kind, word = words[0]
    is_alone = word in (char, re.escape(char)) or (
        _CLASS.fullmatch(word) is not None and re.fullmatch(word, char) is not None
    )
    return _Fitting(pattern.match, [GAP, *(kind for kind, _ in words)], kind if is_alone else "")


def alternatives(pattern: str) -> list[str]:
    """The alternatives of an expression that are parted outside of its groups."""
    return _Firsts(pattern).split()


def first_characters(pattern: str) -> frozenset[str]:
    """The characters with which a match of ``pattern`` can begin, at least; ``ANY`` among them where it can't be told.

    It knows the language in which the vocabulary is written: literals, classes, groups without capture, lookarounds,
    quantifiers and alternatives.
    """
    return _Firsts(pattern).read()


class _Firsts:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def read(self) -> frozenset[str]:
        chars, empty = self._alternatives()
        return chars | {ANY} if empty else chars

    def split(self) -> list[str]:
        found: list[str] = []
        while self.at <= len(self.pattern):
            start = self.at
            self._sequence()
            found.append(self.pattern[start : self.at])
            self.at += 1
        return found

    def _alternatives(self) -> tuple[frozenset[str], bool]:
        """The first characters of what stands up to a closing bracket or the end, and whether it may be empty."""
        chars, empty = self._sequence()
        while self.pattern.startswith("|", self.at):
            self.at += 1
            more, also = self._sequence()
            chars, empty = chars | more, empty or also
        return chars, empty

    def _sequence(self) -> tuple[frozenset[str], bool]:
        chars: frozenset[str] = frozenset()
        empty = True
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            own, may_be_empty = self._atom()
            may_be_empty = self._quantified() or may_be_empty
            if empty:
                chars = chars | own
                empty = may_be_empty
        return chars, empty

    def _atom(self) -> tuple[frozenset[str], bool]:
        char = self.pattern[self.at]
        if char == "(":
            look = any(self.pattern.startswith(mark, self.at) for mark in _LOOK)
            self.at += len(_opening(self.pattern, self.at))
            inner = self._alternatives()
            self.at += 1
            return (frozenset(), True) if look else inner
        if char == "[":
            return self._class(), False
        if char == "\\":
            self.at += 2
            return frozenset({_escaped(self.pattern[self.at - 1])}), False
        self.at += 1
        return (frozenset(), True) if char in "^$" else (frozenset({ANY if char == "." else char}), False)

    def _class(self) -> frozenset[str]:
        end = self.pattern.index("]", self.at + 2)
        while self.pattern[end - 1] == "\\":
            end = self.pattern.index("]", end + 1)
        body, self.at = self.pattern[self.at + 1 : end], end + 1
        if body.startswith("^"):
            return frozenset({ANY})
        chars: set[str] = set()
        place = 0
        while place < len(body):
            if body[place] == "\\":
                chars.add(_escaped(body[place + 1]))
                place += 2
            elif body[place + 1 : place + 2] == "-" and place + 2 < len(body):
                chars |= {chr(code) for code in range(ord(body[place]), ord(body[place + 2]) + 1)}
                place += 3
            else:
                chars.add(body[place])
                place += 1
        return frozenset(chars)

    def _quantified(self) -> bool:
        """Whether a quantifier lets what stands before it be empty."""
        match = _QUANTIFIER.match(self.pattern, self.at)
        if match is None:
            return False
        self.at = match.end()
        if self.pattern.startswith("?", self.at):
            self.at += 1
        return match.group() in ("?", "*") or (match["least"] is not None and int(match["least"] or 0) == 0)


def _opening(pattern: str, at: int) -> str:
    match = _OPENING.match(pattern, at)
    return match.group() if match else "("


def _escaped(char: str) -> str:
    """The character that ``\\char`` stands for; a class of characters may be anything."""
    return {"n": "\n", "t": "\t"}.get(char, ANY if char in "sSdDwWbB" else char)

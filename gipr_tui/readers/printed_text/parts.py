"""What the readers of this program's own print share: the parts of the text, and what is found in them."""

from __future__ import annotations

from dataclasses import dataclass


class NotPrinted(Exception):
    """The text is not what this program prints."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines on end without a blank one, and the number of the first."""

    number: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A cell's text and the number of its line."""

    text: str
    line: int


def parts_of(text: str) -> list[Part]:
    """The parts of ``text`` that blank lines stand between."""
    parts: list[Part] = []
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip(" \t"):
            lines.append(line)
        elif lines:
            parts.append(Part(number - len(lines), tuple(lines)))
            lines = []
    return parts


def bare(text: str) -> str:
    """``text`` without white space, as labels are compared that were broken into lines."""
    return "".join(text.split())

"""Findings in words: the sentence of a finding or cause, and the name of a cell, in the operator's language.

The form's labels stay Chinese in every language.
"""

from __future__ import annotations

from decimal import Decimal

from gipr_tui.checks.finding import Diagnosis, Finding, Number, word_of
from gipr_tui.errors import GiprError
from gipr_tui.forms import Address, Cell, Layout
from gipr_tui.locale import Catalogue
from gipr_tui.report.margin import marginal, subject
from gipr_tui.report.model import Place, section_of_place
from gipr_tui.report.values import written
from gipr_tui.text.clean import clean_line
from gipr_tui.text.width import crop


def signed_number(number: Number) -> str:
    """A difference, with its sign."""
    return f"{number:+f}" if isinstance(number, Decimal) else f"{number:+d}"


class Wording:
    """Sentences about a report of one layout."""

    def __init__(self, catalogue: Catalogue, layout: Layout) -> None:
        self.text = catalogue
        self.layout = layout

    def cell(self, address: Address) -> str:
        """A cell by its innermost labels: ``（七）总计·自然人``."""
        return short_label(self.layout.cells[address], self.text("wording.joiner"))

    def place(self, place: Place, room: int = 0) -> str:
        """Any place of a report in words; the row of a cell in no more than ``room`` columns, where that is given.

        What is no place of this layout is called as it is.
        """
        if beside := marginal(place):
            return self.text(f"place.{beside[0]}", place=self.place(subject(place), room))
        if cell := self.layout.cells.get(place):
            if room and cell.row_labels:
                return f"{crop(cell.row_labels[-1], room)}{self.text('wording.joiner')}{cell.column_labels[-1]}"
            return self.cell(place)
        if found := section_of_place(place):
            return self.text(f"place.{found[1]}", number=found[0])
        key = f"place.{place}"
        return self.text(key) if key in self.text else clean_line(place)

    def path(self, address: Address) -> tuple[str, str]:
        """A cell's row and column in words, from the outermost label to the innermost."""
        cell = self.layout.cells[address]
        return " > ".join(cell.row_labels), " > ".join(cell.column_labels)

    def finding(self, finding: Finding) -> str:
        """What a finding says."""
        facts: dict[str, object] = {
            "cell": self.cell(finding.cells[0]) if finding.cells else "",
            "left": "" if finding.left is None else written(finding.left),
            "right": "" if finding.right is None else written(finding.right),
            "difference": "" if finding.difference is None else signed_number(finding.difference),
            "text": finding.text or "",
            "cells": self._cells(finding.cells),
            "place": self.place(finding.place) if finding.place else "",
            **{name: word_of(word) for name, word in finding.facts},
        }
        sentence = self.text(f"finding.{finding.wording}", **facts)
        if finding.missing:
            sentence += self.text("finding.blanks-as-nothing", count=len(finding.missing))
        return sentence

    def cause(self, diagnosis: Diagnosis) -> str:
        """The fault that explains several findings."""
        named = {name: "、".join(map(self._name, value.split())) for name, value in diagnosis.facts}
        return self.text(f"cause.{diagnosis.cause}", **{"rows": "", "cells": "", **named})

    def correction(self, diagnosis: Diagnosis) -> str:
        """What the cells that a cause speaks of should hold."""
        mended = "，".join(
            f"{self.cell(address)} {text or self.text('wording.blank')}" for address, text in diagnosis.correction
        )
        return self.text("cause.mended-by", correction=mended)

    def _name(self, key: str) -> str:
        """A row or a cell by its label, where it stands in the form; the key itself where it does not."""
        if key in self.layout.cells:
            return self.cell(key)
        for table in self.layout.tables:
            for path in table.row_paths:
                for node in path:
                    if node.key == key:
                        return node.label
        return key

    def _cells(self, cells: tuple[Address, ...], most: int = 3) -> str:
        names = "、".join(self.cell(address) for address in cells[:most])
        return names + (self.text("finding.and-more", count=len(cells) - most) if len(cells) > most else "")


def short_label(cell: Cell, joiner: str = "·") -> str:
    """A cell by its innermost row and column, or by its two innermost columns where the row has no label."""
    if cell.row_labels:
        return f"{_short(cell.row_labels[-1])}{joiner}{cell.column_labels[-1]}"
    return joiner.join(cell.column_labels[-2:])


def error_sentence(catalogue: Catalogue, error: GiprError) -> str:
    """What went wrong, where, and what to do, in one sentence."""
    key = f"error.{error.code}"
    if key not in catalogue:
        return clean_line(str(error))
    return catalogue(key, **{name: _in_words(catalogue, value) for name, value in error.fields.items()})


def _in_words(catalogue: Catalogue, value: object) -> object:
    """A word of an error's sentence: names in a row are joined, what the system says is put in the operator's language."""
    if isinstance(value, tuple):
        return catalogue("reason.between-names").join(value)
    reason = f"reason.{value}"
    return catalogue(reason) if reason in catalogue else _legible(str(value))


def _legible(name: str) -> str:
    """A file's name with the bytes that Python could not decode, so far as they are UTF-8 or can be stood in for."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return name


def _short(label: str, longest: int = 16) -> str:
    """A label without the explanation in brackets at its end, where it is long."""
    head, bracket, _ = label.rpartition("（") if len(label) > longest and label.endswith("）") else ("", "", "")
    return head if bracket and head else label

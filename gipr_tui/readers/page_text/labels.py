"""Which official label a text is: exactly, by an accepted wording, or nearly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from gipr_tui.forms import all_nodes
from gipr_tui.forms.model import Table
from gipr_tui.text.fold import edit_distance, fold

#: How many different texts are compared with labels by edit distance before only exact ones count.
MAX_COMPARED = 3000

_ORDINAL = re.compile(r"[(\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)\]][.:]?|[.:])")

#: What a label's figures are counted in, behind it. Only what the form counts in: 元 for 万元 would be another figure.
_MEASURE = re.compile(r"\((?:单位:)?(?:件数?|[条个项份次人宗起]|万元)\)$")

#: Other words for the same, at the end of a label.
_OTHER_WORDS = (("其它", "其他"), ("合计", "总计"))

#: From how many characters on a label may lack three.
_LONG = 12


class Role(StrEnum):
    """What a label labels."""

    CAPTION = "caption"
    CORNER = "corner"
    COLUMN = "column"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Label:
    """An official label, what it labels, and whether the text said it exactly (or in an accepted wording)."""

    official: str
    roles: frozenset[Role]
    exact: bool = True

    @property
    def key(self) -> str:
        """What nodes with this label are found by."""
        return fold(self.official)

    @property
    def heads(self) -> bool:
        """Whether it can stand in the head of a table."""
        return bool(self.roles & {Role.COLUMN, Role.CORNER})


class Vocabulary:
    """The labels of some tables, under any local variant."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.tables = tuple(tables)
        self._exact: dict[str, dict[str, set[Role]]] = {}
        self._official: dict[str, str] = {}
        for table in self.tables:
            self._learn(table.caption, (), Role.CAPTION)
            self._learn(table.corner, (), Role.CORNER)
            for nodes, role in ((table.columns, Role.COLUMN), (table.rows, Role.ROW)):
                for node in all_nodes(nodes):
                    self._learn(node.label, node.accept, role)
        self._bare: dict[str, set[str]] = {}
        for text, labels in self._exact.items():
            self._bare.setdefault(_bare(text), set()).update(labels)
        self._beginnings = {text[:size] for text in self._exact for size in range(1, len(text))}
        self._known: dict[str, Label | None] = {}
        self._compared = 0

    def _learn(self, label: str, accept: Iterable[str], role: Role) -> None:
        if not label:
            return
        official = fold(label)
        self._official.setdefault(official, label)
        for wording in (official, *map(fold, accept)):
            self._exact.setdefault(wording, {}).setdefault(official, set()).add(role)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The labels of groups of rows, folded: no row has one of them for its own."""
        rows = [node for table in self.tables for node in all_nodes(table.rows)]
        return frozenset(fold(node.label) for node in rows if node.nodes)

    def __bool__(self) -> bool:
        return bool(self._exact)

    def find(self, folded: str) -> Label | None:
        """The label that a text, folded, is, or None."""
        if folded not in self._known:
            self._known[folded] = self.exactly(folded) or self._nearly(folded)
        return self._known[folded]

    def wordings(self) -> Iterable[str]:
        """Every wording of every label, folded."""
        return self._exact.keys()

    def begins(self, folded: str) -> bool:
        """Whether a label begins with a text, folded, and goes on."""
        return folded in self._beginnings

    def exactly(self, folded: str) -> Label | None:
        """The label that a text, folded, says exactly or in an accepted wording, or None."""
        labels = self._exact.get(folded)
        if labels is None:
            return None
        official = folded if folded in labels else min(labels)
        return self._label(official, labels[official], exact=True)

    def unnumbered_row(self, folded: str) -> Label | None:
        """The one row whose label a text, folded, is without its number (``其他`` for ``3.其他``), or None.

        A word processor's automatic numbers are no text, and what is left can be a column's label as well.
        """
        rows = [o for o in self._bare.get(folded, ()) if o != folded and Role.ROW in self._exact[o].get(o, ())]
        return self._label(rows[0], (Role.ROW,), exact=False) if len(rows) == 1 else None

    def _nearly(self, folded: str) -> Label | None:
        if (plain := _in_plain_words(folded)) != folded and (label := self.exactly(plain)):
            return self._label_of(label.key)
        if len(folded) < 4 or _is_number(folded) or self._compared >= MAX_COMPARED:
            return None
        self._compared += 1
        if len(same := self._bare.get(_bare(folded), set())) == 1 and len(_bare(folded)) >= 4:
            return self._label_of(next(iter(same)))
        if label := self._behind_another(folded):
            return label
        if any(map(str.isdecimal, _bare(folded))):
            return None  # a number in a sentence; no label has one but its own at its beginning
        nearest = 3
        labels: set[str] = set()
        for wording, officials in self._exact.items():
            limit = min(_limit(len(wording)), nearest)
            if abs(len(wording) - len(folded)) > limit or len(set(wording) - set(folded)) > limit:
                continue
            if "万元" in wording and "元" in folded.replace("万元", ""):
                continue  # another measure, and so other figures
            distance = edit_distance(folded, wording, limit)
            if distance < nearest and distance <= limit:
                nearest, labels = distance, set()
            if distance == nearest:
                labels |= officials.keys()
        labels = labels or self._lacking(folded)
        return self._label_of(next(iter(labels))) if len(labels) == 1 else None

    def _lacking(self, folded: str) -> set[str]:
        """The labels that a text is but for three characters that it lacks."""
        fitting = (wording for wording in self._exact if len(wording) == len(folded) + 3 >= _LONG)
        return {official for wording in fitting if _is_in_order(folded, wording) for official in self._exact[wording]}

    def _behind_another(self, folded: str) -> Label | None:
        """The row's label at the end of a text that names its group first: ``（三）不予公开 1.属于国家秘密``."""
        for wording, officials in self._exact.items():
            if len(wording) < 4 or not folded.startswith(wording) or Role.ROW not in set().union(*officials.values()):
                continue
            rest = self.exactly(folded[len(wording) :].lstrip("-/>:.·—"))
            if rest and Role.ROW in rest.roles:
                return Label(rest.official, rest.roles, exact=False)
        return None

    def _label_of(self, official: str) -> Label:
        roles = {role for labels in self._exact.values() for role in labels.get(official, ())}
        return self._label(official, roles, exact=False)

    def _label(self, official: str, roles: Iterable[Role], *, exact: bool) -> Label:
        return Label(self._official[official], frozenset(roles), exact)


def _limit(length: int) -> int:
    """How many characters a label of ``length`` may be off: in a short one, each makes another word."""
    if length < 4:
        return 0
    return 1 if length < 8 else 2


def _in_plain_words(folded: str) -> str:
    """A text without a measure behind it, and in the form's word for its last one."""
    plain = _MEASURE.sub("", folded)
    for other, word in _OTHER_WORDS:
        if plain.endswith(other):
            return plain.removesuffix(other) + word
    return plain


def _is_in_order(text: str, whole: str) -> bool:
    """Whether all characters of ``text`` stand in ``whole`` in the same order."""
    rest = iter(whole)
    return all(char in rest for char in text)


def _bare(folded: str) -> str:
    return _ORDINAL.sub("", folded, count=1) if _ORDINAL.match(folded) else folded


def _is_number(folded: str) -> bool:
    return not any(char.isalpha() for char in folded)

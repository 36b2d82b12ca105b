"""A section's lines parted into rows of cells and paragraphs of text.

In a page saved as text every cell is a line that starts with a TAB, a blank line ends a row, a cell covered from above by
a merged one is an empty cell, and a merged cell's breadth leaves nothing. Other copies have one cell a line and no TABs:
there the rows are told from the labels, and blank cells are lost, so that a row lacking one can't be placed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gipr_tui.readers.loose_text.joined import JoinedTable
from gipr_tui.readers.loose_text.kept_blanks import rows_with_blanks
from gipr_tui.readers.loose_text.spread import SpreadTable
from gipr_tui.readers.page_text.labels import Role, Vocabulary
from gipr_tui.readers.page_text.lines import MAX_LABEL, Line, is_prose
from gipr_tui.readers.page_text.rows import Box, BoxKind, Row, box_of, is_figure, split_rows
from gipr_tui.text.fold import fold

_FEWEST_FIGURES = 3
_COMMA = re.compile("[，,；;、]")

#: The most lines of a section whose table is looked for among spaces and scattered labels.
MAX_SPREAD = 5000


@dataclass
class Content:
    """What a section holds: rows, paragraphs, and lines that are of a table but could not be parted into cells.

    ``other`` are its rows and paragraphs if their labels were scattered; ``labels`` what was recognised outside any row.
    """

    rows: list[Row] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)
    other: Content | None = None
    labels: list[Box] = field(default_factory=list)

    def followed_by(self, more: Content) -> Content:
        """The content of a section whose heading comes again, with ``more`` below it."""
        whole = Content(self.rows + more.rows, self.prose + more.prose, self.unread + more.unread)
        whole.labels = self.labels + more.labels
        if self.other or more.other:
            whole.other = (self.other or self).without_other().followed_by((more.other or more).without_other())
        return whole

    def without_other(self) -> Content:
        """This reading of the section alone."""
        return replace(self, other=None)


def read_content(lines: Sequence[Line], vocabulary: Vocabulary, *, untabbed: bool) -> Content:
    """The rows and paragraphs among ``lines``; ``untabbed`` allows tables whose cells don't start with a TAB."""
    content = Content()
    if not vocabulary:
        content.prose += (line for line in lines if line.text)
        return content
    joined = JoinedTable(vocabulary)
    if joined.is_in(lines):
        boxes, content.prose = joined.read(lines)
        content.rows = split_rows(boxes, stream=True)
        return content
    whole = _joined(lines, vocabulary)
    if _has_tabbed_table(whole, vocabulary):
        _read_tabbed(whole, vocabulary, content)
        return content
    spread = SpreadTable(lines, vocabulary) if untabbed and len(lines) <= MAX_SPREAD else None
    scattered = spread_content(spread) if spread and spread.is_there else None
    if untabbed and _has_untabbed_table(whole, vocabulary):
        _read_untabbed(whole, vocabulary, content)
        content.other = scattered
        if scattered and spread and spread.is_on_lines:
            scattered.other, content.other = content, None
            return scattered
    elif scattered and spread and spread.is_on_lines:
        return scattered
    else:
        for line in lines:
            if line.text:
                (content.unread if untabbed and is_residue(line, vocabulary) else content.prose).append(line)
    return content


def spread_content(spread: SpreadTable) -> Content:
    """The content of a section whose table is spread over lines."""
    rows = spread.rows()
    return Content(rows, spread.prose, labels=spread.labels)


def _joined(lines: Sequence[Line], vocabulary: Vocabulary) -> list[Line]:
    """``lines`` with labels that were broken over two or three lines made whole."""
    whole: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        size = _broken_label(lines, index, vocabulary)
        if size:
            text = "".join(part.text for part in lines[index : index + size])
            line = Line(line.number, text, line.cell)
        whole.append(line)
        index += size or 1
    return whole


def _broken_label(lines: Sequence[Line], index: int, vocabulary: Vocabulary) -> int:
    """Over how many lines from ``index`` on a label is broken, or 0."""
    folded = lines[index].folded
    if not vocabulary.begins(folded) or vocabulary.exactly(folded):
        return 0
    for size, part in enumerate(lines[index + 1 : index + 3], 2):
        if not part.folded or part.cell:
            return 0
        folded += part.folded
        if vocabulary.exactly(folded):
            return size
    return 0


def _has_tabbed_table(lines: Sequence[Line], vocabulary: Vocabulary) -> bool:
    figures = 0
    for line in lines:
        if not line.cell:
            figures = 0
        elif line.text and vocabulary.exactly(line.folded):
            return True
        elif line.text and is_figure(line.text):
            figures += 1
            if figures >= _FEWEST_FIGURES:
                return True
    return False


def _has_untabbed_table(lines: Sequence[Line], vocabulary: Vocabulary) -> bool:
    figures, labels = 0, set()
    for line in lines:
        if not line.text:
            continue
        if label := vocabulary.exactly(line.folded):
            labels.add(label.official)
        figures = figures + 1 if is_figure(line.text) else 0
        if figures >= _FEWEST_FIGURES or len(labels) >= 2:
            return True
    return False


def is_residue(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line is a table's row with several cells on it, as other kinds of copies have them."""
    if line.ragged or line.text.count("|") + line.text.count("│") >= 2:
        return True
    if sum(map(is_figure, line.text.split())) >= _FEWEST_FIGURES:
        return True
    parts = [part.strip() for part in _COMMA.split(line.text)]
    if len(parts) > _FEWEST_FIGURES and all(map(is_figure, parts[-_FEWEST_FIGURES:])):
        return True
    if len(line.text) > MAX_LABEL:
        return False
    head = line.text.rstrip("0123456789.+-/ \u00a0\u3000")
    return head != line.text and len(head) >= 4 and vocabulary.exactly(fold(head)) is not None


def _read_tabbed(lines: Sequence[Line], vocabulary: Vocabulary, content: Content) -> None:
    blocks: list[list[Box]] = []
    current: list[Box] = []
    for line in lines:
        if line.cell and not line.ragged:
            current.append(box_of(line, vocabulary))
            continue
        if current:
            blocks.append(current)
            current = []
        if not line.text:
            continue
        label = vocabulary.exactly(line.folded)
        if label and Role.CAPTION in label.roles:
            blocks.append([box_of(line, vocabulary)])
        else:
            (content.unread if is_residue(line, vocabulary) else content.prose).append(line)
    if current:
        blocks.append(current)
    if all(len(block) == 1 for block in blocks):
        content.rows += split_rows([block[0] for block in blocks], stream=True)
        return
    for block in blocks:
        if len(block) == 1 and block[0].kind is BoxKind.TEXT and is_prose(block[0].text):
            content.prose.append(Line(block[0].line, block[0].text, True))
        else:
            content.rows += split_rows(block, stream=_runs_on(block))
    content.prose.sort(key=lambda line: line.number)


def _runs_on(block: Sequence[Box]) -> bool:
    """Whether a block of cells holds more than one row: a label after a figure, or figures after a header."""
    figures, headed = 0, False
    for box in block:
        if box.kind is BoxKind.FIGURE:
            figures += 1
        elif box.label and figures:
            return True
        elif box.kind is BoxKind.HEAD:
            headed = True
    return headed and figures >= _FEWEST_FIGURES


def _read_untabbed(lines: Sequence[Line], vocabulary: Vocabulary, content: Content) -> None:
    if kept := rows_with_blanks(lines, vocabulary):
        content.rows, content.prose = kept
        return
    boxes = {line.number: box_of(line, vocabulary) for line in lines if line.text}
    of_table = [
        line.number
        for line in lines
        if line.text and (boxes[line.number].kind is BoxKind.FIGURE or vocabulary.exactly(line.folded))
    ]
    stream: list[Box] = []
    for line in lines:
        if not line.text:
            continue
        box = boxes[line.number]
        inside = of_table[0] <= line.number <= of_table[-1]
        if is_residue(line, vocabulary):
            content.unread.append(line)
        elif not inside or (box.kind is BoxKind.TEXT and is_prose(box.text)):
            content.prose.append(line)
        else:
            stream.append(box)
    content.rows += split_rows(stream, stream=True)

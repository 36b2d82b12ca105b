"""A copy as its source gives it, paragraphs and tables within tables, into parts in document order.

Web pages and word processors use tables for their layout too: such a table is no table of the report, and its cells are
read one after the other. A row of one single cell over the whole width is a line of text (a heading, a caption, a note),
unless it is the label of a group of rows or columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gipr_tui.forms import Form
from gipr_tui.readers.grids.alone import Test, alone_in, of_table_in
from gipr_tui.readers.grids.model import MAX_ROWS, Loose, Part, Table, lay_cells
from gipr_tui.readers.loose_text.joined import cut_behind_headings
from gipr_tui.readers.page_text.lines import is_prose, note_radicals, read_lines
from gipr_tui.readers.reading import Notes
from gipr_tui.text.clean import clean_line
from gipr_tui.text.radicals import without_radicals

#: How deep tables within tables are followed; what stands deeper is read as text.
MAX_DEPTH = 20

_MANY_PARAGRAPHS, _LONG_TEXT = 3, 200


@dataclass
class FlowCell:
    """A cell of a source's table: the paragraphs and tables in it, and how far it is merged.

    ``unsure``: its text and its neighbour's can't be told apart.
    """

    blocks: list[Block] = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    unsure: bool = False

    @property
    def text(self) -> str:
        """All text in the cell as one line."""
        return without_radicals(" ".join(filter(None, map(clean_line, texts_of(self.blocks)))).strip())

    @property
    def tables(self) -> list[FlowTable]:
        """The tables in the cell that hold any text."""
        return [block for block in self.blocks if isinstance(block, FlowTable) and any(texts_of([block]))]


@dataclass
class FlowTable:
    """A table of a source, row by row. ``goes_on``: it goes on with the table before it, in the same columns."""

    rows: list[list[FlowCell]] = field(default_factory=list)
    goes_on: bool = False

    @property
    def is_layout(self) -> bool:
        """Whether the table only arranges the page: it holds other tables, whole passages of text, or one column."""
        if all(len(row) <= 1 for row in self.rows):
            return True
        full = sum(sum(bool(cell.text) for cell in row if not cell.tables) >= 3 for row in self.rows)
        if full >= 3:
            return False
        return any(cell.tables or _is_passage(cell) for row in self.rows for cell in row)


#: A paragraph's text, or a table.
Block = str | FlowTable


@dataclass(frozen=True)
class _Tests:
    """Whether a text alone in its row is a line between tables, and whether one that fills a row is of the table."""

    alone: Test
    of_table: Test


@dataclass(frozen=True)
class Copy:
    """A copy's parts, and its text as lines: what the parts' line numbers count."""

    parts: tuple[Part, ...]
    text: str


def texts_of(blocks: Iterable[Block], depth: int = 0) -> Iterator[str]:
    """Every paragraph among ``blocks``, those in tables too."""
    for block in blocks:
        if isinstance(block, str):
            yield block.strip()
        elif depth < MAX_DEPTH:
            for row in block.rows:
                for cell in row:
                    yield from texts_of(cell.blocks, depth + 1)


def copy_of(blocks: Iterable[Block], name: str, forms: Mapping[str, Form], notes: Notes) -> Copy:
    """The parts of a copy on ``forms`` given as ``blocks``. Notes what was odd about their characters.

    Raises UnreadableFile for more lines than a copy may have.
    """
    lines: list[str] = []
    parts: list[int | Table] = []
    blocks = list(blocks)
    note_radicals(texts_of(blocks), notes)
    _gather(blocks, lines, parts, _Tests(alone_in(forms), of_table_in(forms)), 0)
    text = "\n".join(lines)
    read = read_lines(text, name, notes)
    found = [read[part] if isinstance(part, int) else part for part in parts]
    return Copy(tuple(cut_behind_headings(found, forms)), text)


def _gather(blocks: Iterable[Block], lines: list[str], parts: list[int | Table], tests: _Tests, depth: int) -> None:
    """Adds the lines of ``blocks``, and their parts: a paragraph's by the position of its line, as it is read later."""
    for block in blocks:
        if isinstance(block, str):
            for paragraph in block.splitlines():
                if text := without_radicals(paragraph.replace("\t", " ")).strip():
                    parts.append(len(lines))
                    lines.append(text)
        elif block.is_layout and depth < MAX_DEPTH:
            for row in block.rows:
                for cell in row:
                    _gather(cell.blocks, lines, parts, tests, depth + 1)
        else:
            before = parts[-1] if parts else None
            parts += _pieces(block, lines, tests, before if isinstance(before, Table) else None)


def _pieces(flow: FlowTable, lines: list[str], tests: _Tests, before: Table | None) -> Iterator[int | Table]:
    """A table's parts: the rows that are lines of text, and what stands between them, as tables of one family.

    It is the family of the table right ``before`` it where that goes on in this one, or has as many columns.
    """
    rows = [[Loose(cell.text, cell.rows, cell.columns, cell.unsure) for cell in row] for row in flow.rows[:MAX_ROWS]]
    first = len(lines)
    table = lay_cells(rows, [first + index + 1 for index in range(len(rows))])
    if before and (flow.goes_on or before.width == table.width):
        table.family = before.family
    lines += ("\t".join(cell.text for cell in row) for row in rows)
    start = 0
    for row in range(table.height):
        if _is_line(table, row, tests):
            if start < row:
                yield table.part(start, row)
            lines[first + row] = lines[first + row].strip()
            yield first + row
            start = row + 1
    if start < table.height:
        yield table.part(start, table.height)
    for beyond in flow.rows[MAX_ROWS:]:  # longer than any table: kept as text
        lines.append(" ".join(cell.text for cell in beyond))
        yield len(lines) - 1


def _is_line(table: Table, row: int, tests: _Tests) -> bool:
    """Whether a row is one text over the whole width of its table, or one that stands alone and can only be a line."""
    own = [cell for cell in table.rows[row] if cell.text and cell.row == row]
    if len(own) == 1 and own[0].rows == 1 and not is_prose(own[0].text) and tests.alone(own[0].text):
        return True  # a heading, whatever merged cell reaches into its row
    filled = [cell for cell in table.rows[row] if cell.text or cell.row < row]
    if len(filled) != 1 or filled[0].rows > 1:
        return False
    if filled[0].columns >= table.width:
        return not tests.of_table(filled[0].text)
    return tests.alone(filled[0].text)


def _is_passage(cell: FlowCell) -> bool:
    paragraphs = [block for block in cell.blocks if isinstance(block, str) and block.strip()]
    return len(paragraphs) >= _MANY_PARAGRAPHS and sum(map(len, paragraphs)) >= _LONG_TEXT


def flow_table(rows: Sequence[Sequence[str]]) -> FlowTable:
    """A table of plain cells, none merged."""
    return FlowTable([[FlowCell([text]) for text in row] for row in rows])

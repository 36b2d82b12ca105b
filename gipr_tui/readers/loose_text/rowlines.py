"""Tables with one row on each line, its cells parted by ``|``, TABs or commas, or one cell on each line and a ``|`` after it.

Where a cell is merged over several columns the others are left empty, as spreadsheets and web page converters leave them:
every cell stands in its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from gipr_tui.forms import Form
from gipr_tui.readers.grids.alone import Test, alone_in
from gipr_tui.readers.grids.model import Loose, Part, lay_cells
from gipr_tui.readers.loose_text.commas import comma_rows
from gipr_tui.readers.loose_text.copied import copied_rows, is_copied
from gipr_tui.readers.loose_text.drawn import drawn_table, has_drawings, is_drawn
from gipr_tui.readers.loose_text.kept_blanks import column_counts
from gipr_tui.readers.loose_text.next_line import with_values
from gipr_tui.readers.loose_text.unfolding import unfolded
from gipr_tui.readers.page_text.labels import Role, Vocabulary
from gipr_tui.readers.page_text.lines import MAX_LABEL, Line
from gipr_tui.readers.page_text.rows import is_figure
from gipr_tui.text.clean import strip_cell
from gipr_tui.text.fold import fold

_BAR = re.compile(r"\s*[|｜]\s*")
_CELL_WITH_BAR = re.compile(r"[^|｜]*[|｜]\s*")
_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?\s*")
_GRID_RULE = re.compile(r"\+[-=:+]*[-=]{2}[-=:+]*\+")
_MARKDOWN = re.compile(
    r"^(?:#{1,6}|={2,6}(?=[^=]+$))\s+(?:\*\*(?=[^*]+\*\*))?|\s*\{[#.][^{}]*\}$|^\*\*(?=[^*]+\*\*$)|(?<=\S)\*\*$|^[-*_]{3,}$|^</?(?:div|section)\b[^<>]*>$|^:{3,}.*$"
)
_HEADED = re.compile(r"^(?:(?:#{1,6}|={2,6}(?=[^=\n]+$)) \S|\*\*[^*\n]+\*\*\s*$)", re.MULTILINE)

_ESCAPED = re.compile(r"\\([-+*_.#~])")
_UPRIGHT = str.maketrans(dict.fromkeys("│┃║├┤┼┌┐└┘┬┴╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋", "|"))
_BARS = _UPRIGHT | str.maketrans(dict.fromkeys("─━═", " "))

#: How many lines with a cell and a bar after it make a copy of that kind, and how many labels a table.
_FEWEST_CELLS, _FEWEST_LABELS = 10, 2


def with_tables(lines: Sequence[Line], text: str, forms: Mapping[str, Form]) -> list[Part]:
    """``lines`` of ``text`` with those that are rows of tables made tables."""
    if not has_drawings(text):
        return _with_rows(lines, text, forms)
    parts: list[Part] = []
    text = "\n".join(map(_with_bars, text.split("\n")))
    for drawn, group in groupby(lines, key=lambda line: is_drawn(line.text)):
        block = list(group)
        table = drawn_table([" " * line.indent + line.text for line in block], block[0].number) if drawn else None
        barred = [replace(line, text=_with_bars(line.text).strip()) for line in block]
        parts += [table] if table else _with_rows(barred, text, forms)
    return parts


def _with_rows(lines: Sequence[Line], text: str, forms: Mapping[str, Form]) -> list[Part]:
    if _HEADED.search(text):
        lines = [line if "|" in line.text else without_marks(line) for line in lines]
    vocabulary = Vocabulary(table for form in forms.values() for table in form.tables)
    parted = comma_rows(lines, text, vocabulary)
    if "|" not in text and "｜" not in text and "\t" not in text and not parted:
        return list(lines)
    raw: Sequence[str] = text.split("\n")
    if is_copied(raw):
        return list(_of_copied(lines, raw, forms))
    if _has_barred_cells(lines, raw):
        return list(_of_cells([_barred_cell(line, raw[line.number - 1]) for line in lines]))
    lines, raw = with_values(lines, raw, vocabulary)
    return list(_grouped(lines, raw, parted, vocabulary, forms))


def _with_bars(line: str) -> str:
    """A line of a table drawn with box characters, with bars between its cells: browsers for terminals draw such tables."""
    if not is_drawn(line):
        return line
    barred = line.translate(_BARS)
    return "|--|" if barred != line.translate(_UPRIGHT) and not barred.strip("| ") else barred


def _of_copied(lines: Sequence[Line], raw: Sequence[str], forms: Mapping[str, Form]) -> Iterator[Part]:
    vocabulary = Vocabulary(table for form in forms.values() for table in form.tables)
    rows: list[tuple[Line, list[str]]] = []
    for line, cells in copied_rows(lines, raw, vocabulary, alone_in(forms)):
        if len(cells) > 1:
            text = "  ".join(cells).strip()
            rows.append((replace(line, text=text, ragged=True), cells))
            continue
        yield from _table(rows, vocabulary, forms)
        rows = []
        yield line
    yield from _table(rows, vocabulary, forms)


def without_marks(line: Line) -> Line:
    """A line without the marks of a Markdown heading or of bold type round it; a rule across the page is a mark alone."""
    text = _MARKDOWN.sub("", _MARKDOWN.sub("", line.text).strip())
    return line if text == line.text else replace(line, text=text.strip())


def _has_barred_cells(lines: Sequence[Line], raw: Sequence[str]) -> bool:
    barred = [line for line in lines if "|" in line.text or "｜" in line.text]
    cells = sum(bool(_CELL_WITH_BAR.fullmatch(raw[line.number - 1])) for line in barred)
    return cells >= _FEWEST_CELLS and cells * 2 > len(barred)


def _barred_cell(line: Line, raw: str) -> Line:
    if not _CELL_WITH_BAR.fullmatch(raw):
        return line
    return replace(line, text=line.text.rstrip("|｜").strip(), cell=True, ragged=False)


def _of_cells(lines: Sequence[Line]) -> Iterator[Part]:
    """Cells that an empty line parts into rows, where these are all as long as one another: a table."""
    rows: list[list[Line]] = []
    held: list[Line] = []
    for line in [*lines, Line(0, "")]:
        if line.cell:
            if not held or not held[-1].cell:
                rows.append([])
            rows[-1].append(line)
        elif line.text or not line.number:
            yield from _table_of_cells(rows, held)
            rows, held = [], []
            if line.number:
                yield line
            continue
        held.append(line)


def _table_of_cells(rows: Sequence[list[Line]], held: Sequence[Line]) -> Iterator[Part]:
    parts: list[list[list[Line]]] = []
    for row in rows:
        if parts and len(parts[-1][-1]) == len(row):
            parts[-1].append(row)
        else:
            parts.append([row])
    if any(len(part) < 2 or len(part[0]) < 2 for part in parts):
        yield from held
        return
    for part in parts:
        yield lay_cells([[Loose(cell.text) for cell in row] for row in part], [row[0].number for row in part])


def _grouped(
    lines: Sequence[Line],
    raw: Sequence[str],
    parted: Mapping[int, list[str]],
    vocabulary: Vocabulary,
    forms: Mapping[str, Form],
) -> Iterator[Part]:
    rows: list[tuple[Line, list[str]]] = []
    alone = alone_in(forms)
    for line in lines:
        if cells := parted.get(line.number):
            rows.append((replace(line, ragged=True), cells))
            continue
        within = bool(rows) or _begins_with_label(line, vocabulary)
        cells = _cells(line, raw[line.number - 1], within=within)
        if cells is None and (blank := _blank_row(line, raw[line.number - 1], rows, vocabulary, alone)):
            rows.append((replace(line, ragged=True), blank))
            continue
        if cells is not None:
            rows.append((line, cells))
            continue
        if rows and not line.text and not line.cell:
            rows.append((line, []))
            continue
        yield from _table(rows, vocabulary, forms)
        rows = []
        yield without_marks(line)
    yield from _table(rows, vocabulary, forms)


def _cells(line: Line, raw: str, *, within: bool) -> list[str] | None:
    """The cells on a line, or None where it is no row of several; ``within`` a table, one of two cells will do."""
    bars = line.text.count("|") + line.text.count("｜")
    if _GRID_RULE.fullmatch(line.text):
        return []
    if bars >= 2 or (bars and within) or _RULE.fullmatch(line.text):
        if _RULE.fullmatch(line.text):
            return [] if "|" in line.text else None
        return [_bare(cell) for cell in _BAR.split(line.text)]
    if line.ragged:
        return [_bare(cell) for cell in raw.split("\t")]
    return None


def _begins_with_label(line: Line, vocabulary: Vocabulary) -> bool:
    first, bar, _ = line.text.partition("|")
    return bool(bar) and len(first) <= MAX_LABEL and vocabulary.exactly(fold(_bare(first))) is not None


def _blank_row(
    line: Line, raw: str, rows: Sequence[tuple[Line, list[str]]], vocabulary: Vocabulary, alone: Test
) -> list[str] | None:
    """The cells of a line with one text at most and nothing after its TABs: a row of blank cells.

    It has as many cells as the row before it, or begins with a row's label: merged ones are written once.
    """
    cells = [_bare(cell) for cell in raw.split("\t")]
    if len(cells) < 2 or alone(line.text):
        return None
    label = vocabulary.exactly(fold(cells[0])) if cells[0] and len(cells[0]) <= MAX_LABEL else None
    named = label is not None and Role.ROW in label.roles
    return cells if named or (rows and len(cells) == len(rows[-1][1])) else None


def _bare(text: str) -> str:
    """A cell's text without Markdown's bold type, and without the strokes that it puts before its own signs."""
    return _ESCAPED.sub(r"\1", re.sub(r"^\*\*(.+)\*\*$", r"\1", strip_cell(text)))


def _table(rows: Sequence[tuple[Line, list[str]]], vocabulary: Vocabulary, forms: Mapping[str, Form]) -> Iterator[Part]:
    """Rows on end as a table, if it has labels of a form; else their lines."""
    filled = [(line, cells) for line, cells in rows if cells]
    if filled and all(not cells[0] and len(cells) > 1 and line.text[:1] in ("|", "｜") for line, cells in filled):
        filled = [(line, cells[1:]) for line, cells in filled]  # the bar that begins each line is the table's edge
    barred = [cells for line, cells in filled if not line.ragged]
    if barred and all(not cells[-1] for cells in barred):  # and so is the one that ends it
        filled = [(line, cells if line.ragged else cells[:-1]) for line, cells in filled]
    filled = [(line, cells) for line, cells in filled if cells]
    labels = {fold(cell) for _, cells in filled for cell in cells if vocabulary.exactly(fold(cell))}
    if len(labels) < _FEWEST_LABELS:
        yield from (line for line, _ in rows)
        return
    loose = _spread_labels([cells for _, cells in filled], vocabulary)
    plain = lay_cells(loose, [line.number for line, _ in filled], loose=True)
    yield unfolded(filled, forms) or plain


def _spread_labels(rows: Sequence[list[str]], vocabulary: Vocabulary) -> list[list[Loose]]:
    """The cells of ``rows``; where one ends blank, its label with the blank cells that it left behind it when it was merged.

    They are told from the row's own where a header spans all columns of the table, one cell each, to the end of the widest
    row. A row with fewer cells, below a merged label, ends there too if another with as many cells has a figure in its last.
    """
    widths = column_counts(vocabulary)
    widest = max(map(len, rows), default=0)
    spanned = {widest - place for cells in rows if (place := _spanning(cells, widest, vocabulary))}
    figured = {len(cells) for cells in rows if is_figure(cells[-1]) and fold(cells[0]) in widths} | {widest}
    laid: list[list[Loose]] = []
    for cells in rows:
        labels = next((place for place, cell in enumerate(cells) if fold(cell) not in widths), len(cells))
        wide = widths.get(fold(cells[labels - 1]), 0) if labels else 0
        lead = len(cells) - wide
        loose = [Loose(cell) for cell in cells]
        ends = not cells[-1] and wide in spanned and len(cells) in figured
        if ends and 0 < labels < lead and not any(cells[labels:lead]):
            loose[labels - 1 : lead] = [Loose(cells[labels - 1], columns=lead - labels + 1)]
        laid.append(loose)
    return laid


def _spanning(cells: Sequence[str], widest: int, vocabulary: Vocabulary) -> int:
    """Where a header begins behind which a row of the table's whole width has nothing; 0 where none does."""
    last = max((place for place, cell in enumerate(cells) if cell), default=0)
    label = vocabulary.exactly(fold(cells[last])) if len(cells) == widest and len(cells[last]) <= MAX_LABEL else None
    return last if label and Role.COLUMN in label.roles and not any(cells[1:last]) else 0

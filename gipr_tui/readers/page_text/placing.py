"""Rows of a copy into the cells of a form: by label and order, by the columns the header names, and never by guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gipr_tui.forms import Layout, Node, address_of
from gipr_tui.readers.page_text.columns import Head, in_columns, is_reordered, is_within, read_head, says_all_words
from gipr_tui.readers.page_text.labels import Role
from gipr_tui.readers.page_text.placement import ColumnDoubt, LooseRow, Ordered, Placement, Run, table_name
from gipr_tui.readers.page_text.progress import Path, Progress
from gipr_tui.readers.page_text.row_shapes import (
    is_doubtful,
    is_figure_in_words,
    is_pieces,
    is_shifted,
    is_words,
    lacks_figures,
    right_of,
    subtotal_of,
)
from gipr_tui.readers.page_text.rows import Box, BoxKind, Row, RowKind, text_of
from gipr_tui.report.model import Unplaced
from gipr_tui.text.fold import fold


@dataclass(frozen=True, slots=True)
class _Filled:
    """A row that found its cells."""

    progress: Progress
    leaf: Node
    row: Row


class Placer:
    """Places the rows of a copy, section by section, under one layout."""

    def __init__(self, layout: Layout) -> None:
        self.result = Placement(layout)
        self._progress = {table.id: Progress(table) for table in layout.tables}
        self._section = 0
        self._scope: list[Progress] = []
        self._current: Progress | None = None
        self._header: list[Box] = []
        self._header_grid = 0
        self._header_right = 0
        self._head_follows = False
        self._last: _Filled | None = None
        self._group_lines: list[tuple[int, Progress, Node, Row, Path]] = []

    def section(self, number: int, rows: Sequence[Row], tables: Sequence[str]) -> None:
        """Places the rows found in a section, which may be of ``tables``."""
        self._section = number
        self._scope = [self._progress[id] for id in tables]
        self._current = None
        heads = [index for index, row in enumerate(rows) if row.kind is RowKind.HEAD]
        for index, row in enumerate(rows):
            self._head_follows = bool(heads) and index < heads[-1]
            if row.kind is RowKind.PLAIN and not row.grid and self._doubt_last(row):
                continue
            self._last = None
            match row.kind:
                case RowKind.CAPTION:
                    self._caption(row.boxes[0])
                case RowKind.HEAD:
                    if self._header and row.grid != self._header_grid:
                        self._drop_header()
                    self._header_right = max(self._header_right if self._header else 0, right_of(row))
                    self._header += (box for box in row.boxes if box.text)
                    self._header_grid = row.grid
                case RowKind.LABELLED:
                    self._labelled(row)
                case RowKind.PLAIN if self._header and row.grid == self._header_grid and is_pieces(row):
                    self._header += (box for box in row.boxes if box.text)
                case RowKind.PLAIN:
                    self._plain(row)
                case RowKind.BLANK:
                    self._blank(row)
        self._drop_header()
        self._last = None

    def finish(self) -> Placement:
        """The placement, with a note for every table and row that was not found."""
        self._doubt_group_lines()
        for progress in self._progress.values():
            table = progress.table
            if not progress.seen:
                self._note("table-missing", None, table=table_name(table))
                continue
            for path in table.row_paths:
                if path[-1].key not in progress.seen and not path[-1].subtotal:
                    label = " > ".join(node.label for node in path)
                    self._note("row-missing", None, row=label, table=table_name(table))
        for box in (*self.result.labels, *(box for run in self.result.runs for box in run.lead)):
            if box.text and box.label and not box.label.exact:
                self._note("label-inexact", box.line, text=box.text, official=box.label.official)
        return self.result

    def _doubt_group_lines(self) -> None:
        """Figures beside a group's label are its subtotals only if its rows are all there: else a row lost its label."""
        for section, progress, subtotal, row, path in self._group_lines:
            self._section = section
            if not {leaf.key for leaf in path[-1].leaves()} <= progress.seen:
                self._take_back(_Filled(progress, subtotal, row), "extra-row")

    def _doubt_last(self, row: Row) -> bool:
        """Whether ``row`` is a few figures left over from the row before, which then has too many: both are unplaced."""
        last = self._last
        figures = [box for box in row.boxes if box.text]
        if last is None or any(box.kind is not BoxKind.FIGURE for box in figures):
            return False
        if len(figures) >= max(len(last.row.values), 1 + row.whole):
            return False
        expected = len(last.row.values)
        if row.whole:
            return self._stands_below(last, row)
        self._take_back(last, "row-shape", found=expected + len(figures), expected=expected)
        self._reject(row.boxes, "extra-row")
        return True

    def _stands_below(self, last: _Filled, row: Row) -> bool:
        """Whether ``row`` is right below the row before it, which then may have other figures or other columns."""
        loose = self.result.loose[-1] if self.result.loose else None
        if loose is None or last.row.grid or loose.told.row != last.leaf.key:
            return False
        values = last.row.values
        if row.line - max(box.line for box in values) > (1 if values[-1].text else 2):  # a blank line may stand between
            return False
        loose.below = tuple(box for box in row.boxes if box.text)
        return True

    def _take_back(self, filled: _Filled, reason: str, **fields: object) -> None:
        """Unplaces a row again."""
        progress, leaf, row = filled.progress, filled.leaf, filled.row
        cells = {address_of(leaf.key, column.key): column for column in progress.table.leaf_columns}
        taken = [address for address in cells if self.result.cells.get(address) in row.values]
        if not taken:
            return
        for address in taken:
            del self.result.cells[address]
        self.result.labels = [box for box in self.result.labels if box not in row.lead]
        self._reject(row.boxes, reason, reason, row=row.text, table=table_name(progress.table), **fields)

    def _note(self, code: str, line: int | None, **fields: object) -> None:
        self.result.notes.add(code, line, **fields)

    def _caption(self, box: Box) -> None:
        self._drop_header()
        assert box.label
        key = box.label.key
        self._current = next((p for p in self._scope if fold(p.table.table.caption) == key), None)
        if self._current is None:
            self._reject((box,), "extra-row")
            return
        self._current.announced = True
        self.result.labels.append(box)

    def _labelled(self, row: Row) -> None:
        lead = [box.label.key for box in row.lead if box.label]
        groups = [box.label.key for box in row.groups if box.label and Role.ROW in box.label.roles]
        progress, path = self._locate([*groups, *lead])
        if path is None and groups:
            progress, path = self._locate(lead)
        if progress is None or path is None:
            self.result.foreign += 1
            self._reject(row.boxes, "extra-row", row=row.text)
            return
        self._enter(progress, row.line)
        node = path[-1]
        progress.context = path if node.nodes else path[:-1]
        if not node.nodes:
            self._fill(progress, node, row)
        elif not any(box.text for box in row.values):
            self.result.labels += row.lead
        elif row.values[0].kind is not BoxKind.TEXT and (subtotal := subtotal_of(node)):
            self._fill(progress, subtotal, row)
            self._group_lines.append((self._section, progress, subtotal, row, path))
        else:
            self._reject(row.boxes, "extra-row", row=row.text)

    def _locate(self, lead: Sequence[str]) -> tuple[Progress | None, Path | None]:
        for progress in sorted(self._scope, key=lambda p: p is not self._current):
            if path := progress.path_of(lead):
                return progress, path
        return None, None

    def _enter(self, progress: Progress, line: int) -> None:
        if progress is not self._current and progress.table.table.caption and not progress.announced:
            self._note("caption-missing", line, table=table_name(progress.table))
            progress.announced = True
        self._current = progress

    def _plain(self, row: Row) -> None:
        progress = next((p for p in self._scope if p.nameless), None)
        figures = any(box.kind is BoxKind.FIGURE or (row.grid and is_figure_in_words(box)) for box in row.boxes)
        first = next(box for box in row.boxes if box.text)
        whole = progress and len(row.boxes) == len(progress.table.leaf_columns)
        wanted = (whole and (figures or self._header)) or (figures and first.kind is not BoxKind.TEXT)
        wanted = wanted or bool(row.grid and figures and self._header)
        texts = any(box.kind is BoxKind.TEXT for box in row.boxes)
        if progress and (texts or self._head_follows) and not (self._header or progress.headed):
            wanted = False  # a row without a name stands below its head
        wanted = wanted and (figures or not is_words(row))
        if progress is None or progress.nameless is None or not wanted:
            self._reject(row.boxes, "extra-row", row=row.text)
            return
        self._enter(progress, row.line)
        self._fill(progress, progress.nameless, replace(row, values=row.boxes))

    def _blank(self, row: Row) -> None:
        progress = next((p for p in self._scope if p.nameless), None)
        if progress is None or progress.nameless is None or not self._header:
            return
        whole = len(row.boxes) == len(progress.table.leaf_columns) and not progress.seen
        head = None if whole else read_head(self._header, progress.table)
        if whole or (head and len(head.columns) == len(row.boxes) < len(progress.table.leaf_columns)):
            self._enter(progress, row.line)
            self._fill(progress, progress.nameless, replace(row, values=row.boxes))

    def _fill(self, progress: Progress, leaf: Node, row: Row) -> None:
        columns = self._columns(progress, row)
        name = leaf.label if not leaf.subtotal else " > ".join(box.text for box in row.lead)
        if columns is None:
            self._hold(progress, leaf, row, name)
            return
        values = self._values(progress, leaf, row, len(columns))
        if leaf.key in progress.seen and self._is_filled(leaf, columns):
            self._reject(row.boxes, "repeated-row", row=name)
            return
        progress.seen.add(leaf.key)
        if [box.run for box in row.values if box.text] == [True] and all(columns):
            self._take_run(progress, leaf, row, name)
            return
        if all(columns) and lacks_figures(row, values, len(columns)):
            self._take_lacking(progress, leaf, row, name)
            return
        if len(values) != len(columns) or is_doubtful(row, values):
            self._reject_shape(progress, leaf, row, name, len(values), len(columns))
            return
        if progress.order[leaf.key] < progress.last:
            self._note("row-order", row.line, row=name)
        progress.last = max(progress.last, progress.order[leaf.key])
        self.result.labels += row.lead
        left = [box for box in row.values if box.text and not is_within(box, values)] if row.grid else []
        if stray := (*row.stray, *left):
            self._reject(stray, "extra-row", "extra-label", text=" ".join(box.text for box in stray))
        if lacking := values.count(None):
            self._note("row-short", row.line, row=name, found=len(values) - lacking, expected=len(columns))
        for column, box in zip(columns, values, strict=True):
            if box is None:
                continue
            if column:
                self.result.cells[address_of(leaf.key, column.key)] = box
            elif box.text:
                self._reject((box,), "unknown-column", row=name, text=box.text)
        if all(columns) and all(values):
            self._note_filled(progress, leaf, row, name, columns, [box for box in values if box])

    def _reject_shape(self, progress: Progress, leaf: Node, row: Row, name: str, found: int, expected: int) -> None:
        """Keeps a row unplaced that has not the cells it should have, or not for certain."""
        code = "row-merged" if row.merged else "row-unsure"
        code = code if found == expected else "row-shape" if leaf.label else "t4-shape"
        table = table_name(progress.table)
        self._reject(row.boxes, "row-shape", code, row=name, table=table, found=found, expected=expected)

    def _note_filled(
        self,
        progress: Progress,
        leaf: Node,
        row: Row,
        name: str,
        columns: tuple[Node | None, ...],
        boxes: Sequence[Box],
    ) -> None:
        """Remembers a row that found all its cells, while it may be doubted yet."""
        self._last = _Filled(progress, leaf, row)
        doubt = self.result.doubts.get(progress.table.id)
        told = Ordered(self._section, leaf.key, name, row.lead, tuple(boxes))
        if doubt and doubt.columns == columns:
            doubt.rows.append(told)
        self._note_loose(progress, row, told)

    def _hold(self, progress: Progress, leaf: Node, row: Row, name: str) -> None:
        """Keeps a row whose columns no head names, until the rows' totals may tell them."""
        doubt = self.result.doubts.get(progress.table.id)
        values = self._values(progress, leaf, row, len(progress.table.leaf_columns))
        boxes = tuple(box for box in values if box)
        whole = len(boxes) == len(progress.table.leaf_columns) and not is_doubtful(row, values)
        if doubt is None or not whole or row.stray or leaf.key in progress.seen or any(box.run for box in boxes):
            self._reject(row.boxes, "unknown-columns", row=name)
            return
        progress.seen.add(leaf.key)
        told = Ordered(self._section, leaf.key, name or table_name(progress.table), row.lead, boxes)
        doubt.rows.append(told)
        self._note_loose(progress, row, told)
        self._last = _Filled(progress, leaf, row) if row.whole else None

    def _note_loose(self, progress: Progress, row: Row, told: Ordered) -> None:
        if row.whole or row.streamed:
            self.result.loose.append(LooseRow(progress.table, told))

    def _is_filled(self, leaf: Node, columns: Sequence[Node | None]) -> bool:
        cells = (self.result.cells.get(address_of(leaf.key, column.key)) for column in columns if column)
        held = any(box.text for box in cells if box)  # a row broken by a page's end may be blank on the first
        return held or any(run.row == leaf.key and run.columns == columns for run in self.result.runs)

    def _take_run(self, progress: Progress, leaf: Node, row: Row, name: str) -> None:
        """Keeps a row whose figures have run together, to be split when all rows are known."""
        box = next(box for box in row.values if box.run)
        columns = tuple(column for column in progress.columns or () if column)
        name = name or table_name(progress.table)
        self.result.runs.append(Run(self._section, progress.table.id, leaf.key, name, row.lead, columns, box))
        progress.last = max(progress.last, progress.order[leaf.key])

    def _take_lacking(self, progress: Progress, leaf: Node, row: Row, name: str) -> None:
        """Keeps a row that has lost cells, with its figures, until the form's sums may tell which."""
        filled = [box for box in row.values if box.text]
        box = replace(filled[0], text=text_of(filled), run=True)
        columns = tuple(column for column in progress.columns or () if column)
        run = Run(self._section, progress.table.id, leaf.key, name, row.lead, columns, box, lacking=True)
        self.result.runs.append(run)
        self.result.labels += (other for other in row.lead if other.text)

    def _values(self, progress: Progress, leaf: Node, row: Row, count: int) -> Sequence[Box | None]:
        """The cells of a row as they belong to the columns: by what they stand under in a grid, else in their order."""
        values = row.values
        if progress.spans and progress.grid == row.grid:
            first = progress.spans[0][0]
            if row.kind is RowKind.PLAIN:  # what stands left of the first column of a row without a name is its name
                values = tuple(box for box in values if not box.span or box.span[1] > first)
            if not is_shifted(row, first, progress.right) and (found := in_columns(values, progress.spans)):
                return found
            return values  # its order tells its columns only where it has exactly as many cells
        if progress.unsure or (row.grid and row.kind is RowKind.PLAIN):  # one cell may be before the row, or behind it
            return values
        spare = values[: progress.merged_beside(leaf)]
        if spare and len(values) == count + len(spare) and values[-1].text and not any(box.text for box in spare):
            return values[len(spare) :]
        surplus = values[count:]
        # An empty cell before the figures may be left of a merged label as well: then none is known to be the surplus.
        return values if any(box.text for box in surplus) or (surplus and not values[0].text) else values[:count]

    def _columns(self, progress: Progress, row: Row) -> tuple[Node | None, ...] | None:
        """The columns of a table's values, from the header that came before them; None where it can't be read."""
        header, self._header = self._header, []
        if not header:
            if not progress.headed:
                self._note("header-missing", row.line, table=table_name(progress.table))
                progress.columns = progress.table.leaf_columns
            progress.headed = True
            return progress.columns
        head = read_head(header, progress.table)
        doubts = self.result.doubts
        whole = head is not None and all(head.columns)
        if not whole and not progress.headed and says_all_words(header, progress.table):
            self._note("header-words", header[0].line, table=table_name(progress.table))
            progress.columns, progress.headed = progress.table.leaf_columns, True
            self.result.labels += header
            return progress.columns
        if head:
            if is_reordered(head.columns, progress.table):
                columns = tuple(column for column in head.columns if column)
                doubts.setdefault(progress.table.id, ColumnDoubt(progress.table, header[0].line, columns))
            progress.columns = head.columns
            progress.spans, progress.grid, progress.right = head.spans, self._header_grid, self._header_right
            progress.unsure = bool(head.unknown) and all(head.columns)
        elif not progress.headed:
            self._note("header-unread", header[0].line, table=table_name(progress.table))
            doubts.setdefault(progress.table.id, ColumnDoubt(progress.table, header[0].line))
        elif progress.nameless and progress.columns != progress.table.leaf_columns:
            progress.columns = None  # the head before it was of one group alone
        progress.headed = True
        self._keep_header(header, head)
        return progress.columns

    def _keep_header(self, header: Sequence[Box], head: Head | None) -> None:
        unknown = head.unknown if head else tuple(box for box in header if not box.label)
        self.result.labels += (box for box in header if box not in unknown)
        for box in unknown:
            self._reject((box,), "extra-column", text=box.text)

    def _drop_header(self) -> None:
        """A header that no row followed."""
        header, self._header = self._header, []
        self._keep_header(header, None)

    def _reject(self, boxes: Sequence[Box], reason: str, code: str = "", **fields: object) -> None:
        """Keeps the text of cells that have no certain place, under its reason, and notes it."""
        filled = [box for box in boxes if box.text]
        if filled:
            text = text_of(filled)
            self.result.unplaced.append(Unplaced(filled[0].line, self._section, text, reason))
        line = filled[0].line if filled else boxes[0].line
        self._note(code or reason, line, **({"row": text} | fields if filled else fields))

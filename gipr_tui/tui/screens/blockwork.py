"""What the editor does with many cells at once: noughts, totals, fills, copies and pastes, each one edit that is one undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from gipr_tui.forms import Address
from gipr_tui.report.values import written
from gipr_tui.tui.memory import TOTALS_FOLLOW
from gipr_tui.tui.screens.desk import EditorDesk
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.workspace.blocks import PastePlan, block_between, parse_block, plan_paste
from gipr_tui.workspace.filling import following, totals_for, zeros_for


class BlockWork:
    """The commands on blocks of cells. They work on the selection, or on the cell, row or section that the cursor is in."""

    def __init__(self, editor: EditorDesk) -> None:
        self._editor = editor
        self._copied = ""

    # ---- what a command is for

    @property
    def _cells(self) -> list[Address]:
        return [address for row in self._editor.grid.chosen for address in row]

    @property
    def _section(self) -> list[Address]:
        return [address for row in self._editor.grid.rows for address in row]

    @property
    def _row_or_selection(self) -> list[Address]:
        grid = self._editor.grid
        if grid.selected:
            return self._cells
        return [address for row in grid.rows if grid.address in row for address in row]

    def _put(self, texts: Mapping[Address, str]) -> None:
        """Makes one edit of ``texts`` and says how many cells it changed, or why none may be."""
        if not self._editor.may_type():
            return
        count = len(self._editor.change(texts).changed)
        told = "editor.cells-changed" if count else "editor.cells-unchanged"
        self._editor.say(self._editor.text(told, count=count))

    def _ask(self, question: str, lines: Iterable[str], texts: Mapping[Address, str]) -> None:
        editor = self._editor
        editor.before_typing()
        ask = Question(editor.text, question, lambda: self._put(texts), list(lines))
        editor.app.push_screen(ask)

    # ---- noughts and totals

    def do_zeros(self) -> None:
        """Puts noughts into the blanks of the selection, or of the row."""
        self._put(zeros_for(self._editor.session.report, self._row_or_selection))

    def do_all_zeros(self) -> None:
        """Puts noughts into all blanks of the section."""
        self._put(zeros_for(self._editor.session.report, self._section))

    def do_total(self) -> None:
        """Works out the totals of the selection, or of the cell."""
        self._totals(self._cells)

    def do_totals(self) -> None:
        """Works out all totals of the section."""
        self._totals(self._section)

    def do_totals_follow(self) -> None:
        """Has totals follow their parts from now on, in the reports opened later and the next time too; or no longer.

        Those that are blank beside their parts are filled at once; those that were typed otherwise are named.
        """
        editor = self._editor
        follow = not editor.session.totals_follow
        editor.session.totals_follow = editor.gipr.workspace.totals_follow = follow
        editor.gipr.memory.keep(TOTALS_FOLLOW, follow)
        editor.show_all()
        if not follow:
            editor.say(editor.text("editor.totals-follow-off"))
            return
        report = editor.session.report
        totals = totals_for(report, report.layout.cells)
        filled = len(editor.change(totals.texts).changed) if totals.texts else 0
        said = [editor.text("editor.totals-follow-on")]
        said += [editor.text("editor.totals-filled", count=filled)] if filled else []
        if totals.disagreeing:
            cell = editor.wording.cell(next(iter(totals.disagreeing)))
            said.append(editor.text("editor.totals-unlike", count=len(totals.disagreeing), cell=cell))
        editor.say("  ".join(said))

    def _totals(self, cells: list[Address]) -> None:
        """Fills blank totals; those that were typed and disagree are replaced only if the operator says so."""
        editor = self._editor
        report = editor.session.report
        totals = totals_for(report, cells)
        if not totals.disagreeing:
            self._put(totals.texts)
            return
        lines = [
            editor.text("editor.total-disagrees", cell=editor.wording.cell(address), filed=filed, computed=computed)
            for address, (filed, computed) in totals.disagreeing.items()
        ]
        question = editor.text("editor.overwrite-totals", count=len(totals.disagreeing))
        self._ask(question, lines, totals_for(report, cells, overwrite=True).texts)

    # ---- fills

    def do_fill_down(self) -> None:
        """Repeats the first row of the selection in its other rows; without one, takes the figure from above."""
        rows = self._editor.grid.chosen
        if len(rows) == 1:
            rows = [*self._neighbours(-1, 0), *rows]
        report = self._editor.session.report
        self._put({c: report.get(a) for row in rows[1:] for a, c in zip(rows[0], row, strict=False)})

    def do_fill_right(self) -> None:
        """Repeats the first column of the selection in its other columns; without one, takes the figure from the left."""
        rows = self._editor.grid.chosen
        if len(rows[0]) == 1:
            rows = [(*left, *row) for left, row in zip(self._neighbours(0, -1), rows, strict=False)] or rows
        report = self._editor.session.report
        self._put({address: report.get(row[0]) for row in rows for address in row[1:]})

    def _neighbours(self, down: int, along: int) -> list[tuple[Address, ...]]:
        """The cells above or to the left of those chosen, row by row; none at the edge."""
        grid, rows = self._editor.grid, self._editor.grid.rows
        found: list[tuple[Address, ...]] = []
        for chosen in grid.chosen:
            number = next(n for n, row in enumerate(rows) if chosen[0] in row)
            column = rows[number].index(chosen[0]) + along
            if number + down < 0 or column < 0 or column + len(chosen) > len(rows[number + down]):
                return []
            found.append(tuple(rows[number + down][column : column + len(chosen)]))
        return found

    # ---- copying and pasting

    def do_copy(self) -> None:
        """Copies the selection, or the cell, as tab-separated text: here, and to the terminal's clipboard (OSC 52)."""
        editor = self._editor
        editor.before_typing()
        rows = editor.grid.chosen
        self._copied = block_between(editor.session.report, editor.grid.rows, rows[0][0], rows[-1][-1]).text
        editor.app.copy_to_clipboard(self._copied)
        editor.say(editor.text("editor.copied", count=sum(map(len, rows))))

    def do_cut(self) -> None:
        """Copies the cells and empties them."""
        self.do_copy()
        self._put(dict.fromkeys(self._cells, ""))

    def do_paste(self) -> None:
        """Pastes what was copied here."""
        if self._copied:
            self.paste(self._copied)
        else:
            self._editor.say(self._editor.text("editor.nothing-copied"))

    def paste(self, text: str) -> None:
        """Pastes a block with its first value at the cursor, after a look at what will change."""
        editor = self._editor
        editor.before_typing()
        grid = editor.grid
        anchor = grid.chosen[0][0]
        plan = plan_paste(editor.session.report, grid.rows, anchor, parse_block(text), self._cells)
        if plan.ok and not plan.starts and len(plan.texts) + plan.same == 1:
            self._put(plan.texts)
        elif plan.texts:
            same = editor.text("editor.paste-same", count=plan.same) if plan.same else ""
            question = editor.text("editor.paste", count=len(plan.texts), same=same)
            self._ask(question, [*self._doubts(plan), *self._changes(plan)], plan.texts)
        else:
            editor.say("  ".join([editor.text("editor.paste-nothing"), *self._doubts(plan)]))

    def _doubts(self, plan: PastePlan) -> list[str]:
        """What of a paste would not find a place, and what was left out of it."""
        editor = self._editor
        lines = [editor.text("editor.paste-outside", count=plan.outside)] if plan.outside else []
        if plan.starts:
            lines.append(editor.text("editor.paste-starts", cell=editor.wording.cell(plan.starts)))
        for refused in plan.refused:
            cell = editor.wording.cell(refused.address)
            lines.append(editor.text("editor.paste-refused", cell=cell, text=refused.text))
        return lines + ([editor.text("editor.paste-labels")] if plan.labels_skipped else [])

    def _changes(self, plan: PastePlan) -> list[str]:
        """Every cell that a paste would change, the totals that follow last."""
        editor, report = self._editor, self._editor.session.report
        texts = following(report, plan.texts).texts if editor.session.totals_follow else plan.texts
        texts = {address: new for address, new in texts.items() if new != report.get(address)}
        blank = editor.text("editor.blank")
        lines = [
            editor.text("editor.paste-cell", cell=editor.wording.cell(a), old=report.get(a) or blank, new=new or blank)
            for a, new in texts.items()
        ]
        if more := len(texts) - len(plan.texts):
            lines.insert(len(plan.texts), editor.text("editor.paste-totals", count=more))
        return lines

    # ---- the status line

    def sum_of_selection(self) -> str:
        """How many cells are selected and what they come to; nothing where none are."""
        editor = self._editor
        if not editor.grid.selected:
            return ""
        numbers = [editor.session.report.value(address).number for address in self._cells]
        figures = [number for number in numbers if number is not None]
        total = sum(figures, start=Decimal(0)) if any(isinstance(n, Decimal) for n in figures) else sum(figures)
        return editor.text("editor.selected", count=len(numbers), figures=len(figures), total=written(total))

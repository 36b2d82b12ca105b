"""What was said when a report was imported, and what of the copy has no place in it; kept with the report."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from gipr_tui.locale import Catalogue
from gipr_tui.report.model import Remark, Report
from gipr_tui.text.clean import clean_line
from gipr_tui.text.wrap import iter_lines
from gipr_tui.tui.glyphs import char_width, pad
from gipr_tui.tui.screens.desk import EditorDesk
from gipr_tui.tui.widgets.lines import Bar, Pieces, ReadingLines

_LINE = 12


class ImportNotesScreen(ModalScreen[None]):
    """The file, each remark and each unplaced piece with its line; any key but those that scroll closes it."""

    DEFAULT_CSS = "ImportNotesScreen { background: ansi_default; }"

    def __init__(self, report: Report, text: Catalogue) -> None:
        super().__init__()
        self._report = report
        self._text = text
        self._lines = ReadingLines(self._told)
        self._title = Bar("title")
        self._title.show([(f" {text('importnotes.title')} ", "title")], [(f"{text('help.close')} ", "title-dim")])

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._lines

    def _told(self, width: int) -> list[Pieces]:
        source, text = self._report.source, self._text
        if not source.name:
            return [[(f" {text('importnotes.no-copy')}", "dim")]]
        lines: list[Pieces] = [[(f" {text('importnotes.file', file=source.name, encoding=source.encoding)}", "header")]]
        lines += [[], [(f" {text('importnotes.remarks', count=len(source.remarks))}", "header")]]
        for remark in source.remarks:
            lines += self._wrapped(remark.line, said_of(remark, text), width)
        lines += [[], [(f" {text('importnotes.unplaced', count=len(self._report.unplaced))}", "header")]]
        for piece in self._report.unplaced:
            lines += self._wrapped(piece.line, piece.text, width)
        return lines

    def _wrapped(self, line: int, sentence: str, width: int) -> Iterator[Pieces]:
        where = self._text("importing.line", line=line) if line else ""
        for part in iter_lines(clean_line(sentence), max(8, width - _LINE - 4), measure=char_width):
            yield [("  ", "plain"), (pad(where, _LINE), "dim"), (part.rstrip(), "plain")]
            where = ""

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if not self._lines.scroll_by_key(event.key):
            self.dismiss()


def said_of(remark: Remark, text: Catalogue) -> str:
    """A remark in words; one that another version made, by its name."""
    key = f"reading.{remark.code}"
    try:
        return text(key, **{"line": remark.line or "", **remark.fields})
    except KeyError:
        return remark.code


class ImportNotes:
    """The command of the editor that shows it."""

    def __init__(self, desk: EditorDesk) -> None:
        self._desk = desk

    def do_import_notes(self) -> None:
        """Shows what was said when the report was imported."""
        desk = self._desk
        desk.app.push_screen(ImportNotesScreen(desk.session.report, desk.text))

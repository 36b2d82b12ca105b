"""The report as plain text: title, preamble, and the sections with their narratives and tables, in the official order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from gipr_tui.errors import UsageError
from gipr_tui.forms import stacks
from gipr_tui.report.model import Passage, Report
from gipr_tui.text.clean import clean_line, clean_text
from gipr_tui.text.wrap import LEAST_WIDTH, MOST_WIDTH, centred_lines, iter_lines, paragraph_lines
from gipr_tui.writers.filled import filled
from gipr_tui.writers.ruled import ASCII_PEN, LINE_PEN
from gipr_tui.writers.sheets import ruled_lines
from gipr_tui.writers.spaced import spaced_tables


class Borders(StrEnum):
    """How the tables of a printed report are drawn."""

    LINE = "line"
    ASCII = "ascii"
    NONE = "none"


#: Plain characters, because the others are two columns wide on some Chinese terminals.
DEFAULT_BORDERS = Borders.ASCII

_PENS = {Borders.LINE: LINE_PEN, Borders.ASCII: ASCII_PEN}
_NEWLINES = {"lf": "\n", "crlf": "\r\n"}
_ENCODINGS = ("utf-8", "gb18030")


def print_report(report: Report, *, width: int = 80, borders: Borders = DEFAULT_BORDERS) -> str:
    """``report`` as text of ``width`` columns, with ``\\n`` after every line.

    Every figure and every character of the narratives is in it. A section without a heading gets the form's own, so that
    the order stays the official one. A table whose figures need more than ``width`` columns is wider.

    Raises:
        UsageError: ``width`` is below 60 or above 200.
    """
    if not LEAST_WIDTH <= width <= MOST_WIDTH:
        raise UsageError("print-width", width=width, least=LEAST_WIDTH, most=MOST_WIDTH)
    blocks = [list(block) for block in _blocks(report, width, Borders(borders))]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks if block)


def encode_print(text: str, encoding: str = "utf-8", newline: str = "lf") -> bytes:
    """The bytes of a printed report: ``encoding`` is ``utf-8`` or ``gb18030``, ``newline`` is ``lf`` or ``crlf``.

    Raises:
        UsageError: another encoding or line end.
    """
    if encoding not in _ENCODINGS:
        raise UsageError("print-encoding", encoding=encoding, choices=" ".join(_ENCODINGS))
    if newline not in _NEWLINES:
        raise UsageError("print-newline", newline=newline, choices=" ".join(_NEWLINES))
    return text.replace("\n", _NEWLINES[newline]).encode(encoding)


def _blocks(report: Report, width: int, borders: Borders) -> Iterator[Sequence[str]]:
    """The parts that a blank line stands between."""
    yield centred_lines(clean_line(report.title).strip(), width)
    yield _paragraphs(report.preamble, width)
    for passage in report.passages:
        yield _passage(report, passage, width)
        for stack in stacks(report.layout.in_section(passage.number)):
            tables = [filled(report, table) for table in stack]
            if borders is Borders.NONE:
                yield from spaced_tables(tables, width)
            else:
                yield ruled_lines(tables, width, _PENS[borders])


def _passage(report: Report, passage: Passage, width: int) -> list[str]:
    heading = clean_line(passage.heading).strip() or report.form.section(passage.number).heading
    return [*iter_lines(heading, width), *_paragraphs(passage.text, width)]


def _paragraphs(text: str, width: int) -> list[str]:
    """The lines of a narrative. An empty paragraph is a bare indent, so that it is no gap between two parts."""
    if not text:
        return []
    return [line for paragraph in clean_text(text).split("\n") for line in paragraph_lines(paragraph, width)]

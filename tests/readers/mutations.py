"""Copies spoilt at random, and what reading any file at all must never do: crash, hang, or let a control character through."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import process_time

from gipr_tui.errors import UnreadableFile, UsageError
from gipr_tui.forms import Form
from gipr_tui.readers import Reading, read_copy
from tests.pace import slowness
from tests.readers.dialect import write
from tests.readers.dialects import DIALECTS, WITHOUT_BLANKS, Paper, on_paper, run_together
from tests.reports import clean_2019, clean_2021, corpus, jinzhan_2019

#: The longest that 100 kB may take to read, in seconds of the processor; a shorter copy may take as long.
MOST_SECONDS, PER_BYTES = 2.0, 100_000

#: What is put into a copy: controls, marks of direction, borders, tags, and figures and labels where none belong.
_SCRAPS = [
    *(bytes([code]) for code in (0, 7, 8, 9, 10, 12, 13, 27, 127, 0x85, 0x9B, 0xA0, 0xFE, 0xFF)),
    *(text.encode() for text in ("\u202e", "\u2028", "\ufeff", "\ud7a3", "\u0301", "\U000f0000", "\u00a0", "\u3000")),
    *(text.encode() for text in ("|", "| --- |", "\t\t", "│", "-3-\n\f", "\x1b[31m", "[/x]", "0000000", "9" * 60)),
    *(text.encode() for text in ("<td rowspan=65000>", "</table>", "<!--", "&#27;", "&nbsp;", '"', "{", "=", ",")),
    *(
        text.encode()
        for text in ("（一）予以公开", "三、本年度办理结果", "1.", "总计", "12 3 4", "减4", "71300007471300007")
    ),
]


@dataclass(frozen=True)
class Outcome:
    """How one copy fared: read, or refused with a sentence; the time it took; and what went wrong."""

    reading: Reading | None
    seconds: float
    fault: str = ""


def seeds() -> dict[str, bytes]:
    """Copies to spoil: the real ones, where there are any, and reports of our own in every dialect."""
    found: dict[str, bytes] = {}
    if folder := corpus():
        files = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".html", ".pdf"))
        found |= {path.name: path.read_bytes() for path in files}
    for report in (clean_2019(), clean_2021(), jinzhan_2019()):
        texts = {name: render(report) for name, render in {**DIALECTS, **WITHOUT_BLANKS}.items()}
        texts |= {"page": write(report), "paper": on_paper(report, Paper()), "run together": run_together(report)}
        found |= {f"{name} {report.unit}.txt": text.encode() for name, text in texts.items()}
    return found


def spoilt(data: bytes, dice: random.Random, other: bytes = b"") -> bytes:
    """``data`` with a few random changes: bytes, slices and lines lost, doubled, moved, or put in from ``other``."""
    for _ in range(dice.choice((1, 1, 2, 4, 12))):
        at, size = dice.randrange(len(data) + 1), dice.choice((1, 1, 3, 20, 300))
        match dice.choice((0, 1, 2, 3, 4, 6) * 5 + (5,)):
            case 0:
                data = data[:at] + data[at + size :]
            case 1:
                data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
            case 2:
                data = data[:at] + dice.choice(_SCRAPS) * dice.choice((1, 1, 1, 7, 200)) + data[at:]
            case 3:
                data = data[:at] + data[at : at + size] * dice.choice((2, 3, 30)) + data[at + size :]
            case 4:
                lines = data.split(b"\n")
                one, two = dice.randrange(len(lines)), dice.randrange(len(lines))
                lines[one], lines[two] = lines[two], lines[one]
                data = b"\n".join(lines)
            case 5:
                data = data.replace(*dice.choice(_EXCHANGED))
            case _:
                start = dice.randrange(len(other) + 1)
                data = data[:at] + other[start : start + size * 10] + data[at:]
    if dice.random() < 0.1:
        data = data[: dice.randrange(len(data) + 1)]
    if data.startswith(b"%PDF") or dice.random() < 0.2:
        return data
    # Most copies that are no text are refused before any reader sees them: these are to be read.
    return data.decode("utf-8", "ignore").replace("\0", "").encode()


_EXCHANGED = [
    (b"\n", b""),
    (b"\n", b" "),
    (b"\n", b"\r\n"),
    (b" ", b""),
    (b"\t", b" "),
    (b"|", b"\t"),
    (b"0", b"00"),
    (b"0", b""),
]


def outcome(data: bytes, name: str, forms: Mapping[str, Form]) -> Outcome:
    """Reads ``data`` and looks at what came of it."""
    start = process_time()
    try:
        reading = read_copy(data, name, forms, unit="某镇", year=2021)
    except (UnreadableFile, UsageError):
        return Outcome(None, process_time() - start, _too_slow(process_time() - start, len(data)))
    except Exception as error:
        return Outcome(None, process_time() - start, f"{type(error).__name__}: {error}"[:200])
    seconds = process_time() - start
    harmful = next((text for text in _texts(reading) if any(map(_is_harmful, text))), None)
    fault = f"control character in {harmful!r}"[:200] if harmful is not None else _too_slow(seconds, len(data))
    return Outcome(reading, seconds, fault)


def _too_slow(seconds: float, size: int) -> str:
    most = MOST_SECONDS * max(1.0, size / PER_BYTES)
    return f"{seconds:.1f} s for {size} bytes" if seconds > most and seconds > most * slowness() else ""


def _texts(reading: Reading) -> Iterator[str]:
    """Every text of a reading that may reach a screen; a narrative's lines one by one."""
    report = reading.report
    yield from (report.unit, report.title, report.source.name, *report.preamble.split("\n"))
    for passage in report.passages:
        yield from (passage.heading, *passage.text.split("\n"))
    yield from (value.text for value in report.values.values())
    for item in report.unplaced:
        yield from item.text.split("\t")
    for note in reading.notes:
        yield from note.fields.values()


def _is_harmful(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")

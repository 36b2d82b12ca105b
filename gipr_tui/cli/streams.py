"""Stdout and stderr as they may be: closed, of a narrow encoding, or read by somebody who has gone."""

from __future__ import annotations

import codecs
import json
import os
import re
import sys
from contextlib import suppress

from gipr_tui.text.clean import clean_line

#: What a terminal may take for a command, or shows out of order: JSON writes these as ``\\uXXXX``.
_UNSAFE = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def prepare_streams() -> None:
    """Makes stdout and stderr fit for any text.

    A character that the terminal's encoding does not have is replaced. Where the locale is none at all (``LC_ALL=C``), so
    that Python knows only ASCII, UTF-8 is written, unless PYTHONIOENCODING asks for it.
    """
    # Python has no stream at all for a descriptor closed by the shell (``>&-``), and then prints elsewhere
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            ascii_only = codecs.lookup(stream.encoding).name == "ascii" and not os.environ.get("PYTHONIOENCODING")
            stream.reconfigure(errors="replace", encoding="utf-8" if ascii_only else None)


def abandon_stdout() -> None:
    """Lets stdout lead nowhere, so that Python does not complain again when it closes it."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def put(text: str = "") -> None:
    """Writes lines on stdout."""
    sys.stdout.write(f"{text}\n")


def put_json(value: object) -> None:
    """Writes a value on stdout as JSON, Chinese as it is."""
    put(safe_json(json.dumps(value, ensure_ascii=False, indent=2)))


def safe_json(text: str) -> str:
    """The same JSON without a character that a terminal would obey."""
    return _UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], text)


def put_bytes(data: bytes) -> None:
    """Writes the very bytes on stdout."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def remark(sentence: str) -> None:
    """Writes a sentence as one line on stderr, where it does not mix with what was asked for."""
    sys.stdout.flush()
    sys.stderr.write(f"gipr: {clean_line(sentence)}\n")
    sys.stderr.flush()


def decoded(word: str) -> str:
    """A word of the command line as Unicode, where Python had to leave its bytes as they were for want of a locale."""
    try:
        return os.fsencode(word).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return word


def encoded_path(name: str) -> str:
    """A file's name as the system takes it, ``~`` expanded: the way back from :func:`decoded`."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        name = os.fsdecode(name.encode("utf-8", "surrogateescape"))
    return os.path.expanduser(name)  # noqa: PTH111

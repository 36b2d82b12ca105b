"""From the words of the command line to an exit code.

0 done; 1 findings at or above ``--fail-on``; 2 wrong usage or unknown report; 3 the store can't be opened or is locked; 4 a file
could not be read, or not wholly; 130 interrupted. An error is one line on stderr; stdout carries only what was asked for.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping, Sequence

from gipr_tui.errors import GiprError
from gipr_tui.locale import LANGUAGES, Catalogue, catalogue

INTERRUPTED = 130

#: The module of :mod:`gipr_tui.cli` that carries out each command, in its function of the same name.
_MODULES: Mapping[str, str] = {
    "": "interface",
    "demo": "interface",
    "list": "listing",
    "new": "editing",
    "set": "editing",
    "import": "importing",
    "show": "showing",
    "export": "showing",
    "print": "showing",
    "check": "checking",
    "doctor": "doctor",
}


def run(words: Sequence[str]) -> int:
    """Carries out one command line and gives its exit code."""
    _make_output_safe()
    text = catalogue(_language(words))
    try:
        return _carry_out(words, text)
    except GiprError as error:
        from gipr_tui.workspace.wording import error_sentence

        print(f"gipr: {error_sentence(text, error)}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of the pipe has gone; Python must not complain again when it closes stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _carry_out(words: Sequence[str], text: Catalogue) -> int:
    from gipr_tui.cli.arguments import Arguments
    from gipr_tui.cli.context import Context

    try:
        options = Arguments(text).parse(words)
    except SystemExit as leaving:
        sys.stdout.flush()
        return int(leaving.code or 0)
    context = Context(text, options)
    if options.version:
        from importlib.metadata import version

        print(f"gipr {version('gipr-tui')}")
        return 0
    command = options.command or ""
    module = importlib.import_module(f"gipr_tui.cli.{_MODULES[command]}")
    code: int = getattr(module, f"run_{command or 'interface'}")(context)
    sys.stdout.flush()
    return code


def _language(words: Sequence[str]) -> str:
    """``--lang``, then GIPR_LANG, then the locale; Chinese where none of them says."""
    said = [words[i + 1] for i, word in enumerate(words[:-1]) if word == "--lang"]
    said += [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    said.append(os.environ.get("GIPR_LANG", ""))
    said.append(next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), ""))
    return next((name for value in said for name in LANGUAGES if value.startswith(name)), "zh")


def _make_output_safe() -> None:
    """A character that the terminal's encoding does not have is replaced, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")

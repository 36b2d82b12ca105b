"""From the words of the command line to an exit code.

0 done; 1 findings at or above ``--fail-on``; 2 wrong usage or unknown report; 3 the store can't be opened or is locked; 4 a file
could not be read, or not wholly; 130 interrupted. An error is one line on stderr; stdout carries only what was asked for.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping, Sequence

from gipr_tui.cli.streams import abandon_stdout, decoded, prepare_streams, put, remark
from gipr_tui.errors import GiprError, UsageError
from gipr_tui.locale import LANGUAGES, Catalogue, catalogue
from gipr_tui.workspace.settings import read_settings

INTERRUPTED = 130

#: The module of :mod:`gipr_tui.cli` that carries out each command, in its function ``run_<command>``.
_MODULES: Mapping[str, str] = {
    "": "interface",
    "demo": "interface",
    "list": "listing",
    "new": "editing",
    "set": "editing",
    "note": "noting",
    "import": "importing",
    "show": "showing",
    "export": "showing",
    "print": "showing",
    "check": "checking",
    "accept": "accepting",
    "final": "accepting",
    "reopen": "accepting",
    "rules": "rules",
    "claims": "claiming",
    "history": "chronicling",
    "backup": "keeping",
    "restore": "keeping",
    "trash": "keeping",
    "doctor": "doctor",
    "settings": "settings",
}


def run(words: Sequence[str]) -> int:
    """Carries out one command line and gives its exit code."""
    prepare_streams()
    words = [decoded(word) for word in words]
    text = catalogue(_language(words))
    try:
        return _carry_out(words, text)
    except GiprError as error:  # before it was clear which command it is
        return _complain(text, error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of the pipe has gone, and nobody is left to tell anything
        abandon_stdout()
        return 0
    except OSError as error:
        # what has a better sentence has been caught where it happened; this is mostly a full disk behind stdout
        abandon_stdout()
        return _complain(text, UsageError("output", detail=error.strerror or str(error)))


def _complain(text: Catalogue, error: GiprError) -> int:
    from gipr_tui.workspace.wording import error_sentence

    remark(error_sentence(text, error))
    return error.exit_code


def _carry_out(words: Sequence[str], text: Catalogue) -> int:
    from gipr_tui.cli.arguments import Arguments
    from gipr_tui.cli.context import Context

    try:
        options = Arguments(text).parse(words)
    except SystemExit as leaving:
        # the help was asked for and is out
        sys.stdout.flush()
        return int(leaving.code or 0)
    if options.version:
        from importlib.metadata import version

        put(f"gipr {version('gipr-tui')}")
        return 0
    command = options.command or ""
    module = importlib.import_module(f"gipr_tui.cli.{_MODULES[command]}")
    text = text.preferring(f"in-{command}.")  # what is to be done is not the same in every command
    try:
        code: int = getattr(module, f"run_{command or 'interface'}")(Context(text, options))
    except GiprError as error:
        return _complain(text, error)
    sys.stdout.flush()
    return code


def _language(words: Sequence[str]) -> str:
    """``--lang``, then GIPR_LANG, then the settings, then the locale; Chinese where none of them says."""
    said = [words[i + 1] for i, word in enumerate(words[:-1]) if word == "--lang"]
    said += [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    said.append(os.environ.get("GIPR_LANG", ""))
    if not any(said):
        said.append(str(read_settings().said.get("lang", "")))
    said.append(next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), ""))
    return next((name for value in said for name in LANGUAGES if value.lower().startswith(name)), "zh")

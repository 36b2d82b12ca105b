"""``gipr`` and ``gipr demo``: the full-screen interface."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import put
from gipr_tui.errors import StoreUnavailable, UsageError
from gipr_tui.workspace.samples import keep_samples
from gipr_tui.workspace.workspace import Workspace
from store import Entry


def run_interface(context: Context) -> int:
    """Opens the full-screen interface on the store."""
    if not _in_terminal():
        raise UsageError("no-terminal")
    return _open(context, context.workspace, None)


def run_demo(context: Context) -> int:
    """The interface on sample reports in a store of their own; their findings and print where there is no terminal."""
    try:
        temporary = tempfile.TemporaryDirectory(prefix="gipr-demo-", ignore_cleanup_errors=True)
    except OSError as error:
        raise StoreUnavailable("no-temporary-folder", detail=error.strerror or str(error)) from error
    with temporary as folder:
        workspace = Workspace.open(Path(folder))
        first = keep_samples(workspace)
        if _in_terminal():
            return _open(context, workspace, first)
        return _print(context, workspace, first)


def _in_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def _open(context: Context, workspace: Workspace, start: Entry | None) -> int:
    from gipr_tui.tui.capabilities import fitting_signs, fitting_theme
    from gipr_tui.tui.terminal import prepare

    settings = context.settings
    theme = fitting_theme(settings.word("theme"), os.environ)
    encoding = getattr(sys.__stderr__, "encoding", None)  # Textual writes to it
    prepare(context.ambiguous, fitting_signs(settings.word("borders"), encoding, os.environ))
    from platformdirs import user_state_path

    from gipr_tui.tui.app import GiprApp
    from gipr_tui.tui.memory import Memory

    # the samples are as new each time, and so is what the program does with them
    memory = Memory(user_state_path("gipr", appauthor=False) if start is None else None)
    app = GiprApp(workspace, context.text, start, settings, theme, tended=start is None, memory=memory)
    app.run(mouse=settings.is_on("mouse"))
    return app.return_code or 0


def _print(context: Context, workspace: Workspace, entry: Entry) -> int:
    from gipr_tui.cli.findings import print_findings
    from gipr_tui.workspace.references import reference_of
    from gipr_tui.writers.printed import print_report

    report = workspace.load(entry).report
    print_findings(context, reference_of(entry), report, workspace.evaluate(report))
    put()
    sys.stdout.write(print_report(report))
    return 0

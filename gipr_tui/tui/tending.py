"""What a store needs once a day and after a crash, done while the operator looks at the first screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from gipr_tui.errors import GiprError
from gipr_tui.locale import Catalogue
from gipr_tui.tui.behind import behind
from gipr_tui.tui.glyphs import drawn
from gipr_tui.workspace.keeping import Caught
from gipr_tui.workspace.references import reference_of
from gipr_tui.workspace.wording import error_sentence
from gipr_tui.workspace.workspace import Workspace

_MOST_NAMED = 4


def tend(app: App[Any], workspace: Workspace, text: Catalogue, say: Callable[..., None]) -> None:
    """Brings up to date what a crash left behind and makes the backup of the day; ``say`` is told what came of it.

    A store that a newer version has worked with is let be.
    """
    if workspace.store.newer:
        say("keeping.newer")
        return

    def caught(reports: list[Caught]) -> None:
        if reports:
            names = [reference_of(report.entry) for report in reports[:_MOST_NAMED]]
            more = [] if len(reports) <= _MOST_NAMED else [drawn("…")]
            joined = text("reason.between-names").join([*names, *more])
            say("keeping.recovered-many", count=sum(report.saves for report in reports), reports=joined)
        behind(app, workspace.back_up_daily, failed=failed)

    def failed(error: GiprError) -> None:
        say("keeping.backup-failed", why=error_sentence(text, error))

    behind(app, workspace.catch_up, caught, failed)

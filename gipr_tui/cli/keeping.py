"""``gipr backup``, ``gipr restore`` and ``gipr trash``: the store as a whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import put
from gipr_tui.errors import UsageError
from gipr_tui.text.clean import clean_line
from gipr_tui.text.moments import local_time
from gipr_tui.workspace.references import reference_of

if TYPE_CHECKING:
    from store.backup import Loss


def run_backup(context: Context) -> int:
    """Writes the whole store to one file, and says where."""
    named = context.options.file or f"gipr-{datetime.now().strftime('%Y%m%d-%H%M%S')}.zip"
    backup = context.workspace.back_up(context.path(named))
    put(str(backup.path))
    context.remark("cli.backed-up", reports=backup.documents)
    return 0


def run_restore(context: Context) -> int:
    """Puts a backup back: into the store, or into another folder beside it. What would be lost is shown, and asked for, first."""
    options = context.options
    workspace = context.workspace_in(context.path(options.into)) if options.into else context.workspace
    backup = workspace.read_backup(context.path(options.file))
    losses = workspace.losses(backup)
    for loss in losses:
        put(_loss(context, loss))
    if losses and not options.yes:
        raise UsageError("restore-loses", count=len(losses), file=options.file)
    reports = workspace.restore_backup(backup)
    context.remark("cli.restored", reports=reports, at=local_time(backup.at), store=_folder(context))
    if losses:
        context.remark("cli.restored-kept", count=len(losses))
    return 0


def run_trash(context: Context) -> int:
    """Lists the deleted reports; brings one back, or empties the trash for good."""
    options, workspace = context.options, context.workspace
    if options.restore:
        put(reference_of(workspace.restore(workspace.find_deleted(options.restore))))
    elif options.empty:
        context.remark("cli.trash-emptied", count=workspace.empty_trash())
    else:
        for entry in workspace.deleted():
            put(reference_of(entry))
    return 0


def _folder(context: Context) -> Path:
    return context.path(context.options.into) if context.options.into else context.store_folder


def _loss(context: Context, loss: Loss) -> str:
    key = "cli.loss-gone" if loss.then is None else "cli.loss-older"
    reference = f"{loss.key.group}/{loss.key.number}"
    return clean_line(context.text(key, reference=reference, now=loss.revision, then=loss.then or 0))

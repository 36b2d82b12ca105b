"""The sample reports: real figures, with narratives written for the purpose.

A township's report on 2019 with its real contradictions, and a city's report on 2024 that holds together.
"""

from __future__ import annotations

import json
from importlib import resources

from gipr_tui.report.document import from_document
from gipr_tui.workspace.workspace import Workspace
from store import Entry

_FAULTY, _CLEAN = "jinzhan-2019.json", "huaian-2024.json"


def keep_samples(workspace: Workspace) -> Entry:
    """Puts the samples into a store and gives the one to begin with."""
    entries = []
    for name in (_FAULTY, _CLEAN):
        document = json.loads(resources.files(__name__).joinpath(name).read_text(encoding="utf-8"))
        entries.append(workspace.keep(from_document(document, workspace.forms)))
    return entries[0]

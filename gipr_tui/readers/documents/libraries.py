"""The libraries for other formats, which are loaded where a copy needs them, and may not be installed."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

from gipr_tui.errors import UnreadableFile


def load(module: str, library: str, name: str) -> ModuleType:
    """The library's ``module`` for reading the file ``name``.

    Raises UnreadableFile, with what to install and for which Python, where the ``library`` is not there.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise UnreadableFile("copy-library", file=name, library=library, python=sys.executable) from error

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from gipr_tui.forms import Form
from gipr_tui.readers import Reading, read_copy
from tests.readers.madeup import all_forms


@pytest.fixture(scope="session")
def forms() -> Mapping[str, Form]:
    """The official forms and two made-up ones."""
    return all_forms()


@pytest.fixture(scope="session")
def read(forms: Mapping[str, Form]) -> Callable[[str], Reading]:
    """Reads a text as the copy ``copy.txt``."""
    return lambda text: read_copy(text.encode(), "copy.txt", forms)

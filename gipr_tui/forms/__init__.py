"""The statutory forms as data, and which form applies to which year."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from gipr_tui.forms.layout import Address, Cell, LaidTable, Layout, Span, address_of, lay_out, stacks
from gipr_tui.forms.loader import load_form, parse_form
from gipr_tui.forms.model import CellKind, Form, Node, Severity, all_nodes

__all__ = [
    "Address",
    "Cell",
    "CellKind",
    "Form",
    "LaidTable",
    "Layout",
    "Node",
    "Severity",
    "Span",
    "address_of",
    "all_nodes",
    "form_for_year",
    "lay_out",
    "load_form",
    "official_forms",
    "parse_form",
    "stacks",
]


@lru_cache(maxsize=1)
def official_forms() -> Mapping[str, Form]:
    """The forms that come with the program, by id, oldest first."""
    folder = resources.files(__name__)
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    forms = [parse_form(file.read_text(encoding="utf-8"), file.name) for file in files]
    return MappingProxyType({form.id: form for form in sorted(forms, key=lambda form: form.years)})


def form_for_year(forms: Mapping[str, Form], year: int) -> Form | None:
    """The form that a report on ``year`` must use, or None before the first."""
    return next((form for form in forms.values() if form.applies_to(year)), None)

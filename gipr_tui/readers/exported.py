"""The program's own JSON export, read back."""

from __future__ import annotations

import json
from collections.abc import Mapping

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form
from gipr_tui.readers.decode import Decoded
from gipr_tui.readers.identity import Asked
from gipr_tui.readers.reading import Reading
from gipr_tui.readers.which_form import form_asked
from gipr_tui.readers.whole import whole_reading
from gipr_tui.report.document import from_document


def read_export(decoded: Decoded, forms: Mapping[str, Form], asked: Asked, form: str | None) -> Reading | None:
    """The report in a JSON export, or None where the text is no JSON.

    Raises UnreadableFile for JSON that is broken or not of this program, and where the unit or year can't be told.
    """
    named = asked.name.lower().endswith(".json")
    if not named and not decoded.text.lstrip().startswith("{"):
        return None
    try:
        document = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        if named:
            raise UnreadableFile("copy-json-broken", file=asked.name) from error
        return None
    if not isinstance(document, dict) or not {"schema", "form", "cells"} <= document.keys():
        raise UnreadableFile("copy-json-foreign", file=asked.name)
    try:
        report = from_document(document, forms)
    except UnreadableFile as error:
        raise UnreadableFile(error.code, **{"file": asked.name, **error.fields}) from error
    return whole_reading(report, decoded.encoding, asked, form_asked(forms, form))

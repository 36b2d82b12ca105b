"""The program's own printed text, read back."""

from __future__ import annotations

from collections.abc import Mapping

from gipr_tui.forms import Form
from gipr_tui.readers.decode import Decoded
from gipr_tui.readers.identity import Asked
from gipr_tui.readers.printed_text.prints import read_printed
from gipr_tui.readers.reading import Reading
from gipr_tui.readers.which_form import form_asked
from gipr_tui.readers.whole import whole_reading


def read_print(decoded: Decoded, forms: Mapping[str, Form], asked: Asked, form: str | None) -> Reading | None:
    """The report in a text that this program printed, or None where the text is something else.

    Raises UnreadableFile where the unit or year can't be told.
    """
    report = read_printed(decoded.text, forms)
    if report is None:
        return None
    return whole_reading(report, decoded.encoding, asked, form_asked(forms, form))

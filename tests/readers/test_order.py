"""The readers in their order: the program's own print first, then a page saved as text."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from gipr_tui.errors import UnreadableFile
from gipr_tui.forms import Form
from gipr_tui.readers import read_copy
from gipr_tui.report.model import Report
from gipr_tui.writers.printed import encode_print, print_report
from tests.readers.dialect import content_of


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("newline", ["lf", "crlf"])
def test_a_print_comes_back(forms: Mapping[str, Form], jinzhan: Report, encoding: str, newline: str) -> None:
    data = encode_print(print_report(jinzhan, width=80), encoding=encoding, newline=newline)
    reading = read_copy(data, "print.txt", forms, need_identity=True)
    assert content_of(reading.report) == content_of(jinzhan)
    assert (len(reading.placed), reading.missing, reading.encoding) == (201, (), encoding)


def test_two_prints_in_one_file_are_refused(forms: Mapping[str, Form], jinzhan: Report, clean: Report) -> None:
    both = print_report(jinzhan, width=80) + "\n" + print_report(clean, width=80)
    with pytest.raises(UnreadableFile, match="two-reports"):
        read_copy(both.encode(), "print.txt", forms)

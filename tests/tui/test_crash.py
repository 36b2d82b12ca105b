"""A fault of the program itself: a sentence, an exit code, and particulars that hold no figure."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect

from gipr_tui.tui.crash import EXIT_CODE, write_particulars
from tests.tui.screen import NO_TOUR

_BREAKS = """
import sys
from gipr_tui.tui.terminal import prepare
prepare()
from gipr_tui.tui.screens.reports import ReportsScreen
def broken(self):
    figure = "314159265"
    raise RuntimeError(figure)
ReportsScreen.do_sort = broken
from gipr_tui.__main__ import main
sys.exit(main())
"""


def test_a_fault_ends_in_a_sentence_and_not_in_a_traceback(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "GIPR_STORE": str(tmp_path / "store")}
    environment |= {"GIPR_LANG": "zh", "TERM": "xterm-256color", "GIPR_SETTINGS": str(NO_TOUR)}
    child = pexpect.spawn(sys.executable, ["-c", _BREAKS], env=environment, dimensions=(24, 80), encoding="utf-8")
    child.expect("F10", timeout=20)
    child.send("s")
    child.expect("程序出错退出了", timeout=20)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == EXIT_CODE
    assert "Traceback" not in str(child.before)
    log = tmp_path / "gipr" / "crash.log"
    assert log.stat().st_mode & 0o777 == 0o600
    assert "broken" in log.read_text(encoding="utf-8")


def test_the_particulars_hold_no_values(tmp_path: Path) -> None:
    figure = str(271828 * 3)
    try:
        raise ValueError(figure)
    except ValueError as error:
        path = write_particulars(error, tmp_path)
    assert path is not None
    written = path.read_text(encoding="utf-8")
    assert "test_the_particulars_hold_no_values" in written
    assert figure not in written


def test_where_nothing_can_be_written_there_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert write_particulars(ValueError(), tmp_path / "taken") is None


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "crash.log").symlink_to(tmp_path / "elsewhere")
    assert write_particulars(ValueError(), tmp_path) is None
    assert not (tmp_path / "elsewhere").exists()

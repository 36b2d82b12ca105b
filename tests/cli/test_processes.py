"""``gipr`` as a process of its own: pipes, signals, encodings, and what it loads."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gipr_tui.report.model import Report
from tests.cli.running import Gipr, finish, start


def test_a_closed_pipe_ends_quietly(gipr: Gipr, jinzhan: Report) -> None:
    gipr.keep(jinzhan)
    for words in (["show", jinzhan.unit], ["print", jinzhan.unit], ["-h"]):
        read, write = os.pipe()
        os.close(read)
        process = start("--store", str(gipr.store), *words, stdout=write)
        os.close(write)
        result = finish(process)
        assert (result.code, result.err) == (0, "")


def test_stdout_that_is_full_is_said(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    for words in (["list"], ["print", clean.unit]):
        with Path("/dev/full").open("wb") as full:
            result = finish(start("--store", str(gipr.store), *words, stdout=full))
        assert (result.code, result.err) == (2, "gipr: 输出没有写完（磁盘已满）\n")


def test_closed_descriptors_do_no_harm(gipr: Gipr) -> None:
    command = f'"{sys.executable}" -m gipr_tui --store "{gipr.store}"'
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    for rest, code in (("list >&-", 0), ("show x 2>&-", 2), ("demo <&- >&-", 0)):
        done = subprocess.run(f"{command} {rest}", shell=True, capture_output=True, env=environment, check=False)
        assert (done.returncode, done.stdout, b"Traceback" in done.stderr) == (code, b"", False)


def test_ctrl_c_is_130_and_quiet(gipr: Gipr, jinzhan: Report) -> None:
    read, write = os.pipe()
    fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 4096)
    process = start("show", gipr.printed(jinzhan), stdout=write)
    os.close(write)
    # the pipe is too small for the report, so the program stands still there until it is interrupted
    assert select.select([read], [], [], 60)[0]
    process.send_signal(signal.SIGINT)
    with os.fdopen(read, "rb") as rest:
        rest.read()
    result = finish(process)
    assert (result.code, result.err) == (130, "")


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"LC_ALL": "C", "PYTHONUTF8": "0"}, "utf-8"),
        ({"LC_ALL": "", "LANG": "C"}, "utf-8"),
        ({"PYTHONIOENCODING": "gbk"}, "gbk"),
    ],
)
def test_any_locale(gipr: Gipr, jinzhan: Report, environment: dict[str, str], encoding: str) -> None:
    def say(*words: str) -> str:
        result = finish(start("--store", "库", *words, environment=environment), encoding)
        assert "Traceback" not in result.err
        assert "?" not in result.out
        return result.out + result.err

    copy = gipr.printed(jinzhan, "年报.txt")
    assert f"已存为 {jinzhan.unit}/2019" in say("import", copy)
    assert "→ 某乡2019年报告" in say("set", jinzhan.unit, "title", "某乡2019年报告")
    assert "没有 没有.txt 这个文件" in (said := say("check", "没有.txt", copy))
    assert "◆ DX-DOUBLE" in said
    say("print", jinzhan.unit, "-o", "出.txt")
    assert {path.name for path in gipr.folder.iterdir()} == {"库", "出.txt", "年报.txt"}
    assert "某乡2019年报告" in (gipr.folder / "出.txt").read_text("utf-8")


def test_an_encoding_without_chinese_is_no_traceback(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    result = finish(start("--store", str(gipr.store), "list", environment={"PYTHONIOENCODING": "ascii"}), "ascii")
    assert (result.code, result.err) == (0, "")
    assert "2021" in result.out


def test_a_list_loads_nothing_heavy(gipr: Gipr, clean: Report) -> None:
    gipr.keep(clean)
    code = (
        "import sys; from gipr_tui.cli.run import run; code = run(sys.argv[1:]); "
        "print('\\n'.join(sys.modules), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--store", str(gipr.store), "list"], capture_output=True, text=True, check=True
    )
    assert clean.unit in done.stdout
    loaded = set(done.stderr.split())
    heavy = {"textual", "rich", "tabulate", "cn2an", "platformdirs", "gipr_tui.tui"}
    heavy |= {f"gipr_tui.{room}" for room in ("readers", "writers", "checks", "report", "forms")}
    assert loaded & heavy == set()
    assert "store" in loaded

"""Nothing that a terminal would obey comes out, whatever stands in a file, its name or the store."""

from __future__ import annotations

import json
import unicodedata

import pytest

from gipr_tui.report.model import Report
from tests.cli.running import Gipr, Result
from tests.readers import dialect

EVIL = "\x1b]0;x\x07\x9b31m\u202e\u200b[/red]{cell}%s"


def assert_harmless(result: Result) -> None:
    """Only line ends and tabs of our own among the characters that are not shown."""
    for char in result.out + result.err:
        assert char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}, repr(char)


def hostile(report: Report) -> str:
    """A copy with escape sequences in its title, headings, narratives, cells, labels, and where nothing belongs."""
    copy = dialect.write(
        report.with_texts({"R1.c2": "0", "S5.text": "问题"}),
    )
    copy = copy.replace("\n五、存在", f"\n{EVIL}五、存在").replace("问题\n", f"问题{EVIL}\n{EVIL}\n", 1)
    copy = copy.replace("\t规章\n\t0\n", f"\t规章\n\t0{EVIL}\n", 1)
    return copy.replace("\t行政许可", f"\t行政{EVIL}甲\n\t7\n\n\t行政许可", 1)


def test_text_of_a_file_is_cleaned_wherever_it_is_shown(gipr: Gipr, jinzhan: Report) -> None:
    name = gipr.write("copy.txt", hostile(jinzhan))
    result = gipr("import", name, "--unit", jinzhan.unit, "--year", "2019")
    assert result.out
    assert_harmless(result)
    assert_harmless(gipr("import", name, "--unit", jinzhan.unit, "--year", "2019", "--json", "--replace"))
    for reference in (name, jinzhan.unit):
        for command in (
            ["show", reference],
            ["show", reference, "--json"],
            ["check", reference],
            ["check", reference, "--json"],
            ["print", reference],
            ["export", reference, "--format", "json"],
            ["export", reference, "--format", "csv"],
        ):
            result = gipr(*command)
            assert result.out
            assert_harmless(result)
    assert_harmless(gipr("list"))


@pytest.mark.parametrize("name", ["a\x1b[31mb.txt", "a\nb.txt", "a\u202eb.txt", "a{x}b.txt", "a\udcd6\udcd0.txt"])
def test_a_files_name_is_cleaned(gipr: Gipr, jinzhan: Report, name: str) -> None:
    for words in (["check", name], ["import", name], ["import", name, "x.txt", "--json"]):
        result = gipr(*words)
        assert result.code == 4
        assert_harmless(result)
        assert all(line.startswith("gipr: ") for line in result.err.splitlines())
    gipr.printed(jinzhan, name)
    for words in (["check", name], ["check", name, "--json"], ["import", name], ["print", jinzhan.unit, "-o", name]):
        result = gipr(*words)
        assert_harmless(result)
        assert (result.code in (0, 1)) or "已经存在" in result.complaint


def test_words_of_the_command_line_are_cleaned(gipr: Gipr) -> None:
    for words in (["show", EVIL], [EVIL], ["list", EVIL], ["list", f"--{EVIL}"], ["print", "x", "--borders", EVIL]):
        result = gipr(*words)
        assert result.code == 2
        assert result.complaint
        assert_harmless(result)


def test_what_somebody_wrote_into_the_store_is_cleaned(gipr: Gipr, clean: Report) -> None:
    path = gipr.document(gipr.keep(clean))
    document = json.loads(path.read_text("utf-8"))
    record = document["document"]["1"]
    record["key"]["group"] = f"甲{EVIL}"
    record["changed"] = EVIL
    record["summary"] = {"form": EVIL, "status": EVIL, "errors": EVIL, "warnings": [EVIL]}
    path.write_text(json.dumps(document), "utf-8")
    for words in (["list"], ["list", "--json"], ["check", "--all"], ["show", "x"], ["doctor"]):
        result = gipr(*words)
        assert result.out or result.code == 2
        assert_harmless(result)


def test_the_environment_is_cleaned(gipr: Gipr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", EVIL)
    gipr.store = gipr.store / f"a{EVIL}"
    for words in (["doctor"], ["list"]):
        assert_harmless(gipr(*words))

"""The commands and their options: a public contract."""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Sequence
from functools import partial
from typing import NoReturn
from unicodedata import normalize

from gipr_tui.errors import UsageError
from gipr_tui.locale import LANGUAGES, Catalogue
from gipr_tui.workspace.settings import AMBIGUOUS

#: argparse speaks English; these are the things it says, and the sentences we say instead.
_COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (?P<names>.+)", "arguments-missing"),
    (
        r"argument (?P<name>.+?): invalid choice: '?(?P<value>.*?)'?(, maybe you meant .*)? \(choose from (?P<choices>.+)\)",
        "argument-choice",
    ),
    (r"argument (?P<name>.+?): invalid _some_name value: ''", "argument-blank"),
    (r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)", "arguments-together"),
    (r"argument (?P<name>.+?): invalid \w+ value: '?(?P<value>.*?)'?", "argument-number"),
    (r"argument (?P<name>.+?): expected (?:one argument|at least one argument)", "argument-empty"),
    (r"argument (?P<name>.+?): ignored explicit argument '?(?P<value>.*?)'?", "argument-no-value"),
)
_MOST_DIGITS = 9


def _whole_number(word: str) -> int:
    word = normalize("NFKC", word)  # an input method may be on
    if not re.fullmatch(rf"[+-]?[0-9]{{1,{_MOST_DIGITS}}}", word):
        raise ValueError
    return int(word)


def _some_name(word: str) -> str:
    """A name that must not be empty: a script's variable that was never set would else mean another file, store or report."""
    if not word:
        raise ValueError
    return word


def _cropped(word: str, longest: int = 60) -> str:
    return word if len(word) <= longest else word[:longest] + "…"


class _Help(argparse.HelpFormatter):
    """argparse's help under a word of ours for ``usage:``, broken where Chinese may be."""

    def __init__(self, usage: str, prog: str) -> None:
        # argparse counts the characters of that word, which may be two columns wide, and leaves two columns free itself
        super().__init__(prog, width=shutil.get_terminal_size().columns - 2 - len(usage))
        self._usage_word = usage

    def add_usage(self, usage: object, actions: object, groups: object, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._usage_word if prefix is None else prefix)  # type: ignore[arg-type]

    def _split_lines(self, text: str, width: int) -> list[str]:
        from gipr_tui.text.wrap import iter_lines

        return [line.rstrip() for line in iter_lines(text, width)]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = (line for part in text.split("\n") for line in self._split_lines(part, width - len(indent)))
        return "\n".join(indent + line for line in lines)


class _Parser(argparse.ArgumentParser):
    """A parser that raises a sentence of ours instead of printing argparse's."""

    def error(self, message: str) -> NoReturn:
        for pattern, code in _COMPLAINTS:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                words = match.groupdict()
                choices = (words.get("choices") or "").replace("'", "")
                value = _cropped(words.get("value") or "")
                raise UsageError(code, **{**words, "command": self.prog, "choices": choices, "value": value})
        raise UsageError("arguments", command=self.prog, detail=message)


class _ValuesParser(_Parser):
    """A parser for values that may begin with a minus sign: nothing but the call for help is an option."""

    def _parse_optional(self, arg_string: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
        return super()._parse_optional(arg_string) if arg_string in ("-h", "--help") else None


class Arguments:
    """The parser, with its help in the operator's language."""

    def __init__(self, text: Catalogue) -> None:
        self._text = text
        self._help = partial(_Help, text("cli.usage"))
        self._parser = _Parser(
            prog="gipr",
            description=text("cli.gipr"),
            epilog=text("cli.exit-codes"),
            formatter_class=self._help,
            add_help=False,
            allow_abbrev=False,
        )
        self._titles(self._parser)
        self._parser.add_argument("--store", metavar="DIR", help=text("cli.store"))
        self._parser.add_argument("--shared", metavar="GROUP", help=text("cli.shared"))
        self._parser.add_argument("--lang", choices=LANGUAGES, help=text("cli.lang"))
        self._parser.add_argument("--ambiguous", choices=AMBIGUOUS, help=text("cli.ambiguous"))
        self._parser.add_argument("--version", action="store_true", help=text("cli.version"))
        self._commands = self._parser.add_subparsers(dest="command", metavar=text("cli.command"), parser_class=_Parser)
        self._add_commands()

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """The arguments. Raises UsageError; ``-h`` prints the help and raises SystemExit(0)."""
        options, unknown = self._parser.parse_known_args(words)
        if unknown:
            command = f"gipr {options.command}" if options.command else "gipr"
            late = [word for word in unknown if word.partition("=")[0] in ("--store", "--lang", "--ambiguous")]
            code = "arguments-late" if late else "arguments-unknown"
            raise UsageError(code, command=command, names=" ".join(late[:1] or unknown))
        return options

    def _titles(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("-h", "--help", action="help", help=self._text("cli.help"))
        parser._positionals.title = self._text("cli.positionals")
        parser._optionals.title = self._text("cli.options")

    def _command(self, name: str, make: type[_Parser] = _Parser) -> argparse.ArgumentParser:
        words, more = self._text(f"cli.{name}"), f"cli.more-{name}"
        self._commands._parser_class = make
        parser = self._commands.add_parser(
            name,
            help=words,
            description=words,
            epilog=self._text(more) if more in self._text else None,
            formatter_class=self._help,
            add_help=False,
            allow_abbrev=False,
        )
        self._titles(parser)
        return parser

    def _option(self, parser: argparse._ActionsContainer, *names: str, key: str = "", **settings: object) -> None:
        key = key or names[-1].lstrip("-").replace("-", "_")
        parser.add_argument(*names, help=self._text(f"cli.option-{key}"), **settings)  # type: ignore[arg-type]

    def _add_commands(self) -> None:
        self._command("demo")
        self._option(self._command("list"), "--json", action="store_true")
        new = self._command("new")
        self._option(new, "unit", metavar="UNIT")
        self._option(new, "year", metavar="YEAR", type=_whole_number)
        self._option(new, "--carry", action="store_true")
        self._add_import()
        show = self._command("show")
        self._option(show, "report", metavar="REF|FILE")
        self._option(show, "--json", action="store_true")
        edit = self._command("set", _ValuesParser)
        self._option(edit, "report", key="kept", metavar="REF")
        self._option(edit, "pairs", metavar="ADDRESS VALUE", nargs="+")
        note = self._command("note", _ValuesParser)
        self._option(note, "report", key="kept", metavar="REF")
        self._option(note, "place", metavar="PLACE")
        self._option(note, "text", metavar="TEXT")
        self._add_check()
        self._add_accepting()
        self._add_claims()
        self._add_print()
        export = self._command("export")
        self._option(export, "report", metavar="REF|FILE")
        self._option(export, "--format", choices=("json", "csv", "html", "docx"), metavar="F", required=True)
        self._output_options(export)
        self._add_keeping()
        self._option(self._command("doctor"), "--repair", action="store_true")
        self._command("settings")

    def _add_keeping(self) -> None:
        history = self._command("history")
        self._option(history, "report", key="kept", metavar="REF")
        one = history.add_mutually_exclusive_group()
        for name in ("--json", "--verify"):
            self._option(one, name, action="store_true")
        self._option(one, "--back-to", metavar="N", type=_whole_number)
        self._option(self._command("backup"), "file", key="backup", metavar="FILE", nargs="?", type=_some_name)
        restore = self._command("restore")
        self._option(restore, "file", key="backup", metavar="FILE", type=_some_name)
        self._option(restore, "--into", metavar="DIR", type=_some_name)
        self._option(restore, "--yes", action="store_true")
        trash = self._command("trash").add_mutually_exclusive_group()
        self._option(trash, "--restore", key="undelete", metavar="REF", type=_some_name)
        self._option(trash, "--empty", action="store_true")

    def _add_import(self) -> None:
        parser = self._command("import")
        self._option(parser, "files", metavar="FILE", nargs="+")
        self._option(parser, "--unit", metavar="U")
        self._option(parser, "--year", metavar="Y", type=_whole_number)
        self._option(parser, "--form", metavar="F")
        for name in ("--replace", "--dry-run", "--json"):
            self._option(parser, name, action="store_true")

    def _add_check(self) -> None:
        parser = self._command("check")
        self._option(parser, "reports", metavar="REF|FILE", nargs="*")
        self._option(parser, "--all", action="store_true")
        self._option(parser, "--json", action="store_true")
        self._option(parser, "--lines", action="store_true")
        self._option(parser, "--fail-on", choices=("error", "warning", "hint"), default="error")

    def _add_accepting(self) -> None:
        accept = self._command("accept")
        self._option(accept, "report", key="kept", metavar="REF")
        self._option(accept, "rule", metavar="RULE")
        self._option(accept, "place", key="at", metavar="PLACE", nargs="?")
        self._option(accept, "--reason", metavar="TEXT")
        self._option(accept, "--undo", action="store_true")
        self._option(self._command("final"), "report", key="kept", metavar="REF")
        reopen = self._command("reopen")
        self._option(reopen, "report", key="kept", metavar="REF")
        self._option(reopen, "--reason", metavar="TEXT", required=True)
        rules = self._command("rules")
        self._option(rules, "file", key="rules", metavar="FILE", nargs="?")
        self._option(rules, "--json", action="store_true")

    def _add_claims(self) -> None:
        parser = self._command("claims")
        self._option(parser, "report", key="claimed", metavar="REF|FILE|-")
        self._option(parser, "--year", metavar="Y", type=_whole_number)
        self._option(parser, "--json", action="store_true")
        keys = self._text.keys()
        named = sorted(key for key in keys if key.startswith("quantity."))
        quantities = (f"{key.removeprefix('quantity.')}  {self._text(key)}" for key in named)
        parser.epilog = "\n".join((self._text("cli.more-claims"), *quantities))

    def _add_print(self) -> None:
        parser = self._command("print")
        self._option(parser, "report", metavar="REF|FILE")
        self._option(parser, "--width", metavar="N", type=_whole_number, default=80)
        self._option(parser, "--borders", choices=("line", "ascii", "none"), default="ascii")
        self._option(parser, "--encoding", choices=("utf-8", "gb18030"), default="utf-8")
        self._option(parser, "--newline", choices=("lf", "crlf"), default="lf")
        self._output_options(parser)

    def _output_options(self, parser: argparse.ArgumentParser) -> None:
        self._option(parser, "-o", "--output", metavar="FILE", type=_some_name)
        self._option(parser, "--force", action="store_true")

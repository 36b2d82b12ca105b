"""The commands and their options: a public contract."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

from gipr_tui.errors import UsageError
from gipr_tui.locale import LANGUAGES, Catalogue

#: argparse speaks English; these are the things it says, and the sentences we say instead.
_COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (?P<names>.+)", "arguments-missing"),
    (r"unrecognized arguments: (?P<names>.+)", "arguments-unknown"),
    (r"argument (?P<name>\S+): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<choices>.+)\)", "argument-choice"),
    (r"argument (?P<name>\S+): invalid int value: '?(?P<value>.*?)'?", "argument-number"),
    (r"argument (?P<name>\S+): expected (?:one argument|at least one argument)", "argument-empty"),
)


class _Parser(argparse.ArgumentParser):
    """A parser that raises a sentence of ours instead of printing argparse's."""

    def error(self, message: str) -> NoReturn:
        for pattern, code in _COMPLAINTS:
            if match := re.fullmatch(pattern, message):
                raise UsageError(code, command=self.prog, **match.groupdict())
        raise UsageError("arguments", command=self.prog, detail=message)


class Arguments:
    """The parser, with its help in the operator's language."""

    def __init__(self, text: Catalogue) -> None:
        self._text = text
        self._parser = self._make("gipr", text("cli.gipr"))
        self._parser.add_argument("--store", metavar="DIR", help=text("cli.store"))
        self._parser.add_argument("--lang", choices=LANGUAGES, help=text("cli.lang"))
        self._parser.add_argument("--version", action="store_true", help=text("cli.version"))
        self._commands = self._parser.add_subparsers(dest="command", metavar=text("cli.command"), parser_class=_Parser)
        self._add_commands()

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """The arguments. Raises UsageError; ``-h`` prints the help and raises SystemExit(0)."""
        return self._parser.parse_args(words)

    def _make(self, prog: str, description: str) -> _Parser:
        parser = _Parser(prog=prog, description=description, add_help=False, allow_abbrev=False)
        self._titles(parser)
        return parser

    def _titles(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("-h", "--help", action="help", help=self._text("cli.help"))
        parser._positionals.title = self._text("cli.positionals")
        parser._optionals.title = self._text("cli.options")

    def _command(self, name: str) -> argparse.ArgumentParser:
        words = self._text(f"cli.{name}")
        parser = self._commands.add_parser(name, help=words, description=words, add_help=False, allow_abbrev=False)
        self._titles(parser)
        return parser

    def _option(self, parser: argparse.ArgumentParser, *names: str, **settings: object) -> None:
        key = names[-1].lstrip("-").replace("-", "_")
        parser.add_argument(*names, help=self._text(f"cli.option-{key}"), **settings)  # type: ignore[arg-type]

    def _add_commands(self) -> None:
        self._command("demo")
        self._option(self._command("list"), "--json", action="store_true")
        new = self._command("new")
        self._option(new, "unit", metavar="UNIT")
        self._option(new, "year", metavar="YEAR", type=int)
        self._option(new, "--carry", action="store_true")
        self._add_import()
        show = self._command("show")
        self._option(show, "report", metavar="REF|FILE")
        self._option(show, "--json", action="store_true")
        edit = self._command("set")
        self._option(edit, "report", metavar="REF")
        self._option(edit, "pairs", metavar="ADDRESS VALUE", nargs="+")
        self._add_check()
        self._add_print()
        export = self._command("export")
        self._option(export, "report", metavar="REF|FILE")
        self._option(export, "--format", choices=("json", "csv"), required=True)
        self._output_options(export)
        self._command("doctor")

    def _add_import(self) -> None:
        parser = self._command("import")
        self._option(parser, "files", metavar="FILE", nargs="+")
        self._option(parser, "--unit", metavar="U")
        self._option(parser, "--year", metavar="Y", type=int)
        self._option(parser, "--form", metavar="F")
        for name in ("--replace", "--dry-run", "--json"):
            self._option(parser, name, action="store_true")

    def _add_check(self) -> None:
        parser = self._command("check")
        self._option(parser, "reports", metavar="REF|FILE", nargs="*")
        self._option(parser, "--all", action="store_true")
        self._option(parser, "--json", action="store_true")
        self._option(parser, "--fail-on", choices=("error", "warning", "hint"), default="error")

    def _add_print(self) -> None:
        parser = self._command("print")
        self._option(parser, "report", metavar="REF|FILE")
        self._option(parser, "--width", metavar="N", type=int, default=80)
        self._option(parser, "--borders", choices=("line", "ascii", "none"), default="ascii")
        self._option(parser, "--encoding", choices=("utf-8", "gb18030"), default="utf-8")
        self._option(parser, "--newline", choices=("lf", "crlf"), default="lf")
        self._output_options(parser)

    def _output_options(self, parser: argparse.ArgumentParser) -> None:
        self._option(parser, "-o", "--output", metavar="FILE")
        self._option(parser, "--force", action="store_true")

"""``gipr check``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gipr_tui.checks.finding import Evaluation
from gipr_tui.cli.context import Context, Named
from gipr_tui.cli.findings import finding_lines, findings_json, print_findings
from gipr_tui.cli.progress import Progress
from gipr_tui.cli.streams import put, put_json
from gipr_tui.errors import GiprError, StoreUnavailable, UsageError
from gipr_tui.forms import Severity
from gipr_tui.workspace.beside import by_key, is_counted
from gipr_tui.workspace.references import reference_of
from store import Entry

_WEIGHT = {Severity.HINT: 0, Severity.WARNING: 1, Severity.ERROR: 2}
_COLUMNS = ("unit", "year", "errors", "warnings", "accepted", "state")
_FIGURES = (2, 3, 4)


@dataclass(frozen=True)
class _Checked:
    named: Named
    evaluation: Evaluation


def run_check(context: Context) -> int:
    """The findings of the reports named, or of all.

    1 where one weighs as much as ``--fail-on`` says and was not accepted; but 2, 3 or 4 where a report could not be checked
    at all, after all others were.
    """
    failed: list[int] = []
    telling = _Telling(context)
    for one in _check_each(context, failed):
        telling.tell(one)
    telling.end()
    return max(failed, default=0) or (1 if telling.found else telling.not_whole)


class _Telling:
    """Tells of one report after the other, and of all together at the end, in the way that was asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._least = _WEIGHT[Severity(context.options.fail_on)]
        self._objects: list[dict[str, object]] = []
        self._rows: list[list[str]] = []
        self.found = False
        self.not_whole = 0

    def tell(self, one: _Checked) -> None:
        """Tells of one report."""
        context, (name, report, reading) = self._context, (one.named.name, one.named.report, one.named.reading)
        options, evaluation = context.options, one.evaluation
        if options.json:
            self._objects.append(findings_json(context, name, report, evaluation))
        elif options.lines:
            for line in finding_lines(context.text, name, report, evaluation, is_file=reading is not None):
                put(line)
        else:
            print_findings(context, name, report, evaluation)
            self._rows.append(self._row(one))
        self.not_whole = max(self.not_whole, context.whole(one.named))
        self.found |= any(evaluation.count(severity) for severity in Severity if _WEIGHT[severity] >= self._least)

    def end(self) -> None:
        """Tells of all together: as one object, or, of all that the store holds, as a table."""
        context = self._context
        if context.options.json:
            put_json({"reports": self._objects})
        elif context.options.all and self._rows:
            from gipr_tui.cli.tables import put_table

            put()
            put_table([[context.text(f"cli.column-{name}") for name in _COLUMNS], *self._rows], _FIGURES)

    def _row(self, one: _Checked) -> list[str]:
        report, evaluation = one.named.report, one.evaluation
        counts = (evaluation.count(Severity.ERROR), evaluation.count(Severity.WARNING), evaluation.accepted)
        status = self._context.text(f"status.{report.status}")
        return [report.unit, str(report.year), *map(str, counts), status]


def _check_each(context: Context, failed: list[int]) -> Iterator[_Checked]:
    """Checks one report after the other. Of one that fails it is said why, and its exit code put to ``failed``."""
    names = _names(context, failed)
    kept = by_key(entry for entry in names.values() if entry) if context.options.all else None
    with Progress(len(names)) as progress:
        for number, (name, entry) in enumerate(names.items(), 1):
            progress.step(number, name)
            try:
                named = Named(name, context.workspace.load(entry).report) if entry else context.report(name)
                beside = context.beside(named, kept)
                checked = _Checked(named, beside.evaluate(named.report))
                if entry and not is_counted(entry):
                    context.workspace.counted(entry, named.report, checked.evaluation, beside.mark)
            except GiprError as error:
                if len(names) == 1:
                    raise
                progress.clear()
                context.complain(error, name)
                failed.append(error.exit_code)
            else:
                progress.clear()
                yield checked


def _names(context: Context, failed: list[int]) -> dict[str, Entry | None]:
    """What is to be checked: the words of the command line, and all that the store holds."""
    options = context.options
    if not options.reports and not options.all:
        raise UsageError("check-what")
    names: dict[str, Entry | None] = dict.fromkeys(options.reports)
    if options.all:
        names |= {reference_of(entry): entry for entry in context.workspace.listed().entries}
        for trouble in context.workspace.damaged():
            context.complain(trouble)
            failed.append(StoreUnavailable.exit_code)
        if not names and not failed:
            context.remark("cli.list-empty", store=context.store_folder)
    return names

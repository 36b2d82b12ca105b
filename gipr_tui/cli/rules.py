"""``gipr rules``."""

from __future__ import annotations

from gipr_tui.cli.context import Context
from gipr_tui.cli.streams import put_json
from gipr_tui.cli.tables import put_table
from gipr_tui.errors import UnreadableFile
from gipr_tui.forms.local import LocalRule, Summary
from gipr_tui.workspace.localrules import read_rules, rules_of_store


def run_rules(context: Context) -> int:
    """Lists the office's own rules, those in force or those of a file; 4 where something is wrong with one of them."""
    options = context.options
    book = read_rules(context.path(options.file)) if options.file else rules_of_store(context.store_folder)
    if options.json:
        summaries = [{"unit": summary.unit, "parts": list(summary.parts)} for summary in book.summaries]
        put_json({"file": str(book.path), "rules": [_fields(rule) for rule in book.rules], "summaries": summaries})
    elif book.rules or book.summaries:
        put_table([*(_row(context, rule) for rule in book.rules), *(_sum(context, one) for one in book.summaries)])
    elif not book.problems:
        context.remark("cli.rules-none", path=book.path)
    for problem in book.problems:
        context.complain(problem)
    return UnreadableFile.exit_code if book.problems else 0


def _row(context: Context, rule: LocalRule) -> list[str]:
    patterns = (" ".join(group) or "*" for group in (rule.forms, rule.years, rule.units))
    return [rule.id, context.text(f"severity.{rule.severity}"), *patterns, rule.message]


def _sum(context: Context, summary: Summary) -> list[str]:
    severity, message = context.text("severity.warning"), context.text("cli.rules-sum", parts="、".join(summary.parts))
    return ["HI-SUM", severity, "*", "*", summary.unit, message]


def _fields(rule: LocalRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "message": rule.message,
        "forms": list(rule.forms),
        "years": list(rule.years),
        "units": list(rule.units),
    }

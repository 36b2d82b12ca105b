"""What a report is checked beside, and what the list shows of the findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gipr_tui.checks.finding import Evaluation
from gipr_tui.forms import Severity
from gipr_tui.report.model import Report
from gipr_tui.workspace.beside import MARK

if TYPE_CHECKING:
    from gipr_tui.checks.parts import Parts
    from gipr_tui.forms.local import LocalRules


@dataclass(frozen=True)
class Beside:
    """What a report is checked beside: last year's, those that it adds up, and the office's rules.

    ``mark`` is another whenever one of these is.
    """

    previous: Report | None
    parts: Parts | None
    rules: LocalRules
    mark: str

    def evaluate(self, report: Report) -> Evaluation:
        """The findings of the report. The checks are loaded when the first is looked at."""
        from gipr_tui.checks.engine import evaluate

        return evaluate(report, self.previous, self.rules, self.parts)


def summary_of(report: Report, evaluation: Evaluation, mark: str) -> dict[str, object]:
    """What the list shows of a report, with the mark of what it was checked beside."""
    return {
        "form": report.form.id,
        "status": report.status.value,
        "errors": evaluation.count(Severity.ERROR),
        "warnings": evaluation.count(Severity.WARNING),
        "hints": evaluation.count(Severity.HINT),
        MARK: mark,
    }

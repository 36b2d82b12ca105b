"""What a text claims in numbers, as it is marked in the text and said in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from gipr_tui.checks.finding import Finding
from gipr_tui.checks.judged import JudgedClaim
from gipr_tui.forms import Severity
from gipr_tui.report.values import written
from gipr_tui.tui.glyphs import DONE, SIGNS
from gipr_tui.tui.widgets.lines import Piece
from gipr_tui.tui.widgets.narrative import Mark
from gipr_tui.tui.widgets.textbuffer import Span
from gipr_tui.workspace.wording import Wording

#: The sign of each verdict and its role, from that which weighs least to that which weighs most.
VERDICTS: dict[str, Piece] = {
    "holds": (DONE, "good"),
    "unknown": (SIGNS[Severity.HINT], Severity.HINT.value),
    "contradicts": (SIGNS[Severity.ERROR], Severity.ERROR.value),
}

_DIGITS = re.compile(r"\d+(?:[,，]\d{3})*(?:[.．]\d+)?")
#: The rules that compare what a text says with the tables.
_OF_CLAIMS = "N-"


def marks_of_claims(claims: Iterable[JudgedClaim]) -> list[Mark]:
    """The number of every claim, with the sign of its verdict; of two claims of one number that which weighs more."""
    order = list(VERDICTS)
    ranked = sorted(claims, key=lambda claim: order.index(claim.verdict))
    return [Mark(*number_of(claim), f"claim-{claim.verdict}", VERDICTS[claim.verdict]) for claim in ranked]


def number_of(claim: JudgedClaim) -> Span:
    """Where in the text the claim's number stands with its measure word; the whole claim where it has none in digits."""
    found = list(_DIGITS.finditer(claim.text))
    if len(found) != 1:
        return claim.span
    end = found[0].end()
    if claim.unit and claim.text.startswith(claim.unit, end):
        end += len(claim.unit)
    return claim.span[0] + found[0].start(), claim.span[0] + end


def words_to_mend(finding: Finding) -> Span:
    """What of the words that a finding was read from is typed anew: the figure that is wrong, not the words round it.

    Where that can't be told, nothing is: the caret is put before the words.
    """
    start, end = finding.span or (0, 0)
    if not finding.rule.startswith(_OF_CLAIMS):
        return start, end
    wrong = abs(finding.left) if finding.left is not None else None
    figures = [match for match in _DIGITS.finditer(finding.text or "") if _value(match.group()) == wrong]
    if len(figures) != 1:
        return start, start
    return start + figures[0].start(), start + figures[0].end()


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace("，", "").replace("．", "."))


def claim_at(claims: Sequence[JudgedClaim], offset: int) -> JudgedClaim | None:
    """The claim in which, or at the end of which, an offset stands: of several the one that weighs most."""
    order = list(VERDICTS)
    here = [claim for claim in claims if claim.span[0] <= offset <= claim.span[1]]
    return max(here, key=lambda claim: (order.index(claim.verdict), claim.span), default=None)


def words_of_claim(claim: JudgedClaim, wording: Wording) -> str:
    """What a claim is compared with: the cell, what is claimed and what is filed, or why nothing can be told."""
    facts = {
        "sign": VERDICTS[claim.verdict][0],
        "cell": wording.cell(claim.cells[0]) if claim.cells else claim.text,
        "claimed": written(claim.value),
        "filed": "" if claim.filed is None else written(claim.filed),
        "why": wording.text(f"claim.{claim.why}") if claim.why else "",
    }
    return wording.text(f"editor.claim-{claim.verdict}", **facts)

"""What the tests of the narrative reader share: claims as short pairs, by whether they may be held against a table."""

from __future__ import annotations

from gipr_tui.checks.narrative import Claim, read_claims

NEW, RECEIVED, OVER = "new_applications", "received_incl_carried", "carried_over"
ANSWERED, FORWARD = "answered_total", "carried_forward"

FLOWS = (NEW, RECEIVED, OVER, ANSWERED, FORWARD)

YEAR = 2024


def speaking(text: str, year: int = YEAR) -> list[tuple[str, int]]:
    """Quantity and value of every claim about what came in and went out that may be held against the tables."""
    return [(claim.quantity, int(claim.value)) for claim in flows(text, year) if speaks(claim, year)]


def flows(text: str, year: int = YEAR) -> list[Claim]:
    """The claims about what came in and went out."""
    return [claim for claim in read_claims(text, year) if claim.quantity in FLOWS]


def speaks(claim: Claim, year: int) -> bool:
    """Whether the claim is exact, of the report's year, and of everything the report covers."""
    return not claim.narrowed and not claim.approximate and claim.year == year

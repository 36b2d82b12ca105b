"""What the tests of the narrative reader share: claims as short pairs, by whether they may be held against a table."""

from __future__ import annotations

from gipr_tui.checks.narrative import Claim, read_claims

NEW, RECEIVED, OVER = "new_applications", "received_incl_carried", "carried_over"
ANSWERED, FORWARD = "answered_total", "carried_forward"

YEAR = 2024


def speaking(text: str, year: int = YEAR) -> list[tuple[str, int]]:
    """Quantity and value of every claim that may be held against the tables of ``year``."""
    return [(claim.quantity, int(claim.value)) for claim in read_claims(text, year) if speaks(claim, year)]


def speaks(claim: Claim, year: int) -> bool:
    """Whether the claim is exact, of the report's year, and of everything the report covers."""
    return not claim.narrowed and not claim.approximate and claim.year == year

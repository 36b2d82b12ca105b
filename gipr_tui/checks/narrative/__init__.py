"""The narrative reader: what the prose of an annual report claims about its figures.

It knows nothing of reports, forms or cells; it takes text and a year and gives claims.
"""

from gipr_tui.checks.narrative.claim import Claim
from gipr_tui.checks.narrative.reader import read_claims

__all__ = ["Claim", "read_claims"]

"""The narrative reader: what the prose of an annual report claims about its figures.

It knows nothing of reports, forms or cells; it takes text and a year and gives claims.
"""

from gipr_tui.checks.narrative.claim import Claim, Said
from gipr_tui.checks.narrative.growth import Change, Rate, Share
from gipr_tui.checks.narrative.reader import Reading, read, read_claims

__all__ = ["Change", "Claim", "Rate", "Reading", "Said", "Share", "read", "read_claims"]

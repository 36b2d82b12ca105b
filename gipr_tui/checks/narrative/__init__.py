"""The narrative reader: what the prose of an annual report claims about its figures.

It knows nothing of reports, forms or cells; it takes text and a year and gives claims. A text is cut into sentences
(``sentences``), those worth it (``worth``) into words of known kinds (``lexer``, ``words``; the words themselves are data in
``vocabulary`` and ``labels``). In a row of words, figures of speech claim what came in and went out (``figures``,
``shapes``), labels claim the number beside them (``labelled``), and some figures are said in words alone (``worded``);
texts made, decisions and fees are read from the plain sentence (``matters``), growth and shares too (``growth``).
``context`` and ``scope`` tell of what and of whom a claim speaks, ``agreement`` holds the claims of a text together.
"""

from gipr_tui.checks.narrative.claim import Claim, Said
from gipr_tui.checks.narrative.growth import Change, Rate, Share
from gipr_tui.checks.narrative.reader import Reading, read, read_claims

__all__ = ["Change", "Claim", "Rate", "Reading", "Said", "Share", "read", "read_claims"]

"""What the words round a claim make of it: the subject spoken of, the year, and whatever narrows the figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gipr_tui.checks.narrative.labels import CHANNELS
from gipr_tui.checks.narrative.tokens import Token
from gipr_tui.checks.narrative.vocabulary import kinds

OWN, FOREIGN, UNKNOWN = "own", "foreign", ""
"""Subjects: applications for information, something else that is counted, or not said."""

_SHORT_GAP = 2
_ASIDE = kinds("aside")
_FOREIGN = kinds("foreign")
_OF_REQUESTS = ("applicant_natural", "applicant_org", "partial", "refused", "cannot_provide", "not_processed")
_CLAUSE = kinds("clause")
_MANNERS = kinds("applicant channel")
_BODIES = kinds("org body")
# what may be named of the one who applied and of the way, 平台 apart, which is of the network
_SOLE = frozenset(kinds("applicant channel channels")) - {"means"}
_YEARS = kinds("year_word")
_NUMBERS = kinds("number")
_OF_TIME, _ANY_TIME = kinds("of_time"), kinds("any_time")
_OF_BODY = kinds("of_body")


def subject_of(tokens: Sequence[Token], place: int) -> str:
    """The subject that the word at ``place`` names. Carrying over to another year is said of applications only."""
    kind = tokens[place].kind
    if kind == "subject" or (kind == "carry" and carried(tokens, place)):
        return OWN
    return FOREIGN if kind in _FOREIGN else UNKNOWN


def subject_before(tokens: Sequence[Token], place: int) -> str:
    """The subject named last before ``place``."""
    return next(filter(None, (subject_of(tokens, at) for at in range(place - 1, -1, -1))), UNKNOWN)


def carried(tokens: Sequence[Token], place: int) -> bool:
    """Whether the verb at ``place`` carries something over between years."""
    near = [token.kind for token in tokens[max(0, place - 2) : place + 3]]
    return "last" in near or "next" in near or near[-2:] == ["to", "this"]


def speaks_of_carrying(tokens: Sequence[Token]) -> bool:
    """Whether the sentence carries something over and names nothing else that is counted."""
    return all(token.kind not in _FOREIGN for token in tokens) and any(
        token.kind == "carry" and carried(tokens, at) for at, token in enumerate(tokens)
    )


def speaks_of_requests(tokens: Sequence[Token]) -> bool:
    """Whether the sentence tells applicants or results apart, as is done of applications only."""
    kinds_said = {word.kind for token in tokens for word in (token, *token.inner)}
    return kinds_said.isdisjoint(_FOREIGN) and not kinds_said.isdisjoint(_OF_REQUESTS)


def plain_lead(tokens: Sequence[Token], place: int) -> bool:
    """Whether nothing stands before ``place`` that could be a subject the vocabulary does not know."""
    return all(token.kind != "gap" or token.end - token.start < _SHORT_GAP for token in tokens[:place])


def spoken_year(tokens: Sequence[Token], first: int, last: int, year: int) -> int:
    """The year of the claim that ends at ``last``: the nearest year named before its end as the time of the sentence."""
    for at in range(last, -1, -1):
        token = tokens[at]
        if token.kind not in _YEARS or (at > first and token.kind != "this") or not _is_time(tokens, at):
            continue
        if token.year is not None:
            return token.year
        if token.kind != "next":
            return year - 1 if token.kind == "last" else year
    return year


def _is_time(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[max(0, at - 2) : at]
    after = tokens[at + 1 : at + 3]
    if before and before[-1].kind in ("compare", "transfer", "contain"):
        return False
    if before and before[-1].kind == "comma":
        # 与去年相比，2024年收到
        before = ()
    beside = {token.kind for token in (*before, *after)}
    return beside.isdisjoint(("carry", "compare", "legacy")) and all(token.kind != "percent" for token in after)


def clause_before(tokens: Sequence[Token], place: int) -> Iterator[Token]:
    """The words before ``place`` in its clause, nearest first; a clause begins at a comma or behind another figure."""
    for at in range(place - 1, -1, -1):
        if tokens[at].kind in _CLAUSE:
            return
        yield tokens[at]


def aside(tokens: Sequence[Token], first: int, last: int) -> Token | None:
    """The word in the claim's clause that makes its figure one of several, such as 网络 in 通过网络收到申请5件.

    A list closed with 等 and followed by 共 names every channel, and 全市56个部门 every body: they narrow nothing.
    """
    lead = list(clause_before(tokens, first))
    whole = any(token.kind in ("total", "whole", "whole_span") for token in (*lead, *tokens[first:last]))
    closed = {"channels"} if whole else set()
    if any(token.kind == "whole" for token in lead):
        closed.add("some")
    if whole and any(token.kind == "etc" for token in lead):
        closed |= {*kinds("channel"), "topical"}
    return next((token for token in lead if token.kind in _ASIDE and token.kind not in closed), None)


def listed(tokens: Sequence[Token], first: int) -> Token | None:
    """The 其中 or 除 … 外 under which the claim stands, or the 含 in its own clause.

    A list of applicants, channels or bodies ends before it: 其中自然人20件、法人3件，办结22件.
    """
    own_clause, parts = True, 0
    for at in range(first - 1, -1, -1):
        kind = tokens[at].kind
        if kind == "stop":
            return None
        if kind == "among" and parts > 1:
            return None
        if kind in ("among", "besides") or (kind == "contain" and own_clause):
            return tokens[at]
        parts += not own_clause and (kind in _MANNERS or (kind in _NUMBERS and tokens[at - 1].kind in _BODIES))
        own_clause = own_clause and kind != "comma"
    return None


def sole_channel(tokens: Sequence[Token], first: int) -> int | None:
    """The place of the only channel in the clause before ``first``: 通过网络收到申请5件."""
    place: int | None = None
    for at in range(first - 1, -1, -1):
        kind = tokens[at].kind
        if kind in _CLAUSE:
            break
        if kind in _SOLE:
            named = at > 0 and tokens[at - 1].kind == "quote"
            if named or kind not in CHANNELS or (place is not None and tokens[place].kind != kind):
                return None
            place = at
    return place


def restriction(tokens: Sequence[Token], place: int) -> Token | None:
    """The period or the body to which the sentence is restricted at ``place``, where nothing has widened it since."""
    span_open = body_open = True
    for at in range(min(place, len(tokens)) - 1, -1, -1):
        kind = tokens[at].kind
        # 其中县政府办3件: one of a list
        counted = at + 1 < len(tokens) and tokens[at + 1].kind in _NUMBERS
        if (kind in _OF_TIME and span_open) or (kind in _OF_BODY and body_open and not counted):
            return tokens[at]
        span_open = span_open and not (kind in _ANY_TIME and _is_time(tokens, at))
        body_open = body_open and kind != "whole"
    return None


def rank(tokens: Sequence[Token], first: int, last: int) -> int:
    """How plainly the claim speaks for the whole: 2 for 全市, 1 for 共, 0 for neither."""
    said = {token.kind for token in (*clause_before(tokens, first), *tokens[first : last + 1])}
    return 2 if "whole" in said else int(not said.isdisjoint(("total", "whole_span")))


def unknown_doer(tokens: Sequence[Token], first: int) -> Token | None:
    """What stands before a verb without an object in its clause and may do something else than answer applications."""
    for token in clause_before(tokens, first):
        if token.kind == "subject":
            return None
        if token.kind == "org" or (token.kind == "gap" and token.end - token.start >= _SHORT_GAP):
            return token
    return None


def other_object(tokens: Sequence[Token], first: int) -> bool:
    """Whether something not known has been taken in and counted since the subject was named: 受理事项3000件，办结2990件."""
    unknown = counted = False
    for at in range(first - 1, -1, -1):
        kind = tokens[at].kind
        if kind == "subject":
            return False
        if kind in _NUMBERS:
            counted, unknown = True, False
        elif kind in ("comma", "stop"):
            counted = False
        elif kind in ("intake", "mixed"):
            if counted and unknown:
                return True
        else:
            unknown = unknown or kind in ("gap", "item", "org")
    return False


def counted_apart(tokens: Sequence[Token], names: str) -> Token | None:
    """A word of the kinds ``names`` in the sentence that has a figure of its own: 按期答复17件，延期答复3件."""
    apart = kinds(names)
    for at, token in enumerate(tokens):
        if token.kind in apart and any(near.kind in _NUMBERS for near in tokens[at + 1 : at + 4]):
            return token
    return None


def outdone(tokens: Sequence[Token], last: int) -> bool:
    """Whether a greater sum follows in the sentence, of which the figure at ``last`` is a part: 甲收到3件，乙收到5件，合计8件."""
    own = tokens[last].number
    if own is None or any(token.kind == "carry" for token in tokens):
        return False
    rows = zip(tokens[last + 1 :], tokens[last + 2 :], tokens[last + 3 :], strict=False)
    return any(
        (a.kind, b.kind) == ("comma", "total") and c.number is not None and c.number.value > own.value
        for a, b, c in rows
    )


def bracketed(tokens: Sequence[Token]) -> Token | None:
    """The body to which a bracket in or behind the claim restricts it: （仅统计本级）.

    But not （含本级）, nor a list （本级3件，镇街5件）.
    """
    for token in tokens:
        figures = sum(word.kind in _NUMBERS for word in token.inner)
        if token.inner and figures < 2 and all(word.kind != "contain" for word in token.inner):
            body = next((word for word in token.inner if word.kind in _OF_BODY), None)
            if body is not None:
                return body
    return None

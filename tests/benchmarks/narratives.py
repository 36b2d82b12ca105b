"""The reader of narratives measured on published paragraphs with the claims that they make.

``GIPR_CORPUS`` (or the first argument) names a folder with ``narratives.jsonl``: one object a line, ``text``, ``year`` and
``claims`` of ``quantity``, ``value`` and ``span`` (the words). A claim read matches an annotated one where quantity and value
are the same and the spans overlap; each matches once at most. Claims that speak of another year or only of a part are
not counted as read. Precision is given twice: among the quantities that the annotations know, and among all.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from gipr_tui.checks.narrative import Claim, read_claims

Wanted = tuple[str, Decimal, tuple[int, int]]


def paragraphs(folder: Path) -> Iterator[tuple[str, list[Wanted], list[Claim]]]:
    """Each paragraph with what it claims and what was read."""
    for line in (folder / "narratives.jsonl").read_text("utf-8").splitlines():
        paragraph = json.loads(line)
        text = paragraph["text"]
        wanted = [
            (claim["quantity"], Decimal(str(claim["value"])), _place(text, claim["span"]))
            for claim in paragraph["claims"]
        ]
        read = [claim for claim in read_claims(text, paragraph["year"]) if _counts(claim, paragraph["year"])]
        yield text, wanted, read


def _counts(claim: Claim, year: int) -> bool:
    return not claim.narrowed and claim.year == year


def _place(text: str, words: str) -> tuple[int, int]:
    start = text.find(words)
    return (start, start + len(words)) if start >= 0 else (0, len(text))


def matched(wanted: list[Wanted], read: list[Claim]) -> tuple[list[Wanted], list[Claim]]:
    """What was missed, and what was read and isn't there."""
    missed, extra = list(wanted), []
    for claim in read:
        start, end = claim.span
        same = [w for w in missed if w[:2] == (claim.quantity, claim.value) and w[2][0] < end and start < w[2][1]]
        if same:
            missed.remove(same[0])
        else:
            extra.append(claim)
    return missed, extra


def main(folder: Path, *, show: bool = False) -> tuple[float, float]:
    """Prints recall and precision for each quantity and for all; gives both for all."""
    known: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    added: Counter[str] = Counter()
    for text, wanted, read in paragraphs(folder):
        missed, extra = matched(wanted, read)
        known.update(quantity for quantity, *_ in wanted)
        missing.update(quantity for quantity, *_ in missed)
        added.update(claim.quantity for claim in extra)
        if show and (missed or extra):
            print(repr(text))
            print("   missed:", [(q, str(v)) for q, v, _ in missed])
            print("   not annotated:", [(claim.quantity, str(claim.value), claim.text) for claim in extra])
    print(f"{'quantity':32} {'annotated':>9} {'found':>6} {'extra':>6} {'recall':>7} {'precision':>9}")
    for quantity in sorted({*known, *added}):
        _row(quantity, known[quantity], missing[quantity], added[quantity])
    total, missed_all = sum(known.values()), sum(missing.values())
    within = sum(count for quantity, count in added.items() if quantity in known)
    recall = _row("all annotated quantities", total, missed_all, within)[0]
    return recall, _row("all quantities", total, missed_all, sum(added.values()))[1]


def _row(name: str, annotated: int, missed: int, extra: int) -> tuple[float, float]:
    found = annotated - missed
    recall = found / annotated if annotated else 1.0
    precision = found / (found + extra) if found + extra else 1.0
    print(f"{name:32} {annotated:9} {found:6} {extra:6} {recall:7.3f} {precision:9.3f}")
    return recall, precision


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    main(Path(given[0] if given else os.environ.get("GIPR_CORPUS", ".")), show="--show" in sys.argv)

"""Prose to claims: the sentences worth reading are read one by one, then their claims are held together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from gipr_tui.checks.narrative.agreement import Draft, settle
from gipr_tui.checks.narrative.claim import Claim
from gipr_tui.checks.narrative.context import OWN, UNKNOWN, subject_before
from gipr_tui.checks.narrative.growth import Change, Rate, Share
from gipr_tui.checks.narrative.sentence import Before, forget_subjects, read_sentence
from gipr_tui.checks.narrative.sentences import fold, split_sentences
from gipr_tui.checks.narrative.words import words_of

_T = TypeVar("_T", Change, Share, Rate)
_HEADING = 24
"""Characters behind an enumerator that tell what its section is about."""


def _one_of(words: str) -> re.Pattern[str]:
    """An expression for any of ``words``, none of which begins with a class: it looks at their first characters alone first.

    Behind a class of characters the search skips all others at once, where alternatives are tried at every place.
    """
    rests: dict[str, list[str]] = {}
    for word in words.split("|"):
        rests.setdefault(word[0], []).append(word[1:])
    behind = "|".join(f"(?<={first})(?:{'|'.join(rest)})" for first, rest in rests.items())
    return re.compile(f"[{''.join(rests)}](?:{behind})")


_CHINESE = "〇零一二两三四五六七八九十百千万"
# what stands behind the first character of a figure, which may be written with white space in it
_COUNTS = (
    r"(?<=[0-9０-９])\s*+(?:[余多万亿]\s*+)*(?:[件份起条宗项封例次元%％,，;；、。)）.]|个\s*百|$)"
    rf"|(?<=[{_CHINESE}])\s*+(?:[余多]\s*+)?[件份起条宗项封例]"
)
_FIGURE = re.compile(f"[0-9０-９{_CHINESE}](?:{_COUNTS})")
_FIGURE_OR_DENIAL = re.compile(
    rf"[0-9０-９{_CHINESE}无未没不](?:(?P<figure>{_COUNTS})|(?<=[无未没零])|(?<=不)\s*+存\s*+在)"
)
# words that tell what is counted, and words that do only where the text before has told it
_SUBJECT = _one_of(
    "申请|信息公开答复|复议|诉讼|结转|顺延|处理费|收费|规章|规范性文件|行政许可|行政处罚|行政强制|予公开|意公开|部分公开|不予|无法提供|其他处理|"
    "转[入结]|不存在|不掌握|国家秘密|过程性信息|执法案卷|补正|自然人|法人|信函|传真|邮寄|电子邮件|当面"
)
_DEPENDENT = _one_of(
    "答复|回复|办结|审结|结案|办复|办理|处理|受理|收[到办]|转[入下至到结]|公开[0-9０-９]|提供|公民|企业|维持|纠正|纠错|"
    "网络|网上|线上|邮|重复|撤[回销]"
)
_DENIED = _one_of("申请|复议|诉讼|结转|处理费")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says in figures: its claims, and the growth, shares and rates worked out from them."""

    claims: tuple[Claim, ...] = ()
    changes: tuple[Change, ...] = ()
    shares: tuple[Share, ...] = ()
    rates: tuple[Rate, ...] = ()


def read_claims(text: str, year: int) -> tuple[Claim, ...]:
    """The claims that ``text`` makes, in the order of their spans; ``year`` is the year of the report it stands in."""
    return read(text, year).claims


def read(text: str, year: int) -> Reading:
    """Everything that ``text`` says in figures. A sentence read before, with the same text before it, isn't read again."""
    section, level, prior, narrowed = UNKNOWN, 0, "", ""
    drafts: list[Draft] = []
    changes: list[Change] = []
    shares: list[Share] = []
    rates: list[Rate] = []
    for number, (start, end, own_level) in enumerate(split_sentences(text)):
        if own_level is not None:
            if _opens(text[start : min(end, start + 2 * _HEADING)], year):
                section, level, prior, narrowed = OWN, own_level, "", ""
            elif section == OWN and own_level > level:
                prior = ""
            else:
                section, level, prior, narrowed = UNKNOWN, 0, "", ""
        if worth_reading(text, start, end, section, prior):
            opening = number == 0 and own_level is None
            found = _reading(text[start:end], Before(prior, section, narrowed, opening), year)
            narrowed = found.narrowing
            drafts += [_placed(draft, start, number) for draft in found.drafts]
            changes += [_moved(change, start, number) for change in found.changes]
            shares += [_moved(share, start, number) for share in found.shares]
            rates += [_moved(rate, start, number) for rate in found.rates]
        else:
            narrowed = ""
        prior = text[start:end]
    return Reading(settle(drafts), tuple(changes), tuple(shares), tuple(rates))


_reading = lru_cache(maxsize=4096)(read_sentence)


def forget() -> None:
    """Forget the sentences read before; for measuring."""
    _reading.cache_clear()
    _opens.cache_clear()
    forget_subjects()


def _placed(draft: Draft, start: int, number: int) -> Draft:
    claim, bare, rank, body = draft
    first, last = claim.span
    return Draft(claim._replace(span=(first + start, last + start), sentence=number), bare, rank, body)


def _moved(found: _T, start: int, number: int) -> _T:
    return found._replace(start=found.start + start, end=found.end + start, sentence=number)


def worth_reading(text: str, start: int, end: int, section: str, prior: str) -> bool:
    """Whether the sentence ``text[start:end]`` could claim anything: a figure or a denial, and a word for what is counted.

    The subject of its ``section`` or the sentence ``prior`` to it may have told what is counted.
    """
    said = _FIGURE_OR_DENIAL.search(text, start, end)
    if said is None:
        return False
    words = "".join(text[start:end].split())
    tells = _SUBJECT.search(words) is not None
    if said["figure"] is None and not _FIGURE.search(text, said.end(), end):
        return tells and _DENIED.search(words) is not None
    return tells or bool(_DEPENDENT.search(words) and (section == OWN or _SUBJECT.search(prior)))


@lru_cache(maxsize=1024)
def _opens(source: str, year: int) -> bool:
    """Whether a heading that begins with ``source`` is about applications."""
    if "申" not in source and "结转" not in source:
        return False
    head = fold(source).text[:_HEADING]
    words = words_of(head, year)
    return subject_before(words, len(words)) == OWN

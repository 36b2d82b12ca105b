"""Whether a labelled figure is about what the report covers: the applications of the unit, the cases brought against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gipr_tui.checks.narrative.claim import Said
from gipr_tui.checks.narrative.context import FOREIGN, OWN, clause_before, listed, restriction, subject_before
from gipr_tui.checks.narrative.labels import LABELS
from gipr_tui.checks.narrative.row import Part
from gipr_tui.checks.narrative.tokens import Token
from gipr_tui.checks.narrative.vocabulary import kinds

_DISCLOSURE = re.compile(r"信息公开|政务公开|依申请|信息|公开申请")
_APPLICATIONS = re.compile(r"申请|受理(?:渠道|方式)|答复|办理结果|提出|提交")
# the unit as the body that decides on reviews or pleads for others
_OTHER_ROLE = re.compile(
    r"复议(?:机关|机构|委员会)(?!(?:依法|均|已|全部)*(?:维持|纠正|撤销|变更|确认|驳回|作出|予以|决定))"
    r"|应诉(?!(?:涉及?)?(?:政府)?信息公开)|出庭|开庭|指导|督促|代理|法院(?!(?:依法|均|已|全部)*(?:判决|裁定|维持|支持|驳回|予以))|调解|听证|法制审核"
    r"|受理(?=[^,;。]{0,12}复议(?:申请|案))"
)
# 其中政府信息公开类3件: the others are about something else
_SOME_OF_THEM = re.compile(r"(?:其中|含)[^,;。]{0,8}信息公开")
# documents sorted by whether they may be published
_DOCUMENTS = re.compile(r"公文|发文|拟公开|公开属性")
# verbs of a body that decides cases: what it decides is hardly about disclosure where nothing says so
_AS_A_BODY = re.compile(r"(?<!重新)[办受代处]理|(?<!在)审理|(?<!未)审结|办结|接收|收到")
_COUNTED_OTHERWISE = re.compile(r"备案|审结|受理|审理|办结")
# 二审1件维持: a case is counted once in each instance
_OF_ONE_INSTANCE = re.compile("[一二终]审")
_A_LIST = 3
_NARROWS = frozenset(kinds("helping each compare"))
_NARROWS_ALL = frozenset(kinds("supposed some"))


def about_the_report(
    parts: Sequence[Part],
    text: str,
    tokens: Sequence[Token],
    sentence_tokens: Sequence[Token],
    inherited: Callable[[], str],
) -> Iterator[Part]:
    """The parts that speak of the report's own subjects.

    ``tokens`` are a bracket's behind those before it, or the same as the sentence's; ``inherited`` gives the subject of
    the text before.
    """
    if not parts:
        return
    sentence = text[tokens[0].start : tokens[-1].end]
    for part in parts:
        if part.quantity.startswith(("review", "litigation")):
            checked = _of_court(part, text, tokens, sentence, inherited)
            if checked:
                yield checked
        elif _of_applications(part, _alike(part, parts, sentence_tokens), tokens, sentence, inherited):
            yield part


def _of_court(
    part: Part, text: str, tokens: Sequence[Token], sentence: str, inherited: Callable[[], str]
) -> Part | None:
    as_a_body = part.said is not Said.DENIED and _AS_A_BODY.search(sentence)
    if not _DISCLOSURE.search(sentence) and inherited() != OWN and as_a_body:
        return None
    lead = text[tokens[0].start : tokens[part.last].end]
    if part.said is Said.FIGURE and not _DISCLOSURE.search(lead) and _SOME_OF_THEM.search(sentence):
        return None
    if part.said is not Said.DENIED and part.quantity != "review_plus_litigation" and _OTHER_ROLE.search(lead):
        return None
    if LABELS.get(part.quantity.partition("_")[2]) == "outcome" and _OF_ONE_INSTANCE.search(lead):
        return replace(part, loose=True)
    if part.said is Said.FIGURE and _COUNTED_OTHERWISE.search(lead.replace("尚未审结", "")):
        return replace(part, loose=True)
    return part


def _of_applications(
    part: Part, alike: set[str], tokens: Sequence[Token], sentence: str, inherited: Callable[[], str]
) -> bool:
    subject = subject_before(tokens, part.last + 1)
    family = _family(part.quantity)
    if family == "result" and _DOCUMENTS.search(sentence) and "主动公开" in sentence:
        return False
    if subject == OWN:
        return True
    if subject == FOREIGN:
        # 主动公开的5件，同意公开的12件，信息不存在的14件: in a list of results it is another result
        return family == "result" and len(alike) >= _A_LIST and inherited() == OWN
    if inherited() == OWN:
        return True
    if family == "result":
        # the form's own words, while applicants and channels are anybody's
        return len(alike) > 1 or part.quantity == "granted_or_partial"
    return len(alike) > 1 and bool(_APPLICATIONS.search(sentence))


def _alike(part: Part, parts: Sequence[Part], tokens: Sequence[Token]) -> set[str]:
    """The quantities of the family listed with the part."""
    family = _family(part.quantity)
    alike = {other.quantity for other in parts if _family(other.quantity) == family}
    # 予以公开（12件）、部分公开（3件）: every bracket is read alone
    alike |= {a.kind for a, b in pairwise(tokens) if b.inner and a.kind in LABELS and _family(a.kind) == family}
    return alike


def _family(quantity: str) -> str:
    family = LABELS.get(quantity, "result")
    return "result" if family == "reason" else family


def part_narrower(part: Part, tokens: Sequence[Token]) -> Token | None:
    """The word that makes the part cover less than the whole."""
    narrower = next((token for token in clause_before(tokens, part.first) if token.kind in _NARROWS), None)
    if narrower is None:
        # 3个乡镇予以公开20件，不予公开5件: they stand for the whole list, unless 全市 widens it again
        before = tokens[: part.first]
        widened = max((at for at, token in enumerate(before) if token.kind == "whole"), default=-1)
        narrower = next((token for token in before[widened + 1 :] if token.kind in _NARROWS_ALL), None)
    if narrower is None and part.said is Said.DENIED:
        outside = listed(tokens, part.first)
        narrower = outside if outside is not None and outside.kind == "besides" else None
    if narrower is not None:
        return narrower
    word = restriction(tokens, part.first)
    if word is not None and part.loose and word.kind == "body":
        return None
    return word

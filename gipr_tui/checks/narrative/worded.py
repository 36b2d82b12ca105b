"""Figures that are said without a number: 未发生行政复议, 均为自然人申请, 均获维持, 已全部办结."""

from __future__ import annotations

import re

from gipr_tui.checks.narrative.claim import Said
from gipr_tui.checks.narrative.labels import LABELS, OUTCOMES, WHOLE
from gipr_tui.checks.narrative.row import CASES, DOES, JOINS, NOTHING, NUMBERS, WAYS_TO_COURT, Part, Row

# words round courts and channels that a denial may hold; any others make it the denial of something else
_DENIED = re.compile(
    "(?:因此?|由于?|被|受到?|涉及?|引发|引起|引致|导致|造成|提起|提出|申请|有关|相关|工作|的|而|方面|事项|案件|情况|情形|事务|发生|出现|产生|一[例起件]|"
    "复议|审查|机关|任何|[办处]理情况|投诉|举报|信访|责任追究|追责|问责|政府|政务|信息|公开|类|申诉|等|起|问题|行为|当事人|公民|群众|"
    "针对|本?(?:单位|机关|中心|部门)|[我本][局委办厅院校所站处市区县镇乡]|[我本]街道)+"
)
_DENIABLE = frozenset(("happen", "neg", "etc", "whole", *JOINS))
_DENIABLE_BY_WORD = ("gap", "org", "alien", "single", "noise", "helping")
_FAMILIES_DENIED = {"court", "channel", "outcome", "matter", "applicant", "result"}

_ALL = re.compile("均|皆|都|全部|全")
_BEFORE_ALL = re.compile(
    "^(?:一审|二审|终审|目前|现|(?:人民)?法院|复议机关|申请(?=[均皆都]|全部)|(?:[答回]复|[办处]理)?(?:结果|类[别型])|复议|审理|申请人|申请(?:方式|渠道|主体))+(?!提交|提出)"
)
_KNOWN = re.compile("获|经|由|目前|现|(?:人民)?法院|复议机关|申请人|申请(?:方式|渠道|主体)|[办处]理结果|[均全]")
_MANNERS = frozenset(("applicant", "channel"))
_IS = re.compile("(?:为|系|是|属)于?")
_ANSWERED = frozenset(("done", "fill", "answer", *JOINS))


def read_words(row: Row, start: int, labels: list[int], end: int) -> int:
    """Reads a stretch that has no number; gives the place of its only label where that may belong to the next stretch."""
    if not labels:
        _all_answered(row, start, end)
        return -1
    denials = [at for at in range(start, end) if row.kinds[at] == "neg"]
    awaiting = -1
    if len(denials) > 1:
        # 行政复议零申请、行政诉讼零发生: every piece of the list denies its own
        for piece in row.pieces(start, end):
            if piece != (start, end):
                first, after = piece
                read_words(row, first, row.labels(first, after), after)
    elif denials:
        _denied(row, start, end, labels, denials[0])
    elif not _of_all(row, start, end, labels) and len(labels) == 1:
        awaiting = labels[0]
    row.meet(labels)
    return awaiting


def _denied(row: Row, start: int, end: int, labels: list[int], neg: int) -> None:
    """未发生行政复议、行政诉讼; 行政复议、行政诉讼均未发生; 行政复议零申请."""
    after = [label for label in labels if label > neg]
    first, told = (neg, after) if after else (labels[0], labels)
    families = {row.family(label) for label in told}
    if not all(_deniable(row, at) for at in range(first + 1, end)) or not families <= _FAMILIES_DENIED:
        return
    if "因此" in row.words.spoken(neg, end) and "subject" not in row.kinds[:neg]:
        # 没有因此引发的诉讼: of what was spoken of before
        return
    row.meet([label for label in labels if label < neg])
    if families == {"outcome"} and _ALL.search(row.words.spoken(start, neg)):
        # 行政复议3件、行政诉讼1件，均未被纠错
        for case in [part for part in row.parts if part.quantity in CASES]:
            outcome = f"{case.quantity.removesuffix('_total')}_{row.kinds[told[0]]}"
            row.parts.append(Part(outcome, NOTHING, case.first, end - 1, said=Said.DENIED))
        return
    if families == {"outcome", "court"} and _outcomes_denied(row, told, end):
        return
    for label in told:
        row.meet([label])
        if row.family(label) != "matter":
            row.add(row.kinds[label], NOTHING, first, label, said=Said.DENIED)


def _outcomes_denied(row: Row, told: list[int], end: int) -> bool:
    """未发生被纠正的行政复议, 未发生行政诉讼被纠错情况: there may be others; False where 和 makes two things of them."""
    courts = [label for label in told if row.family(label) == "court"]
    outcomes = [label for label in told if row.family(label) == "outcome"]
    if not JOINS.isdisjoint(row.kinds[courts[-1] : outcomes[0]]):
        return False
    for court in courts:
        row.meet([court])
        for outcome in outcomes:
            row.add(row.kinds[outcome], NOTHING, told[0], end - 1, said=Said.DENIED)
    return True


def _deniable(row: Row, at: int) -> bool:
    kind = row.kinds[at]
    if kind in LABELS or kind in _DENIABLE or row.links(at):
        return True
    return kind in _DENIABLE_BY_WORD and bool(_DENIED.fullmatch(row.words.spelled(at)))


def _of_all(row: Row, start: int, end: int, labels: list[int]) -> bool:
    """均获维持, 全部予以公开, 为自然人申请: of every one of the figure before. False where the words say no such thing."""
    court = ""
    if len(labels) == 2 and row.family(labels[0]) == "court":
        # 复议结果均为维持
        court, start, labels = row.kinds[labels[0]], labels[0] + 1, labels[1:]
    lead = _BEFORE_ALL.sub("", row.words.spoken(start, labels[0]))
    of_all = bool(_ALL.match(lead))
    is_outcome = row.family(labels[-1]) == "outcome"
    if {row.family(label) for label in labels} == _MANNERS and len(labels) == len(_MANNERS):
        # 均为自然人通过网络提交
        said = [_of_all(row, start, end, [label]) for label in labels]
        return all(said)
    if len(labels) == 1 and is_outcome and not of_all:
        return _of_the_only_case(row, row.kinds[labels[0]], start, end)
    if not (of_all or _IS.match(lead) or _is_one(row, start)):
        return False
    if len(row.chain(labels)) > 1 or not all(_known(row, at) for at in range(start, end)):
        return False
    if row.family(labels[-1]) == "channel" and "answer" in row.kinds[start:end]:
        # 均以书面形式答复
        return False
    if row.kinds[labels[-1]].startswith("litigation_"):
        return _of_all_lawsuits(row, row.kinds[labels[-1]], end)
    if is_outcome:
        return _of_all_cases(row, row.kinds[labels[-1]], end, court)
    return _of_the_whole(row, row.kinds[labels[-1]], start, end, of_all)


def _known(row: Row, at: int) -> bool:
    return row.kinds[at] in LABELS or row.links(at) or bool(_KNOWN.fullmatch(row.words.spelled(at)))


def _is_one(row: Row, start: int) -> bool:
    """Whether a single application came in: 收到申请1件，通过信函提交，予以公开."""
    figures = [at for at in row.taken if at < start]
    return len(figures) == 1 and row.figure(figures[0]).value == 1


def _of_the_whole(row: Row, label: str, start: int, end: int, of_all: bool) -> bool:
    """收到申请12件，均为自然人申请; without 均 only of the figure just before."""
    wholes = WHOLE.get(LABELS[label], ())
    for at in (at for at in reversed(range(start)) if row.kinds[at] in NUMBERS):
        if any(name in wholes for name in row.taken.get(at, ())):
            row.add(label, row.figure(at), at, end - 1, said=Said.ALL)
            return True
        # 征求意见4件，均同意公开: of another figure
        another = wholes == WHOLE["result"] and all(at not in (part.first, part.last) for part in row.parts)
        if not of_all or another:
            break
    return False


def _of_all_cases(row: Row, outcome: str, end: int, court: str) -> bool:
    """行政复议7件，诉讼9件，均获维持; where a ``court`` is named, of its cases only."""
    cases = [case for case in (*row.cases, *row.parts) if case.quantity in CASES and case.number.value]
    last = max((at for at in range(row.begin, end) if row.kinds[at] in NUMBERS), default=-1)
    if court == "" and _of_its_way(row, outcome, end, last, among=bool(cases)):
        return True
    if cases and all(last not in (part.first, part.last) for part in row.parts) and last > row.begin:
        # 行政复议14件，其中涉及信息公开的3件，均被维持: of another figure
        return True
    clause = row.words.last(("stop",), row.begin, end)
    for case in [case for case in cases if court or case.last > clause] or cases:
        own = case.quantity.removesuffix("_total")
        if court == own or (not court and not _told_apart(row, case, own)):
            row.parts.append(Part(f"{own}_{outcome}", case.number, case.first, end - 1, said=Said.ALL))
    return bool(cases)


def _told_apart(row: Row, case: Part, court: str) -> bool:
    """Whether the outcomes of the case's court are told: 行政复议3件，其中纠正1件，行政诉讼2件，均维持."""
    inner = row.words.inner(case.last + 1) if case.last + 1 < len(row.words) else None
    if inner is not None and not inner.said.isdisjoint(OUTCOMES):
        return True
    return any(part.quantity in {f"{court}_{outcome}" for outcome in OUTCOMES} for part in row.parts)


def _of_its_way(row: Row, outcome: str, end: int, last: int, *, among: bool) -> bool:
    """复议后起诉3件，均为结果维持: of that way to the court, where it isn't ``among`` cases or these are told apart."""
    way = row.parts[-1] if row.parts else None
    if way is None and row.cases and last < 0:
        # 复议后起诉2件（均维持）
        way = row.cases[-1]
        last = way.last
    if way is None or way.quantity not in WAYS_TO_COURT or last not in (way.first, way.last) or not way.number.value:
        return False
    apart = any(part.quantity.startswith(tuple(f"{name}_" for name in WAYS_TO_COURT)) for part in row.parts[:-1])
    if among and not apart and not _some_left(row):
        return False
    row.parts.append(Part(f"{way.quantity}_{outcome}", way.number, way.first, end - 1, said=Said.ALL))
    return True


def _some_left(row: Row) -> bool:
    """行政诉讼8件，其中直接起诉6件，均维持: whether others than those of the ways told are left."""
    suits = next((part.number.value for part in row.parts if part.quantity == "litigation_total"), None)
    told = sum(part.number.value for part in row.parts if part.quantity in WAYS_TO_COURT)
    return suits is not None and told < suits


def _of_all_lawsuits(row: Row, label: str, end: int) -> bool:
    """行政诉讼3件，均为未经复议直接起诉."""
    suits = next((part for part in reversed(row.parts) if part.quantity == "litigation_total"), None)
    if suits is not None and suits.number.value:
        row.add(label, suits.number, suits.first, end - 1, said=Said.ALL)
    return suits is not None


def _of_the_only_case(row: Row, outcome: str, start: int, end: int) -> bool:
    """行政诉讼1起，尚未审结."""
    # 行政诉讼1件，系复议后起诉，结果维持
    told = (*reversed(row.parts), *row.cases)
    last = next((part for part in told if LABELS.get(part.quantity) != "court"), None)
    if not DOES.isdisjoint(row.kinds[start:end]):
        return False
    if last is None or last.quantity not in CASES or last.number.value != 1:
        figure = max((at for at in range(row.begin, start) if row.kinds[at] in NUMBERS), default=-1)
        one = figure >= 0 and row.figure(figure).value == 1
        return one and _of_its_way(row, outcome, end, figure, among=False)
    court = last.quantity.removesuffix("_total")
    row.parts.append(Part(f"{court}_{outcome}", last.number, last.first, end - 1, said=Said.ALL))
    return True


def _all_answered(row: Row, start: int, end: int) -> None:
    """收到申请11件，已全部办结: as many were answered as came in, where nothing was carried over."""
    if not row.taken:
        return
    said = row.kinds[start:end]
    if "answer" not in said or not _ANSWERED.issuperset(said):
        return
    words = row.words.spoken(start, end)
    if not ("办结" in words or "办理完" in words) or not _ALL.search(words):
        return
    known = {*row.taken, *(at for part in row.parts for at in (part.first, part.last))}
    if any(row.kinds[at] in NUMBERS and at not in known for at in range(row.begin, start)):
        return
    figures = [at for at in sorted(row.taken) if at < start]
    if len(figures) == 1 and set(row.taken[figures[0]]) == {"new_applications"}:
        figure = Part("answered_total", row.figure(figures[0]), figures[0], end - 1, said=Said.ALL)
        row.parts.append(figure)

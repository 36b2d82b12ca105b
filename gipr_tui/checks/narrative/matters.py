"""Figures of sections two and six: texts made, repealed and in force, decisions taken, fees collected.

They are read piece by piece, a piece ending at punctuation; a verb or a noun that a piece leaves out is the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from gipr_tui.checks.narrative.claim import Said
from gipr_tui.checks.narrative.numbers import Number, read_number

_FIGURE = (
    r"(?P<figure>(?:约|近|超过?|逾)?(?<![0-9.,])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.[0-9]{1,4})?"
    r"[余多]?(?:万(?!元))?[余多]?|[〇零一二两三四五六七八九十百千万]{1,9}(?=[件部项个份宗起]))"
)
_UNIT = r"(?P<unit>[件部项个份宗起])?"
_TAIL = r"(?![0-9.%])"

_TEXTS = {"regulations": r"(?:政府|部门)?规章(?!制度)", "normative": r"(?:税务)?(?:行政)?规范性文件"}
_TEXT = "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _TEXTS.items()) + ")"
_DEEDS = {
    "made": r"制发|制定(?:发布|印发|出台|并发布)?|新制定|新制发|新制作|印发|出台",
    "repealed": r"(?:清理|宣布|公布|文件)?废止(?:失效|[及和]部分废止)?(?:文件)?",
    "in_force": r"(?:保留)?现行有效(?:文件)?",
    "published": r"(?:主动|新增|新)?公开(?:发布)?",
}
_DEED = "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _DEEDS.items()) + ")"
_PLAIN = (
    r"(?:全年|年内|本年度?|今年|[0-9]{4}年度?|截至年底|目前|共计?|累计|实际|新增?(?!制作)|依法|已|的|了|为|有|数量?|件数|总数|其中|市|区|县|镇|乡|政府|街道|"
    r"[我本](?:[市区县州旗局委办厅镇乡]|街道|单位|机关|部门)|全[省市州区县镇]|年末|:)*+"
)
# where texts are published; 、 and brackets end a piece, so that it may hold the end of such a lead only
_MEANS = r"(?:平台|渠道|网站|公报|媒体|途径|方式|形式|载体|专栏|栏目|[端号网])”?[上中]?"
_LEAD = rf"(?=[^0-9]*主动公开)(?P<lead>[^0-9]{{1,60}}?{_MEANS}(?:{_PLAIN})(?:集中|统一|及时|同步)*(?=主动公开))"
_WHOLE_LEAD = re.compile(
    rf"{_PLAIN}(?:主要|积极|充分|统一|及时|分别)*(?:通过|利用|依托|运用|借助|发挥|在|以|[省市区县厅局委办]*(?:政府)?(?:门户|官方)?网站|公报)[^0-9,;。:]*"
)
_SEVERAL = re.compile(rf"等[^,;。]{{0,6}}{_MEANS}|[、和及与][^,;。]{{0,16}}{_MEANS}|(?:各|多)[类种]?{_MEANS}")
_TEXTS_PIECE = re.compile(
    f"{_PLAIN}(?:{_LEAD})?(?:{_DEED})?(?P<between>{_PLAIN}){_TEXT}?{_PLAIN}(?P<late>{'|'.join(_DEEDS.values())})?{_PLAIN}{_FIGURE}{_UNIT}{_TAIL}"
)
# 规范性文件方面，制发2件; 未制发规范性文件，废止1件
_TEXTS_TOPIC = re.compile(
    f"{_PLAIN}(?=[未无没]|.*方面$)(?:未|无|没有)?(?:新?制发|新?制定|出台)?{_TEXT}(?:工作|管理)?(?:方面)?"
)
_NEWLY = re.compile("(?:主动|新增?)公开")
_EXACT = {"made": "制发", "repealed": "废止", "in_force": "现行有效", "published": "主动公开 新公开"}

_NEG = re.compile("[无未没]")
# what opens a clause that denies, and what ends it
_DENIES = rf"(?:(?<![^,;:。]){_PLAIN}(?:也|亦|均|都|并)*(?:未曾?|没有|无|暂无|从未|尚未|并未))"
_DENIED = r"(?:等|处理|决定|事项|案件|措施|行为|职能|职责|权限|项目|情况|情形)*(?![^,;。)])"
_AND = r"(?:、|和|及|以及|与|或者?)"
_NO_DEED = r"(?:新?制发|新?制定|新?制作|印发|出台|新增|(?:清理|宣布)?废止)"
_NO_TEXTS = re.compile(
    f"{_DENIES}(?P<deeds>{_NO_DEED}(?:{_AND}?{_NO_DEED})*)(?:过|任何|的)*"
    f"(?P<texts>(?:{'|'.join(_TEXTS.values())})(?:{_AND}(?:{'|'.join(_TEXTS.values())}))*){_DENIED}"
)

_DECISIONS = {
    "licences": r"行政许可",
    "penalties": r"行政处罚",
    "coercions": r"行政强制(?:措施|执行)?",
}
_DECISION = "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _DECISIONS.items()) + ")"
_DONE = r"(?:作出|做出|实施|办理|办结|核发|下达|审批)"
_DECISIONS_PIECE = re.compile(
    f"{_PLAIN}(?P<done>{_DONE})?(?:处理|各类|的)*{_DECISION}(?P<named>(?:处理|决定|事项|案件|的|数量?|共|为)*){_FIGURE}{_UNIT}{_TAIL}"
)
# decisions that are shown or looked through are not all that were taken
_SHOWN = re.compile(r"公开|公示|公布|发布|上传|归集|报送|录入|查|审核|清单|涉及|撤销|注销|复议|诉讼")
_COLLECTED = {**_DECISIONS, "fees_collected": r"行政事业性收费"}
_NO_DECISION = f"(?:{'|'.join(_COLLECTED.values())})(?:事项|案件|决定|项目)?"
_NO_DECISIONS = re.compile(
    f"{_DENIES}(?:作出|做出|实施|采取|开展|进行|办理|收取|征收)?(?:过|任何|的)*"
    f"(?P<decisions>{_NO_DECISION}(?:{_AND}{_NO_DECISION})*){_DENIED}"
)

# 行政许可、行政处罚均为0件
_ALL_NOUGHT = re.compile(
    f"(?P<decisions>{_NO_DECISION}(?:{_AND}{_NO_DECISION})+)(?:数量?|件数)?[均都皆]为[0零](?![0-9.])"
)
_FEES_PIECE = re.compile(
    rf"行政事业性收费(?P<named>(?:总?金额|总额|共计?|合计|累计|总计|收入|为|的)*){_FIGURE}(?P<money>万元|元)"
)
_SPARED = re.compile(r"(?:免|减|停|降|取消|清退|退还|少收|违规)[^,;。:()]*$")
_NOUGHT = Number(Decimal(0), "", False)

_PROCESSING = r"信息处理费用?"
_CHARGED = re.compile(
    rf"(?:对|有|就)?(?P<count>[0-9]{{1,6}})[件份宗起笔]次?(?:政府)?(?:信息公开)?(?:依申请公开)?(?:申请)?(?:案件|事项)?(?:按(?:规定|标准)|依[法规])*"
    rf"(?:收取|征收)(?:了)?(?:政府信息公开)?{_PROCESSING}"
)
_AMOUNT = re.compile(
    rf"{_PROCESSING}(?:共计?|合计|总计|总额|金额|人民币|为|的|收取|收入|实际)*:?{_FIGURE}(?P<money>万元|元)"
)
_CHARGED_LATER = re.compile(
    rf"(?:{_PROCESSING}的?(?:政府信息公开)?申请(?:案件|事项)?(?:数量|共计?|为|有)*|(?:收取|征收)了?(?:政府信息公开)?{_PROCESSING}(?:共计?|合计)?)"
    r"(?P<count>[0-9]{1,6})[件份宗起笔]"
)
_AMOUNT_LATER = re.compile(
    rf"{_PROCESSING}[^;。0-9元]{{0,12}}(?:[0-9]{{1,6}}[件份宗起笔][^;。0-9元]{{0,4}})?(?:金额|收取|费用|共计|合计|总计|总额|为|共)+{_FIGURE}(?P<money>万元|元)"
)
_NONE = re.compile(
    rf"(?:未|没有|无|暂无|未曾|尚未|从未|均未)(?:发生|产生|存在|出现)?(?:向(?:任何)?申请人|对外|实际|依申请)*(?:收取|征收|收到|产生|涉及)?(?:过|任何)*(?:的|因)?"
    rf"(?:依申请公开|政府信息公开(?:申请)?)?(?:的|相关)?{_PROCESSING}"
)
_PAID = re.compile(
    rf"(?:实际收取|实收|实际收费|实际缴纳|实际收到缴费)(?:了)?(?:{_PROCESSING})?(?:(?P<count>[0-9]{{1,6}})[件份宗起笔])?"
    rf"[,、]?(?:共计?|合计|总计|总额|金额|费用|人民币|为|的|收取)*{_FIGURE}(?P<money>万元|元)"
)
_NOTICES = re.compile(r"(?:发出|作出|下达|送达)(?:了)?(?:信息处理费)?收费通知书?(?:共)?(?P<count>[0-9]{1,6})[件份]")

_OF_DECISIONS = re.compile("行政(?:许可|处罚|强制|事业)")
# a comma between three digits and more is a part of the figure
_PIECES = re.compile(r"(?:[^,;。、()!?\n]|(?<=[0-9]),(?=[0-9]{3}))+")
# with what a piece that has a figure ends
_COUNTED = frozenset("0123456789余多万件部项个份宗起")
# and one that names what the figures behind it count
_NAMED = frozenset("件章面")


class Matter(NamedTuple):
    """A figure of these sections, from ``start`` to ``end`` of the text."""

    quantity: str
    number: Number
    start: int
    end: int
    loose: bool = False
    said: Said = Said.FIGURE


def matters(text: str) -> Iterator[Matter]:
    """The figures of ``text``, a folded sentence."""
    if "处理费" in text or "收费通知" in text:
        yield from _fees(text)
    if "规章" in text or "规范性文件" in text:
        yield from _texts(text)
        if _NEG.search(text):
            yield from _no_texts(text)
    if _OF_DECISIONS.search(text):
        yield from _decisions(text)
        if _NEG.search(text) or "为0" in text or "为零" in text:
            yield from _no_decisions(text)


def _pieces(
    text: str, pattern: re.Pattern[str], topic: re.Pattern[str] | None = None
) -> Iterator[re.Match[str] | None]:
    """The pieces of ``text`` as ``pattern`` matches each, or else the ``topic`` of those behind, None where neither does."""
    for piece in _PIECES.finditer(text):
        start, end = piece.span()
        match = pattern.fullmatch(text, start, end) if text[end - 1] in _COUNTED else None
        yield match or (topic.fullmatch(text, start, end) if topic and text[end - 1] in _NAMED else None)


def _start(match: re.Match[str], names: Iterable[str]) -> int:
    """Where the first of the groups of these ``names`` begins: when and by whom stands before it."""
    return min((match.start(name) for name in names if match[name]), default=match.start())


def _texts(text: str) -> Iterator[Matter]:
    """制发行政规范性文件6件，废止2件，现行有效31件; 主动公开规章13件，行政规范性文件60件."""
    noun = deed = told = ""
    sole = False
    for match in _pieces(text, _TEXTS_PIECE, _TEXTS_TOPIC):
        if match is None or match.re is _TEXTS_TOPIC:
            noun = next((name for name in _TEXTS if match and match[name]), "")
            deed = ""
            continue
        if match["lead"] and not _of_all_means(text, match):
            noun = deed = ""
            continue
        own_noun = next((name for name in _TEXTS if match[name]), "")
        own_deed = next((name for name in _DEEDS if match[name]), "")
        if match["late"]:
            own_deed = next(name for name, words in _DEEDS.items() if re.fullmatch(words, match["late"]))
        merely = own_deed == "published" and not _NEWLY.search(match.group())
        if not (own_noun or own_deed) or (merely and (own_noun or deed != "made")):
            # 公开12件 is heard behind 新制作12件 only
            noun = deed = ""
            continue
        noun, deed = own_noun or noun, own_deed or deed
        if own_deed:
            told = match.group()
            # 通过公报主动公开规章4件: elsewhere there may be more
            sole = bool(match["lead"]) and not _SEVERAL.search(text, 0, match.end("lead"))
        number = read_number(match["figure"] + ("件" if match["unit"] else ""))
        if noun and deed and number:
            start = _start(match, (*_TEXTS, *_DEEDS, "late"))
            exact = _exact(noun, deed, told, text) and not sole
            yield Matter(f"{noun}_{deed}", number, start, match.end(), loose=not exact)


def _of_all_means(text: str, match: re.Match[str]) -> bool:
    """Whether nothing but where they were published leads in the texts: 通过网站、公报等平台主动公开规章13件."""
    start = max(text.rfind(mark, 0, match.start()) for mark in ",;:。!?\n") + 1
    return _WHOLE_LEAD.fullmatch(text, start, match.end("lead")) is not None


def _exact(noun: str, deed: str, said: str, text: str) -> bool:
    """Whether the words ``said`` of a deed are the form's own, and so are those for the texts."""
    return (noun == "regulations" or "行政规范性文件" in text) and any(words in said for words in _EXACT[deed].split())


def _no_texts(text: str) -> Iterator[Matter]:
    """未制发、废止行政规范性文件."""
    for match in _NO_TEXTS.finditer(text):
        said = match["deeds"]
        deeds = [
            deed for deed, words in (("made", "制|印发|出台|新增"), ("repealed", "废止")) if re.search(words, said)
        ]
        for noun in (noun for noun, words in _TEXTS.items() if re.search(words, match["texts"])):
            for deed in deeds:
                yield Matter(
                    f"{noun}_{deed}",
                    _NOUGHT,
                    match.start("deeds"),
                    match.end(),
                    loose=not _exact(noun, deed, match.group(), match.group()),
                    said=Said.DENIED,
                )


def _decisions(text: str) -> Iterator[Matter]:
    """作出行政许可决定1203件，行政处罚决定86件; 行政强制处理决定4件."""
    done = named = False
    for match in _pieces(text, _DECISIONS_PIECE):
        if match is None:
            done = named = False
            continue
        done = done or bool(match["done"])
        if not done and "决定" in match["named"]:
            named = not _SHOWN.search(text, 0, match.start())
        number = read_number(match["figure"] + ("件" if match["unit"] else ""))
        if number and (done or named):
            quantity = next(name for name in _DECISIONS if match[name])
            start = _start(match, ("done", quantity))
            # 行政许可决定42件: taken or shown, nobody says; 处理决定 is the form's own word
            loose = not done and "处理决定" not in match["named"]
            yield Matter(quantity, number, start, match.end(), loose=loose)
    for match in _FEES_PIECE.finditer(text):
        amount = _money(match["figure"], match["money"], "万元")
        if amount and not _SPARED.search(text, 0, match.start()):
            # 非税收入中行政事业性收费收入: of the budget, perhaps
            yield Matter("fees_collected", amount, *match.span(), loose="收入" in match["named"])


def _no_decisions(text: str) -> Iterator[Matter]:
    """无行政强制事项; 未收取行政事业性收费."""
    for match in (*_NO_DECISIONS.finditer(text), *_ALL_NOUGHT.finditer(text)):
        for quantity in (name for name, words in _COLLECTED.items() if re.search(words, match["decisions"])):
            number = Number(Decimal(0), "万元", False) if quantity == "fees_collected" else _NOUGHT
            yield Matter(quantity, number, match.start("decisions"), match.end(), said=Said.DENIED)


def _fees(text: str) -> Iterator[Matter]:
    """对25件政府信息公开申请案件收取了信息处理费2950元; 实际收取1件120元; 未收取信息处理费."""
    none = _NONE.search(text)
    if none:
        yield Matter("processing_fee_amount", Number(Decimal(0), "元", False), *none.span(), said=Said.DENIED)
        return
    paid = _PAID.search(text)
    charged = paid if paid and paid["count"] else _CHARGED.search(text) or _CHARGED_LATER.search(text)
    if charged:
        yield Matter("processing_fee_count", Number(Decimal(charged["count"]), "件", False), *charged.span())
    # 收费通知2件，涉及320元，实际收取120元: what was asked for is not what was paid
    amount = paid or _AMOUNT.search(text) or _AMOUNT_LATER.search(text)
    if amount and "通知" not in amount.group():
        money = _money(amount["figure"], amount["money"], "元")
        if money:
            yield Matter("processing_fee_amount", money, *amount.span())
    notices = _NOTICES.search(text)
    if notices:
        yield Matter("processing_fee_notices", Number(Decimal(notices["count"]), "件", False), *notices.span())


def _money(figure: str, unit: str, wanted: str) -> Number | None:
    """The amount in the ``wanted`` unit, 元 or 万元."""
    number = read_number(figure + "件")
    if number is None:
        return None
    factor = {("元", "万元"): Decimal("0.0001"), ("万元", "元"): Decimal(10000)}.get((unit, wanted), Decimal(1))
    return Number(number.value * factor, wanted, number.approximate)

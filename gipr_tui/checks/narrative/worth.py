"""Which sentences could claim anything: told from their characters, long before their words are known."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from gipr_tui.checks.narrative.context import OWN

Worth = Literal["", "matters", "all"]
"""What a sentence is worth: nothing, to be read for the matters of sections two and six, or for all that can be claimed."""

_NUMERALS = "〇零一二两三四五六七八九十百千万"
# what makes a figure of the digit or the numeral before it, with white space between them or without
_COUNTS = (
    r"(?<=[0-9０-９])\s*+(?:[余多万亿]\s*+)*(?:[件份起条宗项封例次部元%％,，;；、。)）.”]|个\s*百|$)"
    rf"|(?<=[{_NUMERALS}])(?<!每[{_NUMERALS}])\s*+(?:[余多]\s*+)?[件份起条宗项封例]"
)
_FIGURE = re.compile(f"[0-9０-９{_NUMERALS}](?:{_COUNTS})")
_FIGURE_OR_DENIAL = re.compile(
    rf"[0-9０-９{_NUMERALS}无未没不](?:(?P<figure>{_COUNTS})|(?<=[无未没零])|(?<=不)\s*+存\s*+在)"
)
# words that tell what is counted: applications and cases, what ``matters`` looks for, and words that do only where the text
# before has told of applications or cases; every one begins with a character of its own, none with a class or a group, so
# that a search skips all other characters at once
_CASES = re.compile(
    "申请|信息公开答复|复议|诉讼|结转|顺延|予公开|意公开|部分公开|不予|无法提供|其他处理|"
    "转[入结]|不存在|不掌握|国家秘密|过程性信息|执法案卷|补正|自然人|法人(?!员)|信函|传真|邮寄|电子邮件|当面"
)
_MATTERS = re.compile("处理费|收费|规章|规范性文件|行政许可|行政处罚|行政强制")
_DEPENDENT = re.compile(
    "答复|回复|办结|审结|结案|办复|办理|处理(?!费)|受理|收[到办]|转[入下至到结]|公开[0-9０-９]|提供|公民|企业|维持|纠正|纠错|"
    "网络|网上|线上|邮|重复|撤[回销]"
)
_CASES_DENIED = re.compile("申请|复议|诉讼|结转")


def worth_reading(sentence: str, section: Callable[[], str], prior: str) -> Worth:
    """Whether the sentence could claim anything: a figure or a denial, and a word for what is counted.

    The subject of its section, which ``section`` gives, or the sentence ``prior`` to it may have told what is counted.
    """
    said = _FIGURE_OR_DENIAL.search(sentence)
    if said is None:
        return ""
    words = "".join(sentence.split())
    if said["figure"] is None and not _FIGURE.search(sentence, said.end()):
        of_cases = _CASES_DENIED.search(words) is not None
    else:
        of_cases = _CASES.search(words) is not None or (
            _DEPENDENT.search(words) is not None and (_CASES.search(prior) is not None or section() == OWN)
        )
    if of_cases:
        return "all"
    return "matters" if _MATTERS.search(words) else ""

"""What a site puts round a report in its pages: lines that are no part of it, before its title and behind its last section.

They are kept unplaced, so that nothing is lost, and never printed. Only at these two ends are lines looked at: in the
report itself a line may say anything.
"""

from __future__ import annotations

import re
from dataclasses import replace

from gipr_tui.readers.page_text.content import Content
from gipr_tui.readers.page_text.lines import Line, is_prose
from gipr_tui.readers.titles import Title

_FIELDS = (
    "(?:发布|成文|发文|生成|更新|公开|印发)?(?:时间|日期)|(?:信息|文章|稿件)?来源|稿源|作者|责任编辑|编辑|审核|供稿|标题|栏目|文号|"
    "发文字号|发布机构|发文机[关构]|公开机构|索引号|信息分类|公开方式|(?:浏览|点击|访问|阅读)(?:次数|人数|总?量|率|数)?|"
    "字号|字体(?:大小)?|视力保护色|原文链接|本地目录|(?:您?(?:现在|当前)?(?:所在)?的?|当前)位置|相关(?:链接|文档|附件|稿件)|"
    "主办(?:单位)?|承办(?:单位)?|技术支持|版权所有|网站标识码|分享(?:到|至)?|附件(?:下载)?"
)
_WORDS = (
    "打印(?:本页|本文|此页)?|关闭(?:本页|窗口|页面)?|分享(?:到|至)?|收藏|微信|微博|QQ空间|返回(?:顶部|首页|列表)?|上一[篇条页]|"
    "下一[篇条页]|[附文]件下载|点击下载|扫一扫在?手机(?:上)?打开当前页|全真版|文字版|图片版|无障碍(?:浏览)?|相关链接|"
    "【?\\s*(?:大\\s*中\\s*小)\\s*】?|-->"
)
_FIELD = re.compile(rf"[【\[(（]?\s*(?:{_FIELDS})\s*[:：]")
_WORD = rf"[【\[(（]?\s*(?:{_WORDS})\s*[】\])）]?"
_WORD_LINE = re.compile(rf"(?:{_WORD}[\s|｜/]*)+")
_RULE = re.compile(r"[=\-—_*]{3,}\s*\S{0,10}\s*[=\-—_*]{3,}|页面链接与图片详见.*|.*(?:ICP备|公网安备)\s*\d.*")
_OWNER = re.compile(r"(?:copyright\b|©|ⓒ).{0,120}|.{0,60}版权所有.{0,60}|-*\s*(?:the\s+)?end\s*-*", re.IGNORECASE)

#: A link as Markdown writes it; one that runs a script is a site's own, whatever it is called.
_LINK = re.compile(r"\[([^\[\]]*)\]\(((?:[^()]|\([^()]*\))*)\)")
_FILE = re.compile(r".+\.(?:docx?|xlsx?|pdf|wps|et|ofd|rar|zip)(?:\s*[(（].{1,20}[)）])?", re.IGNORECASE)

#: The fields and words that begin a line which goes on with the report: a value of a field holds no space but in a time.
_LEADING = re.compile(
    rf"(?:\s*(?:(?:{_FIELDS})\s*[:：]\s*(?:\d{{4}}[-/.年]\S*(?:\s+\d\d?:\d\d(?::\d\d)?)?|(?!{_WORDS})\S{{0,40}}(?=\s))|{_WORD})(?=\s))+"
)

#: Words of the frame behind the last sentence of a paragraph.
_TAIL = re.compile(rf"(?<=[。！])\s*{_WORD}$")

#: The longest line of a frame.
_LONGEST = 300


def is_frame(text: str) -> bool:
    """Whether a line is of a site's frame by what it says: a field of the page's record, or what can be done with it."""
    if len(text) > _LONGEST or "。" in text:
        return False
    shown = _LINK.sub(lambda link: "打印" if link[2].startswith("javascript:") else link[1], text)
    return bool(
        _FIELD.match(shown) or _WORD_LINE.fullmatch(shown) or _RULE.fullmatch(text) or _OWNER.fullmatch(shown.strip())
    )


def take_frame(contents: dict[int, Content], title: Title | None) -> list[tuple[int, Line]]:
    """Takes the lines of the frame out of the text before the first section and of the last one; each with its section."""
    frame = [(0, line) for line in _take_from_preamble(contents[0], title)]
    last = max((number for number, content in contents.items() if number and content.prose), default=0)
    if last and not any(number > last and content.rows for number, content in contents.items()):
        frame += ((last, line) for line in _take_from_end(contents[last]))
    return frame


def _take_from_preamble(content: Content, title: Title | None) -> list[Line]:
    """The lines before the title, those of the frame that follow it, and what of it begins the first paragraph."""
    frame: list[Line] = []
    prose = list(content.prose)
    while prose and ((title and prose[0].number < title.line) or is_frame(prose[0].text) or _is_label(prose[0], title)):
        frame.append(prose.pop(0))
    if prose and (end := _end_of_frame(prose[0].text, title)):
        text = prose[0].text
        frame.append(replace(prose[0], text=text[:end].strip()))
        prose[0] = replace(prose[0], text=text[end:].strip())
    content.prose = [line for line in prose if line.text]
    return frame


def _is_label(line: Line, title: Title | None) -> bool:
    """Whether a line is what stood before the title on its line: ``标题:``."""
    return title is not None and line.text == title.before != ""


def _end_of_frame(text: str, title: Title | None) -> int:
    """Where the frame ends that a paragraph begins with, in pages whose lines have run together; 0 where none does."""
    start = 0
    if title and (found := text.find(title.text)) >= 0 and (not found or is_frame(text[:found])):
        start = found + len(title.text)
    leading = _LEADING.match(text, start)
    return leading.end() if leading else start


def _take_from_end(content: Content) -> list[Line]:
    """The lines behind the report: from the first of the frame on, below which no sentence stands."""
    prose = content.prose
    first = len(prose)
    while first and (is_frame(prose[first - 1].text) or not is_prose(prose[first - 1].text)):
        first -= 1
    first = next((at for at in range(first, len(prose)) if _ends_report(prose[at].text)), len(prose))
    frame = list(prose[first:])
    content.prose = list(prose[:first])
    if content.prose and (tail := _TAIL.search(content.prose[-1].text)):
        line = content.prose[-1]
        frame.insert(0, replace(line, text=tail[0].strip()))
        content.prose[-1] = replace(line, text=line.text[: tail.start()])
    return frame


def _ends_report(text: str) -> bool:
    """Whether a line is of the frame; what a report has attached is its own, unless it is a file to be fetched."""
    attached = text.startswith("附件") and not text.startswith("附件下载")
    return _FILE.fullmatch(text) is not None if attached else is_frame(text)

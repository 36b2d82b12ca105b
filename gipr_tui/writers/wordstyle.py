"""How a report in Word looks: paper, type and spacing of official Chinese documents (GB/T 9704—2012)."""

from __future__ import annotations

from typing import Any

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

#: The names of the styles of paragraphs: with the first line set in by two characters, and as it is.
BODY, FLUSH = "Body Text", "Normal"
#: The id of the style of what stands in tables.
IN_TABLES = "InTables"

#: A4 with the margins of the standard, in twips (1/1440 inch): top 3.7 cm, bottom 3.5 cm, left 2.8 cm, right 2.6 cm.
_PAGE = {"page_width": 11906, "page_height": 16838}
_MARGINS = {"top_margin": 2098, "bottom_margin": 1984, "left_margin": 1587, "right_margin": 1474}
#: How wide a table may be, in twips.
TEXT_WIDTH = _PAGE["page_width"] - _MARGINS["left_margin"] - _MARGINS["right_margin"]
_EMU = 635  # the library measures in these, of which a twip has so many

_EXACTLY_28_POINTS = '<w:spacing w:before="0" w:after="0" w:line="560" w:lineRule="exact"/>'
_TWO_CHARACTERS = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'


def dress(document: Any) -> None:
    """Gives a new document its paper and its styles: title, headings, text, and what stands in tables."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Emu

    section = document.sections[0]
    for name, twips in (_PAGE | _MARGINS).items():
        setattr(section, name, Emu(twips * _EMU))
    styles = document.styles
    _set(styles[FLUSH], "仿宋", 32, _EXACTLY_28_POINTS)
    _set(styles[BODY], "仿宋", 32, f'{_EXACTLY_28_POINTS}{_TWO_CHARACTERS}<w:jc w:val="both"/>')
    heading = f'<w:keepNext/>{_EXACTLY_28_POINTS}{_TWO_CHARACTERS}<w:outlineLvl w:val="0"/>'
    _set(styles["Heading 1"], "黑体", 32, heading)
    title = '<w:keepNext/><w:spacing w:before="0" w:after="560" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>'
    _set(styles["Title"], "方正小标宋简体", 44, title)
    in_tables = styles.add_style(IN_TABLES, WD_STYLE_TYPE.PARAGRAPH)
    _set(in_tables, "宋体", 21, '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>')


def _set(style: Any, font: str, half_points: int, paragraph: str) -> None:
    """Puts a style's own properties in place of those it had: colours, lines and fonts of the theme go."""
    from docx.oxml import parse_xml

    fonts = (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{font}"/>'
    )
    plain = '<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="000000"/><w:spacing w:val="0"/>'
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    for name in ("pPr", "rPr"):
        for old in style.element.findall(f"{{*}}{name}"):
            style.element.remove(old)
    style.element.append(parse_xml(f"<w:pPr {SPACE}>{paragraph}</w:pPr>"))
    style.element.append(parse_xml(f"<w:rPr {SPACE}>{fonts}{plain}{size}</w:rPr>"))

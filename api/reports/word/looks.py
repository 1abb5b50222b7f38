"""Page and type in the manner of GB/T 9704-2012, 党政机关公文格式.

A4 with 天头 37 mm, 订口 28 mm and a type area of 156 x 225 mm, 22 lines a page; title 2 号小标宋, text 3 号仿宋,
headings 黑体 and 楷体, page numbers 4 号 at the outer side. Where a machine lacks these fonts, Word takes those
that the font table names.
"""

from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from api.reports.word.xml import W, field, piece, text_run

TITLE, HEADING, SECOND, BODY, LATIN = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "Times New Roman"
WIDTH: Final = 156  # mm of text
LANDSCAPE: Final = (257, 142)  # mm for a picture on its own page, under its heading
_LINE: Final = Pt(28.9)  # 225 mm over 22 lines
_FALLBACKS: Final = {
    TITLE: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,宋体,SimSun",
    SECOND: "楷体,KaiTi,STKaiti",
    BODY: "仿宋,FangSong,STFangsong",
    HEADING: "SimHei,STHeiti",
}
# name, font, size in points, bold: 三号 is 16 points, 四号 14, 小五 9
_STYLES: Final = (
    ("Heading 1", HEADING, 16, False),
    ("Heading 2", SECOND, 16, False),
    ("Heading 3", BODY, 16, True),
    ("Heading 4", BODY, 16, False),
)


def set_looks(document: Document) -> None:
    """Page, styles, page numbers and font table of an empty document."""
    _page(document)
    _font(document.styles["Normal"], BODY, 16)
    _paragraphs(document.styles["Normal"], indent=True)
    for name, font, size, bold in _STYLES:
        style = document.styles[name]
        _font(style, font, size, bold=bold)
        _paragraphs(style, indent=True)
        style.paragraph_format.keep_with_next = True
    for name, font, size in (
        ("报告标题", TITLE, 22),
        ("报告副题", SECOND, 14),
        ("表题", HEADING, 12),
        ("小字", BODY, 12),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _font(style, font, size)
        _paragraphs(style, indent=name == "小字")
    for name in ("报告标题", "报告副题", "表题"):
        document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.styles["报告标题"].paragraph_format.line_spacing = Pt(36)
    document.styles["表题"].paragraph_format.keep_with_next = True
    document.styles["小字"].paragraph_format.line_spacing = Pt(20)
    _table_text(document)
    _page_numbers(document)
    _font_table(document)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(24)


def _font(style: Any, font: str, size: float, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = LATIN, Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name, value in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", font), ("cs", LATIN)):
        fonts.set(qn(f"w:{name}"), value)


def _paragraphs(style: Any, *, indent: bool) -> None:
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    indents = style.element.get_or_add_pPr().get_or_add_ind()
    indents.set(qn("w:firstLineChars"), "200" if indent else "0")
    indents.set(qn("w:firstLine"), str(round(style.font.size.pt * 2 * 20)) if indent else "0")


def _table_text(document: Document) -> None:
    """Styles of cells and notes: small, single-spaced."""
    for name, size in (("表文", 9), ("表头", 9), ("注文", 9), ("图", 9)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _font(style, HEADING if name == "表头" else BODY, size)
        _paragraphs(style, indent=False)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    document.styles["表头"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _page_numbers(document: Document) -> None:
    """— 1 — at the outer side: odd pages right, even pages left, one character from the edge."""
    settings = document.settings.element
    if settings.find(qn("w:evenAndOddHeaders")) is None:
        document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        look = '<w:rFonts w:ascii="宋体" w:eastAsia="宋体" w:hAnsi="宋体"/><w:sz w:val="28"/>'
        markup = (
            f'<w:p><w:pPr><w:jc w:val="{side}"/><w:ind w:{side}Chars="100" w:{side}="280" w:firstLine="0"/></w:pPr>'
            f"{text_run('— ', look)}{field('PAGE').replace('<w:r>', f'<w:r><w:rPr>{look}</w:rPr>')}"
            f"{text_run(' —', look)}</w:p>"
        )
        body = footer._element
        for old in list(body):
            body.remove(old)
        body.append(piece(markup))


def _font_table(document: Document) -> None:
    """Which fonts stand in for those of the standard where a machine lacks them."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, others in _FALLBACKS.items()
    )
    part = next(one for one in document.part.package.iter_parts() if str(one.partname).endswith("fontTable.xml"))
    part._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts xmlns:w="{W}">{fonts}</w:fonts>'.encode()

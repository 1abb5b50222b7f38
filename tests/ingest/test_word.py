from collections.abc import Callable

import pytest

from ingest.word import read_word
from ontology.errors import Unreadable
from ontology.facts import BlockKind

P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
)
NUMBERING = """<w:numbering><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""

Make = Callable[..., bytes]


def texts(content: bytes) -> list[str]:
    return [part.text for part in read_word(content).parts]


def test_numbers_are_those_word_makes(make_docx: Make) -> None:
    body = (
        NUMBERED.format(0, "总体要求")
        + NUMBERED.format(1, "甲")
        + NUMBERED.format(1, "乙")
        + NUMBERED.format(0, "措施")
        + NUMBERED.format(1, "丙")
    )
    assert texts(make_docx(body, numbering=NUMBERING)) == [
        "一、总体要求",
        "（一）甲",
        "（二）乙",
        "二、措施",
        "（一）丙",
    ]


def test_changes_are_accepted_and_hidden_text_and_comments_stay_out(make_docx: Make) -> None:
    body = """<w:p><w:r><w:t>奖励</w:t></w:r><w:del><w:r><w:delText>5‰</w:delText></w:r></w:del>
    <w:ins><w:r><w:t>3‰</w:t></w:r></w:ins>
    <w:r><w:rPr><w:vanish/></w:rPr><w:t>底线地价</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>"""
    assert texts(make_docx(body)) == ["奖励3‰"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(make_docx: Make) -> None:
    body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p>" + P.format("后半句。")
    assert texts(make_docx(body)) == ["前半句，后半句。"]


def test_a_table_of_contents_is_furniture(make_docx: Make) -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>第一章 1</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>第二章 2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        + P.format("正文一段话。")
    )
    assert texts(make_docx(body)) == ["正文一段话。"]


def test_merged_cells_and_deleted_rows(make_docx: Make) -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = "<w:tr><w:trPr>{}</w:trPr>{}</w:tr>"
    body = "<w:tbl>" + row.format("", cell.format("", "类别") + cell.format("", "对象"))
    body += row.format("", cell.format('<w:vMerge w:val="restart"/>', "技改") + cell.format("", "设备更新"))
    body += row.format("", cell.format("<w:vMerge/>", "") + cell.format("", "智能工厂"))
    body += row.format("<w:del/>", cell.format("", "删除") + cell.format("", "的行")) + "</w:tbl>"
    (table,) = read_word(make_docx(body)).tables
    assert (table.header, table.rows) == (("类别", "对象"), (("技改", "设备更新"), ("技改", "智能工厂")))


def test_headings_come_from_styles(make_docx: Make) -> None:
    styles = '<w:styles><w:style w:styleId="a"><w:name w:val="heading 2"/></w:style></w:styles>'
    body = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>网上填报</w:t></w:r></w:p>' + P.format("说明。")
    part = read_word(make_docx(body, styles=styles)).parts[0]
    assert (part.kind, part.level) == (BlockKind.HEADING, 2)


def test_entities_are_refused(make_docx: Make, make_zip: Callable[[dict[str, bytes]], bytes]) -> None:
    evil = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'
    with pytest.raises(Unreadable, match="实体"):
        read_word(make_zip({"word/document.xml": evil}))


def test_a_bomb_is_refused_before_it_is_inflated(make_zip: Callable[[dict[str, bytes]], bytes]) -> None:
    with pytest.raises(Unreadable, match="过大"):
        read_word(make_zip({"word/document.xml": b" " * 80_000_000}))


def test_signs_of_symbol_fonts_read_as_what_they_look_like(make_docx: Make) -> None:
    box, least = '<w:sym w:font="Wingdings" w:char="F0FE"/>', '<w:sym w:font="Symbol" w:char="F0B3"/>'
    assert texts(make_docx(f"<w:p><w:r>{box}<w:t>符合</w:t>{least}</w:r></w:p>")) == ["☑符合≥"]


def test_a_cell_may_show_nothing_but_its_number(make_docx: Make) -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>" + P + "</w:tc></w:tr>"
    rows = [row.format(P.format("序号"), "企业"), *(row.format(NUMBERED.format(0, ""), name) for name in ("甲", "乙"))]
    (table,) = read_word(make_docx(f"<w:tbl>{''.join(rows)}</w:tbl>", numbering=NUMBERING)).tables
    assert table.rows == (("一、", "甲"), ("二、", "乙"))

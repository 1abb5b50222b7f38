import pytest
from docx.oxml import parse_xml

from api.reports.verifying.word_text import notes_in_order, visible
from api.reports.word.xml import SPACES

_ORDER = {"footnote": ["7", "2"], "endnote": []}


def _visible(runs: str) -> str:
    return visible(parse_xml(f"<w:p {SPACES}>{runs}</w:p>"), _ORDER)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:t>1</w:t></w:r><w:r><w:t>2%</w:t></w:r>", "12%"),
        ("<w:ins><w:r><w:t>9</w:t></w:r></w:ins><w:del><w:r><w:delText>8</w:delText></w:r></w:del>", "9"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>5</w:t></w:r><w:r><w:t>家</w:t></w:r>", "家"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>5</w:t></w:r>', "5"),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>5</w:t></w:r>", ""),
        ('<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="7"/></w:r>', "〔2〕〔1〕"),
        ('<w:fldSimple w:instr=" PAGE "><w:r><w:t>4</w:t></w:r></w:fldSimple>', ""),
        ('<w:fldSimple w:instr=" PAGE \\# 98 "><w:r><w:t>98</w:t></w:r></w:fldSimple>', "98"),
        ('<w:fldSimple w:instr=" QUOTE 98 "><w:r><w:t>98</w:t></w:r></w:fldSimple>', "98"),
        ('<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r>', "〔自动编号〕甲"),
        ('<w:r><w:sym w:font="S" w:char="0039"/></w:r>', "9"),
    ],
)
def test_a_paragraph_reads_as_it_shows(runs: str, text: str) -> None:
    assert _visible(runs) == text


def test_a_page_number_in_parts_is_not_read_and_what_follows_is() -> None:
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = "<w:r><w:instrText> PAGE </w:instrText></w:r>"

    assert _visible(f"{kinds[0]}{code}{kinds[1]}<w:r><w:t>3</w:t></w:r>{kinds[2]}<w:r><w:t>页</w:t></w:r>") == "页"


def test_notes_are_numbered_by_the_order_of_their_references() -> None:
    body = parse_xml(f'<w:p {SPACES}><w:r><w:footnoteReference w:id="9"/><w:footnoteReference w:id="3"/></w:r></w:p>')

    assert notes_in_order(body) == {"footnote": ["9", "3"], "endnote": []}

import pytest

from ingest.files import read_content
from ontology.errors import Unreadable

_SHEET = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>{}</Table></Worksheet>'
    "</Workbook>"
)


def _row(*cells: str, skip: str = "") -> str:
    return f"<Row{skip}>" + "".join(f"<Cell><Data>{cell}</Data></Cell>" for cell in cells) + "</Row>"


def test_a_workbook_exported_as_xml_is_a_table() -> None:
    rows = _row("企业", "产值") + _row("甲厂", "12") + _row("乙厂", "15")
    (table,) = read_content(_SHEET.format(rows).encode(), "a.xls").tables
    assert (table.header, table.rows) == (("企业", "产值"), (("甲厂", "12"), ("乙厂", "15")))


def test_a_row_far_away_is_refused_before_room_is_made() -> None:
    with pytest.raises(Unreadable, match="损坏"):
        read_content(_SHEET.format(_row("x", skip=' ss:Index="9999999"')).encode(), "a.xls")


def test_a_word_file_of_2003_reads_as_its_paragraphs() -> None:
    content = (
        '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
        "<w:body><w:p><w:r><w:t>关于调查的通知</w:t></w:r></w:p></w:body></w:wordDocument>"
    )
    assert [part.text for part in read_content(content.encode(), "a.doc").parts] == ["关于调查的通知"]

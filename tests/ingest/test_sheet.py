import io
import zipfile
from datetime import date

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.sheet import cell_text, read_csv, read_json, read_parquet, read_workbook, sniff_delimiter
from ontology.errors import Unreadable


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[str | date | None]] = [
        ["企业名录", None, None],
        ["代码", "企业", "成立"],
        ["002372", "甲公司", date(2010, 3, 18)],
        [None, "乙公司", None],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A4")
    book.create_sheet("字典").append(["勿删"])
    book["字典"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_gives_its_tables_and_the_text_around_them() -> None:
    draft = read_workbook(workbook())
    (table,) = draft.tables
    assert table.rows == (("002372", "甲公司", "2010-03-18"), ("002372", "乙公司", ""))
    assert [part.text for part in draft.parts] == ["企业名录"]


def test_hidden_sheets_are_left_out_and_named() -> None:
    assert "字典" in read_workbook(workbook()).notes[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (639.0, "639"),
        (14298.9, "14298.9"),
        (1037.6999999999998, "1037.7"),
        (1 / 3, repr(1 / 3)),
        (True, "TRUE"),
        (None, ""),
        (date(2010, 3, 8), "2010-03-08"),
    ],
)
def test_a_cell_is_text_as_a_person_would_write_it(value: object, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    assert sniff_delimiter(f"a{delimiter}b、c{delimiter}d\n1{delimiter}2{delimiter}3\n") == delimiter


def test_a_quoted_line_break_stays_in_its_cell() -> None:
    (table,) = read_csv('编号,需求\n1,"一；\n二"\n'.encode("gbk")).tables
    assert table.rows == (("1", "一；\n二"),)


def test_json_lines_may_miss_keys() -> None:
    (table,) = read_json('{"企业": "甲", "数": 5}\n{"企业": "乙", "标签": ["专精特新", "高企"]}\n\n'.encode()).tables
    assert table.header == ("企业", "数", "标签")
    assert table.rows == (("甲", "5", ""), ("乙", "", "专精特新、高企"))


def test_parquet_is_one_table() -> None:
    stream = io.BytesIO()
    pq.write_table(pa.table({"代码": ["001"], "产值": [1.5]}), stream)
    assert read_parquet(stream.getvalue()).tables[0].rows == (("001", "1.5"),)


@pytest.mark.parametrize("read", [read_workbook, read_parquet, read_json])
def test_rubbish_is_refused_as_damaged(read: object) -> None:
    with pytest.raises(Unreadable, match="损坏"):
        read(b"PK\x03\x04 rubbish")  # type: ignore[operator]  # the three readers


def test_the_line_that_names_the_delimiter_is_no_row() -> None:
    (table,) = read_csv("sep=;\r\n企业;产值\r\n甲,乙;5\r\n".encode()).tables
    assert (table.header, table.rows) == (("企业", "产值"), (("甲,乙", "5"),))


def test_rows_deep_in_an_answer_are_found() -> None:
    (table,) = read_json(b'{"code": 200, "data": {"total": 1, "rows": [{"name": "a", "n": 1}]}}').tables
    assert (table.header, table.rows) == (("name", "n"), (("a", "1"),))


def test_a_merged_range_over_the_empty_rest_of_a_sheet_takes_no_room() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'ref="A3:A4"', b'ref="A3:XFD1048576"'))
    (table,) = read_workbook(stream.getvalue()).tables
    assert [row[1] for row in table.rows] == ["甲公司", "乙公司"]


def test_a_key_that_the_first_record_lacks_keeps_its_place() -> None:
    (table,) = read_json('{"编号": 1, "日期": "5月"}\n{"编号": 2, "投资": 8, "日期": "6月"}'.encode()).tables
    assert table.header == ("编号", "投资", "日期")


def test_a_broken_line_among_whole_ones_is_told_and_left_out() -> None:
    draft = read_json('{"企业": "甲"}\n{"企业": "乙"}\n{"企业": "丙'.encode())
    assert draft.partial
    assert draft.notes[0].startswith("第 3 行未读：文件损坏")
    assert draft.tables[0].rows == (("甲",), ("乙",))


def test_a_file_of_broken_lines_is_refused() -> None:
    with pytest.raises(Unreadable, match="损坏"):
        read_json('{"企业": "甲"}\n{"企业": \n"乙'.encode())

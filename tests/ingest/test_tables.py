import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from pyarrow import csv, parquet

from ingest.table_shape import column_names
from ingest.tables import TableOptions, read_chunks, read_table
from ingest.text_tables import find_delimiter, find_encoding
from ontology.errors import BadTable

FIRMS = "企业名称,代码\n甲公司,001\n乙公司,002\n"


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_the_encoding_it_was_written_in(tmp_path: Path, encoding: str) -> None:
    table = read_table(write(tmp_path / "firms.csv", FIRMS, encoding))
    assert table.to_pydict() == {"企业名称": ["甲公司", "乙公司"], "代码": ["001", "002"], "__row__": [1, 2]}


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    table = read_table(write(tmp_path / "firms.csv", FIRMS.replace(",", delimiter)))
    assert table.column_names == ["企业名称", "代码", "__row__"]


def test_a_packed_file_is_read_like_the_file_in_it(tmp_path: Path) -> None:
    path = tmp_path / "firms.csv.gz"
    path.write_bytes(gzip.compress(FIRMS.encode()))
    assert read_table(path)["代码"].to_pylist() == ["001", "002"]


def test_a_damaged_packed_file_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "firms.csv.gz"
    path.write_bytes(gzip.compress(FIRMS.encode() * 1000)[:-20])
    with pytest.raises(BadTable, match=r"firms\.csv\.gz"):
        read_table(path)


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "firms.csv", f"某市企业名录,\n\n{FIRMS}")
    assert read_table(path)["代码"].to_pylist() == ["001", "002"]


def test_the_header_is_the_row_that_has_the_wanted_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "firms.csv", f"填报,单位\n{FIRMS}")
    table = read_table(path, TableOptions(columns=("企业名称", "代码")))
    assert table.column_names == ["企业名称", "代码", "__row__"]


def test_a_quoted_line_break_stays_in_its_cell(tmp_path: Path) -> None:
    path = write(tmp_path / "needs.csv", '企业,需求\n甲,"一\n二"\n乙,"说""好"""\n')
    assert read_table(path).to_pydict() == {"企业": ["甲", "乙"], "需求": ["一\n二", '说"好"'], "__row__": [1, 2]}


def test_missing_last_cells_are_empty(tmp_path: Path) -> None:
    path = write(tmp_path / "firms.csv", "名称,代码,备注\n甲,1,好\n乙,2\n丙,3,好\n")
    rows = sorted(read_table(path).to_pylist(), key=lambda row: row["__row__"])
    assert rows[1] == {"名称": "乙", "代码": "2", "备注": "", "__row__": 2}


def test_a_row_with_too_many_cells_is_rejected_with_its_number_and_the_next_keeps_its_own(tmp_path: Path) -> None:
    path = write(tmp_path / "firms.csv", "名称,代码\n甲,1\n乙,2,3\n丙,4\n注：快报数\n")
    (chunk,) = read_chunks(path)
    assert chunk.rows["__row__"].to_pylist() == [1, 3]
    assert [reject["where"] for reject in chunk.rejects.to_pylist()] == ["firms.csv:2", "firms.csv:4"]
    assert "应有 2 格，实有 3 格" in chunk.rejects["reason"][0].as_py()
    with pytest.raises(BadTable, match=r"firms\.csv:2"):
        read_table(path)


def test_an_empty_table_is_one_empty_chunk(tmp_path: Path) -> None:
    (chunk,) = read_chunks(write(tmp_path / "firms.csv", "名称,代码\n"))
    assert chunk.rows.column_names == ["名称", "代码", "__row__"]
    assert chunk.rows.num_rows == 0


def test_an_empty_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="没有表头"):
        read_table(write(tmp_path / "firms.csv", ""))


def test_a_workbook_keeps_zeros_dates_and_whole_numbers(tmp_path: Path) -> None:
    from datetime import date

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["名录"],
        ["代码", "日期", "人数", "增速"],
        ["0012", date(2024, 5, 1), 35, 0.25],
        [],
        ["0013", None, 4, None],
    ):
        sheet.append(row)
    hidden = book.create_sheet("旧")
    hidden.append(["代码", "日期", "人数", "增速", "旧列"])
    hidden.append(["x", "x", "x", "x", "x"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "firms.xlsx")
    assert read_table(tmp_path / "firms.xlsx").to_pylist() == [
        {"代码": "0012", "日期": "2024-05-01", "人数": "35", "增速": "0.25", "__row__": 1},
        {"代码": "0013", "日期": "", "人数": "4", "增速": "", "__row__": 2},
    ]


def test_a_sheet_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "firms.xlsx")
    with pytest.raises(BadTable, match="不存在"):
        read_table(tmp_path / "firms.xlsx", TableOptions(sheet="不存在"))


def test_a_workbook_that_reaches_to_its_far_corner_is_a_clear_error(
    make_zip: Callable[[dict[str, bytes]], bytes], tmp_path: Path
) -> None:
    sheet = b'<worksheet><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    (tmp_path / "firms.xlsx").write_bytes(make_zip({"xl/worksheets/sheet1.xml": sheet + b"</worksheet>"}))
    with pytest.raises(BadTable, match="过大"):
        read_table(tmp_path / "firms.xlsx")


def test_lines_of_json_become_columns_and_a_broken_line_a_reject(tmp_path: Path) -> None:
    lines = ['{"名称": "甲", "代码": "001", "标签": ["a", "b"]}', "{broken", '{"名称": "乙\\n", "人数": 3}']
    (chunk,) = read_chunks(write(tmp_path / "firms.jsonl", "\n".join(lines)))
    assert chunk.rows.to_pylist() == [
        {"名称": "甲", "代码": "001", "标签": '["a","b"]', "人数": "", "__row__": 1},
        {"名称": "乙\n", "代码": "", "标签": "", "人数": "3", "__row__": 3},
    ]
    assert chunk.rejects["where"].to_pylist() == ["firms.jsonl:2"]


def test_an_array_of_json_objects_is_a_table(tmp_path: Path) -> None:
    path = write(tmp_path / "firms.json", json.dumps([{"a/b": "甲"}, {"a/b": 2}], ensure_ascii=False))
    assert read_table(path)["a/b"].to_pylist() == ["甲", "2"]


def test_parquet_columns_become_text(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"名称": ["甲", None], "人数": [3, None]}), tmp_path / "firms.parquet")
    assert read_table(tmp_path / "firms.parquet").to_pydict() == {
        "名称": ["甲", ""],
        "人数": ["3", ""],
        "__row__": [1, 2],
    }


def test_a_table_in_chunks_is_the_table_at_once(tmp_path: Path) -> None:
    table = pa.table({"a": [str(i) for i in range(3000)], "b": ["x" * 5000] * 3000})
    csv.write_csv(table, tmp_path / "big.csv")
    chunks = list(read_chunks(tmp_path / "big.csv", size=1000))
    assert len(chunks) > 1
    assert pa.concat_tables([chunk.rows for chunk in chunks])["__row__"].to_pylist() == list(range(1, 3001))


def test_columns_without_a_name_or_with_the_same_one_are_told_apart() -> None:
    assert column_names(["产值", "", "产值 ", "产值"]) == ["产值", "列2", "产值_2", "产值_3"]


def test_gbk_is_told_from_utf8_even_where_the_sample_cuts_a_character() -> None:
    assert find_encoding("企业".encode()[:-1]) == "utf-8"
    assert find_encoding("企业名称".encode("gbk")) == "gb18030"


def test_commas_inside_chinese_text_do_not_make_a_delimiter() -> None:
    assert find_delimiter("名称;说明\n甲;一,二\n乙;三\n") == ";"


@given(st.lists(st.lists(st.text('甲乙a1,"\n；', max_size=4), min_size=2, max_size=2), min_size=1, max_size=8))
def test_what_is_written_as_csv_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    table = pa.table({"x": [row[0] for row in rows], "y": [row[1] for row in rows]})
    csv.write_csv(table, path)
    assert read_table(path, TableOptions(delimiter=",")).select(["x", "y"]).to_pydict() == table.to_pydict()

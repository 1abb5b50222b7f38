from pathlib import Path

import pyarrow as pa
import pytest

from ingest.cards import make_card
from ingest.table_files import MappedTable, open_card
from ontology.errors import BadCard, TooManyRows, UnknownWord


def card(rules: str = "", rows: str = "") -> str:
    return f"""
source: {{name: 名录, kind: registry}}
tables:
  - file: firms.csv
    {rows}
    columns:
      {rules}
    things:
      firm: {{class: Enterprise, name: 企业名称, properties: {{capital: 注册资本, type: 类型}}}}
"""


def mapped(folder: Path, table: str, text: str) -> MappedTable:
    (folder / "firms.csv").write_text(table, encoding="utf-8")
    (one,) = open_card(make_card(text, name="c"), [folder]).mapped()
    return one


def told(table: MappedTable) -> tuple[list[str], list[tuple[str, str]]]:
    batches = list(table.batches)
    names = [name for batch in batches for name in batch.mentions["name"].to_pylist()]
    rejects = pa.concat_tables([batch.rejects for batch in batches]).to_pylist()
    return names, [(row["where"], row["reason"]) for row in rejects]


TABLE = "企业名称,注册资本,类型\n甲公司,100,法人\n,200,法人\n乙公司,-5,法人\n甲公司,300,法人\n丙公司,400,别的\n"


def test_a_row_without_a_required_cell_is_left_out_with_its_row(tmp_path: Path) -> None:
    names, rejects = told(mapped(tmp_path, TABLE, card("企业名称: {required: true}")))
    assert names == ["甲公司", "乙公司", "丙公司"]
    assert rejects == [("firms.csv:2", "必填列为空 · a required cell is empty：企业名称")]


def test_a_value_that_must_be_unique_counts_where_it_stands_first(tmp_path: Path) -> None:
    _, rejects = told(mapped(tmp_path, TABLE, card("企业名称: {unique: true}")))
    assert rejects[:1] == [("firms.csv:4", "应唯一的值重复 · a value that must be unique comes again：企业名称=甲公司")]


def test_a_row_that_is_left_out_takes_no_value_from_a_later_one(tmp_path: Path) -> None:
    table = "企业名称,注册资本,类型\n,100,甲\n乙公司,200,甲\n丙公司,300,甲\n"
    names, rejects = told(mapped(tmp_path, table, card("{企业名称: {required: true}, 类型: {unique: true}}")))
    assert names == ["乙公司"]
    assert [where for where, _ in rejects] == ["firms.csv:1", "firms.csv:3"]


def test_a_value_out_of_range_is_taken_as_empty_and_the_rest_of_its_row_stays(tmp_path: Path) -> None:
    table = mapped(tmp_path, TABLE, card("注册资本: {range: [0, 1000000]}"))
    batches = list(table.batches)
    values = [row["value"] for batch in batches for row in batch.attributes.to_pylist() if row["name"] == "capital"]
    assert values == ["100", "300", "400"]
    (reject,) = [row for batch in batches for row in batch.rejects.to_pylist() if "-5" in row["reason"]]
    assert reject["where"] == "firms.csv:3"
    assert reject["reason"].startswith("不合列的规定 · breaks a rule of the column：number，0–1000000：注册资本=-5")


def test_a_word_that_is_none_of_those_allowed_is_told(tmp_path: Path) -> None:
    _, rejects = told(mapped(tmp_path, TABLE, card("类型: {one_of: [法人, 个体户]}")))
    assert [where for where, reason in rejects if "不合列的规定" in reason] == ["firms.csv:5"]


def test_a_pattern_must_fit_the_whole_cell(tmp_path: Path) -> None:
    _, rejects = told(mapped(tmp_path, TABLE, card(r"注册资本: {pattern: '\d{3}'}")))
    assert [where for where, reason in rejects if "不合列的规定" in reason] == ["firms.csv:3"]


def test_every_row_counts_also_those_left_out(tmp_path: Path) -> None:
    assert mapped(tmp_path, TABLE, card("企业名称: {required: true}")).rows == 5


def test_too_many_rows_stop_before_anything_is_mapped(tmp_path: Path) -> None:
    with pytest.raises(TooManyRows, match=r"firms\.csv 有 5 行"):
        mapped(tmp_path, TABLE, card("企业名称: {}", "rows: {at_most: 4}"))


def test_too_large_a_share_of_bad_rows_stops_before_anything_is_mapped(tmp_path: Path) -> None:
    assert mapped(tmp_path, TABLE, card("企业名称: {required: true}", "rows: {rejected_at_most: 0.2}")).rows == 5
    with pytest.raises(TooManyRows, match="不合规定"):
        mapped(tmp_path, TABLE, card("企业名称: {required: true, unique: true}", "rows: {rejected_at_most: 0.2}"))


def test_a_rule_for_a_column_that_the_file_lacks_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownWord, match="企业名称"):
        mapped(tmp_path, TABLE, card("企业名: {required: true}"))


@pytest.mark.parametrize("rule", ["{range: [5, 1]}", "{range: [2020-01-01, 3]}", "{pattern: '('}"])
def test_a_rule_that_cannot_be_is_an_error_of_the_card(tmp_path: Path, rule: str) -> None:
    with pytest.raises(BadCard):
        mapped(tmp_path, TABLE, card(f"注册资本: {rule}"))


def test_a_range_of_days_is_one_of_dates(tmp_path: Path) -> None:
    table = "企业名称,注册资本,类型\n甲公司,2015-01-02,x\n乙公司,1815-01-02,x\n"
    _, rejects = told(mapped(tmp_path, table, card("注册资本: {range: [1949-10-01, 2030-01-01]}")))
    assert [where for where, _ in rejects] == ["firms.csv:2"]

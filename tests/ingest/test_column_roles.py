from pathlib import Path

import pyarrow as pa
import pytest

from ingest.column_roles import guess_columns
from ingest.draft import first_rows
from ingest.row_chunk import RowChunk

MADE = {"企业名称": ["甲机电有限公司", "乙轴承厂"]}


def guessed(**columns: list[str]) -> dict[str, str]:
    every = {**MADE, **columns}
    rows = pa.table({**every, "__row__": pa.array([1, 2], pa.int32())})
    return {guess.column: guess.role for guess in guess_columns(RowChunk(rows, "t.csv")) if guess.column not in MADE}


@pytest.mark.parametrize(
    ("header", "cells", "role"),
    [
        ("中标供应商", ["甲公司", "乙公司"], "supplier"),
        ("采购单位名称", ["某大学", "某医院"], "buyer"),
        ("发文字号", ["某政发〔2025〕1号", ""], "doc_number"),
        ("入园日期", ["2024-01-01", ""], "since"),
        ("注销日期", ["", ""], "closed_on"),
        ("注销日期", ["不详情况", "见附件"], ""),
        ("荣誉称号", ["专精特新", "小巨人"], "award"),
        ("所属园区", ["甲产业园", ""], "park"),
        ("专利权人", ["甲公司", "乙大学"], "owner"),
        ("单位", ["万元", "台"], ""),
        ("联系电话", ["0571-1", "0571-2"], ""),
        ("供方代码", ["91610113073429430M", ""], "code"),
        ("2025年产值（万元）", ["1", "2"], "number"),
        ("市场占有率", ["0.2", "0.3"], "number"),
        ("xyz", ["浙江省", "江苏省"], "region"),
        ("上市日期", ["2020-01-01", "2021-02-03"], "date"),
    ],
)
def test_a_column_is_what_its_header_says_and_its_cells_bear_out(header: str, cells: list[str], role: str) -> None:
    assert guessed(**{header: cells}) == {header: role}


def test_firms_are_seen_by_their_form_where_no_header_says_so() -> None:
    rows = pa.table({"甲": ["杭州样例机电有限公司", "宁波样例厂"], "__row__": pa.array([1, 2], pa.int32())})
    assert [guess.role for guess in guess_columns(RowChunk(rows, "t.csv"))] == ["firm"]


def test_six_digits_are_a_stock_code_only_beside_a_firm() -> None:
    rows = pa.table({"代码": ["110000"], "名称": ["农业"], "__row__": pa.array([1], pa.int32())})
    assert [guess.role for guess in guess_columns(RowChunk(rows, "t.csv"))] == ["own_code", "name"]


# What a person takes each column of the real tables for; empty where a card has no use for it.
REAL = {
    "chainkg/companies.csv.gz": "stock_code alias firm  date",
    "chainkg/company_industry.csv.gz": "stock_code firm industry_code industry",
    "chainkg/company_product.csv.gz": "stock_code firm product share",
    "chainkg/industries.csv.gz": "own_code name parent_code",
    "chainkg/product_product.csv.gz": "name relation product",
    "registry10k/companies.xlsx": "alias firm   address  founded number code ",
    "registry10k/investments.xlsx": " investor invested since  number",
}


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_columns_of_real_tables_get_the_role_that_a_person_gives_them(shared: Path, name: str) -> None:
    found = [guess.role for guess in guess_columns(first_rows(shared / "data" / name))]
    assert found == REAL[name].split(" ")

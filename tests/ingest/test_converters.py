import datetime

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.converters import CONVERTERS, convert, convert_column
from ontology.values.credit_code import check_character

CELLS = st.one_of(
    st.text("0123456789.,%万亿年-月日/ 元超约SHZ浙江杭州存续注销拟建、；无", max_size=12),
    st.floats(-2, 2, allow_nan=False).map(str),
    st.dates(datetime.date(1900, 1, 1)).map(str),
    st.from_regex(r"\A9133[0-9]{4}MA[0-9]{7}\Z").map(lambda body: body + check_character(body)),
    st.text(max_size=8),
)


@pytest.mark.parametrize("kind", sorted(CONVERTERS))
@settings(max_examples=40)
@given(cells=st.lists(CELLS, max_size=12))
def test_a_column_converts_as_its_cells_do_one_by_one(kind: str, cells: list[str]) -> None:
    converted = convert_column(kind, pa.array(cells, pa.string()))
    assert converted.values.to_pylist() == [convert(kind, cell) for cell in cells]
    assert len(converted.bad) == len(cells)


@pytest.mark.parametrize("kind", sorted(CONVERTERS))
def test_a_cell_that_says_nothing_is_null_and_no_fault(kind: str) -> None:
    converted = convert_column(kind, pa.array(["", "  ", "-", "无", "未知", "N/A", "null"]))
    assert converted.values.null_count == 7
    assert not any(converted.bad.to_pylist())


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("text", " 甲 ", "甲"),
        ("number", "1,234.5", 1234.5),
        ("number", "12万", 120000.0),
        ("ratio", "31%", 0.31),
        ("ratio", "0.31", 0.31),
        ("date", "2024年5月1日", datetime.date(2024, 5, 1)),
        ("year", "2023年", 2023),
        ("year", "2023-05-01", 2023),
        ("code", "\t91610113073429430m", "91610113073429430M"),
        ("region", "浙江", "reg:330000"),
        ("address", "宁波鄞州区百丈路158号", "reg:330212"),
        ("address", "中国（上海）自由贸易试验区富特中路299号", "reg:310000"),
        ("firm_name", "邵阳维克液压股份有限公司", "reg:430500"),
        ("list", "减速器、伺服电机；控制器", ["减速器", "伺服电机", "控制器"]),
        ("list", '["a", "b", "a"]', ["a", "b"]),
        ("stock_code", "600373.SH", "600373"),
        ("stock_code", "SZ000719", "000719"),
        ("status", "存续（在营、开业、在册）", "active"),
        ("status", "吊销，未注销", "closed"),
        ("status", "在建", "planned"),
        ("status", "已投产", "active"),
        ("status", "迁出", "closed"),
        ("status", "已停产", "closed"),
        ("status", "责令关闭", "closed"),
        ("status", "营业执照被吊销", "closed"),
        ("status", "待投产", "planned"),
    ],
)
def test_a_cell_converts(kind: str, cell: str, value: object) -> None:
    assert convert(kind, cell) == value


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("number", "很多"),
        ("ratio", "-0.2"),
        ("ratio", "31"),
        ("date", "2023-02-30"),
        ("year", "去年"),
        ("code", "91350100M0000APH6W"),
        ("region", "全省"),
        ("stock_code", "1216"),
        ("status", "非正常"),
    ],
)
def test_a_cell_of_another_kind_is_a_fault_and_nothing_is_guessed(kind: str, cell: str) -> None:
    converted = convert_column(kind, pa.array([cell]))
    assert converted.values[0].as_py() is None
    assert converted.bad[0].as_py()


def test_a_firm_named_like_a_place_does_not_lie_there() -> None:
    assert convert("firm_name", "东方电气股份有限公司") is None
    assert convert("firm_name", "中国银泰投资有限公司") is None

"""Offices in full: which short forms are one office, and what is none."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.grammar import parse_name
from graph.identity.grammar.offices import in_full

ONE_OFFICE = [
    ("国家发改委", "国家发展改革委", "国家发展和改革委员会", "中华人民共和国国家发展和改革委员会"),
    ("工信部", "国家工信部", "工业和信息化部", "中华人民共和国工业和信息化部"),
    ("广东省发改委", "广东发展改革委", "广东省发展和改革委员会"),
    ("北京市经信局", "北京市经济和信息化局"),
    ("国务院国资委", "国务院国有资产监督管理委员会"),
    ("市场监管总局", "国家市场监督管理总局"),
    ("浙江省政府", "浙江省人民政府"),
    ("中科院自动化所", "中国科学院自动化研究所"),
]


@pytest.mark.parametrize("names", ONE_OFFICE, ids=[names[0] for names in ONE_OFFICE])
def test_ways_to_call_one_office_have_one_wording(names: tuple[str, ...]) -> None:
    assert len({(parts["place"], parts["core"]) for parts in map(parse_name, names)}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国家发改委", "发改委"),
        ("浙江省科技厅", "浙江省科技局"),
        ("广东省工信厅", "广东省经信厅"),
        ("省发改委", "市发改委"),
    ],
)
def test_offices_of_other_levels_and_other_tasks_stay_apart(one: str, other: str) -> None:
    assert parse_name(one)["core"] != parse_name(other)["core"]


@pytest.mark.parametrize("name", ["样例科技局有限公司", "样例科技厅", "甲乙政府", "样例工信部落"])
def test_what_is_no_office_stays_as_it_is_written(name: str) -> None:
    assert in_full(pa.array([name])).to_pylist() == [name]


@given(st.lists(st.text(st.sampled_from("国家省市发改委工信部科技局中院所政府"), max_size=8), max_size=6))
def test_an_office_in_full_is_in_full_already(names: list[str]) -> None:
    once = in_full(pa.array(names, pa.string()))
    assert in_full(once).to_pylist() == once.to_pylist()

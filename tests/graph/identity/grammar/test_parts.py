"""Names taken apart: each part with its example, and what is only writing."""

import pyarrow as pa
import pytest

from graph.identity.grammar import parse_column, parse_name
from ontology.values.names import fold_column

PARTS = [
    ("杭州样例精密机械有限公司", {"place": "3301", "brand": "样例", "trade": "精密机械", "form": "有限公司"}),
    ("浙江省杭州市余杭区样例有限公司", {"place": "330110", "place_name": "浙江杭州余杭区", "brand": "样例"}),
    ("样例建设（集团）有限公司", {"place": "", "brand": "样例", "trade": "建设", "group_word": "集团"}),
    ("样例（杭州）机械有限公司", {"place": "", "stem": "样例杭州机械"}),
    ("样例股份公司", {"form": "股份有限公司", "stem": "样例"}),
    ("样例集团有限公司第2分公司", {"kind": "branch", "parent": "样例集团有限公司", "unit": "第二分公司", "form": ""}),
    ("样例集团有限公司（绵阳分公司）", {"parent": "样例集团有限公司", "unit": "绵阳分公司"}),
    ("南京大学", {"place": "", "kind": "school", "form": ""}),
    ("上海银行", {"place": "", "stem": "上海银行"}),
    ("样例二期投资基金（有限合伙）", {"kind": "partnership", "form": ""}),
    ("Sample Robot Co., Ltd.", {"normal": "samplerobotcoltd", "place": "", "form": ""}),
]


@pytest.mark.parametrize(("name", "parts"), PARTS, ids=[name for name, _ in PARTS])
def test_a_name_has_these_parts(name: str, parts: dict[str, str]) -> None:
    assert {part: parse_name(name)[part] for part in parts} == parts


WRITINGS = [
    "①甲机电有限公司",
    "（12）甲机电有限公司",
    "3、甲机电有限公司",
    "甲机电有限公司（牵头单位）",
    "甲机电有限公司（盖章）",
    "投标人：甲机电有限公司",
    "甲机电有限公司。",
    "“甲机电有限公司”",
    "甲机电有限公司（300999.SZ）",
    "甲机電有限公司",
    "甲机电有限公",
    "甲机电有限么司",
    "甲机电有\n限公司",
    "甲机电有限公司等单位",
    "第7位：甲机电有限公司",
    "标段3：甲机电有限公司",
    "A、NO.8 甲机电有限公司",
    "09 甲机电有限公司",
    "9-甲机电有限公司",
    "企业名称 甲机电有限公司",
    "甲机电有限公司（供货商）",
    "甲机电有限公司（第一名）",
    "甲机电有限公司(盖单位章)",
    "甲机电有限公司（授权代表：张三）",
    "甲机电有限公司（牵头人）（公章）",
    "甲机电有限公司（联合体牵",
    "甲机电有限公司（在营、开业）",
    "甲机电有限公司（小型企业）",
    "甲机电有限公司（被告）",
    "甲机电有限公司（注1）",
    "II. 甲机电有限公司",
    "甲机电有限公司（保荐机构）",
    "甲机电有限公司（项目业主）",
    "附：甲机电有限公司",
    "№10 甲机电有限公司",
    "#3 甲机电有限公司（甲级资质）",
    "甲机电有限公司（原甲机械厂）",
    "甲机电有限公司[1]",
    "甲机电有限公司 Jia Motor Co., Ltd.",
    "Jia Motor Co., Ltd. 甲机电有限公司",
    "<b>甲机电有限公司</b>&nbsp;",
]


@pytest.mark.parametrize("written", WRITINGS)
def test_a_way_of_writing_is_no_part_of_a_name(written: str) -> None:
    assert parse_name(written)["normal"] == "甲机电有限公司"


KEPT = [
    ("甲机电服务有限公司", "甲机电有限公司"),
    ("甲（北方）有限公司", "甲有限公司"),
    ("甲基金（有限合伙）", "甲基金"),
    ("甲有限公司（建设分公司）", "甲有限公司"),
    ("甲有限公司（检测中心）", "甲有限公司"),
    ("甲有限公司（合作发展中心）", "甲有限公司"),
    ("甲有限公司（原料厂）", "甲有限公司"),
    ("甲有限公司（二期）", "甲有限公司"),
    ("甲（机器人）有限公司", "甲有限公司"),
    ("360科技有限公司", "科技有限公司"),
]


def test_an_english_name_in_brackets_leaves_the_word_before_it() -> None:
    assert parse_name("甲机电公司（Jia Motor Ltd.）")["normal"] == "甲机电公司"


def test_a_footnote_behind_a_branch_is_no_part_of_its_name() -> None:
    assert parse_name("甲机电有限公司杭州分公司[2]")["unit"] == "杭州分公司"


def test_a_number_or_former_before_a_city_is_no_part_of_a_name() -> None:
    assert {parse_name(name)["normal"] for name in ("12 杭州甲机电有限公司", "原杭州甲机电有限公司")} == {
        "杭州甲机电有限公司"
    }


@pytest.mark.parametrize(("one", "other"), KEPT)
def test_what_tells_two_bodies_apart_is_kept(one: str, other: str) -> None:
    assert parse_name(one)["normal"] != parse_name(other)["normal"]


def test_a_province_and_a_city_of_one_name_stay_two_places() -> None:
    assert parse_name("吉林省样例有限公司")["place"] == "22"
    assert parse_name("吉林市样例有限公司")["place"] == "2202"


def test_names_that_are_no_firms_stay_as_they_are_written() -> None:
    names = fold_column(pa.array(["（1）谐波减速器", "甲机电有限公司（牵头单位）"]))
    assert parse_column(names, pa.array([False, True]).to_numpy(zero_copy_only=False))["normal"].to_pylist() == [
        "(1)谐波减速器",
        "甲机电有限公司",
    ]


def test_an_empty_column_has_no_parts() -> None:
    assert parse_column(pa.array([], pa.string())).num_rows == 0

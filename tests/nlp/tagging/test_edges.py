from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.names.scene import Scene
from nlp.spans import Span
from nlp.tagging.edges import with_clean_edges
from ontology.schema import EntityClass as C


def cut(text: str, *names: tuple[str, C]) -> list[tuple[str, C]]:
    spans = [Span(text.index(name), text.index(name) + len(name), name, cls) for name, cls in names]
    return [(span.text, span.cls) for span in with_clean_edges(Scene(text), spans)]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("德国样例特", [("德国", C.REGION), ("样例特", C.ENTERPRISE)]),
        ("法国化工巨头样例特", [("法国", C.REGION), ("样例特", C.ENTERPRISE)]),
        ("全资子公司样例科技有限公司", [("样例科技有限公司", C.ENTERPRISE)]),
        ("从样例集团", [("样例集团", C.ENTERPRISE)]),
        ("样例股份拟", [("样例股份", C.ENTERPRISE)]),
        ("鲲洋及谐昱", [("鲲洋", C.ENTERPRISE), ("谐昱", C.ENTERPRISE)]),
        ("调研机构Yangli", [("Yangli", C.ENTERPRISE)]),
        ("鲲洋锂业系宁波谐昱股份有限公司", [("鲲洋锂业", C.ENTERPRISE), ("宁波谐昱股份有限公司", C.ENTERPRISE)]),
        ("样例信息旗下鲲洋科技", [("样例信息", C.ENTERPRISE), ("鲲洋科技", C.ENTERPRISE)]),
        ("比亚迪上海", [("比亚迪", C.ENTERPRISE), ("上海", C.REGION)]),
    ],
)
def test_what_no_firm_has_at_its_edges_is_taken_off(name: str, parts: list[tuple[str, C]]) -> None:
    assert cut(f"，{name}。", (name, C.ENTERPRISE)) == parts


@pytest.mark.parametrize(
    "name",
    [
        "泰国国家样例集团",
        "美国公司",
        "日本电池",
        "样例显示",
        "样例体系认证有限公司",
        "样例企业管理有限公司",
        "样例达成科技有限公司",
    ],
)
def test_what_belongs_to_a_firm_stays(name: str) -> None:
    assert cut(f"，{name}。", (name, C.ENTERPRISE)) == [(name, C.ENTERPRISE)]


def test_a_product_is_named_without_its_amount() -> None:
    assert cut("建设6GWh高性能电池项目", ("6GWh高性能电池", C.TECHNOLOGY)) == [("高性能电池", C.TECHNOLOGY)]


def test_a_size_belongs_to_the_product() -> None:
    assert cut("生产12英寸晶圆", ("12英寸晶圆", C.TECHNOLOGY)) == [("12英寸晶圆", C.TECHNOLOGY)]


def test_two_quoted_programmes_in_a_row_are_two() -> None:
    found = cut("推进“样鹰”“样凤”行动", ("“样鹰”“样凤”行动", C.INITIATIVE))
    assert found == [("样鹰", C.INITIATIVE), ("“样凤”行动", C.INITIATIVE)]


@pytest.mark.parametrize(("found", "name"), [("样例”龙头工程", "“样例”龙头工程"), ("样例“双百工程", "样例“双百工程”")])
def test_a_quotation_mark_inside_a_name_brings_the_other_one(found: str, name: str) -> None:
    assert cut(f"实施{name}，", (found, C.INITIATIVE)) == [(name, C.INITIATIVE)]


def test_a_lone_quotation_mark_is_no_part_of_a_name() -> None:
    assert cut("在“样例之源”等园区", ("“样例之源", C.PARK)) == [("样例之源", C.PARK)]


def test_whose_document_it_is_stands_before_its_name() -> None:
    assert cut("出台省绿色发展行动方案", ("省绿色发展行动方案", C.POLICY)) == [("绿色发展行动方案", C.POLICY)]
    assert cut("出台全国首部样例条例", ("全国首部样例条例", C.POLICY)) == [("样例条例", C.POLICY)]


def test_a_firm_that_a_bracket_cut_in_two_is_one() -> None:
    found = cut("成立样例(武汉)电子有限公司", ("样例", C.ENTERPRISE), ("武汉)电子有限公司", C.ENTERPRISE))
    assert found == [("样例(武汉)电子有限公司", C.ENTERPRISE)]


@given(st.text("德国从“”省首批及拟1GWh巨头公司（)样例a", min_size=1, max_size=14), st.sampled_from(sorted(C)))
def test_parts_lie_in_order_inside_the_name(text: str, cls: C) -> None:
    parts = with_clean_edges(Scene(text), [Span(0, len(text), text, cls)])
    assert parts
    assert all(part.text == text[part.start : part.end] for part in parts)
    assert all(one.end <= two.start for one, two in pairwise(parts))


def test_a_sea_before_a_firm_is_no_country() -> None:
    assert cut("，渤海样例集团。", ("渤海样例集团", C.ENTERPRISE)) == [("渤海样例集团", C.ENTERPRISE)]


def test_what_a_product_is_for_belongs_to_its_name() -> None:
    found = cut("生产汽车用磷酸铁锂电池", ("汽车", C.TECHNOLOGY), ("磷酸铁锂电池", C.TECHNOLOGY))
    assert found == [("汽车用磷酸铁锂电池", C.TECHNOLOGY)]


def test_a_firm_before_a_platform_known_by_itself_is_a_name_of_its_own() -> None:
    found = cut("推广海尔卡奥斯平台", ("海尔卡奥斯平台", C.PLATFORM))
    assert found == [("海尔", C.ENTERPRISE), ("卡奥斯平台", C.PLATFORM)]
    assert cut("推广海尔样例平台", ("海尔样例平台", C.PLATFORM)) == [("海尔样例平台", C.PLATFORM)]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("党中央国务院", ["党中央", "国务院"]),
        ("向省人大常委会", ["省人大常委会"]),
        ("国务院办公厅", ["国务院办公厅"]),
        ("指南针研究院", ["指南针研究院"]),
    ],
)
def test_bodies_in_a_row_are_two_and_a_word_that_leads_to_one_is_none_of_it(name: str, parts: list[str]) -> None:
    assert cut(f"，{name}。", (name, C.ORGANIZATION)) == [(part, C.ORGANIZATION) for part in parts]

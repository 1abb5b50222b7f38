"""Names that another clause tells of."""

import pytest

from nlp.quantities.apart import is_apart
from nlp.spans import Span
from ontology.schema import EntityClass as C


def apart(text: str, name: str, cls: C, value: str, metric: str) -> bool:
    start = text.index(name)
    return is_apart(text, Span(start, start + len(name), name, cls), text.index(value), metric)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("晨星新材入选示范名单，高新技术企业达到900家", "高新技术企业"),
        ("晨星新材竣工投产，规上工业增加值增长900亿元", "规上工业增加值"),
        ("晨星新材成功上市，全市电力装机突破900万千瓦", "电力装机"),
        ("晨星新材获评小巨人，900家企业升规入统", "升规入统企业"),
    ],
)
def test_what_a_place_counts_in_a_clause_of_its_own_is_no_firms(text: str, metric: str) -> None:
    assert apart(text, "晨星新材", C.ENTERPRISE, "900", metric)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("晨星新材入选示范名单，营业收入900亿元", "营业收入"),
        ("晨星新材扩产后，带动配套产业产值900亿元", "配套产业产值"),
        ("晨星新材全年高新技术企业900家", "高新技术企业"),
    ],
)
def test_a_firm_has_what_its_own_clause_tells_and_what_it_does(text: str, metric: str) -> None:
    assert not apart(text, "晨星新材", C.ENTERPRISE, "900", metric)


def test_a_town_that_was_taken_for_a_firm_has_what_places_count() -> None:
    assert not apart("晨星街道位于城北，农村人口900人", "晨星街道", C.ENTERPRISE, "900", "农村人口")


def test_a_campaign_under_way_is_not_told_of_by_the_figures_behind_it() -> None:
    assert apart("蓝天行动深入推进，铁路里程达900公里", "蓝天行动", C.INITIATIVE, "900", "铁路里程")


def test_a_campaign_has_what_it_brought_about() -> None:
    assert not apart("蓝天行动深入推进，覆盖企业900家", "蓝天行动", C.INITIATIVE, "900", "企业")


def test_a_list_that_somebody_entered_has_no_figures() -> None:
    assert apart("晨星集团入选百强榜，利润900亿元", "百强榜", C.INITIATIVE, "900", "利润")


def test_a_place_that_names_an_airport_is_not_the_place_of_the_next_clause() -> None:
    assert apart("海东机场通航，新增就业900人", "海东", C.REGION, "900", "新增就业")


def test_a_place_that_acts_keeps_what_follows() -> None:
    assert not apart("海东经济持续回升，新增就业900人", "海东", C.REGION, "900", "新增就业")


def test_a_park_does_not_have_what_the_whole_city_has() -> None:
    assert apart("海东高新区获批，全市园区产值900亿元", "海东高新区", C.PARK, "900", "园区产值")


def test_a_platform_does_not_have_what_industries_of_the_place_have() -> None:
    assert apart("海东云平台上线运行，数字经济核心产业营收900亿元", "海东云平台", C.PLATFORM, "900", "核心产业营收")


def test_a_platform_has_what_the_next_clause_says_it_does() -> None:
    assert not apart("海东云平台上线运行，服务企业900家", "海东云平台", C.PLATFORM, "900", "服务企业")


def test_a_place_that_owns_a_base_keeps_what_follows() -> None:
    assert not apart("海东的种苗基地投产，成活率900株", "海东", C.REGION, "900", "成活率")

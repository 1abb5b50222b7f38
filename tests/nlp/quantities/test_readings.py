"""Observations of a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.context import Context
from nlp.quantities import find_readings
from nlp.spans import Span
from ontology.schema import EntityClass as C
from ontology.schema import Status


def read(text: str) -> list[tuple[str, str, str]]:
    return [(reading.metric, reading.value, reading.unit) for reading in find_readings(text)]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("全市累计建成5G基站2.8万个", "5G基站"),
        ("台州建成26家未来工厂", "未来工厂"),
        ("全省实现软件业务收入5230.4亿元", "软件业务收入"),
        ("试制周期缩短28%", "试制周期缩短"),
        ("90%的企业完成改造", "完成改造的企业占比"),
    ],
)
def test_the_metric_is_the_noun_phrase_before_or_after(text: str, metric: str) -> None:
    assert [reading.metric for reading in find_readings(text)] == [metric]


def test_growth_belongs_to_what_the_number_before_it_counted() -> None:
    assert read("产业规模达2.45万亿元，同比增长9%")[1] == ("产业规模增长率", "9", "%")


def test_growth_in_its_own_unit_belongs_to_what_came_before_too() -> None:
    assert read("加工原料620万吨，同比增加31.5万吨")[1] == ("加工原料增加", "31.5", "万吨")


def test_a_rate_without_a_noun_is_the_rate_of_what_came_before() -> None:
    assert read("融合水平指数升至186，增速保持12%以上")[1] == ("融合水平指数增速", "12", "%")


def test_the_total_after_projects_is_the_projects_total() -> None:
    assert read("新签约项目95个、总投资640亿元")[1] == ("新签约项目总投资", "640", "亿元")
    assert read("总投资640亿元") == [("总投资", "640", "亿元")]


def test_a_share_of_the_whole_is_named_after_its_part() -> None:
    assert read("粗钢产量0.64亿吨，占全区23%")[1] == ("粗钢产量占全区", "23", "%")


def test_separately_gives_each_item_its_number() -> None:
    assert read("工序数控化率、产线联网率分别达到51.2%、38.6%") == [
        ("工序数控化率", "51.2", "%"),
        ("产线联网率", "38.6", "%"),
    ]


def test_what_stands_before_the_first_of_a_run_holds_for_all() -> None:
    readings = find_readings("工序数控化率、产线联网率分别达到51.2%、38.6%")
    assert [reading.comparator for reading in readings] == ["达", "达"]


def test_from_and_to_are_two_numbers_of_one_metric() -> None:
    assert read("漏焊检出率由88%升至97.5%") == [("漏焊检出率", "88", "%"), ("漏焊检出率", "97.5", "%")]


def test_a_number_inside_a_name_is_no_observation() -> None:
    name = Span(0, 11, "年产20万吨负极材料项目"[:11], C.INITIATIVE)
    assert find_readings("年产20万吨负极材料项目", (name,)) == ()


def test_a_threshold_of_a_kind_of_firm_is_no_observation_of_its_own() -> None:
    assert read("5亿元以上项目46个") == [("5亿元以上项目", "46", "个")]


def test_a_bare_number_counts_only_for_an_index() -> None:
    assert read("创新指数为164") == [("创新指数", "164", "")]
    assert read("编号为164") == []


def test_a_goal_is_a_plan_and_a_done_thing_is_not() -> None:
    assert find_readings("力争培育企业50家")[0].status is Status.PLANNED
    assert find_readings("已培育企业50家")[0].status is Status.STATED


def test_the_heading_decides_where_no_word_tells() -> None:
    planned = Context(status=Status.PLANNED)
    assert find_readings("培育企业50家", (), planned)[0].status is Status.PLANNED


@given(
    st.text(alphabet="全省建成实现增长占比达超约0123456789.万亿元个家%，。；的、分别由至指数为（）“”\n", max_size=60)
)
def test_any_text_can_be_read_and_every_value_stands_at_its_place(text: str) -> None:
    for reading in find_readings(text):
        assert text[reading.start : reading.end] == reading.value
        assert reading.metric


def test_a_capacity_counts_what_follows_it_and_not_the_firm_it_touches() -> None:
    text = "晨星新材30万吨钛白粉、远帆新材项目投产"
    found = find_readings(text, [Span(0, 4, "晨星新材", C.ENTERPRISE)])
    assert [reading.metric for reading in found] == ["钛白粉"]


def test_an_age_is_an_observation_where_it_is_a_length_of_life() -> None:
    assert read("人均预期寿命达到78岁") == [("人均预期寿命", "78", "岁")]
    assert read("引进35岁以下青年人才") == []

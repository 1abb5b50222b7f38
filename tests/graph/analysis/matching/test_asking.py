import pytest

from graph.analysis.matching.asking import weighed
from graph.analysis.matching.spans import Span


def spans(text: str, *names: str, known: bool = True) -> list[Span]:
    return [Span(name, text.index(name), text.index(name) + len(name), known) for name in names]


@pytest.mark.parametrize(
    ("text", "asked", "context"),
    [
        ("饮料厂想找一家香精供货商", "香精", "饮料"),
        ("我们做涤纶布，缺高速纺丝的稳定货源", "高速纺丝", "涤纶布"),
        ("求购滚珠丝杠，用在数控机床上", "滚珠丝杠", "数控机床"),
        ("烤箱上用的温控器老是坏，想换国产温控器", "国产温控器", "烤箱"),
        ("想用激光焊机替掉电阻焊机", "激光焊机", "电阻焊机"),
        ("想做新能源客车，缺驱动桥", "驱动桥", "新能源客车"),
        ("准备建养鸡场，求购孵化器", "孵化器", "养鸡场"),
    ],
)
def test_what_is_sought_weighs_more_than_who_seeks_or_what_for(text: str, asked: str, context: str) -> None:
    weights = {
        span.name: span.weight for span in weighed(text, sorted(spans(text, asked, context), key=lambda one: one.start))
    }
    assert weights[asked] > weights[context]


def test_a_plan_without_another_need_is_what_is_sought() -> None:
    text = "想做校服"
    (span,) = weighed(text, spans(text, "校服"))
    assert span.weight == 1


def test_makers_of_a_product_can_be_what_is_sought() -> None:
    text = "想找减速器厂家"
    (span,) = weighed(text, spans(text, "减速器"))
    assert span.weight == 1


def test_members_of_a_list_are_asked_for_alike() -> None:
    text = "采购螺栓、垫圈和弹簧"
    assert [span.weight for span in weighed(text, spans(text, "螺栓", "垫圈", "弹簧"))] == [1, 1, 1]


def test_the_last_name_of_a_phrase_is_its_head() -> None:
    text = "想买不锈钢水杯"
    first, second = weighed(text, spans(text, "不锈钢", "水杯"))
    assert first.weight < second.weight


def test_a_name_on_its_own_is_asked_for() -> None:
    (span,) = weighed("特钢", spans("特钢", "特钢", known=False))
    assert span.weight == 1


def test_a_short_common_word_that_nobody_seeks_stays_doubtful() -> None:
    text = "大家都说它挺高的，不知道怎么办"
    (span,) = weighed(text, spans(text, "它挺", known=False))
    assert span.weight < 0.5
    assert weighed(text, []) == ()


@pytest.mark.parametrize(
    ("text", "asked", "purpose"),
    [
        ("做蛋糕用的奶油", "奶油", "蛋糕"),
        ("养鸡场要给小鸡打的疫苗", "疫苗", "小鸡"),
        ("汽车轮胎用的炭黑", "炭黑", "轮胎"),
    ],
)
def test_what_stands_after_its_description_is_asked_for(text: str, asked: str, purpose: str) -> None:
    first, second = weighed(text, spans(text, purpose, asked))
    assert second.weight == 1
    assert first.weight < 0.5


def test_what_our_own_works_makes_stays_context() -> None:
    text = "我们是做出口的电机"
    (span,) = weighed(text, spans(text, "电机"))
    assert span.weight < 0.5


@pytest.mark.parametrize("text", ["要租两台吊钢筋的大家伙", "想买扎钢筋的机器"])
def test_a_name_that_only_describes_another_thing_is_not_what_is_asked_for(text: str) -> None:
    (span,) = weighed(text, spans(text, "钢筋"))
    assert span.weight < 0.5


def test_a_name_before_the_word_for_its_makers_is_asked_for() -> None:
    text = "想找做钢筋的厂家"
    (span,) = weighed(text, spans(text, "钢筋"))
    assert span.weight == 1


def test_a_name_that_only_begins_the_name_of_the_thing_is_not_surely_asked_for() -> None:
    text = "小区门口的快递存放箱"
    (span,) = weighed(text, spans(text, "快递"))
    assert span.weight < 1

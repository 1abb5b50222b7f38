"""A number that holds for each of several."""

from nlp.quantities.each import each_of
from nlp.quantities.numbers import find_numbers
from nlp.spans import Span
from ontology.schema import EntityClass as C


def told(text: str, names: list[str], metric: str, subject: str = "") -> list[tuple[str, str]]:
    spans = [Span(text.index(name), text.index(name) + len(name), name, C.REGION) for name in names]
    return each_of(text, spans, next(iter(find_numbers(text))), (metric, subject))


def test_a_number_of_each_of_a_list_of_actors_is_said_of_every_one() -> None:
    found = told("湖北、湖南、安徽的产值均超过1万亿元", ["湖北", "湖南", "安徽"], "产值", "安徽")
    assert found == [("产值", "湖北"), ("产值", "湖南"), ("产值", "安徽")]


def test_a_number_of_each_of_a_list_of_things_is_said_of_every_one() -> None:
    assert told("铜、铝、锌产量均超过30万吨", [], "铜、铝、锌产量") == [("铜产量", ""), ("铝产量", ""), ("锌产量", "")]


def test_a_number_that_is_shared_by_nobody_stays_one() -> None:
    assert told("湖北、湖南人均产值3万元", ["湖北", "湖南"], "人均产值", "湖南") == [("人均产值", "湖南")]
    assert told("湖北、湖南产值超过3万亿元", ["湖北", "湖南"], "产值", "湖南") == [("产值", "湖南")]


def test_another_actor_than_the_list_keeps_its_number() -> None:
    assert told("江苏支持湖北、湖南，占比均达3%", ["湖北", "湖南"], "占比", "江苏") == [("占比", "江苏")]

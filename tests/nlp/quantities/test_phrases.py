"""Phrases that may be what a number counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.quantities.counted import Told
from nlp.quantities.line import line_of
from nlp.quantities.numbers import find_numbers
from nlp.quantities.phrases import phrases_of
from nlp.quantities.ranking import as_parts
from nlp.quantities.times import find_times
from nlp.spans import Span
from ontology.schema import EntityClass


def candidates(text: str, index: int, told: Told) -> set[str]:
    return set(phrases_of(line_of(text, list(find_numbers(text)), ()), index, told, as_parts))


@pytest.mark.parametrize(
    ("text", "index", "told", "wanted"),
    [
        ("全市累计建成5G基站2.8万个", 0, Told(), "5G基站"),
        ("台州建成26家未来工厂", 0, Told(), "未来工厂"),
        ("新签约项目95个、总投资640亿元", 1, Told("新签约项目", "新签约项目"), "新签约项目总投资"),
        ("产业规模达2.45万亿元，同比增长9%", 1, Told("产业规模", "产业规模"), "产业规模增长率"),
        ("12个项目进入名录", 0, Told(), "进入名录项目"),
        ("带动600家中小企业", 0, Told(), "带动中小企业"),
        ("90%的企业完成改造", 0, Told(), "企业占比"),
        ("总投资8亿元的电池项目建成", 0, Told(), "电池项目总投资"),
        ("帮助工厂降低12%采购成本", 0, Told(), "采购成本降低"),
    ],
)
def test_what_a_number_counts_is_among_the_candidates(text: str, index: int, told: Told, wanted: str) -> None:
    assert wanted in candidates(text, index, told)


def test_no_candidate_begins_or_ends_with_a_mark_or_a_particle() -> None:
    found = candidates("园区（二期）投产，新型的材料，产值的增速达12%的水平", 0, Told())
    assert found
    assert not [text for text in found if text[0] in "，）的" or text[-1] in "，（的"]


def test_no_run_of_words_has_a_time() -> None:
    text = "力争到2026年底产业规模达500亿元"
    line = line_of(text, list(find_numbers(text)), (), find_times(text))
    found = phrases_of(line, 0, Told(), as_parts)
    assert "产业规模" in found
    assert not [phrase for phrase in found if "2026" in phrase]


def test_no_phrase_left_of_its_number_ends_with_an_adverb_or_has_a_comma() -> None:
    found = candidates("车间投产，产值和税收共5亿元", 0, Told())
    assert "产值和税收" in found
    assert not [text for text in found if text.endswith("共") or "车间" in text]


def test_where_a_name_starts_and_ends_is_told() -> None:
    text = "海尔产量8万台"
    line = line_of(text, list(find_numbers(text)), (Span(0, 2, "海尔", EntityClass.ENTERPRISE),))
    parts = phrases_of(line, 0, Told(), as_parts)
    assert next(part for part in parts["海尔产量"] if part[0] == "start")[5] == "S"
    assert next(part for part in parts["产量"] if part[0] == "start")[6] == EntityClass.ENTERPRISE


def test_no_phrase_begins_within_the_name_of_a_firm() -> None:
    text, name = "宁波样例精密机械有限公司产值12亿元", "宁波样例精密机械有限公司"
    span = Span(0, len(name), name, EntityClass.ENTERPRISE)
    found = phrases_of(line_of(text, list(find_numbers(text)), (span,)).with_whole_names(), 0, Told(), as_parts)
    assert {one for one in found if not one.startswith(name)} == {"产值"}


def test_a_phrase_may_begin_within_the_name_of_a_kind_of_things() -> None:
    text, name = "高精度减速器产量12万台", "高精度减速器"
    span = Span(0, len(name), name, EntityClass.TECHNOLOGY)
    line = line_of(text, list(find_numbers(text)), (span,)).with_whole_names()
    assert "减速器产量" in phrases_of(line, 0, Told(), as_parts)


def test_words_of_one_kind_have_parts_in_common() -> None:
    text, kinds = "钢材产量8万吨", {"产量": "5"}
    parts = phrases_of(line_of(text, list(find_numbers(text)), (), (), kinds), 0, Told(), as_parts)["钢材产量"]
    assert next(part for part in parts if part[0] == "end")[-1] == "5"


def test_the_choice_of_the_rules_is_always_among_them() -> None:
    assert "别处的说法" in candidates("建成5G基站2.8万个", 0, Told(rule="别处的说法"))


@given(st.text(alphabet="建成5基站43万个，增长%的企业、达“”", max_size=30))
def test_no_candidate_is_empty_and_each_has_parts(text: str) -> None:
    numbers = list(find_numbers(text))
    line = line_of(text, numbers, ())
    for index in range(len(numbers)):
        for phrase, parts in phrases_of(line, index, Told(), as_parts).items():
            assert phrase
            assert parts

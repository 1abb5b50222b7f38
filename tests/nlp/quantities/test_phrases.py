"""Phrases that may be what a number counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.quantities.counted import Told
from nlp.quantities.line import line_of
from nlp.quantities.numbers import find_numbers
from nlp.quantities.phrases import phrases_of
from nlp.quantities.ranking import as_parts


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
    ],
)
def test_what_a_number_counts_is_among_the_candidates(text: str, index: int, told: Told, wanted: str) -> None:
    assert wanted in candidates(text, index, told)


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

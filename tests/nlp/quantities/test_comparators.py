"""Comparators that stand apart from their number."""

import pytest

from nlp.quantities.comparators import with_comparators
from nlp.quantities.numbers import find_numbers


def signs(text: str) -> list[str]:
    return [number.comparator for number in with_comparators(text, list(find_numbers(text)))]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("单个项目最高补助300万元", "最高"),
        ("按不超过设备投资额的20%给予补助", "最高"),
        ("电池组约占整车成本的四成", "约"),
        ("钢板强度不得低于400兆帕", "不低于"),
    ],
)
def test_a_comparator_holds_for_the_number_behind_its_words(text: str, sign: str) -> None:
    assert signs(text) == [sign]


@pytest.mark.parametrize("text", ["签约合作项目330个", "最高奖励方案共3项", "月产量3万台"])
def test_words_that_only_look_like_a_comparator_say_nothing(text: str) -> None:
    assert signs(text) == [""]


def test_what_stands_before_the_first_of_a_run_holds_for_all_of_its_unit() -> None:
    assert signs("占比分别达30%、20%和10%") == ["达", "达", "达"]

"""Numbers as the text writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.quantities.numbers import find_numbers


def found(text: str) -> list[tuple[str, str, str]]:
    return [(number.value, number.unit, number.comparator) for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("规模达2.45万亿元", "2.45", "万亿元", "达"),
        ("接入40余家企业", "40", "家", "超"),
        ("成本降低10%以上", "10", "%", "不低于"),
        ("约1万台左右", "1", "万台", "约"),
        ("单个项目最高不超过300万元", "300", "万元", "最高"),
        ("落地15—20家云工厂", "15—20", "家", ""),
        ("收入6,101.8亿元", "6,101.8", "亿元", ""),
        ("出台百亿元专项资金", "百", "亿元", ""),
        ("培育三家企业", "三", "家", ""),
        ("占比1/3", "1/3", "", ""),
        ("规模突破万亿元", "万", "亿元", "超"),
        ("2.4万名工人", "2.4", "万名", ""),
        ("投资1亿元至2亿元", "1亿元至2", "亿元", ""),
        ("举办展会150场次", "150", "场次", ""),
        ("沿黄5省区", "5", "省区", ""),
        ("浓度降至30微克/立方米", "30", "微克/立方米", ""),
    ],
)
def test_a_quantity_keeps_its_value_unit_and_comparator(text: str, value: str, unit: str, comparator: str) -> None:
    assert found(text) == [(value, unit, comparator)]


@pytest.mark.parametrize(
    "text",
    [
        "推广5G应用",
        "2023年以来",
        "5月12日",
        "5 月 12 日",
        "排名第3位",
        "“1+N”平台体系",
        "GB/T 36073-2018",
        "一个新平台",
        "一批企业",
        "三类人才",
    ],
)
def test_dates_labels_ordinals_and_vague_words_are_no_quantities(text: str) -> None:
    assert found(text) == []


def test_a_number_before_a_grade_counts_nothing() -> None:
    assert found("新增百亿级企业2家、15万吨级码头1座") == [("2", "家", ""), ("1", "座", "")]


def test_numbers_of_two_units_are_no_range() -> None:
    assert found("提高6.2个百分点至34.8%") == [("6.2", "个百分点", ""), ("34.8", "%", "")]


def test_a_signed_contract_is_not_an_approximation() -> None:
    assert found("新签约95个") == [("95", "个", "")]


@given(st.text(alphabet="0123456789.,万亿元个家%超约近达以上余—至-年月第五三两 ，。5Ga", max_size=40))
def test_every_value_stands_at_its_place(text: str) -> None:
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.value
        assert number.left <= number.start < number.end <= number.right

"""Metrics that the text shortens."""

import pytest

from nlp.quantities.numbers import find_numbers
from nlp.quantities.shortened import Before, spelled_out


def told(text: str, metric: str, before: str) -> str:
    """What the second number of `text` counts where the first counted `before` and a ranker chose `metric`."""
    first, second = find_numbers(text)
    last = "" if first.kind == "share" else before
    return spelled_out(metric, second, Before(first, before, last, text[first.right : second.left]))


@pytest.mark.parametrize(
    ("text", "metric", "before", "whole"),
    [
        ("优良天数315天，比上年增加28天", "比上年增加", "优良天数", "优良天数增加"),
        ("财政收入229亿元，同口径增长7%", "同口径增长", "财政收入", "财政收入增长率"),
        ("生产指数66%，比上月提升5个百分点", "比上月提升", "生产指数", "生产指数提升"),
        ("民生支出155亿元，占财政支出的80%", "占财政支出", "民生支出", "民生支出占财政支出"),
        ("产值增长17%，占全市的38%", "占全市", "产值增长率", "产值占全市"),
        ("普及率46%，低于全省12个百分点", "低于全省", "普及率", "普及率低于全省"),
        ("预期寿命78岁、比全国水平高0.8岁", "比全国水平高", "预期寿命", "预期寿命比全国水平高"),
        ("签约项目90个，到位资金80亿元", "到位资金", "签约项目", "签约项目到位资金"),
        ("中小企业新增42家、总量突破2000家", "总量", "中小企业新增", "中小企业总量"),
    ],
)
def test_what_says_nothing_by_itself_is_said_of_the_number_before(
    text: str, metric: str, before: str, whole: str
) -> None:
    assert told(text, metric, before) == whole


@pytest.mark.parametrize(
    ("text", "metric", "before"),
    [
        ("员工90人，投资额80亿元", "投资额", "员工"),
        ("签约项目90个，产值80亿元", "产值", "签约项目"),
        ("游客900万人次，总量居全省第1，铁路里程20公里", "铁路里程", "游客"),
        ("签约项目90个；总投资80亿元", "总投资", "签约项目"),
    ],
)
def test_a_metric_of_its_own_stays(text: str, metric: str, before: str) -> None:
    assert told(text, metric, before) == metric

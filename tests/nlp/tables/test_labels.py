"""Headers and row labels taken apart."""

import pytest

from nlp.tables.labels import bare_caption, read_label


@pytest.mark.parametrize(
    ("text", "metric", "unit", "period", "region"),
    [
        ("产值（亿元）", "产值", "亿元", "", ""),
        ("2023年/产值（亿元）", "产值", "亿元", "2023年", ""),
        ("杭州/企业数（家）", "企业数", "家", "", "杭州"),
        ("价格（元/吨）", "价格", "元/吨", "", ""),
        ("企业/企业", "企业", "", "", ""),
    ],
)
def test_a_label_tells_metric_unit_period_and_region(
    text: str, metric: str, unit: str, period: str, region: str
) -> None:
    label = read_label(text)
    assert (label.metric, label.unit, label.period, label.region) == (metric, unit, period, region)


def test_an_order_a_total_and_a_growth_are_known_by_their_words() -> None:
    assert read_label("序号").is_order
    assert read_label("合计").is_total
    assert read_label("同比增长（%）").is_growth
    assert not read_label("企业").is_growth


def test_a_caption_is_told_without_number_unit_and_period() -> None:
    assert bare_caption("表1 2023年各市产值（单位：亿元）") == "各市产值"

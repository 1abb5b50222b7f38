"""Metric phrases brought to the catalogue of indicators."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.indicators import MEASURES, indicators, read_indicator


def test_the_catalogue_names_each_thing_once() -> None:
    entries = indicators()
    names = Counter(name for entry in entries for name in (entry.name, *entry.aliases))
    assert len(entries) >= 150
    assert [name for name, count in names.items() if count > 1] == []
    assert len({entry.code for entry in entries}) == len(entries)
    assert all(entry.measure in MEASURES and entry.source and entry.domain and entry.english for entry in entries)


@pytest.mark.parametrize(
    ("phrase", "unit", "code", "measure", "modifier"),
    [
        ("规上工业增加值", "亿元", "large-industry-value-added", "level", ""),
        ("规模以上工业增加值增长率", "%", "large-industry-value-added", "growth", ""),
        ("全市规上工业增加值同比增长", "%", "large-industry-value-added", "growth", ""),
        ("制造业增加值占GDP比重", "%", "manufacturing-share", "share", ""),
        ("制造业增加值占GDP的比重提高", "个百分点", "manufacturing-share", "growth", ""),
        ("累计建成5G基站数量", "万个", "base-stations-5g", "level", ""),
        ("国家级专精特新小巨人企业", "家", "little-giants", "level", ""),
        ("新能源汽车产业营业收入", "亿元", "revenue", "level", "新能源汽车产业"),
    ],
)
def test_a_phrase_is_brought_to_its_indicator(phrase: str, unit: str, code: str, measure: str, modifier: str) -> None:
    read = read_indicator(phrase, unit)
    assert read.indicator is not None
    assert (read.indicator.code, read.measure, read.modifier) == (code, measure, modifier)


def test_a_phrase_the_catalogue_does_not_know_stays_without_indicator() -> None:
    assert read_indicator("未来工厂", "家").indicator is None
    assert read_indicator("企业占比", "%").measure == "share"


@given(
    st.text(alphabet="规上工业增加值率营收占比重的数GDP企业累计", max_size=16),
    st.sampled_from(["", "%", "亿元", "个百分点"]),
)
def test_any_phrase_is_read(phrase: str, unit: str) -> None:
    read = read_indicator(phrase, unit)
    assert read.measure in MEASURES
    assert not read.modifier or read.indicator is not None

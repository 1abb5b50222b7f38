"""Quantities keep what was written and expand it."""

from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.values.quantities import Measure, number_column, parse_quantity


def test_ten_thousands_and_hundred_millions_are_multiplied_out() -> None:
    assert parse_quantity("1.36万亿元") == Measure(1.36, None, "万亿元", 1.36e12, None, "元")
    assert parse_quantity("337.7万个") == Measure(337.7, None, "万个", 3_377_000, None, "个")


def test_shares_become_ratios() -> None:
    assert parse_quantity("12.5%") == Measure(12.5, None, "%", 0.125, None, "")
    assert parse_quantity("三成") == Measure(3, None, "成", 0.3, None, "")


def test_a_range_counts_in_the_unit_at_its_end_unless_the_start_has_its_own() -> None:
    assert parse_quantity("15—20") == Measure(15, 20, "", 15, 20, "")
    assert parse_quantity("15—20万家") == Measure(15, 20, "万家", 150_000, 200_000, "家")
    assert parse_quantity("8000万—1.2亿元") == Measure(0.8, 1.2, "亿元", 80_000_000, 120_000_000, "元")
    assert parse_quantity("15%-20%") == Measure(15, 20, "%", 0.15, 0.2, "")


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("超1,234家", "超"),
        ("近2000亿元", "近"),
        ("50%以上", "不低于"),
        ("300余家", "超"),
        ("100吨左右", "约"),
        ("3天以内", "最高"),
    ],
)
def test_comparators_before_and_after_are_named_in_one_vocabulary(text: str, comparator: str) -> None:
    measure = parse_quantity(text)
    assert measure is not None
    assert measure.comparator == comparator


@pytest.mark.parametrize(
    ("text", "written"),
    [("300余万元", "300万元"), ("3亿余元", "3亿元"), ("五百多万千瓦", "五百万千瓦")],
)
def test_more_may_stand_before_a_factor_or_behind_it(text: str, written: str) -> None:
    measure, plain = parse_quantity(text), parse_quantity(written)
    assert measure is not None
    assert plain is not None
    assert measure == replace(plain, comparator="超")


def test_full_width_digits_thousands_marks_and_chinese_numerals_are_read() -> None:
    assert parse_quantity("１，２３４．５") == Measure(1234.5, None, "", 1234.5, None, "")
    assert parse_quantity("一百二十万元") == Measure(120, None, "万元", 1_200_000, None, "元")
    assert parse_quantity("一万二千元") == Measure(12_000, None, "元", 12_000, None, "元")


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("五百万千瓦", 5e9),
        ("五万千瓦", 5e7),
        ("三十五千瓦", 35e3),
        ("两千千瓦", 2e6),
        ("一万二千千瓦", 12e6),
        ("三百万千瓦时", 3e9),
        ("一亿千瓦时", 1e11),
        ("五百万千吨", 5e9),
        ("三百—五百万千瓦", 3e9),
    ],
)
def test_a_thousand_that_belongs_to_the_unit_is_none_of_the_numeral(text: str, base: float) -> None:
    measure = parse_quantity(text)
    assert measure is not None
    assert measure.base == base


def test_a_numeral_and_its_digits_say_the_same_before_a_larger_unit() -> None:
    assert parse_quantity("五百万千瓦") == parse_quantity("500万千瓦")
    assert parse_quantity("一千克") == parse_quantity("1千克") == Measure(1, None, "千克", 1000, None, "克")
    assert parse_quantity("五千米") == parse_quantity("5千米")


def test_a_thousand_that_the_numeral_needs_stays_its_own() -> None:
    assert parse_quantity("两万五千米") == Measure(25_000, None, "米", 25_000, None, "米")
    assert parse_quantity("近千米") == Measure(1000, None, "米", 1000, None, "米", "近")
    assert parse_quantity("五千吨") == Measure(5000, None, "吨", 5000, None, "吨")
    assert parse_quantity("三百米") == Measure(300, None, "米", 300, None, "米")


def test_the_word_for_the_currency_adds_nothing_to_yuan() -> None:
    assert parse_quantity("500万元人民币") == parse_quantity("人民币500万元") == parse_quantity("500万元")


@pytest.mark.parametrize("text", ["", "abc", "第一", "2023年", "1,23", "3家和5家", "数百家"])
def test_what_states_no_single_quantity_gives_none(text: str) -> None:
    assert parse_quantity(text) is None


@given(st.integers(0, 10**9), st.sampled_from(["", "万", "亿", "万亿"]), st.sampled_from(["元", "个", "kW·h", ""]))
def test_what_is_written_is_what_is_read(number: int, factor: str, unit: str) -> None:
    measure = parse_quantity(f"{number:,}{factor}{unit}")
    assert measure is not None
    assert (measure.value, measure.unit, measure.base_unit) == (number, factor + unit, unit)
    assert measure.base == number * {"": 1, "万": 1e4, "亿": 1e8, "万亿": 1e12}[factor]


@given(st.text("0123456789.,万亿一二十百千超约—-%家元年至到以上 ", max_size=14))
def test_any_text_gives_a_measure_or_none(text: str) -> None:
    measure = parse_quantity(text)
    assert measure is None or measure.value == measure.value


def test_a_column_gives_expanded_values_and_nulls() -> None:
    column = pa.array(["1,234", "1.5万", "12.5%", None, "无", " 3 ", "-2e3"])
    assert number_column(column).to_pylist() == [1234.0, 15000.0, 0.125, None, None, 3.0, -2000.0]

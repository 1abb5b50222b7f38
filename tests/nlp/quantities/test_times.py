"""Periods."""

from nlp.quantities.times import find_times, period_at


def test_the_nearest_period_before_a_number_holds_for_it() -> None:
    text = "2022年产值10亿元，截至2023年底达12亿元"
    assert period_at(find_times(text), text.index("12")) == "2023年底"


def test_the_base_of_a_comparison_is_not_the_period() -> None:
    text = "2023年规模较2022年增长11%"
    assert [time.text for time in find_times(text)] == ["2023年"]


def test_a_number_before_every_period_has_none() -> None:
    assert period_at(find_times("建成8家，2023年"), 2) == ""

"""Dates are single days, periods the days a wording stands for."""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.values.dates import Period, date_column, parse_date, parse_period


def days(text: str, year: int | None = None) -> tuple[str, str] | None:
    period = parse_period(text, year=year)
    return (str(period.start), str(period.end)) if period else None


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-01",
        "2024/5/1",
        "2024.5.1",
        "2024年5月1日",
        "20240501",
        "二〇二四年五月一日",
        "45413",
        "2024-05-01 08:30:00",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert parse_date(text) == date(2024, 5, 1)


@pytest.mark.parametrize("text", ["", "2024-02-30", "2023年", "2024-05", "12345", "99999", "300124"])
def test_what_is_no_single_day_gives_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023年", "2023-01-01", "2023-12-31"),
        ("2023年底", "2023-12-31", "2023-12-31"),
        ("2019年年底", "2019-12-31", "2019-12-31"),
        ("2021—2023年", "2021-01-01", "2023-12-31"),
        ("2020—2023年间", "2020-01-01", "2023-12-31"),
        ("2021年至2025年", "2021-01-01", "2025-12-31"),
        ("“十四五”", "2021-01-01", "2025-12-31"),
        ("“十三五”时期", "2016-01-01", "2020-12-31"),
        ("“十四五”末", "2025-12-31", "2025-12-31"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2023年上半年", "2023-01-01", "2023-06-30"),
        ("2023年第四季度", "2023-10-01", "2023-12-31"),
        ("2023年前三季度", "2023-01-01", "2023-09-30"),
        ("2023年1—7月", "2023-01-01", "2023-07-31"),
        ("2023年6月1日至7月5日", "2023-06-01", "2023-07-05"),
        ("2024-05-01", "2024-05-01", "2024-05-01"),
        ("截至2023年6月", "2023-06-30", "2023-06-30"),
        ("到2025年", "2025-12-31", "2025-12-31"),
        ("2023年以来", "2023-01-01", "None"),
        ("2022年11月至今", "2022-11-01", "None"),
        ("2025年前", "None", "2024-12-31"),
        ("2025年底前", "None", "2025-12-31"),
    ],
)
def test_a_wording_stands_for_its_days(text: str, start: str, end: str) -> None:
    assert days(text) == (start, end)


@pytest.mark.parametrize("text", ["上半年", "今年", "1—7月", "去年", "年"])
def test_a_wording_without_a_year_is_read_only_where_the_year_is_known(text: str) -> None:
    assert days(text) is None


def test_the_year_of_writing_completes_relative_wordings() -> None:
    assert days("上半年", 2024) == ("2024-01-01", "2024-06-30")
    assert days("今年 1—7 月", 2024) == ("2024-01-01", "2024-07-31")
    assert days("今年前十个月", 2024) == ("2024-01-01", "2024-10-31")
    assert days("去年", 2024) == ("2023-01-01", "2023-12-31")


@pytest.mark.parametrize("text", ["", "近三年", "每年", "未来3年", "2023年13月", "1-2", "20", "二五以来的"])
def test_what_stands_for_no_days_gives_none(text: str) -> None:
    assert days(text) is None


def test_a_period_keeps_its_wording() -> None:
    assert parse_period("“十四五”") == Period(date(2021, 1, 1), date(2025, 12, 31), "“十四五”")


@given(st.dates(date(1940, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_back_from_text_and_from_its_serial(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    written = (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}", str(serial))
    assert {parse_date(text) for text in written} == {day}
    assert days(day.isoformat()) == (str(day), str(day))


@given(
    st.text("0123456789年月日底初上半季度第前后至到—-/.“”十四五截今去个以来", max_size=14),
    st.sampled_from([None, 2024]),
)
def test_any_text_gives_a_period_in_order_or_none(text: str, year: int | None) -> None:
    period = parse_period(text, year=year)
    assert period is None or not (period.start and period.end) or period.start <= period.end


def test_a_column_gives_days_and_nulls() -> None:
    column = pa.chunked_array([["2024-05-01", None], ["45413", "无"]])
    assert date_column(column).to_pylist() == [date(2024, 5, 1), None, date(2024, 5, 1), None]

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.reports.schedule import Subscription, after, read_schedule
from ontology.errors import BadSchedule


def _schedule(folder: Path, text: str) -> tuple[Subscription, ...]:
    path = folder / "schedule.yaml"
    path.write_text(text, encoding="utf-8")
    return read_schedule(path)


def test_entries_are_read_with_what_they_leave_out(tmp_path: Path) -> None:
    found = _schedule(
        tmp_path, "reports:\n- {chain: a, every: week}\n- {chain: b, region: 浙江, every: month, out: ../甲}\n"
    )

    assert found == (
        Subscription("a", None, "week", None, None),
        Subscription("b", "浙江", "month", tmp_path / "../甲", None),
    )


def test_without_a_file_there_is_nothing_to_follow(tmp_path: Path) -> None:
    assert read_schedule(tmp_path / "schedule.yaml") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("reports: 3", "reports"),
        ("reports:\n- 3", "第 1 项"),
        ("reports:\n- {chain: a, every: week}\n- {every: week}", "第 2 项"),
        ("reports:\n- {chain: a, every: fortnight}", "fortnight"),
        ("reports:\n- {chain: a, every: week, regoin: 浙江}", "region"),
        ("reports:\n- {chain: a, every: week, starts: 哪天}", "哪天"),
    ],
)
def test_an_entry_that_cannot_be_followed_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadSchedule, match=told):
        _schedule(tmp_path, text)


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert after(date(2026, 1, 31), "month") == date(2026, 2, 28)
    assert after(date(2026, 11, 30), "quarter") == date(2027, 2, 28)
    assert after(date(2024, 2, 29), "year") == date(2025, 2, 28)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_a_report_is_due_again_on_the_day_after_its_period_and_not_before(day: date, every: str) -> None:
    one = Subscription("a", None, every, None, None)
    again = after(day, every)

    assert day < again
    assert one.due(day, again)
    assert not one.due(day, date.fromordinal(again.toordinal() - 1))


def test_nothing_is_due_before_it_starts() -> None:
    one = Subscription("a", None, "day", None, date(2026, 12, 1))

    assert not one.due(None, date(2026, 11, 30))
    assert one.due(None, date(2026, 12, 1))
    assert one.next_on(None, date(2026, 11, 30)) == "2026-12-01"

"""What a policy says of its own standing, and until when one may apply."""

from datetime import date

import pytest

from nlp.policies.deadlines import deadline_of
from nlp.policies.standing import standing_of, title_of


def test_a_title_is_found_at_the_head_of_a_text() -> None:
    assert title_of("甲经信〔2025〕12号\n甲市技术改造补助管理办法\n第一条 …") == "甲市技术改造补助管理办法"
    assert title_of("四、未来计划\n公司拟投资5亿元。") == ""


def test_the_number_stands_on_its_own_line_and_not_in_a_citation() -> None:
    text = "甲经信〔2025〕12号\n甲市补助办法\n根据《乙省方案》（乙政发〔2024〕3号），制定本办法。"
    found = standing_of(text)
    assert (found.number, found.based_on) == ("甲经信〔2025〕12号", ("乙省方案",))


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("本办法自2025年3月1日起施行，有效期三年。", "2025-03-01", "2028-03-01"),
        ("本细则自印发之日起施行，有效期至2027年12月31日。", "2025-01-10", "2027-12-31"),
        ("企业资格有效期为三年。", "", ""),
    ],
)
def test_days_in_force_are_those_of_the_policy(text: str, since: str, until: str) -> None:
    found = standing_of(f"甲市补助办法\n{text}", published=date(2025, 1, 10))
    assert (found.since, found.until) == (since, until)


def test_what_is_repealed_is_replaced() -> None:
    text = "乙市奖励办法\n本办法自2025年1月1日起施行，《甲市奖励办法》（甲政〔2020〕1号）同时废止。"
    assert standing_of(text).replaces == ("甲市奖励办法",)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("企业于2025年5月30日前登录系统申报，各区于6月10日前完成初审。", "2025-05-30"),
        ("三、申报时间\n2026年7月1日至7月31日。", "2026-07-31"),
        ("申报截止时间：2025年10月31日17:30。", "2025-10-31"),
        ("企业应于每年6月30日前提交申请。", "06-30"),
        ("本办法自2025年3月1日起施行。", None),
    ],
)
def test_the_deadline_is_the_last_day_on_which_a_firm_may_apply(text: str, day: str | None) -> None:
    found = deadline_of(f"甲市申报通知\n{text}")
    assert (found.date if found else None) == day

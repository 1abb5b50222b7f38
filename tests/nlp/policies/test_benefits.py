"""What policies give."""

import pytest

from nlp.policies.benefits import benefits_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("给予最高不超过100万元的一次性奖励。", [("奖励", None, 100.0, None)]),
        ("分别给予一次性奖励5万元、10万元。", [("奖励", 5.0, None, None), ("奖励", 10.0, None, None)]),
        ("按设备投资额的10%给予补助，最高500万元。", [("补助", None, 500.0, 10.0)]),
        ("另按实际发生额的100%加计扣除。", [("税收", None, None, 100.0)]),
        ("由省工信厅授予“质量标杆”称号。", [("称号", None, None, None)]),
        ("设备投资不低于500万元。", []),
    ],
)
def test_each_distinct_sum_is_a_benefit(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [(one.kind, one.amount, one.cap, one.rate) for one in benefits_of(text)] == expected

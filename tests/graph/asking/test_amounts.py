"""Numbers in a question, in digits and in characters."""

import pytest

from graph.asking.amounts import AmountKind, amounts_in


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("两千千瓦", 2000, "千瓦"),
        ("三万五千千瓦", 35000, "千瓦"),
        ("一千五百万千瓦", 15_000_000, "千瓦"),
        ("三千克", 3, "千克"),
        ("一万两千台", 12000, "台"),
        ("一亿五千万元", 150_000_000, "元"),
        ("5千千瓦", 5000, "千瓦"),
    ],
)
def test_characters_before_a_unit_are_one_number(text: str, number: float, unit: str) -> None:
    (amount,) = amounts_in(text)
    assert (amount.kind, amount.text, amount.low, amount.unit) == (AmountKind.COUNT, text, number, unit)

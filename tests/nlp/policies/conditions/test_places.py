"""Where a firm has to be."""

import pytest

from nlp.policies.conditions.places import places
from nlp.policies.text.clauses import Clause, Piece


def asked(text: str) -> list[tuple[str, object]]:
    return [(one.op.value, one.value) for one in places(Clause(Piece(text, 0, len(text))), ("浙江省",))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在我省登记注册", [("in", ("浙江省",))]),
        ("在浙江省（不含宁波市）注册", [("in", ("浙江省",)), ("not_in", ("宁波市",))]),
        ("在浙江省（不含台州市）注册", [("in", ("浙江省",)), ("not_in", ("台州市",))]),
        ("在我国境内（不含香港、澳门、台湾地区）注册", [("in", ("中国",))]),
        ("浙江省排名前列", []),
    ],
)
def test_a_place_is_asked_of_a_firm_or_left_out(text: str, expected: list[tuple[str, object]]) -> None:
    assert asked(text) == expected

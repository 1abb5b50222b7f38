"""Which sizes a clause asks for."""

import pytest

from nlp.policies.conditions.sizes import sizes
from nlp.policies.text.clauses import Clause, Piece


def asked(text: str) -> list[object]:
    return [one.value for one in sizes(Clause(Piece(text, 0, len(text))))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("属于小微企业", [("小型", "微型")]),
        ("非大型企业", [("中型", "小型", "微型")]),
        ("服务平台面向中小企业", []),
        ("中小企业主管部门推荐", []),
    ],
)
def test_a_size_is_asked_of_those_who_apply_and_of_nobody_they_serve(text: str, expected: list[object]) -> None:
    assert asked(text) == expected

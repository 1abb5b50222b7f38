"""Which fields of business a clause asks for."""

import pytest

from nlp.policies.conditions.sectors import closed_list, sectors
from nlp.policies.text.clauses import Clause, Piece


def piece(text: str) -> Piece:
    return Piece(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("属于光通信、高端纺织两条产业链", [("光通信", "高端纺织")]),
        ("属于光通信、高端纺织等产业链", []),
        ("属于《甲市重点产业目录》范围", [("甲市重点产业目录",)]),
        ("不属于《甲市限制类目录》范围", []),
        ("重点支持光通信、高端纺织两条产业链", []),
    ],
)
def test_only_a_closed_list_is_asked_for(text: str, expected: list[object]) -> None:
    assert [one.value for one in sectors(Clause(piece(text)))] == expected


def test_a_list_alone_under_its_heading_is_closed_unless_it_ends_in_and_so_on() -> None:
    found = closed_list("支持领域：", piece("光通信、高端纺织、新材料。"))
    assert found is not None
    assert found.value == ("光通信", "高端纺织", "新材料")
    assert closed_list("支持领域：", piece("光通信、高端纺织、新材料等")) is None

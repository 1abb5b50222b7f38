"""Which industries a clause asks for or bars."""

import pytest

from nlp.policies.conditions.industries import barred_industries, industries_of
from nlp.policies.text.clauses import Clause, Piece


def piece(text: str) -> Piece:
    return Piece(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工业企业、建筑企业", [("工业", "建筑业")]),
        ("规模以上工业企业、建筑企业", [("工业",), ("建筑业",)]),
        ("属于制造业，批发和零售业", [("制造业", "批发和零售业")]),
        ("服务制造业企业", []),
        ("以制造业企业为主", []),
    ],
)
def test_industries_in_one_row_are_one_condition_but_for_one_that_more_is_said_of(
    text: str, expected: list[object]
) -> None:
    assert [one.value for one in industries_of(Clause(piece(text)))] == expected


def test_a_trade_that_is_barred_has_its_name_in_the_classification() -> None:
    found = barred_industries(piece("房地产企业、金融企业"))
    assert found is not None
    assert found.value == ("房地产业", "金融业")


def test_what_bars_all_of_a_kind_said_before_names_no_trade() -> None:
    assert barred_industries(piece("上述行业企业")) is None

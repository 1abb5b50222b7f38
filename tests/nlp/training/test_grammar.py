"""Names drawn from the grammar."""

from random import Random

import pytest

from nlp.training.grammar import draw, grammar
from ontology.schema import EntityClass


@pytest.mark.parametrize("symbol", sorted(grammar()))
def test_every_symbol_expands_to_the_end(symbol: str) -> None:
    random = Random(5)
    for _ in range(5):
        assert not set(draw(symbol, random)) & set("{}|×")


@pytest.mark.parametrize("cls", [cls.value for cls in EntityClass if cls.value in grammar()])
def test_a_name_of_any_class_says_something(cls: str) -> None:
    random = Random(7)
    assert all(draw(cls, random) for _ in range(200))


def test_a_number_lies_in_its_range() -> None:
    assert {draw("number:3-5", Random(seed)) for seed in range(30)} == {"3", "4", "5"}


def test_a_municipality_is_a_city_too() -> None:
    assert "上海市" in {draw("region:city", Random(seed)) for seed in range(3000)}


def test_an_unknown_symbol_is_no_name() -> None:
    with pytest.raises(KeyError):
        draw("nothing", Random(1))

import pytest

from api.market.demand_lines import demands_in
from ontology.errors import BadMarket


def test_lines_become_demands() -> None:
    (found,) = demands_in([{"id": 7, "text": "电机", "amount": 20, "within": "浙江", "excluded": "甲厂"}])
    assert (found.id, found.amount, found.terms.within, found.terms.excluded) == ("7", 20.0, "浙江", ("甲厂",))


@pytest.mark.parametrize(
    "line",
    [
        {"text": "电机"},
        {"id": "1"},
        {"id": "1", "text": "电机", "amount": "多"},
        {"id": "1", "text": "电机", "excluded": 3},
    ],
)
def test_a_line_that_is_no_demand_is_refused_by_its_number(line: dict[str, object]) -> None:
    with pytest.raises(BadMarket, match="第 1 行"):
        demands_in([line])

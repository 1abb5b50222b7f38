import numpy as np
import pytest

from graph.analysis.market.pairs import market_of
from ontology.errors import BadMarket


def test_pairs_come_sorted_and_those_worth_nothing_are_left_out() -> None:
    market = market_of(([1, 0, 0], [0, 1, 0]), [0.5, 0.0, 0.2], [1, 1], demands=2)
    assert market.demand.tolist() == [0, 1]
    assert market.provider.tolist() == [0, 0]
    assert market.starts().tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("ends", "worth", "capacity"),
    [
        (([0, 0], [0, 0]), [0.5, 0.5], [1]),
        (([0], [1]), [0.5], [1]),
        (([2], [0]), [0.5], [1]),
        (([0], [0]), [np.nan], [1]),
        (([0], [0]), [0.5, 0.5], [1]),
        (([0], [0]), [0.5], [-1]),
    ],
    ids=["twice", "no such provider", "no such demand", "no number", "of two lengths", "below 0"],
)
def test_what_is_no_market_is_refused(
    ends: tuple[list[int], list[int]], worth: list[float], capacity: list[int]
) -> None:
    with pytest.raises(BadMarket):
        market_of(ends, worth, capacity, demands=2)

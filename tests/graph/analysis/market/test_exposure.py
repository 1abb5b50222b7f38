import numpy as np
import pytest

from graph.analysis.market.exposure import Lists, attention_of, chance_of, gini, group_share, most_shown
from graph.analysis.results import Named


def lists(shown: list[list[int]], able: list[list[int]], firms: int) -> Lists:
    def column(rows: list[list[int]]) -> np.ndarray:
        return np.array([one for row in rows for one in row], np.int64)

    def at(rows: list[list[int]]) -> np.ndarray:
        return np.repeat(np.arange(len(rows)), [len(row) for row in rows])

    places = column([list(range(1, len(row) + 1)) for row in shown])
    return Lists(at(shown), column(shown), places, at(able), column(able), firms)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1, 1, 1, 1], 0.0), ([0, 0, 0, 4], 0.75), ([1, 2, 3], 2 / 9), ([5], 0.0)],
)
def test_the_gini_coefficient_of_examples_by_hand(values: list[float], expected: float) -> None:
    assert gini(np.array(values, np.float64)) == pytest.approx(expected)


def test_where_nobody_has_anything_nothing_can_be_said() -> None:
    assert gini(np.zeros(3)) is None
    assert gini(np.empty(0)) is None


def test_the_first_place_is_worth_more_than_the_third() -> None:
    """1/log2(2) = 1, 1/log2(3) = 0.6309, 1/log2(4) = 0.5."""
    served = lists([[0, 1, 2]], [[0, 1, 2, 3]], 4)
    assert attention_of(served).tolist() == pytest.approx([1, 0.63093, 0.5, 0], abs=1e-5)
    assert chance_of(served).tolist() == pytest.approx([2.13093 / 4] * 4, abs=1e-5)


def test_a_group_shown_as_chance_would_has_a_ratio_of_one() -> None:
    served = lists([[0], [1]], [[0, 1], [0, 1]], 2)
    member = np.array([True, False])
    everyone = np.ones(2, np.bool_), np.ones(4, np.bool_)
    found = group_share("甲组", served, (member[served.shown_firm], member[served.able_firm]), everyone)
    assert (found.share, found.by_chance, found.ratio, found.unknown) == (0.5, 0.5, 1.0, 0.0)


def test_those_of_whom_it_is_not_known_are_told_apart_and_not_counted() -> None:
    """Firm 0 is of the group, 1 is not, of 2 it is not known; attention 1, 0.6309, 0.5."""
    served = lists([[0, 1, 2]], [[0, 1, 2]], 3)
    member, known = np.array([True, False, False]), np.array([True, True, False])
    at = served.shown_firm, served.able_firm
    found = group_share("甲组", served, (member[at[0]], member[at[1]]), (known[at[0]], known[at[1]]))
    assert found.share == pytest.approx(1 / 1.63093, abs=1e-5)
    assert found.by_chance == pytest.approx(0.5)
    assert found.unknown == pytest.approx(0.5 / 2.13093, abs=1e-5)


def test_without_any_list_the_shares_are_unknown() -> None:
    none = np.empty(0, np.bool_)
    found = group_share("甲组", lists([], [], 0), (none, none), (none, none))
    assert (found.share, found.by_chance, found.ratio) == (None, None, None)


def test_the_most_shown_firms_are_named_with_their_share() -> None:
    served = lists([[1], [1], [0]], [[0, 1], [0, 1], [0, 1]], 3)
    names = [Named(key, key) for key in ("甲", "乙", "丙")]
    found = most_shown(served, names)
    assert [(one.firm.id, one.share) for one in found] == [("乙", pytest.approx(2 / 3)), ("甲", pytest.approx(1 / 3))]

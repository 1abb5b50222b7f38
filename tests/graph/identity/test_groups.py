import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.groups import NONE, Against, agreed, join, single

NOTHING = np.empty((0, 3), np.int64)


def numbers(*values: int) -> np.ndarray:
    return np.array(values, np.int64)


def test_pairs_put_chains_together() -> None:
    joined = join(single(4), np.array([[3, 1], [2, 3]]), Against((), NOTHING))
    assert joined.groups.tolist() == [0, 1, 1, 1]
    assert joined.pairs.tolist() == [[3, 1], [2, 3]]


def test_a_group_that_would_hold_two_codes_is_not_made() -> None:
    against = Against((numbers(7, NONE, 8, NONE, NONE),), NOTHING)
    joined = join(single(5), np.array([[0, 1], [1, 2], [3, 4]]), against)
    assert joined.groups.tolist() == [0, 1, 2, 3, 3]
    assert joined.pairs.tolist() == [[3, 4]]


def test_what_people_keep_apart_leaves_the_group_and_the_rest_stays() -> None:
    star = np.array([[1, 0], [2, 0], [3, 0]])
    joined = join(single(4), star, Against((), np.array([[1, 0, 0]])))
    assert joined.groups.tolist() == [0, 1, 1, 1]
    assert joined.pairs.tolist() == [[2, 1], [3, 1]]


def test_codes_that_people_put_together_count_as_one() -> None:
    assert agreed(numbers(0, 0, 2), numbers(5, 3, 4)).tolist() == [3, 3, 4]
    assert agreed(numbers(0, 0, 2), numbers(NONE, 3, NONE)).tolist() == [NONE, 3, NONE]


@given(
    pairs=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15),
    codes=st.lists(st.integers(-1, 2), min_size=10, max_size=10),
    apart=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 2)), max_size=4),
)
def test_no_group_holds_two_codes_or_two_sides_of_a_decision(
    pairs: list[tuple[int, int]], codes: list[int], apart: list[tuple[int, int, int]]
) -> None:
    sides = [(left, right, decision) for left, right, decision in apart if left % 2 and not right % 2]
    kept = np.array(sides, np.int64).reshape(-1, 3)
    groups = join(single(10), np.array(pairs, np.int64).reshape(-1, 2), Against((numbers(*codes),), kept)).groups
    for group in set(groups.tolist()):
        held = {code for code, one in zip(codes, groups.tolist(), strict=True) if one == group and code != NONE}
        assert len(held) <= 1
    assert not any(groups[left] == groups[right] for left, right, _ in sides)

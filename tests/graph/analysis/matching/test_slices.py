import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.matching.slices import each_once, rows_of

LISTS = some.lists(
    some.lists(some.integers(0, 2**31 - 1), max_size=6).map(lambda one: np.array(one, np.int64)), min_size=1
)


def test_rows_of_things_come_in_their_order_with_the_place_of_their_thing() -> None:
    rows, place = rows_of(np.array([0, 2, 2, 5]), np.array([2, 0, 1]))
    assert rows.tolist() == [2, 3, 4, 0, 1]
    assert place.tolist() == [0, 0, 0, 1, 1]


def test_no_thing_has_no_rows() -> None:
    rows, place = rows_of(np.array([0, 2]), np.empty(0, np.int64))
    assert rows.size == place.size == 0


@given(LISTS)
def test_lists_united_hold_each_number_once_and_say_where_each_of_theirs_is(lists: list[np.ndarray]) -> None:
    numbers, places = each_once(lists)
    assert numbers.tolist() == sorted({int(one) for part in lists for one in part})
    assert [numbers[at].tolist() for at in places] == [part.tolist() for part in lists]

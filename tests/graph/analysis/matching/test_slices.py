import numpy as np

from graph.analysis.matching.slices import rows_of


def test_rows_of_things_come_in_their_order_with_the_place_of_their_thing() -> None:
    rows, place = rows_of(np.array([0, 2, 2, 5]), np.array([2, 0, 1]))
    assert rows.tolist() == [2, 3, 4, 0, 1]
    assert place.tolist() == [0, 0, 0, 1, 1]


def test_no_thing_has_no_rows() -> None:
    rows, place = rows_of(np.array([0, 2]), np.empty(0, np.int64))
    assert rows.size == place.size == 0

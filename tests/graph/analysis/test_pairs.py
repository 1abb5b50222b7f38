import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.pairs import summed_pairs

Rows = some.lists(some.tuples(some.integers(0, 4), some.integers(0, 6), some.integers(1, 9)), max_size=40)


@given(Rows)
def test_each_pair_stands_once_with_the_sum_of_its_rows(rows: list[tuple[int, int, int]]) -> None:
    cell, owner, value = (np.array([row[part] for row in rows], np.int64) for part in range(3))
    found = summed_pairs(cell, owner, value.astype(np.float64), cells=5, owners=7)
    wanted: dict[tuple[int, int], int] = {}
    for one, other, amount in rows:
        wanted[one, other] = wanted.get((one, other), 0) + amount
    assert dict(zip(zip(found.cell.tolist(), found.owner.tolist(), strict=True), found.value, strict=True)) == wanted
    assert (np.diff(found.cell) >= 0).all()

from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.market.quota import Quota, rerank
from ontology.errors import BadMarket


def test_the_best_of_the_group_goes_before_one_that_is_little_better() -> None:
    found = rerank([0.9, 0.8, 0.75, 0.7], [False, False, True, False], Quota(0.5, most_loss=0.1))
    assert found.order == (0, 2, 1, 3)
    assert found.raised == (2,)
    assert found.short == (4,)


def test_nobody_is_raised_who_fits_clearly_worse() -> None:
    found = rerank([0.9, 0.8, 0.5], [False, False, True], Quota(0.5, most_loss=0.1))
    assert found.order == (0, 1, 2)
    assert found.raised == ()
    assert found.short == (2,)


def test_a_group_that_has_its_share_changes_nothing() -> None:
    found = rerank([0.9, 0.8, 0.7], [True, False, True], Quota(0.3))
    assert (found.order, found.raised, found.short) == ((0, 1, 2), (), ())


@pytest.mark.parametrize(("share", "loss"), [(1.2, 0.1), (-0.1, 0.1), (0.5, 2.0)])
def test_what_is_no_share_is_refused(share: float, loss: float) -> None:
    with pytest.raises(BadMarket):
        Quota(share, loss)


RANKED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30).map(
    lambda rows: sorted(rows, key=lambda row: -row[0])
)


@given(RANKED, st.floats(0, 1), st.floats(0, 1))
def test_no_place_loses_more_than_the_bound(rows: list[tuple[float, bool]], share: float, loss: float) -> None:
    scores, member = [score for score, _ in rows], [inside for _, inside in rows]
    found = rerank(scores, member, Quota(share, loss))
    assert sorted(found.order) == list(range(len(rows)))
    for before, now in enumerate(found.order):
        assert scores[now] >= (1 - loss) * scores[before] - 1e-12
    for inside in (True, False):
        of_kind = [at for at in found.order if member[at] is inside]
        assert of_kind == sorted(of_kind)
    for place in range(1, len(rows) + 1):
        reached = sum(member[at] for at in found.order[:place]) >= floor(share * place + 1e-9)
        assert reached is (place not in found.short)


@given(RANKED, st.floats(0, 1))
def test_without_any_loss_only_equals_change_places(rows: list[tuple[float, bool]], share: float) -> None:
    scores, member = [score for score, _ in rows], [inside for _, inside in rows]
    found = rerank(scores, member, Quota(share, 0.0))
    assert [scores[at] for at in found.order] == scores

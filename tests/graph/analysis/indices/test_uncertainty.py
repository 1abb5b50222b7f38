import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from graph.analysis.indices.known import filled
from graph.analysis.indices.uncertainty import CHOICES, Model, draw, model_of, sensitivity

NO = float("nan")
EQUAL = np.full(3, 1 / 3)


def generator() -> np.random.Generator:
    return np.random.default_rng(7)


def one_by_one(model: Model, chosen: np.ndarray) -> np.ndarray:
    """The scores of one draw as its five numbers say, unit by unit."""
    kinds, sets, leaves = len(model.sums), len(model.weights), model.weights.shape[1]
    kind, pick = min(int(chosen[0] * kinds), kinds - 1), min(int(chosen[1] * sets), sets - 1)
    multiply, fill, leave = chosen[2] >= 0.5, chosen[3] >= 0.5, chosen[4] >= 0.5
    table = (model.products if multiply else model.sums)[kind]
    table = filled(table) if fill else table
    weights = model.weights[pick].copy()
    if leave:
        weights[min(int((2 * chosen[4] - 1) * leaves), leaves - 1)] = 0.0
    scores = []
    for row in table:
        there = ~np.isnan(row)
        share = weights[there] / weights[there].sum()
        scores.append(np.exp(share @ np.log(row[there])) if multiply else share @ row[there])
    return np.array(scores)


def test_all_draws_at_once_are_what_each_is_alone() -> None:
    z = np.array([[10.0, 60, 30], [80, NO, 20], [40, 50, 90], [5, 95, 55]])
    model = model_of(z, np.array([0.5, 0.3, 0.2]), generator())
    chosen = generator().random((60, len(CHOICES)))
    alone = np.array([one_by_one(model, one) for one in chosen])
    assert model.scores(chosen) == pytest.approx(alone)


def test_weights_of_a_draw_add_up_to_1_and_what_does_not_count_never_does() -> None:
    z = generator().random((6, 3))
    model = model_of(z, np.array([0.6, 0.4, 0.0]), generator())
    assert model.weights.sum(axis=1) == pytest.approx(1)
    assert np.all(model.weights[:, 2] == 0)


def test_units_that_differ_in_everything_keep_their_order_in_every_draw() -> None:
    z = np.array([[90.0, 90, 90], [50, 50, 50], [10, 10, 10]])
    drawn = draw(model_of(z, EQUAL, generator()), 3, 300, generator())
    assert (drawn.low.tolist(), drawn.high.tolist()) == ([1, 2, 3], [1, 2, 3])
    assert np.diag(drawn.tier_shares) == pytest.approx([1, 1, 1])


def test_units_that_hang_on_the_weights_have_wide_intervals() -> None:
    z = np.array([[100.0, 1, 50], [1, 100, 50], [50, 50, 51]])
    drawn = draw(model_of(z, EQUAL, generator()), 2, 2_000, generator())
    assert (drawn.low.min(), drawn.high.max()) == (1, 3)
    assert drawn.tier_shares.sum(axis=1) == pytest.approx(1)


def test_what_moves_no_rank_has_no_share_in_moving_them() -> None:
    z = generator().random((8, 5)) * 100
    model = model_of(z, np.full(5, 0.2), generator())
    headline = np.argsort(np.argsort(-z.mean(axis=1))) + 1
    found = sensitivity(model, headline, generator())
    assert found["missing"] == pytest.approx([0, 0])  # nothing is missing
    assert found["left_out"][1] > 0


def test_where_ranks_never_move_there_is_nothing_to_share() -> None:
    z = np.array([[90.0, 90], [50, 50], [10, 10]])
    found = sensitivity(model_of(z, np.full(2, 0.5), generator()), np.array([1, 2, 3]), generator())
    assert all(np.isnan(one).all() for one in found.values())


@settings(max_examples=30)
@given(arrays(np.float64, (4, 3), elements=some.floats(1, 100) | some.just(NO)))
def test_any_table_gives_a_finite_score_to_every_unit(z: np.ndarray) -> None:
    z[np.isnan(z).all(axis=1)] = 1.0  # units of which nothing is known are not scored at all
    scores = model_of(z, EQUAL, generator()).scores(generator().random((40, len(CHOICES))))
    assert np.isfinite(scores).all()

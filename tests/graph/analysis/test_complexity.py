import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from graph.analysis.census import census_of
from graph.analysis.complexity import Complexity, complexity_of, figures, measured, proximity, quotients, specialised
from graph.analysis.thresholds import Thresholds
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, World

# ecomplexity 0.5.3 gives the same figures of this table.
COUNTS = np.array(
    [[30, 20, 10, 5, 8, 0], [10, 15, 12, 0, 0, 0], [25, 5, 0, 0, 2, 0], [40, 0, 0, 0, 0, 0], [5, 10, 30, 25, 20, 15]],
    np.float64,
)
REGIONS, NODES = tuple("ABCDE"), tuple("uvwxyz")

some_present = arrays(np.bool_, some.tuples(some.integers(3, 7), some.integers(2, 9)))


def named(present: np.ndarray) -> Complexity:
    regions, nodes = present.shape
    return figures(present, tuple(map(str, range(regions))), tuple(map(str, range(nodes))))


def test_a_table_gives_the_figures_of_the_reference() -> None:
    found = measured(COUNTS, REGIONS, NODES, plain=True)
    assert quotients(COUNTS)[0] == pytest.approx([1.0722, 1.5726, 0.7561, 0.6553, 1.0484, 0], abs=5e-5)
    assert found.eci == pytest.approx([0.03166, 0.889579, -1.11586, -1.11586, 1.310481], abs=1e-5)
    assert found.pci == pytest.approx([-1.11586, 0.466009, 1.31315, 1.591971, 0.74483, 1.591971], abs=1e-5)
    assert found.outlook == pytest.approx([1.747831, 0.131121, -0.272511, -0.272511, -1.33393], abs=1e-5)
    assert found.density[0] == pytest.approx([1, 0.7857, 0.3333, 0.1667, 0.55, 0.1667], abs=5e-5)
    assert found.density[4] == pytest.approx([0.2, 0.4286, 0.8333, 1, 0.75, 1], abs=5e-5)
    assert found.gain[0] == pytest.approx([0, 0, 0.6724, 0.9101, 0, 0.9101], abs=1e-4)
    assert found.gain[4] == pytest.approx([-0.9328, -0.3026, 0, 0, 0, 0], abs=1e-4)
    assert (found.parts, found.rank.tolist()) == (1, [3, 2, 4, 5, 1])


def test_two_blocks_that_share_nothing_are_told_apart_and_the_larger_is_ranked() -> None:
    present = np.zeros((6, 6), np.bool_)
    present[:4, :4] = np.triu(np.ones((4, 4), np.bool_))
    present[4:, 4:] = True
    found = named(present)
    assert found.parts == 2
    assert np.isfinite(found.eci).tolist() == [True] * 4 + [False] * 2


def test_regions_that_all_make_the_same_have_no_order() -> None:
    found = named(np.ones((4, 3), np.bool_))
    assert np.isnan(found.eci).all()
    assert not found.publishable


def test_nothing_at_all_has_no_complexity() -> None:
    found = named(np.zeros((3, 3), np.bool_))
    assert found.parts == 0
    assert np.isnan(found.pci).all()


def test_without_itself_a_node_is_predicted_by_what_lies_near() -> None:
    present = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]], np.bool_)
    with_it = figures(present, ("a", "b", "c"), ("u", "v", "w"))
    without = figures(present, ("a", "b", "c"), ("u", "v", "w"), own=False)
    assert with_it.density[2, 2] == 1
    assert without.density[2, 2] == 0


def test_one_firm_where_less_than_one_is_expected_is_not_yet_a_specialisation() -> None:
    counts = np.array([[1.0, 4], [30, 400], [28, 390], [400, 30]])
    assert quotients(counts)[0, 0] < 1
    assert not specialised(counts)[0, 0]


@given(some_present)
def test_eci_is_the_mean_pci_of_what_is_present(present: np.ndarray) -> None:
    found = named(present)
    for region in np.flatnonzero(np.isfinite(found.eci)):
        assert found.eci[region] == pytest.approx(found.pci[present[region]].mean(), abs=1e-6)


@given(some_present)
def test_proximity_is_symmetric_and_one_on_the_diagonal_of_what_exists(present: np.ndarray) -> None:
    near = proximity(present)
    assert np.array_equal(near, near.T)
    assert (near.diagonal() == present.any(axis=0)).all()
    assert near.max(initial=0) <= 1


@given(some_present)
def test_density_is_a_share_and_nothing_is_gained_where_a_node_is_present(present: np.ndarray) -> None:
    found = named(present)
    assert found.density.min() >= 0
    assert found.density.max() <= 1 + 1e-5
    assert not found.gain[present].any()


def test_draws_of_the_firms_tell_how_sure_the_ranks_are() -> None:
    world = World()
    for region, made in (("浙江", 6), ("江苏", 4), ("上海", 3), ("山东", 2)):
        for node in ROBOT.nodes[:made]:
            world.firms(12, region, node.id)
    census = census_of(world.snapshot(), [ROBOT], find_region("浙江"), limits=Thresholds())
    found = complexity_of(census, draws=20)
    known = np.isfinite(found.eci)
    assert known.any()
    assert (found.low[known] <= found.high[known]).all()
    assert np.array_equal(complexity_of(census, draws=20).low, found.low, equal_nan=True)


def test_the_whole_country_alone_has_no_complexity() -> None:
    world = World()
    world.firms(3, "浙江", "motor")
    found = complexity_of(census_of(world.snapshot(), [ROBOT], None, limits=Thresholds()))
    assert np.isnan(found.eci).all()
    assert not found.publishable


def test_a_province_with_one_firm_has_no_complexity() -> None:
    world = World()
    world.firm("甲", "杭州市", "motor")
    found = complexity_of(census_of(world.snapshot(), [ROBOT], find_region("浙江"), limits=Thresholds()))
    assert np.isnan(found.eci).all()
    assert np.isnan(found.low).all()


def test_many_regions_have_the_order_that_all_eigenvectors_together_give() -> None:
    counts = np.random.default_rng(4).poisson(0.8, (60, 90)).astype(np.float64)
    present = quotients(counts) >= 1
    diversity, ubiquity = present.sum(axis=1), present.sum(axis=0)
    values, vectors = np.linalg.eig(present / diversity[:, None] @ (present / ubiquity).T)
    second = np.argsort(-values.real)[1]
    found = measured(counts, tuple(map(str, range(60))), tuple(map(str, range(90))), plain=True)
    assert abs(np.corrcoef(found.eci, vectors[:, second].real)[0, 1]) == pytest.approx(1, abs=1e-9)
    assert found.signal == pytest.approx(np.sort(values.real)[-2] - np.sort(values.real)[-3], abs=1e-12)

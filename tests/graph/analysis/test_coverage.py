import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.coverage import independent_estimate
from graph.analysis.gaps import find_gaps
from graph.analysis.presence import chapman_estimate
from graph.analysis.results import Coverage
from graph.analysis.thresholds import Thresholds
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, World

LIMITS = Thresholds()
Facts = some.lists(some.sets(some.integers(0, 3), min_size=1), min_size=1, max_size=40)


def patterns(facts: list[set[int]]) -> np.ndarray:
    return np.array([sum(1 << source for source in fact) for fact in facts], np.int64)


def covered(world: World, region: str | None = None) -> Coverage:
    place = find_region(region) if region else None
    return find_gaps(world.snapshot(), ROBOT, place, limits=LIMITS).coverage


def test_two_sources_are_compared_by_chapman() -> None:
    facts = patterns([*[{0}] * 80, *[{1}] * 80, *[{0, 1}] * 20])
    assert independent_estimate(facts) == pytest.approx(180 / chapman_estimate(100, 100, 20))


def test_one_source_cannot_be_compared_and_says_so() -> None:
    world = World()
    world.firms(30, "浙江", "steel")
    found = covered(world)
    assert independent_estimate(patterns([{0}] * 5)) == 0
    assert (found.value, found.low, found.high, found.sources) == (LIMITS.assumed_coverage, 0, 1, 1)
    assert "只有一个来源" in found.note


def test_a_thin_region_has_a_wide_band_and_says_how_few_records_it_has() -> None:
    world = World()
    world.firms(40, "江苏", "steel", by=THREE[:2])
    world.firms(40, "江苏", "motor", by=THREE[2:])
    world.firms(3, "浙江", "steel", by=THREE[:2])
    thin, thick = covered(world, "浙江"), covered(world, "江苏")
    assert thin.high - thin.low > thick.high - thick.low
    assert "只有 3 条记录" in thin.note


def test_no_record_at_all_covers_nothing() -> None:
    assert covered(World()).value == 0


@given(Facts)
def test_an_estimate_is_a_share(facts: list[set[int]]) -> None:
    assert 0 <= independent_estimate(patterns(facts)) <= 1


@given(Facts)
def test_a_source_that_confirms_every_fact_never_lowers_what_is_known(facts: list[set[int]]) -> None:
    before, after = patterns(facts), patterns([fact | {4} for fact in facts])
    assert independent_estimate(after) >= independent_estimate(before) - 1e-9


def test_a_further_source_of_unseen_facts_lowers_the_estimate_and_is_named() -> None:
    world = World()
    world.firms(30, "浙江", "steel", by=("名录", "目录"))
    before = covered(world)
    world.firms(30, "浙江", "motor", by=("报道",))
    after = covered(world)
    assert after.value < before.value
    assert (before.sources, after.sources) == (2, 3)
    assert "3 个来源" in after.note

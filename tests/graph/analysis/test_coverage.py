import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.coverage import coverage_of, estimate, sightings_of
from graph.analysis.presence import chapman_estimate
from graph.analysis.results import Coverage
from graph.analysis.supply import Made, supply_of
from graph.analysis.thresholds import Thresholds
from tests.graph.analysis.worlds import ROBOT, THREE, World

LIMITS = Thresholds()


def seen_by(*sources: str) -> Made:
    return Made(0, 0, 1.0, None, (), frozenset(sources), (), False)


def covered(world: World, region: str | None = None) -> Coverage:
    return coverage_of(supply_of(world.snapshot(), ROBOT), region, LIMITS)


def test_two_sources_are_compared_by_chapman() -> None:
    facts = [*[seen_by("a")] * 80, *[seen_by("b")] * 80, *[seen_by("a", "b")] * 20]
    sightings = sightings_of(facts)
    assert (sightings.once, sightings.twice, sightings.by_source) == (160, 20, (100, 100))
    assert estimate(sightings) == pytest.approx(180 / chapman_estimate(100, 100, 20))


def test_one_source_cannot_be_compared_and_says_so() -> None:
    world = World()
    world.firms(30, "浙江", "steel")
    found = covered(world)
    assert estimate(sightings_of([seen_by("a")] * 5)) is None
    assert (found.high, found.sources) == (LIMITS.assumed_coverage, 1)
    assert "只有一个来源" in found.note


def test_a_thin_region_borrows_the_estimate_and_loses_the_lower_end() -> None:
    world = World()
    world.firms(40, "江苏", "steel", by=THREE)
    world.firms(5, "浙江", "steel", by=THREE)
    thin, whole = covered(world, "reg:330000"), covered(world)
    assert thin.high == whole.high
    assert thin.low == pytest.approx(whole.low * 5 / LIMITS.least_records)
    assert "只有 5 条记录" in thin.note


def test_a_region_whose_own_records_come_from_one_source_does_not_borrow() -> None:
    world = World()
    world.firms(40, "江苏", "steel", by=THREE)
    world.firms(25, "浙江", "steel")
    assert covered(world, "reg:330000").sources == 1


def test_no_record_at_all_covers_nothing() -> None:
    assert covered(World()).low == 0


@given(some.lists(some.sets(some.sampled_from("abcd"), min_size=1), min_size=1, max_size=40))
def test_an_estimate_is_a_share(facts: list[set[str]]) -> None:
    found = estimate(sightings_of([seen_by(*sources) for sources in facts]))
    assert found is None or 0 < found <= 1


@given(some.lists(some.sets(some.sampled_from("abcd"), min_size=1), min_size=1, max_size=40))
def test_a_source_that_confirms_every_fact_never_lowers_what_is_known(facts: list[set[str]]) -> None:
    before = estimate(sightings_of([seen_by(*sources) for sources in facts]))
    after = estimate(sightings_of([seen_by(*sources, "e") for sources in facts]))
    assert after is not None
    assert after >= (before or 0) - 1e-9


def test_a_further_source_of_unseen_facts_lowers_the_estimate_and_is_named() -> None:
    world = World()
    world.firms(30, "浙江", "steel", by=("名录", "目录"))
    before = covered(world)
    world.firms(30, "浙江", "motor", by=("报道",))
    after = covered(world)
    assert after.high < before.high
    assert (before.sources, after.sources) == (2, 3)
    assert "3 个来源" in after.note

"""Why-not, verified by applying it: what would lift a candidate does lift it, on its features and in the graph."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.matching.explanation import Grounds, changes_for, parts_of, proofs_of
from graph.analysis.matching.features import Pool
from graph.analysis.matching.offers import offers_of
from graph.analysis.matching.ranking import bundled_ranking
from graph.analysis.results import Named
from graph.snapshot import Snapshot
from ontology.schema import Relation
from tests.graph.analysis.matching.test_match import asked
from tests.graph.analysis.worlds import THREE, World

ASKED = Named("reg:330000", "浙江省")
SHARES = some.floats(0, 1)


@some.composite
def pools(draw: some.DrawFn) -> Pool:
    """One candidate of whom anything may be known."""
    served = draw(some.booleans())
    row = np.array([0 if served else -1])
    one = {name: np.array([draw(SHARES)]) for name in ("confidence", "industry", "name", "text")}
    return Pool(
        provider=np.array([0]), nearness=np.array([draw(SHARES) if served else 0.0]),
        share=np.array([draw(some.one_of(some.just(np.nan), SHARES))]), sources=np.array([draw(some.integers(0, 4))]),
        place=np.array([draw(some.sampled_from([0.0, 0.6, 1.0, np.nan]))]), cases=np.array([0.0]),
        titles=np.array([0.0]), age=np.array([draw(some.one_of(some.just(np.nan), some.floats(0, 40)))]),
        scale=np.array([draw(some.sampled_from([0.0, 1.0, np.nan]))]),
        chain=np.array([draw(some.sampled_from([0.0, 1.0]))]), best=row, concept=row, **one,
    )  # fmt: skip


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    world = World()
    world.fact(world.firm("甲", "江苏"), Relation.PRODUCES, "tec:特钢")
    return world.snapshot()


def grounds_in(snapshot: Snapshot) -> Grounds:
    return Grounds(snapshot, offers_of(snapshot), bundled_ranking(), ASKED)


@given(pool=pools())
def test_parts_add_up_to_the_score_whatever_is_known(snapshot: Snapshot, pool: Pool) -> None:
    grounds = grounds_in(snapshot)
    score = float(grounds.ranking.scores(pool.values)[0])
    assert sum(
        part.contribution for part in parts_of(grounds, pool, [""], proofs_of(grounds, pool))[0]
    ) == pytest.approx(score)
    assert 0 <= score <= 1


@given(pool=pools(), above=SHARES)
def test_every_change_that_is_named_lifts_by_what_is_said_when_it_is_applied(
    snapshot: Snapshot, pool: Pool, above: float
) -> None:
    grounds = grounds_in(snapshot)
    before = float(grounds.ranking.scores(pool.values)[0])
    for change in changes_for(grounds, pool, np.array([0]), np.array([above]))[0]:
        after = float(grounds.ranking.scores(pool.changed(0, **{change.feature: change.to}).values)[0])
        assert after - before == pytest.approx(change.lift)
        assert after > before
        assert change.passes == (after > above)


@given(pool=pools(), above=SHARES)
def test_no_smaller_share_or_nearness_would_pass_the_one_above(snapshot: Snapshot, pool: Pool, above: float) -> None:
    grounds = grounds_in(snapshot)
    for change in changes_for(grounds, pool, np.array([0]), np.array([above]))[0]:
        if change.passes and change.feature in {"share", "nearness"} and change.effort > 1e-3:
            less = pool.changed(0, **{change.feature: change.to - 1e-3})
            assert float(grounds.ranking.scores(less.values)[0]) <= above + 1e-5


def lifted(world: World) -> float:
    return next(one.score for one in asked(world, "特钢", region="浙江").results if one.name == "甲")


@pytest.mark.parametrize("change", ["share", "sources", "place"])
def test_a_change_applied_in_the_graph_lifts_the_candidate(change: str) -> None:
    def world(region: str, share: float, sources: int) -> World:
        made = World()
        by = THREE[:sources]
        made.fact(made.firm("甲", region), Relation.PRODUCES, "tec:特钢", by=by, properties={"share": share})
        return made

    before = asked(world("江苏", 0.1, 1), "特钢", region="浙江").results[0]
    assert change in {one.feature for one in before.why_not}
    after = world(
        "浙江" if change == "place" else "江苏", 0.4 if change == "share" else 0.1, 2 if change == "sources" else 1
    )
    assert lifted(after) > before.score


def test_the_exact_product_on_record_lifts_who_makes_only_a_kind_of_it() -> None:
    world = World()
    firm = world.firm("甲", "江苏")
    world.fact(firm, Relation.PRODUCES, world.thing("tec", "高速特钢"))
    before = lifted(world)
    world.fact(firm, Relation.PRODUCES, "tec:特钢")
    assert lifted(world) > before


@pytest.mark.parametrize("given_", [{"sponsored": True}, {"paid": 90000, "会员": "金牌"}, {"推广费": "10万元"}])
def test_no_payment_changes_a_rank_or_a_score(given_: dict[str, object]) -> None:
    import json

    world = World()
    for name in ("甲", "乙"):
        world.fact(world.firm(name, "江苏"), Relation.PRODUCES, "tec:特钢", properties={"share": 0.3})
    plain = asked(world, "特钢").results
    world.nodes["ent:乙"]["properties"] = json.dumps({"status": "active", **given_}, ensure_ascii=False)
    _, row = world.facts[-1]
    row["properties"] = json.dumps({"share": 0.3, **given_}, ensure_ascii=False)
    assert asked(world, "特钢").results == plain


def test_nothing_stands_above_the_first_so_that_no_change_lets_it_pass() -> None:
    world = World()
    world.fact(world.firm("甲", "江苏"), Relation.PRODUCES, "tec:特钢")
    (first,) = asked(world, "特钢").results
    assert not any(change.passes for change in first.why_not)
    assert replace(first, why_not=()).score == first.score

"""Who can serve a need: exact product before kind, kind before node, node before the broader product."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.matching.candidates import Known
from graph.analysis.matching.dictionary import dictionary_of
from graph.analysis.matching.features import FEATURES
from graph.analysis.matching.match import find_providers
from graph.analysis.matching.ranking import bundled_ranking
from graph.analysis.matching.results import Candidate, MatchReport
from graph.analysis.matching.understanding import Asker
from ontology.schema import Relation
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import THREE, World


class Texts:
    """A text index that answers with fixed hits."""

    def __init__(self, *hits: tuple[str, float]) -> None:
        self.hits = hits

    def find(self, text: str, *, limit: int) -> Sequence[tuple[str, float]]:
        return self.hits[:limit]


def asked(world: World, text: str, *hits: tuple[str, float], region: str = "") -> MatchReport:
    snapshot = world.snapshot()
    place = find_region(region) if region else None
    return find_providers(snapshot, Known(dictionary_of(snapshot), Texts(*hits)), text, Asker(place))


def names(report: MatchReport) -> list[str]:
    return [one.name for one in report.results]


def only(report: MatchReport) -> Candidate:
    (one,) = report.results
    return one


@pytest.fixture
def world() -> World:
    world = World()
    world.fact(world.thing("tec", "短筒谐波减速器"), Relation.PART_OF, "tec:谐波减速器")
    world.fact("tec:谐波减速器", Relation.PART_OF, world.thing("tec", "齿轮传动"))
    products = {
        "正好": "谐波减速器",
        "子类": "短筒谐波减速器",
        "同环节": "RV减速器",
        "上位": "齿轮传动",
        "无关": "特钢",
    }
    for name, product in products.items():
        world.fact(world.firm(name, "江苏"), Relation.PRODUCES, f"tec:{product}")
    return world


def test_the_nearer_the_product_the_better_the_place(world: World) -> None:
    assert names(asked(world, "我们需要谐波减速器")) == ["正好", "子类", "同环节", "上位"]


def test_a_need_for_a_node_is_served_by_its_products(world: World) -> None:
    report = asked(world, "求购减速器一批")
    assert [node.name for node in report.need.nodes] == ["减速器"]
    assert set(names(report)[:3]) == {"正好", "子类", "同环节"}


def test_a_compound_that_ends_with_the_asked_name_serves_and_one_that_begins_with_it_does_not() -> None:
    world = World()
    for name, product in {"甲": "工业激光打标机", "乙": "激光打标机", "丙": "激光打标机镜片"}.items():
        world.fact(world.firm(name, "江苏"), Relation.PRODUCES, world.thing("tec", product))
    report = asked(world, "想买激光打标机")
    assert names(report) == ["乙", "甲", "丙"]
    assert report.results[2].score < 0.3 < report.results[1].score


def test_an_ending_that_every_name_may_have_makes_no_difference() -> None:
    world = World()
    world.fact(world.firm("甲", "江苏"), Relation.PRODUCES, world.thing("tec", "视觉检测系统"))
    assert names(asked(world, "找能做视觉检测的厂家")) == ["甲"]


def test_a_scenario_is_served_by_solutions_and_by_firms_that_offer_them() -> None:
    world = World()
    solution = world.thing("sol", "缺陷识别一体机")
    world.fact(solution, Relation.SOLVES, world.thing("sce", "表面缺陷检测"))
    world.fact(world.firm("甲", "江苏"), Relation.OFFERS, solution)
    assert set(names(asked(world, "布匹要做表面缺陷检测"))) == {"甲", "缺陷识别一体机"}


def test_a_need_that_nothing_serves_gives_nobody_and_says_what_was_searched(world: World) -> None:
    unknown = asked(world, "想找人修屋顶", ("ent:正好", 9.0))
    assert (unknown.results, unknown.need.products) == ((), ())
    assert "没有图谱认识的" in unknown.searched
    unserved = asked(world, "需要直驱电机")
    assert unserved.results == ()
    assert "直驱电机" in unserved.searched


def test_text_never_takes_away_from_those_whom_facts_name(world: World) -> None:
    plain, told = asked(world, "谐波减速器"), asked(world, "谐波减速器", ("ent:同环节", 8.0), ("ent:无关", 4.0))
    before, after = ({one.name: one.score for one in report.results} for report in (plain, told))
    assert all(after[name] >= score for name, score in before.items())
    assert after["同环节"] > before["同环节"]


def test_who_is_near_by_text_alone_is_listed_with_little_certainty(world: World) -> None:
    told = asked(world, "谐波减速器", ("ent:同环节", 8.0), ("ent:无关", 4.0))
    stranger = next(one for one in told.results if one.name == "无关")
    assert stranger.certainty <= 0.1
    assert "不能确定它做的就是所需产品" in map(str, stranger.why_not)


@pytest.mark.parametrize("given_", [{"status": "planned"}, {"status": "historic"}, {"status": "negated"}])
def test_what_is_not_stated_serves_nobody(given_: dict[str, str]) -> None:
    world = World()
    world.fact(world.firm("甲", "江苏"), Relation.PRODUCES, "tec:特钢", **given_)
    assert asked(world, "特钢").results == ()


@pytest.mark.parametrize("state", ["closed", "planned"])
def test_a_firm_that_is_not_at_work_serves_nobody(state: str) -> None:
    world = World()
    world.fact(world.firm("甲", "江苏", state=state), Relation.PRODUCES, "tec:特钢")
    assert asked(world, "特钢").results == ()


def test_what_speaks_against_a_candidate_is_said() -> None:
    world = World()
    world.fact(world.firm("甲", "江苏"), Relation.PRODUCES, "tec:RV减速器")
    against = only(asked(world, "谐波减速器", region="浙江")).why_not
    assert set(map(str, against)) == {
        "不能确定它做的就是所需产品",
        "不知道该产品占其营收多少",
        "只有一个来源",
        "不在浙江省",
    }


def test_nothing_is_said_against_a_candidate_without_fault() -> None:
    world = World()
    world.fact(world.firm("甲", "杭州市"), Relation.PRODUCES, "tec:特钢", by=THREE, properties={"share": 0.9})
    assert only(asked(world, "特钢", region="浙江")).why_not == ()


def test_a_region_named_in_the_need_goes_before_the_users_own(world: World) -> None:
    report = asked(world, "在江苏找谐波减速器厂家", region="浙江")
    assert report.need.region is not None
    assert report.need.region.name == "江苏省"


def test_the_sample_mark_reaches_the_candidate() -> None:
    world = World()
    world.fact(world.firm("甲", "江苏"), Relation.PRODUCES, "tec:特钢", marked=True)
    assert only(asked(world, "特钢")).tainted


@given(some.floats(0, 1), some.floats(0, 1), some.integers(1, 3), some.sampled_from(["浙江", "杭州市", ""]))
def test_contributions_add_up_to_the_score(confidence: float, share: float, sources: int, region: str) -> None:
    world = World()
    world.fact(
        world.firm("甲", region), Relation.PRODUCES, "tec:特钢",
        confidence=confidence, by=THREE[:sources], properties={"share": share},
    )  # fmt: skip
    one = only(asked(world, "特钢", ("ent:甲", 3.0), region="浙江"))
    assert sum(part.contribution for part in one.why) == pytest.approx(one.score)
    assert 0 <= one.score <= 1
    assert 0 <= one.certainty <= 1
    assert {part.feature for part in one.why} == set(FEATURES)


def test_weights_share_out_one() -> None:
    assert bundled_ranking().weights.sum() == pytest.approx(1)


def part(candidate: Candidate, feature: str) -> float:
    return next(one.value for one in candidate.why if one.feature == feature)


def test_who_makes_what_goes_into_the_askers_product_stands_before_its_equal() -> None:
    world = World()
    for name, product in {"甲": "精密轴承", "乙": "微型轴承"}.items():
        world.fact(world.firm(name, "江苏"), Relation.PRODUCES, world.thing("tec", product))
    world.fact("tec:微型轴承", Relation.UPSTREAM_OF, world.thing("tec", "谐波减速器"))
    report = asked(world, "我们做谐波减速器，求购轴承")
    assert names(report) == ["乙", "甲"]
    assert [part(one, "链上位置") > 0 for one in report.results] == [True, False]


def test_evidence_without_a_date_adds_nothing_for_its_age() -> None:
    world = World()
    world.fact(world.firm("甲", "江苏"), Relation.PRODUCES, world.thing("tec", "精密轴承"))
    one = only(asked(world, "求购轴承"))
    note = next(part.note for part in one.why if part.feature == "证据时效")
    assert (part(one, "证据时效") == 0) == (note == "来源没有日期")


def test_a_reading_that_leaves_the_noun_that_is_sought_unexplained_is_less_certain() -> None:
    world = World()
    world.fact(world.firm("甲", "江苏"), Relation.PRODUCES, world.thing("tec", "咖啡"))
    one = only(asked(world, "奶茶店用的一次性纸杯"))
    assert one.certainty < bundled_ranking().certainty(one.score)
    assert "纸杯" in one.why[0].note

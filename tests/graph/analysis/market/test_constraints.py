import json

import pytest

from graph.analysis.market.constraints import Admitted, Terms, admit
from graph.analysis.matching.results import Candidate
from graph.analysis.results import Named
from ontology.errors import BadMarket
from ontology.schema import Relation
from ontology.values.regions import find_region, region_of
from tests.graph.analysis.worlds import World


def candidate(world: World, key: str) -> Candidate:
    home = world.nodes[key]["region"]
    region = Named(home, region_of(home).name) if home else None
    return Candidate(key, world.nodes[key]["name"], "Enterprise", region, 0.5, 0.5, (), (), (), tainted=False)


def admitted(world: World, terms: Terms, *keys: str) -> Admitted:
    return admit(world.snapshot(), [candidate(world, key) for key in keys], terms)


def names(found: Admitted) -> list[str]:
    return [one.name for one in found.candidates]


def test_what_does_not_bind_leaves_everyone_in_order() -> None:
    world = World()
    firms = [world.firm(name, "浙江", "motor") for name in ("乙", "甲")]
    assert names(admitted(world, Terms(), *firms)) == ["乙", "甲"]


def test_a_region_keeps_those_inside_and_says_of_whom_it_is_not_known() -> None:
    world = World()
    firms = [world.firm("甲", "杭州市", "motor"), world.firm("乙", "江苏", "motor")]
    firms += [world.firm("丙", "", "motor"), world.firm("丁", "浙江", "motor")]
    found = admitted(world, Terms(region=find_region("杭州市")), *firms)
    assert names(found) == ["甲"]
    reasons = {one.provider.name: (one.broken, one.unknown) for one in found.refused}
    assert reasons["乙"] == (("在江苏省，不在杭州市",), ())
    assert reasons["丙"] == ((), ("所在地未知",))
    assert reasons["丁"] == ((), ("只知在浙江省，不知是否在杭州市",))


def test_those_of_whom_it_is_not_known_may_be_kept_and_are_told() -> None:
    world = World()
    firm = world.firm("甲", "", "motor")
    found = admitted(world, Terms(region=find_region("浙江"), unknown_too=True), firm)
    assert names(found) == ["甲"]
    assert [one.unknown for one in found.doubtful] == [("所在地未知",)]


def test_every_certificate_must_be_held() -> None:
    world = World()
    both, one_only = world.firm("甲", "浙江", "motor"), world.firm("乙", "浙江", "motor")
    title = world.node("ini:1", "省级专精特新中小企业", "Initiative")
    standard = world.node("std:1", "ISO 9001", "Standard")
    for firm in (both, one_only):
        world.fact(firm, Relation.PARTICIPATES_IN, title)
    world.fact(both, Relation.IMPLEMENTS, standard)
    found = admitted(world, Terms(certificates=("专精特新", "ISO9001")), both, one_only)
    assert names(found) == ["甲"]
    assert found.refused[0].unknown == ("没有它持有“ISO9001”的记录",)


def test_a_planned_title_is_not_held() -> None:
    world = World()
    firm = world.firm("甲", "浙江", "motor")
    world.fact(firm, Relation.PARTICIPATES_IN, world.node("ini:1", "链主", "Initiative"), status="planned")
    assert names(admitted(world, Terms(certificates=("链主",)), firm)) == []


def test_what_is_paid_for_cannot_be_asked_as_a_certificate() -> None:
    world = World()
    with pytest.raises(BadMarket):
        admitted(world, Terms(certificates=("金牌会员",)), world.firm("甲", "浙江", "motor"))


def capacity(world: World, firm: str, value: float, unit: str) -> None:
    said = {"measure": "level", "catalogue": "idc:capacity", "base_value": value, "base_unit": unit}
    world.fact(world.node(f"obs:{firm}", "产能", "Observation", properties=json.dumps(said)), Relation.ABOUT, firm)


def test_a_capacity_is_enough_too_small_or_not_known_in_this_unit() -> None:
    world = World()
    firms = [world.firm(name, "浙江", "motor") for name in ("够", "不够", "别的单位", "未知")]
    for firm, value, unit in zip(firms[:3], (5000, 100, 9000), ("台", "台", "吨"), strict=True):
        capacity(world, firm, value, unit)
    found = admitted(world, Terms(capacity=1000, unit="台"), *firms)
    assert names(found) == ["够"]
    assert found.refused[0].broken == ("年产能 100台，少于 1000台",)
    assert [bool(one.unknown) for one in found.refused] == [False, True, True]


def test_a_rival_makes_what_the_asker_makes_and_is_of_another_group() -> None:
    world = World()
    asker = world.firm("本体厂", "浙江", "body")
    rival, supplier = world.firm("对手", "浙江", "body", "motor"), world.firm("电机厂", "浙江", "motor")
    daughter = world.firm("子公司", "浙江", "body")
    world.fact(daughter, Relation.SUBSIDIARY_OF, asker)
    found = admitted(world, Terms(asker=asker), rival, supplier, daughter, asker)
    assert names(found) == ["电机厂", "子公司"]
    assert [one.broken for one in found.refused] == [("与需求方同做机器人本体",), ("是需求方自己",)]


def test_a_firm_that_is_excluded_is_left_out() -> None:
    world = World()
    firm = world.firm("甲", "浙江", "motor")
    assert admitted(world, Terms(excluded=frozenset({firm})), firm).refused[0].broken == ("在排除之列",)

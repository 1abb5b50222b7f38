from typing import Any

import pytest

from graph.analysis.gaps import find_gaps
from graph.analysis.results import PolicyMatrix
from graph.analysis.thresholds import Thresholds
from ontology.schema import Relation
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, World, well_recorded

MOTOR, BODY = "node:robot/motor", "node:robot/body"


def world_without_motors() -> World:
    return well_recorded("motor", "direct", rest=("steel", "reducer", "motor", "body", "cell"))


def policy(world: World, name: str, target: str, region: str = "浙江", properties: str = "{}", **given: Any) -> str:
    key = world.node(f"pol:{name}", name, "Policy", properties=properties)
    world.fact(key, Relation.SUPPORTS, target, **given)
    place = find_region(region)
    if place:
        if place.id not in world.nodes:
            world.node(place.id, place.name, "Region")
        world.fact(key, Relation.APPLIES_TO, place.id)
    return key


def asked(world: World, region: str | None = "浙江") -> PolicyMatrix:
    place = find_region(region) if region else None
    found = find_gaps(world.snapshot(), ROBOT, place, limits=Thresholds()).policies
    assert found is not None
    return found


def test_a_gap_that_no_policy_backs_is_listed() -> None:
    assert [node.id for node in asked(world_without_motors()).without_policy] == [MOTOR]


def test_a_policy_for_a_product_that_realises_the_node_backs_it() -> None:
    world = world_without_motors()
    world.fact(world.node("pol:甲", "甲", "Policy"), Relation.APPLIES_TO, "tec:伺服电机")
    found = asked(world)
    assert found.without_policy == ()
    (backing,) = found.gaps[0].policies
    assert (backing.policy.name, backing.relation, backing.through) == ("甲", "适用", "伺服电机")
    assert backing.scope == "适用地区未写明"


def test_a_policy_that_backs_only_sound_nodes_meets_no_gap() -> None:
    world = world_without_motors()
    policy(world, "甲", BODY)
    found = asked(world)
    assert [(one.node.id, one.policies[0].policy.name) for one in found.without_gap] == [(BODY, "甲")]


@pytest.mark.parametrize(
    ("properties", "why"),
    [
        ('{"until": "2025-12-31"}', "到期"),
        ('{"有效期至": "2025"}', "到期"),
        ('{"有效期至": "2026年1月1日"}', "2026-01-01 到期"),
        ('{"status": "废止"}', "废止"),
        ('{"施行日期": "2027-01-01"}', "才施行"),
        ('{"施行日期": "2026年12月1日"}', "才施行"),
    ],
)
def test_a_policy_that_is_not_in_force_never_counts(properties: str, why: str) -> None:
    world = world_without_motors()
    policy(world, "旧", MOTOR, properties=properties)
    found = asked(world)
    assert [node.id for node in found.without_policy] == [MOTOR]
    assert [one.policy.name for one in found.left_out] == ["旧"]
    assert why in found.left_out[0].why


@pytest.mark.parametrize("until", ["2026", "2026年底", "长期"])
def test_a_policy_that_ends_within_the_year_or_on_no_day_still_counts(until: str) -> None:
    world = world_without_motors()
    policy(world, "甲", MOTOR, properties=f'{{"until": "{until}"}}')
    assert asked(world).without_policy == ()


def test_a_replaced_policy_never_counts_and_the_one_that_replaces_it_does() -> None:
    world = world_without_motors()
    old, new = policy(world, "旧", MOTOR), policy(world, "新", MOTOR)
    world.fact(new, Relation.REPLACES, old)
    found = asked(world)
    assert [one.policy.name for one in found.gaps[0].policies] == ["新"]
    assert [(one.policy.name, one.why) for one in found.left_out] == [("旧", "已由新替代")]


def test_a_policy_of_another_province_does_not_count_and_that_of_the_country_does() -> None:
    world = world_without_motors()
    policy(world, "苏", MOTOR, "江苏")
    assert [node.id for node in asked(world).without_policy] == [MOTOR]
    policy(world, "国", MOTOR, "中国")
    assert [one.policy.name for one in asked(world).gaps[0].policies] == ["国"]


def test_a_policy_of_a_part_of_the_region_says_so() -> None:
    world = world_without_motors()
    policy(world, "杭", MOTOR, "杭州")
    assert asked(world).gaps[0].policies[0].scope == "仅杭州市"


def test_what_a_policy_plans_to_support_counts_and_is_told_as_planned() -> None:
    world = world_without_motors()
    policy(world, "拟", MOTOR, status="planned")
    assert asked(world).gaps[0].policies[0].relation == "规划支持"


def test_a_support_that_ended_is_none() -> None:
    world = world_without_motors()
    world.fact(policy(world, "甲", BODY), Relation.SUPPORTS, MOTOR, properties={"until": "2025-01-01"})
    assert [node.id for node in asked(world).without_policy] == [MOTOR]


def test_a_policy_for_the_chain_as_such_counts_for_no_single_node() -> None:
    world = world_without_motors()
    industry = world.node("ind:x", "机器人产业链", "Industry")
    policy(world, "规划", industry)
    found = asked(world)
    assert [one.policy.name for one in found.whole_chain] == ["规划"]
    assert [node.id for node in found.without_policy] == [MOTOR]


def test_a_node_of_which_too_little_is_known_is_no_gap_without_a_policy() -> None:
    world = world_without_motors()
    world.firm("皖甲", "安徽", "body")
    assert asked(world, "安徽").without_policy == ()

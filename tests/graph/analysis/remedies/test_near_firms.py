from graph.analysis.remedies.near_firms import near_firms
from tests.graph.analysis.remedies.grounds import ground
from tests.graph.analysis.worlds import World

REDUCER, MOTOR = 1, 3


def test_the_region_comes_before_its_province_and_that_before_the_country() -> None:
    world = World()
    for name, region in (("远", "广东"), ("省", "宁波"), ("近", "杭州")):
        world.firm(name, region, "reducer")
    found = near_firms(ground(world, "杭州"), MOTOR, most=3)
    assert [(one.name, one.reach) for one in found] == [("近", "本地"), ("省", "本省"), ("远", "外地")]


def test_a_firm_that_makes_the_node_already_is_no_candidate() -> None:
    world = World()
    world.firm("甲", "浙江", "reducer", "motor")
    assert near_firms(ground(world), MOTOR, most=3) == ()


def test_a_firm_of_unknown_home_is_no_candidate() -> None:
    world = World()
    world.firm("甲", "", "reducer")
    assert near_firms(ground(world), MOTOR, most=3) == ()


def test_firms_elsewhere_that_make_both_are_told_as_the_reason() -> None:
    world = World()
    world.firms(4, "江苏", "reducer", "motor")
    world.firm("甲", "浙江", "reducer")
    (found,) = near_firms(ground(world), MOTOR, most=3)
    assert found.has == ("已做减速器（另有 4 家两样都做，同为机器人本体的投入）",)


def test_what_a_firm_takes_already_is_not_lacking() -> None:
    world = World()
    world.firm("有钢", "浙江", "motor", "steel")
    world.firm("无钢", "浙江", "motor")
    lacks = {one.name: one.lacks for one in near_firms(ground(world), REDUCER, most=3)}
    assert lacks == {"有钢": (), "无钢": ("特钢",)}

from graph.analysis.remedies import remedies_of
from graph.analysis.remedies.kinds import EACH_KIND
from tests.graph.analysis.remedies.grounds import ground
from tests.graph.analysis.worlds import World

REDUCER, MOTOR = 1, 3


def test_what_mends_a_gap_comes_from_near_to_far() -> None:
    world = World()
    world.firm("拟建", "浙江", "motor", status="planned")
    world.firm("邻近", "浙江", "reducer")
    world.firms(5, "江苏", "motor")
    found = remedies_of(ground(world), MOTOR)
    assert [one.kind for one in found] == ["推动在建项目", "培育邻近企业", *["对接区外供应商"] * EACH_KIND]
    assert "位于江苏省" in found[-1].why


def test_a_country_has_no_suppliers_outside() -> None:
    world = World()
    world.firm("甲", "江苏", "motor")
    assert remedies_of(ground(world, None), MOTOR) == ()


def test_a_firm_outside_is_to_be_won_and_says_what_it_lacks() -> None:
    world = World()
    world.firm("苏机", "江苏", "motor")
    (found,) = remedies_of(ground(world), REDUCER)
    assert (found.kind, found.target.name) == ("引进邻近企业", "苏机")
    assert "已做伺服电机（同为机器人本体的投入）" in found.why
    assert "尚缺投入特钢" in found.why

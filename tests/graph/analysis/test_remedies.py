from graph.analysis.remedies import EACH_KIND, neighbours, remedies_of
from graph.analysis.supply import supply_of
from tests.graph.analysis.worlds import ROBOT, World

MOTOR = 3


def test_what_mends_a_gap_comes_from_near_to_far() -> None:
    world = World()
    world.firm("拟建", "浙江", "motor", status="planned")
    world.firm("邻近", "浙江", "reducer")
    world.firms(5, "江苏", "motor")
    snapshot = world.snapshot()
    found = remedies_of(snapshot, supply_of(snapshot, ROBOT), MOTOR, "reg:330000")
    assert [one.kind for one in found] == ["推动在建项目", "培育邻近企业", *["对接区外供应商"] * EACH_KIND]
    assert "位于江苏省" in found[-1].why


def test_a_country_has_no_suppliers_outside() -> None:
    world = World()
    world.firm("甲", "江苏", "motor")
    snapshot = world.snapshot()
    assert remedies_of(snapshot, supply_of(snapshot, ROBOT), MOTOR, None) == ()


def test_neighbours_share_a_customer() -> None:
    assert neighbours(ROBOT, MOTOR) == (1, 2)

import pytest

from graph.analysis.cells import Asked, measure
from graph.analysis.supply import supply_of
from graph.analysis.thresholds import Thresholds
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, World, well_recorded


def test_a_cell_holds_what_is_seen_expected_and_needed() -> None:
    world = well_recorded("motor", rest=("motor", "steel"))
    world.firm("或许", "浙江", "motor", confidence=0.5)
    world.firm("何处", "", "motor", by=THREE)
    snapshot = world.snapshot()
    supply = supply_of(snapshot, ROBOT, least_confidence=0.6)
    field = measure(Asked(snapshot, supply, [ROBOT], find_region("浙江"), Thresholds()))
    motor, cell = field.cells[3], field.cells[5]
    assert (len(motor.makers), len(motor.doubtful), motor.homeless) == (0, 1, 1)
    assert (motor.wanted, motor.required, motor.stand_ins) == (True, True, ())
    assert motor.concentration is None
    assert motor.dependence is None
    assert motor.absent is not None
    assert (cell.wanted, cell.absent) == (False, None)
    assert cell.concentration == pytest.approx(1 / 8)
    assert (field.compared, field.place) == (False, "本地")


def test_a_maker_known_by_its_province_alone_makes_the_absence_from_a_city_less_sure() -> None:
    def absent(home: str) -> float:
        world = World()
        for city, nodes in (("杭州市", ("steel", "body", "reducer")), ("宁波市", ("steel", "motor"))):
            for node in nodes:
                world.firms(8, city, node, by=THREE)
        world.firm("某企业", home, "motor", by=THREE)
        snapshot = world.snapshot()
        supply = supply_of(snapshot, ROBOT, least_confidence=0.6)
        return measure(Asked(snapshot, supply, [ROBOT], find_region("杭州"), Thresholds())).cells[3].absent or 0.0

    assert absent("浙江") < 0.5 * absent("宁波市")
    assert absent("江苏") > 0.9 * absent("宁波市")

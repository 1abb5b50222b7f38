import pytest

from graph.analysis.cells import Asked, measure
from graph.analysis.supply import supply_of
from graph.analysis.thresholds import Thresholds
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, well_recorded


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
    assert motor.concentration is motor.dependence is None
    assert motor.absent is not None
    assert (cell.wanted, cell.absent) == (False, None)
    assert cell.concentration == pytest.approx(1 / 8)
    assert (field.compared, field.place) == (False, "本地")

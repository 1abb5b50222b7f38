import json

import pytest

from graph.analysis.goals import progress_of
from graph.snapshot import Snapshot
from ontology.schema import Relation
from tests.graph.analysis.worlds import World


def observed(value: float, unit: str) -> Snapshot:
    world = World()
    region = world.node("reg:330000", "浙江省", "Region")
    said = {"indicator": "新能源汽车产量", "value": value, "unit": unit, "period": "2024", "measure": "level"}
    seen = world.node("obs:1", "新能源汽车产量", "Observation", properties=json.dumps(said, ensure_ascii=False))
    world.fact(seen, Relation.ABOUT, region)
    return world.snapshot()


@pytest.mark.parametrize(("goal", "share"), [((1_234_567.0, "辆"), 1.0), ((2_469_134.0, "辆"), 0.5)])
def test_a_goal_of_millions_is_read_to_the_last_digit(goal: tuple[float, str], share: float) -> None:
    found = progress_of(observed(1_234_567, "辆"), "新能源汽车产量", goal, "浙江省")
    assert found is not None
    assert found.share == share


def test_a_figure_in_another_unit_is_no_progress() -> None:
    assert progress_of(observed(1_234_567, "辆"), "新能源汽车产量", (100.0, "亿元"), "浙江省") is None

import json
from typing import Any

import numpy as np
import pytest

from graph.analysis.indices.definition import Index
from graph.analysis.indices.observed import observed_values
from graph.analysis.indices.values import UNDATED, Values
from ontology.schema import Relation
from ontology.values.regions import region_of
from tests.graph.analysis.indices.tables import an_index
from tests.graph.analysis.worlds import World

PROVINCE = "reg:330000"
LEAVES = [
    {"id": "apps", "name": "工业APP", "code": "industrial-apps"},
    {"id": "own", "name": "自定指标", "names": ["别名"]},
]


def index(**changes: Any) -> Index:
    groups = [{"id": "d", "name": "d", "indicators": LEAVES}]
    return an_index(dimensions=groups, published=["活跃度指数"], **changes)


def values_of(*told: dict[str, Any], place: str = PROVINCE, **changes: Any) -> Values:
    """Observations of a region, each with properties; `fact` holds what differs of its edge."""
    world = World()
    world.node(place, region_of(place).name, "Region")
    for at, one in enumerate(told):
        edge, node = one.pop("fact", {}), one.pop("node", {})
        world.node(f"obs:{at}", "数", "Observation", properties=json.dumps(one, ensure_ascii=False), **node)
        world.fact(f"obs:{at}", Relation.ABOUT, place, **edge)
    return observed_values(world.snapshot(), index(**changes))


def apps(value: float, **given: Any) -> dict[str, Any]:
    said = {"indicator": "工业APP数量", "catalogue": "idc:industrial-apps", "measure": "level", "period": "2023年"}
    return {**said, "value": value, "base_value": value * 10_000, **given}


def test_an_observation_of_the_catalogue_s_indicator_counts_in_its_base_unit_with_its_evidence() -> None:
    values = values_of(apps(3.0))
    assert ([one.id for one in values.units], values.years) == ([PROVINCE], (2023,))
    assert values.cube[0, 0, 0] == 30_000
    assert values.evidence[0, 0, 0] == (f"ev:obs:0-{PROVINCE}",)


def test_an_indicator_outside_the_catalogue_is_known_by_its_wording_alone() -> None:
    values = values_of(
        {"indicator": "别名", "value": 5.0, "period": "2023年底"}, {"indicator": "别名占比", "value": 9.0}
    )
    assert values.cube[0, 0].tolist() == pytest.approx([float("nan"), 5], nan_ok=True)


@pytest.mark.parametrize("given", [{"of": "钢铁"}, {"measure": "growth"}, {"fact": {"status": "planned"}}])
def test_growth_a_part_and_a_plan_are_none_of_the_indicator(given: dict[str, Any]) -> None:
    assert values_of(apps(3.0, **given)).units == ()


def test_several_years_and_ranges_are_left_out_and_counted() -> None:
    values = values_of(apps(1.0, period="2020—2023年"), apps(2.0, value_to=3.0), apps(4.0))
    assert values.cube.ravel()[0] == 40_000
    assert any(note.startswith("2 个数值") for note in values.notes)


def test_a_figure_without_a_period_stands_under_no_year_and_it_is_said() -> None:
    values = values_of({"indicator": "活跃度指数", "value": 77.8})
    assert values.years == (UNDATED,)
    assert values.published[0, 0] == 77.8
    assert any("未注明期间" in note for note in values.notes)


def test_of_two_figures_the_one_of_more_sources_is_taken() -> None:
    values = values_of(apps(1.0, fact={"by": ("甲", "乙")}), apps(2.0))
    assert values.cube[0, 0, 0] == 10_000
    assert any("互相不同" in note for note in values.notes)


def test_the_mark_of_a_sample_stays_with_the_figure() -> None:
    assert (0, 0, 0) in values_of(apps(1.0, node={"marked": True})).marked


def test_only_regions_of_the_index_s_level_are_units() -> None:
    assert values_of(apps(1.0), level="province").units != ()
    assert values_of(apps(1.0), level="city").units == ()


def test_a_graph_without_observations_gives_no_figures() -> None:
    assert np.isnan(values_of().cube).all()

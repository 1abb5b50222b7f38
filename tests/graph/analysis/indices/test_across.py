import pytest

from graph.analysis.indices.across import IndexComparison, across
from graph.analysis.indices.measure import Asked, measure_index
from graph.analysis.indices.values import Figure, block_of
from graph.analysis.results import Named
from ontology.values.regions import find_region
from tests.graph.analysis.indices.tables import an_index

REGIONS = ("浙江", "江苏", "广东", "山东")
FIGURES = {"浙江": (6, 2, 5), "江苏": (9, 9, 5), "广东": (8, 8, 5), "山东": (1, 1, 5)}  # less of the last is better


def set_beside(*asked: str, figures: dict[str, tuple[float, ...]] = FIGURES) -> IndexComparison:
    index = an_index(normalisation="none")
    units = {name: Named(region.id, region.name) for name in REGIONS if (region := find_region(name))}
    rows = (Figure(units[name], 2023, place, value) for name, row in figures.items() for place, value in enumerate(row))
    regions = [region for name in asked if (region := find_region(name))]
    return across(measure_index(index, block_of(index, rows, []), Asked(draws=100)), regions)


def test_the_parts_of_a_lead_add_up_to_it() -> None:
    first, second = set_beside("浙江", "江苏").sides
    assert (first.ahead, first.parts and {one.contribution for one in first.parts}) == (0.0, {0.0})
    assert second.score is not None
    assert second.ahead == pytest.approx(second.score - (first.score or 0))
    assert sum(one.contribution for one in second.parts) == pytest.approx(second.ahead)


def test_one_region_is_set_beside_the_next_above_and_the_best() -> None:
    found = set_beside("浙江")
    assert [(side.unit.name, side.role) for side in found.sides] == [
        ("浙江省", "所问"),
        ("江苏省", "最好"),
        ("广东省", "相邻"),
    ]
    assert found.units == 4


def test_the_best_region_stands_alone() -> None:
    assert [side.role for side in set_beside("江苏").sides] == ["所问"]


def test_a_region_of_which_the_index_knows_nothing_is_named() -> None:
    found = set_beside("浙江", "西藏")
    assert [side.unit.name for side in found.sides if side.role == "所问"] == ["浙江省"]
    assert found.absent == ("西藏自治区",)
    assert set_beside("西藏").sides == ()

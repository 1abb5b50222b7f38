import json

import pytest

from graph.analysis.market.sizes import CLASSES, SMALLER, SMALLEST, among, possible_sizes, sizes_of
from ontology.schema import Relation
from tests.graph.analysis.worlds import World


@pytest.mark.parametrize(
    ("employees", "revenue", "expected"),
    [
        (None, None, {"大型", "中型", "小型", "微型"}),
        (None, 3e8, {"中型", "小型", "微型"}),
        (1200, None, {"大型", "中型", "小型", "微型"}),
        (1200, 5e8, {"大型"}),
        (1200, 3e8, {"中型"}),
        (100, 5e8, {"小型"}),
        (500, 1e7, {"小型"}),
        (10, 5e8, {"微型"}),
        (15, None, {"微型"}),
    ],
)
def test_figures_leave_classes_open(employees: float | None, revenue: float | None, expected: set[str]) -> None:
    assert possible_sizes(employees, revenue) == expected


def test_a_group_is_known_where_all_that_is_open_lies_inside_or_outside() -> None:
    assert among(frozenset({"小型", "微型"}), SMALLER) is True
    assert among(frozenset({"中型", "小型"}), SMALLEST) is None
    assert among(frozenset({"大型"}), SMALLER) is False
    assert among(frozenset(), SMALLER) is None


def revenue(world: World, firm: str, value: float, period: str) -> None:
    said = {"measure": "level", "catalogue": "idc:revenue", "base_value": value, "period": period}
    key = world.node(f"obs:{firm}{period}", "营业收入", "Observation", properties=json.dumps(said))
    world.fact(key, Relation.ABOUT, firm)


def test_the_last_year_a_title_and_a_register_tell_the_size() -> None:
    world = World()
    grown, titled, told = (world.firm(name, "浙江", "motor") for name in ("甲", "乙", "丙"))
    revenue(world, grown, 1e7, "2023年")
    revenue(world, grown, 3e8, "2025年")
    title = world.node("ini:1", "省级专精特新中小企业", "Initiative")
    world.fact(titled, Relation.PARTICIPATES_IN, title)
    world.nodes[told]["properties"] = json.dumps({"企业规模": "小型企业"}, ensure_ascii=False)
    unknown = world.firm("丁", "浙江", "motor")
    snapshot = world.snapshot()
    numbers = snapshot.index_of([grown, titled, told, unknown]).tolist()
    found = sizes_of(snapshot, numbers)
    assert [found[number] for number in numbers] == [SMALLER, SMALLER, {"小型"}, set(CLASSES)]


def test_the_revenue_of_a_quarter_says_nothing_of_the_year() -> None:
    world = World()
    firm = world.firm("甲", "浙江", "motor")
    revenue(world, firm, 3e8, "2024年")
    revenue(world, firm, 1e7, "2025-Q1")
    snapshot = world.snapshot()
    (number,) = snapshot.index_of([firm]).tolist()
    assert sizes_of(snapshot, [number])[number] == SMALLER


@pytest.mark.parametrize("wording", ["中小企业", "小微企业", "中小微"])
def test_a_wording_for_several_classes_tells_none_of_them(wording: str) -> None:
    world = World()
    firm = world.firm("甲", "浙江", "motor")
    world.nodes[firm]["properties"] = json.dumps({"企业规模": wording}, ensure_ascii=False)
    snapshot = world.snapshot()
    (number,) = snapshot.index_of([firm]).tolist()
    assert sizes_of(snapshot, [number])[number] == set(CLASSES)

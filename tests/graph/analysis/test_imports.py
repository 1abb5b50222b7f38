import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.analysis.gaps import find_gaps
from graph.analysis.imports import NO_EXPORTS, ImportDependence, ImportYear, few_chance, imports_of, products_traded
from graph.analysis.results import Gap, GapType
from graph.analysis.thresholds import Thresholds
from ontology.schema import Relation
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import ROBOT, THREE, World, well_recorded

LIMITS = Thresholds()
MOTOR = 3
HIGH = {"日本": 70.0, "德国": 20.0, "瑞典": 10.0}  # HHI .54
LOW = {"日本": 40.0, "德国": 30.0, "瑞典": 30.0}  # HHI .34


def observe(
    world: World, indicator: str, value: float, year: int, about: str = "伺服电机", *, marked: bool = False
) -> None:
    told = {"indicator": indicator, "value": value, "period": str(year), "base_value": value}
    text = json.dumps(told, ensure_ascii=False)
    key = world.node(f"obs:{about}{indicator}{year}", indicator, "Observation", properties=text)
    world.fact(key, Relation.ABOUT, world.thing("tec", about), marked=marked)


def trade(
    world: World, year: int, flows: tuple[dict[str, float], dict[str, float], float | None], about: str = "伺服电机"
) -> None:
    origins, exporters, sold = flows
    for partner, value in origins.items():
        observe(world, f"进口额（{partner}）", value, year, about)
    for partner, value in exporters.items():
        observe(world, f"世界出口额（{partner}）", value * 10, year, about)
    if sold is not None:
        observe(world, "出口额", sold, year, about)


def found(world: World) -> ImportDependence:
    return imports_of(world.snapshot(), ROBOT, LIMITS)[MOTOR]


def world_of(*years: tuple[dict[str, float], dict[str, float], float | None]) -> World:
    world = World()
    for number, flows in enumerate(years):
        trade(world, 2022 + number, flows)
    return world


def test_without_trade_figures_nothing_is_said() -> None:
    assert imports_of(World().snapshot(), ROBOT, LIMITS) == {}


def test_the_figures_of_a_year_are_the_two_indices_and_the_ratio() -> None:
    (product,) = products_traded(world_of((HIGH, LOW, 50.0)).snapshot())
    (year,) = product.years
    assert (year.year, year.origins, year.exporters) == (2022, pytest.approx(0.54), pytest.approx(0.34))
    assert year.ratio == 2.0
    assert product.origins == ("日本", "德国", "瑞典")


def test_all_three_criteria_in_two_of_three_years_are_a_dependence() -> None:
    dependence = found(world_of((HIGH, HIGH, 50.0), (HIGH, HIGH, 200.0), (HIGH, HIGH, 50.0)))
    assert dependence.holds is True
    assert dependence.share == pytest.approx(2 / 3)
    assert "主要来源日本" in dependence.note
    assert dependence.evidence


def test_one_year_is_not_enough() -> None:
    dependence = found(world_of((HIGH, HIGH, 200.0), (HIGH, LOW, 50.0), (HIGH, HIGH, 50.0)))
    assert dependence.holds is False


def test_only_the_newest_three_years_count() -> None:
    years = [(HIGH, HIGH, 50.0)] * 2 + [(LOW, HIGH, 50.0)] * 2 + [(HIGH, HIGH, 50.0)]
    assert found(world_of(*years)).holds is False


def test_a_figure_that_is_missing_is_not_taken_for_nothing() -> None:
    dependence = found(world_of(*[(HIGH, HIGH, None)] * 3))
    assert (dependence.holds, dependence.share) == (None, None)


def test_exports_that_are_told_to_be_nothing_are_a_dependence() -> None:
    world = world_of(*[(HIGH, HIGH, 0.0)] * 2)
    assert products_traded(world.snapshot())[0].years[0].ratio == NO_EXPORTS
    assert found(world).holds is True


def test_a_criterion_that_fails_settles_a_year_of_which_another_is_unknown() -> None:
    assert ImportYear(2024, 0.3, None, None).holds(LIMITS) is False
    assert ImportYear(2024, 0.5, None, 2.0).holds(LIMITS) is None


def test_of_two_products_of_a_node_the_one_with_more_imports_decides() -> None:
    world = world_of(*[(HIGH, HIGH, 50.0)] * 2)
    world.fact("node:robot/motor", Relation.REALISES, world.thing("tec", "小电机"), confidence=1.0)
    for year in (2022, 2023):
        observe(world, "进口额（日本）", 5.0, year, "小电机")
        observe(world, "进口额（德国）", 5.0, year, "小电机")
        observe(world, "进口额（法国）", 5.0, year, "小电机")
    dependence = found(world)
    assert dependence.holds is True
    assert dependence.share == pytest.approx(200 / 230)


@given(some.dictionaries(some.sampled_from("日德法美韩"), some.floats(0.1, 1e9), min_size=1))
def test_an_index_is_between_even_shares_and_one(origins: dict[str, float]) -> None:
    (product,) = products_traded(world_of((origins, HIGH, 1.0)).snapshot())
    index = product.years[0].origins
    assert index is not None
    assert 1 / len(origins) - 1e-9 <= index <= 1 + 1e-9


def test_few_suppliers_are_as_likely_as_there_are_none_unseen() -> None:
    none, one = np.full(3, 0.8), np.full(3, 0.15)
    assert few_chance(np.array([np.nan, 0.4, 0.2]), none, one, 3).tolist() == pytest.approx([0.95, 0.8, 0.0])


def gap(world: World, node: str = "steel") -> Gap:
    report = find_gaps(world.snapshot(), ROBOT, find_region("浙江"), limits=LIMITS)
    return next(one for one in report.gaps if one.node.id == f"node:robot/{node}")


def choked_world(*, suppliers: int, about: str = "特钢") -> World:
    world = well_recorded("steel", "direct", rest=("reducer", "motor", "body", "cell"))
    for number in range(suppliers):
        world.firm(f"钢厂{number}", "江苏", "steel", by=THREE)
    for year in (2023, 2024):
        trade(world, year, (HIGH, HIGH, 10.0), about)
    return world


def test_imports_choke_where_the_country_has_few_suppliers_of_a_critical_node() -> None:
    choked = gap(choked_world(suppliers=1))
    assert choked.type is GapType.CHOKE
    assert "来源国 HHI 0.54" in choked.explanation
    cause = next(reason for reason in choked.why if reason.cause == "进口依赖")
    assert (cause.value, cause.weight) == (1.0, LIMITS.weight_imports)
    assert "进口依赖" not in choked.unknown


def test_imports_do_not_choke_where_the_country_has_many_suppliers() -> None:
    assert gap(choked_world(suppliers=12)).type is GapType.BREAK


def test_imports_do_not_choke_what_is_not_critical() -> None:
    assert gap(choked_world(suppliers=1, about="焊接工作站"), "cell").type is not GapType.CHOKE


def test_sample_figures_mark_the_finding_that_rests_on_them() -> None:
    world = choked_world(suppliers=1)
    assert not gap(world).tainted
    observe(world, "进口额（法国）", 1.0, 2024, "特钢", marked=True)
    assert gap(world).tainted


def test_what_the_country_makes_itself_weighs_against_what_it_imports() -> None:
    world = world_of((HIGH, HIGH, 50.0), (HIGH, HIGH, 50.0))
    observe(world, "国内产值", 350.0, 2023)
    dependence = found(world)
    assert dependence.share == 1
    assert dependence.penetration == pytest.approx(100 / (350 + 100 - 50))
    assert dependence.value == pytest.approx(0.25)
    assert "进口占国内消费（产值＋进口−出口）的 25%" in dependence.note


def test_without_output_the_criteria_alone_tell() -> None:
    dependence = found(world_of((HIGH, HIGH, 50.0), (HIGH, HIGH, 50.0)))
    assert dependence.penetration is None
    assert dependence.value == dependence.share == 1


def test_without_origins_the_part_of_imports_alone_tells() -> None:
    world = World()
    for indicator, value in (("进口额", 30.0), ("出口额", 10.0), ("国内产值", 100.0)):
        observe(world, indicator, value, 2023)
    dependence = found(world)
    assert dependence.share is None
    assert dependence.value == pytest.approx(0.25)


def test_where_more_is_exported_than_there_is_no_part_is_told() -> None:
    world = world_of((HIGH, HIGH, 500.0))
    observe(world, "国内产值", 350.0, 2022)
    assert found(world).penetration is None

import pytest

from graph.analysis.gaps import find_gaps
from graph.analysis.levels import ELSEWHERE, UNKNOWN, compared_with, places_of, region_at
from graph.analysis.thresholds import Thresholds
from ontology.errors import UnknownWord
from ontology.values.regions import COUNTRY, Region, find_region, is_inside, regions
from tests.graph.analysis.worlds import ROBOT, THREE, World

EVERYWHERE = tuple(region.id for region in regions())
ASKED = [region for region in regions() if region.level in {"zone", "province"}]


@pytest.mark.parametrize("region", ASKED, ids=lambda region: region.id)
def test_what_lies_in_the_region_asked_about_has_its_place(region: Region) -> None:
    compared = compared_with(region, EVERYWHERE)
    here = places_of(EVERYWHERE, compared) == compared.index(region.id)
    assert here.tolist() == [is_inside(home, region.id) for home in EVERYWHERE]


def test_the_rest_of_a_province_that_lies_in_a_zone_in_part_stays_a_region() -> None:
    compared = compared_with(find_region("珠三角"), EVERYWHERE)
    rest, delta = places_of([place("汕头"), place("深圳")], compared)
    assert (compared[rest], compared[delta]) == (place("广东"), place("珠三角"))


def test_a_place_too_coarse_to_tell_is_not_known_and_one_that_is_none_of_them_is_elsewhere() -> None:
    compared = compared_with(find_region("宁波"), [place("宁波"), place("杭州")])
    homes = [place("杭州"), place("浙江"), place("黄浦区"), COUNTRY, ""]
    assert places_of(homes, compared).tolist() == [compared.index(place("杭州")), UNKNOWN, ELSEWHERE, UNKNOWN, UNKNOWN]


def test_the_whole_country_holds_everything() -> None:
    assert places_of(["", place("宁波")], compared_with(None, EVERYWHERE)).tolist() == [0, 0]


def test_firms_of_a_zone_within_a_province_are_no_gap_there() -> None:
    world = World()
    for node in ROBOT.nodes:
        world.firms(8, "深圳", node.id, by=THREE)
    report = find_gaps(world.snapshot(), ROBOT, find_region("珠三角"), limits=Thresholds())
    assert {(gap.observed, gap.type) for gap in report.gaps} == {(8, None)}


def test_a_region_of_a_level_stands_for_all_of_it() -> None:
    world = World()
    world.firm("甲", "宁波")
    world.firm("乙", "")
    snapshot = world.snapshot()
    assert region_at(snapshot, "province") == find_region("浙江")
    assert region_at(snapshot, "county") is None
    with pytest.raises(UnknownWord):
        region_at(snapshot, "galaxy")


def place(name: str) -> str:
    found = find_region(name)
    assert found is not None
    return found.id

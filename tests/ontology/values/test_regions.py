"""Regions are found by id, code, name, short name or path, and never guessed."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import UnknownRegion
from ontology.values.regions import (
    LEVELS,
    Region,
    ancestors,
    enclosing_region,
    find_region,
    is_inside,
    members_of,
    province_of,
    region_at_start,
    region_column,
    region_names,
    region_of,
    region_of_firm,
    regions,
)


def found(text: str) -> str:
    region = find_region(text)
    return region.id if region else ""


@pytest.mark.parametrize("text", ["浙江", "浙江省", "33", "330000", "reg:330000", " 浙江省 ", "３３００００"])
def test_a_province_is_found_however_it_is_written(text: str) -> None:
    assert found(text) == "reg:330000"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("余杭", "330110"),
        ("浙江省杭州市余杭区", "330110"),
        ("浙江省/杭州市/余杭区", "330110"),
        ("南京鼓楼", "320106"),
        ("徐州市鼓楼区", "320302"),
        ("北京朝阳", "110105"),
        ("内蒙古", "150000"),
        ("广西", "450000"),
        ("新疆", "650000"),
        ("延边", "222400"),
        ("恩施州", "422800"),
        ("恩施土家族苗族自治州恩施市", "422801"),
        ("海南藏族自治州", "632500"),
        ("香港", "810000"),
        ("澳门特别行政区", "820000"),
        ("台湾", "710000"),
        ("浦东新区", "310115"),
        ("全国", "100000"),
        ("济源市", "419001"),
    ],
)
def test_short_names_and_paths_lead_to_one_region(text: str, code: str) -> None:
    assert found(text) == f"reg:{code}"


@pytest.mark.parametrize("text", ["鼓楼区", "朝阳", "城区", "通州"])
def test_a_name_that_several_places_share_is_not_guessed(text: str) -> None:
    assert found(text) == ""


@pytest.mark.parametrize("text", ["全省", "本市", "省内", "", "浙", "浙江大学", "991234", "reg:000000"])
def test_what_needs_a_context_or_is_no_region_is_not_found(text: str) -> None:
    assert found(text) == ""


def test_a_province_wins_over_a_city_and_a_city_over_counties_elsewhere() -> None:
    assert found("吉林") == "reg:220000"
    assert found("海南") == "reg:460000"
    assert found("西安") == "reg:610100"


def test_a_municipality_is_one_province_whose_districts_stand_under_it() -> None:
    assert [region.level for region in regions() if region.name == "北京市"] == ["province"]
    assert [region.name for region in ancestors("reg:110108")] == ["海淀区", "北京市", "中国"]
    assert found("北京市市辖区") == "reg:110000"


def test_an_economic_region_holds_what_its_members_hold() -> None:
    delta = found("长三角")
    assert region_of(delta).level == "zone"
    assert is_inside("reg:330110", delta)
    assert not is_inside("reg:440300", delta)
    assert is_inside("reg:440300", found("粤港澳大湾区"))
    assert is_inside(found("珠三角"), "reg:440000")
    assert province_of(delta) == ""


def test_the_way_an_address_begins_names_the_region() -> None:
    region, length = region_at_start("浙江省杭州市余杭区文一西路969号")
    assert region == region_of("reg:330110")
    assert length == 9
    assert region_at_start("文一西路") == (None, 0)


def test_a_pilot_zone_named_in_brackets_lies_where_the_brackets_say() -> None:
    region, _ = region_at_start("中国（上海）自由贸易试验区郭守敬路498号")
    assert region == region_of("reg:310000")


def test_a_place_not_in_the_table_is_held_by_the_full_name_before_it() -> None:
    assert found("浙江省杭州市下城区") == "reg:330100"
    assert found("余杭区仓前街道") == "reg:330110"
    assert found("杭州城市") == ""


def test_a_county_is_found_under_its_former_kind() -> None:
    assert found("海门市") == found("江苏省南通市海门区") == "reg:320614"
    assert found("南昌区") == ""


def test_an_abolished_county_is_enclosed_by_its_city() -> None:
    assert enclosing_region("330183") == region_of("reg:330100")
    assert enclosing_region("990000") is None


def test_there_are_34_provinces_and_each_region_leads_up_to_the_country() -> None:
    levels = [region.level for region in regions()]
    assert levels.count("province") == 34
    assert set(levels) == set(LEVELS)
    assert all(ancestors(region.id)[-1].level == "country" for region in regions())


def test_members_of_economic_regions_exist() -> None:
    assert all(region_of(member) for region in regions() for member in members_of(region.id))


def test_an_unknown_id_is_an_error_that_names_it() -> None:
    with pytest.raises(UnknownRegion, match="reg:999999"):
        region_of("reg:999999")


def test_a_column_gives_ids_and_empty_strings() -> None:
    column = pa.chunked_array([["浙江", None], ["鼓楼区", "浙江", "杭州市"]])
    assert region_column(column).to_pylist() == ["reg:330000", "", "", "reg:330000", "reg:330100"]


@given(st.sampled_from([region for region in regions() if region.level != "zone"]))
def test_every_region_is_found_by_its_full_path(region: Region) -> None:
    line = [one for one in reversed(ancestors(region.id)) if one.level != "country"]
    path = "".join(one.name for one in line) or "中国"
    assert find_region(path) == region


@given(st.text("浙江省杭州市余鼓楼区朝阳北京自治县0123456789reg: ", max_size=12))
def test_any_text_gives_a_region_or_none(text: str) -> None:
    region = find_region(text)
    assert region is None or region == region_of(region.id)


def test_the_lexicon_lists_every_region_under_its_names() -> None:
    assert {region.code for region in region_names()["鼓楼区"]} == {"320106", "320302", "350102", "410204"}


@pytest.mark.parametrize(
    ("name", "region"),
    [("云南罗平样例锌电公司", "reg:530000"), ("昆山市样例公司", "reg:320583"), ("杭州样例", "reg:330100")],
)
def test_a_firms_name_tells_its_province_or_city_and_a_county_in_full(name: str, region: str) -> None:
    found = region_of_firm(name)
    assert found is not None
    assert found.id == region


@pytest.mark.parametrize("name", ["东阳光样例股份有限公司", "东方样例电气", "中国样例集团"])
def test_a_brand_that_begins_like_a_place_tells_no_region(name: str) -> None:
    assert region_of_firm(name) is None

"""Scale: which size of firm a need wants, and whether a candidate is known to be of it."""

import json

import pytest

from graph.analysis.market.sizes import SMALLER, SMALLEST
from graph.analysis.matching.results import Candidate
from graph.analysis.matching.scale import LARGER, known_sizes, scale_in, size_words
from ontology.schema import Relation
from tests.graph.analysis.matching.test_match import asked, names, only
from tests.graph.analysis.worlds import World

LARGE = frozenset({"大型"})


@pytest.mark.parametrize(
    ("text", "word", "sizes"),
    [
        ("想找家大厂做减速器", "大厂", LARGE),
        ("求购轴承,小批量,中小企业优先", "中小企业", SMALLER),
        ("要规上企业", "规上", LARGER),
        ("供应商最好是上市公司", "上市公司", LARGER),
        ("小型厂家也行,求水泵", "小型厂家", SMALLEST),
        ("不要大厂,求推荐电机厂", "不要大厂", SMALLER),
        ("求购轴承,小批量", "小批量", SMALLER),
        ("年需3万套水泵", "年需3万套", LARGER),
        ("我们是家小企业,想找龙头企业合作", "龙头", LARGE),
    ],
)
def test_a_size_is_read_from_the_kind_of_firm_that_is_wanted_or_from_the_order(
    text: str, word: str, sizes: frozenset[str]
) -> None:
    found = scale_in(text)
    assert found is not None
    assert (found.word, found.sizes) == (word, sizes)


@pytest.mark.parametrize(
    "text",
    [
        "我们小厂想买台水泵",
        "小厂预算有限,求购轴承",
        "想要小工厂用的机床",
        "找大型注塑机厂家",
        "求购小型水泵",
        "找大型厂房的施工",
        "年产值5000万的企业想买电机",
        "要30台水泵",
    ],
)
def test_what_the_asker_is_and_how_large_the_thing_is_want_no_size(text: str) -> None:
    assert scale_in(text) is None


def sized(world: World, name: str, **properties: str) -> str:
    firm = world.firm(name, "江苏")
    world.nodes[firm]["properties"] = json.dumps(properties, ensure_ascii=False)
    world.fact(firm, Relation.PRODUCES, "tec:特钢")
    return firm


def capital(world: World, firm: str, value: float) -> None:
    said = {"measure": "level", "catalogue": "idc:registered-capital", "base_value": value, "base_unit": "元"}
    world.fact(world.node(f"obs:{firm}", "注册资本", "Observation", properties=json.dumps(said)), Relation.ABOUT, firm)


def scale(one: Candidate) -> tuple[float, str]:
    return next((part.value, part.note) for part in one.why if part.feature == "规模相符")


def test_a_register_tells_the_size_before_the_listing_and_the_capital() -> None:
    world = World()
    firms = {
        "甲": sized(world, "甲", 企业规模="小型", stock_code="000001"),
        "乙": sized(world, "乙", stock_code="000002"),
        "丙": sized(world, "丙"),
        "丁": sized(world, "丁"),
        "戊": sized(world, "戊"),
    }
    for name, value in {"丙": 2e8, "丁": 1e6, "戊": 3e7}.items():
        capital(world, firms[name], value)
    snapshot = world.snapshot()
    numbers = snapshot.index_of(list(firms.values())).tolist()
    found = known_sizes(snapshot, numbers)
    assert [size_words(found[one]) for one in numbers] == [
        "小型",
        "大型或中型",
        "大型或中型",
        "中型或小型或微型",
        "未知",
    ]


def test_those_of_the_wanted_size_stand_before_equals_and_each_part_says_what_is_known() -> None:
    world = World()
    sized(world, "甲", 企业规模="小型")
    sized(world, "乙", 企业规模="大型")
    sized(world, "丙")
    report = asked(world, "想找家大厂供应特钢")
    assert names(report) == ["乙", "丙", "甲"]
    assert [scale(one) for one in report.results] == [
        (1.0, "大型，合“大厂”"),
        (0.0, "企业规模未知，需求说“大厂”"),
        (0.0, "小型，不合“大厂”"),
    ]


def test_a_size_that_is_not_known_could_lift_when_it_is_and_one_that_is_known_cannot() -> None:
    world = World()
    sized(world, "甲", 企业规模="大型")
    sized(world, "乙")
    sized(world, "丙", 企业规模="小型")
    lifts = {one.name: {change.feature for change in one.why_not} for one in asked(world, "想找家大厂供应特钢").results}
    assert "scale" in lifts["乙"]
    assert "scale" not in lifts["丙"] | lifts["甲"]


def test_where_no_size_is_wanted_none_counts() -> None:
    world = World()
    sized(world, "甲", 企业规模="大型")
    assert scale(only(asked(world, "求购特钢"))) == (0.0, "需求未提规模")

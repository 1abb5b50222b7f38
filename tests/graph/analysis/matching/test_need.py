import pytest

from graph.analysis.matching.conditions import conditions_in
from graph.analysis.matching.dictionary import dictionary_of
from graph.analysis.matching.need import region_in
from graph.analysis.matching.understanding import understood
from ontology.schema import Relation
from tests.graph.analysis.worlds import World


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在浙江找减速器厂家", "浙江省"),
        ("浙江省杭州市的企业需要电机", "杭州市"),
        ("昆山市有没有做轴承的", "昆山市"),
        ("长三角范围内", "长江三角洲地区"),
        ("鼓楼区的工厂", None),
        ("全国都可以", None),
        ("需要一批三明治包装机", None),
        ("", None),
    ],
)
def test_a_region_is_read_from_the_need(text: str, name: str | None) -> None:
    found = region_in(text)
    assert (found.name if found else None) == name


def test_the_longest_names_are_what_is_asked_for() -> None:
    snapshot = World().snapshot()
    need = understood(snapshot, dictionary_of(snapshot), "需要谐波减速器和伺服电机的供应商").need
    assert {"谐波减速器", "伺服电机"} <= {one.name for one in need.products}
    assert {one.name for one in need.nodes} == {"减速器", "伺服电机"}
    assert [(one.text, one.weight) for one in need.asks[:2]] == [("谐波减速器", 1.0), ("伺服电机", 1.0)]


def test_a_description_is_understood_by_its_purpose_and_marked_so() -> None:
    world = World()
    world.fact(world.firm("甲", ""), Relation.PRODUCES, world.thing("tec", "压滤机"))
    snapshot = world.snapshot()
    asked = understood(snapshot, dictionary_of(snapshot), "想找能给污泥脱水的机器").need.asks
    assert [(one.described, one.products[0].name) for one in asked if one.products] == [(True, "压滤机")]


def test_other_names_of_a_thing_lead_to_it() -> None:
    world = World()
    world.fact(world.firm("甲", ""), Relation.PRODUCES, world.thing("tec", "蓄电池"))
    snapshot = world.snapshot()
    assert [one.name for one in understood(snapshot, dictionary_of(snapshot), "换电瓶").need.products] == ["蓄电池"]


def test_conditions_beside_the_thing_asked_for_are_told_in_its_words() -> None:
    found = {(one.kind, one.text) for one in conditions_in("要30台，交期45天内，有ISO9001认证的，包安装")}
    assert {("数量", "30台"), ("交期", "交期45天内"), ("资质", "ISO9001认证"), ("服务", "包安装")} <= found
    assert conditions_in("减速器") == ()

from graph.analysis.matching.dictionary import dictionary_of
from graph.analysis.matching.endings import Endings
from graph.snapshot import Snapshot
from ontology.schema import Relation
from tests.graph.analysis.worlds import World


def world(*names: str) -> Snapshot:
    made = World()
    for name in names:
        made.fact(made.firm(f"做{name}的厂", ""), Relation.PRODUCES, made.thing("tec", name))
    return made.snapshot()


def found(snapshot: Snapshot, name: str) -> dict[str, float]:
    hits = dictionary_of(snapshot).things.named(name)
    return {
        snapshot.name(number): worth for number, worth in zip(hits.numbers.tolist(), hits.worth.tolist(), strict=True)
    }


def test_words_that_every_need_uses_are_no_names() -> None:
    dictionary = dictionary_of(world("设备", "系统"))
    assert not {"设备", "系统"} & set(dictionary.names)
    assert "设备" not in dictionary.things


def test_a_name_is_found_without_its_empty_ending_but_less_surely() -> None:
    assert found(world("视觉检测系统"), "视觉检测") == {"视觉检测系统": 0.9}


def test_words_of_business_around_a_product_make_no_difference() -> None:
    assert found(world("水泵产品销售"), "水泵") == {"水泵产品销售": 1.0}
    assert found(world("叉车及配件"), "叉车") == {"叉车及配件": 1.0}


def test_dealing_in_a_product_is_less_than_making_it() -> None:
    assert found(world("钢材贸易"), "钢材") == {"钢材贸易": 0.5}


def test_a_name_with_all_its_wordings_is_owned_once_each() -> None:
    snapshot = world("逆变器、控制器")
    assert found(snapshot, "逆变器") == found(snapshot, "控制器") == {"逆变器、控制器": 1.0}


def test_names_are_held_by_their_ends_and_their_beginnings() -> None:
    names = Endings.of([("打标机", 0, 1.0), ("激光打标机", 1, 1.0), ("打标机镜片", 2, 1.0)])
    assert names.named("打标机").numbers.tolist() == [0]
    assert names.ending_with("打标机").numbers.tolist() == [1]
    assert names.beginning_with("打标机").numbers.tolist() == [2]
    assert names.ending_with("无此物").numbers.size == names.named("").numbers.size == 0


def test_firms_are_held_by_what_their_name_says_before_its_legal_form() -> None:
    made = World()
    made.node("ent:甲", "甲地水表股份有限公司", "Enterprise")
    snapshot = made.snapshot()
    hits = dictionary_of(snapshot).firms.ending_with("水表")
    assert [snapshot.name(number) for number in hits.numbers] == ["甲地水表股份有限公司"]

"""What stands around a name says which kind is meant, or leaves it doubtful whether its makers make that kind."""

import math

import pytest

from graph.analysis.matching.doubt import Word
from graph.analysis.matching.endings import Endings
from graph.analysis.matching.modifiers import kinds_told, modifier_before, thing_after, unexplained
from graph.analysis.matching.results import Candidate
from graph.analysis.matching.spans import Span
from graph.analysis.matching.thesaurus import Sense
from ontology.schema import Relation
from tests.graph.analysis.matching.test_match import asked, names
from tests.graph.analysis.worlds import World


def span(text: str, name: str) -> Span:
    at = text.index(name)
    return Span(name, at, at + len(name))


def kinds(text: str, name: str, *known: str) -> tuple[str, ...]:
    return kinds_told(text, span(text, name), Endings.of((one, 0, 1.0) for one in known))


def test_a_kind_is_told_by_words_that_stand_anywhere_else_in_the_need() -> None:
    assert kinds("火电厂脱硝要用的催化剂", "催化剂", "脱硝催化剂", "裂化催化剂", "催化剂") == ("脱硝催化剂",)


def test_a_word_that_every_need_uses_tells_no_kind() -> None:
    assert kinds("国产的催化剂", "催化剂", "国产催化剂") == ()


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("养鸡场要鸡疫苗", "疫苗", Word("鸡", 1.0)),
        ("剧场的座椅", "座椅", Word("剧场", 0.5)),
        ("地铁里的屏蔽门", "屏蔽门", Word("地铁", 0.5)),
        ("想买一批水泵", "水泵", None),
        ("想买国产水泵", "水泵", None),
        ("水泵", "水泵", None),
    ],
)
def test_the_noun_before_a_name_restricts_it(text: str, name: str, found: Word | None) -> None:
    assert modifier_before(text, span(text, name)) == found


def test_a_modifier_that_a_told_kind_or_a_sense_of_the_name_has_is_explained() -> None:
    lathe = Sense(("平缝机",), ("电脑平车",), ())
    assert unexplained(Word("脱硝", 1.0), ("脱硝催化剂",), ()) == ()
    assert unexplained(Word("电脑", 1.0), (), (lathe,)) == ()
    assert unexplained(Word("鸡", 1.0), (), (lathe,)) == (Word("鸡", 1.0),)
    assert unexplained(None, (), ()) == ()


@pytest.fixture
def props() -> World:
    world = World()
    for firm, product in {"甲": "道具", "乙": "展示道具", "丙": "皮影戏舞台道具"}.items():
        world.fact(world.firm(firm, "江苏"), Relation.PRODUCES, world.thing("tec", product))
    return world


def by_name(world: World, text: str) -> dict[str, Candidate]:
    return {one.name: one for one in asked(world, text).results}


def odds(one: Candidate) -> float:
    return math.log(one.certainty / (1 - one.certainty))


def test_who_makes_another_kind_is_less_sure_than_who_makes_the_head_and_that_than_who_makes_the_kind(
    props: World,
) -> None:
    plain, whole = by_name(props, "求购道具"), by_name(props, "求购皮影戏道具")
    lost = {name: odds(plain[name]) - odds(whole[name]) for name in plain}
    assert lost["乙"] > lost["甲"] > lost["丙"] == pytest.approx(0)
    assert "皮影戏" in whole["乙"].why[0].note
    assert "皮影戏" not in whole["丙"].why[0].note.split("（")[1]


def test_the_kind_that_the_need_tells_goes_before_other_kinds() -> None:
    world = World()
    for firm, product in {"甲": "裂化催化剂", "乙": "脱硝催化剂"}.items():
        world.fact(world.firm(firm, "江苏"), Relation.PRODUCES, world.thing("tec", product))
    assert names(asked(world, "火电厂脱硝要用的催化剂")) == ["乙", "甲"]


def test_a_common_word_is_asked_for_by_the_kind_that_the_need_tells() -> None:
    world = World()
    for firm, product in {"甲": "货物处理", "乙": "污水处理"}.items():
        world.fact(world.firm(firm, "江苏"), Relation.PRODUCES, world.thing("tec", product))
    world.thing("tec", "处理")
    report = asked(world, "印染厂污水超标,想上处理设备")
    assert names(report)[0] == "乙"


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("找火电设备厂", "火电", "设备"),
        ("要叉车配件", "叉车", "配件"),
        ("找水泵设备厂", "水泵", ""),
        ("找污水处理设备", "污水处理", ""),
        ("找火电厂", "火电", ""),
    ],
)
def test_equipment_and_parts_for_a_thing_are_not_the_thing(text: str, name: str, found: str) -> None:
    assert thing_after(text, span(text, name)) == found


def test_who_makes_power_is_no_sure_answer_to_a_need_for_its_equipment() -> None:
    world = World()
    world.fact(world.firm("甲", "江苏"), Relation.PRODUCES, world.thing("tec", "火电"))
    plain, equipment = by_name(world, "求购火电")["甲"], by_name(world, "求购火电设备")["甲"]
    assert odds(equipment) < odds(plain) - 1
    assert "设备" in equipment.why[0].note

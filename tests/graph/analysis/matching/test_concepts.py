import numpy as np

from graph.analysis.matching.concepts import things_for
from graph.analysis.matching.dictionary import dictionary_of
from graph.analysis.matching.wishes import Phrase, Wish
from ontology.schema import Relation
from tests.graph.analysis.worlds import World


def wish(name: str) -> Wish:
    return Wish(name, 1.0, (Phrase(name, 1.0, ""),))


def test_each_thing_comes_once_by_its_nearest_way() -> None:
    world = World()
    world.fact("tec:RV减速器", Relation.PART_OF, "tec:谐波减速器")
    snapshot = world.snapshot()
    found = things_for(snapshot, dictionary_of(snapshot), [wish("谐波减速器")])
    near = {
        snapshot.id(number): worth for number, worth in zip(found.number.tolist(), found.nearness.tolist(), strict=True)
    }
    assert len(near) == found.number.size
    assert (near["tec:谐波减速器"], near["tec:RV减速器"], near["node:robot/reducer"]) == (1.0, 0.8, 0.6)


def test_what_is_asked_for_surely_goes_before_what_is_asked_for_perhaps() -> None:
    world = World()
    snapshot = world.snapshot()
    both = [wish("特钢"), Wish("伺服电机", 0.5, (Phrase("伺服电机", 1.0, ""),))]
    found = things_for(snapshot, dictionary_of(snapshot), both)
    best = found.number[np.argmax(found.nearness)]
    assert snapshot.name(int(best)) == "特钢"


def test_nothing_asked_is_nothing_found() -> None:
    snapshot = World().snapshot()
    assert things_for(snapshot, dictionary_of(snapshot), ()).number.size == 0

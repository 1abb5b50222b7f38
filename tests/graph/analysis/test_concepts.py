from graph.analysis.concepts import expand
from graph.analysis.dictionary import dictionary_of
from ontology.schema import Relation
from tests.graph.analysis.worlds import World


def test_each_concept_comes_once_by_its_nearest_way() -> None:
    world = World()
    world.fact("tec:RV减速器", Relation.PART_OF, "tec:谐波减速器")
    snapshot = world.snapshot()
    dictionary = dictionary_of(snapshot)
    found = expand(snapshot, dictionary, dictionary.terms_in("谐波减速器"))
    assert len({one.number for one in found}) == len(found)
    near = {snapshot.id(one.number): one.nearness for one in found}
    assert (near["tec:谐波减速器"], near["tec:RV减速器"], near["node:robot/reducer"]) == (1.0, 0.8, 0.6)
    assert [one.nearness for one in found] == sorted((one.nearness for one in found), reverse=True)


def test_nothing_asked_is_nothing_found() -> None:
    snapshot = World().snapshot()
    assert expand(snapshot, dictionary_of(snapshot), ()) == ()

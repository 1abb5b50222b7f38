import numpy as np

from graph.analysis.routes import join, routes_of
from ontology.schema import Relation
from tests.graph.analysis.worlds import ROBOT, World


def test_every_equal_pair_is_joined() -> None:
    left, right = np.array([3, 1, 3]), np.array([3, 2, 3])
    assert sorted(zip(*(side.tolist() for side in join(left, right)), strict=True)) == [(0, 0), (0, 2), (2, 0), (2, 2)]
    assert join(left, np.empty(0, np.int64))[0].size == 0


def test_each_target_reaches_a_node_by_its_surest_way() -> None:
    world = World()
    world.fact("tec:RV减速器", Relation.PART_OF, "tec:减速器")
    snapshot = world.snapshot()
    routes = routes_of(snapshot, ROBOT)
    place = dict(zip((snapshot.id(one) for one in routes.target.tolist()), routes.confidence.tolist(), strict=True))
    assert place["tec:RV减速器"] == 1
    assert place["node:robot/reducer"] == 1
    assert len(place) == routes.target.size


def test_a_definition_the_graph_does_not_hold_has_no_routes() -> None:
    world = World()
    world.nodes = {key: row for key, row in world.nodes.items() if not key.startswith(("node:", "tec:"))}
    world.facts.clear()
    assert routes_of(world.snapshot(), ROBOT).target.size == 0

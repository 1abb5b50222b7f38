from graph.exports.selection import among, around, of_chain, without_proofs
from tests.graph.analysis.worlds import ROBOT
from tests.graph.exports.worlds import exported


def test_a_part_points_at_its_own_nodes() -> None:
    whole = exported()
    for part in (around(whole, "ent:丙"), of_chain(whole, ROBOT), without_proofs(whole)):
        assert part.nodes.num_rows < whole.nodes.num_rows
        for edges in part.relations.values():
            assert [part.id(one) for one in edges.subject.tolist()] == edges.table["subject"].to_pylist()
            assert [part.id(one) for one in edges.object.tolist()] == edges.table["object"].to_pylist()


def test_keeping_all_keeps_all() -> None:
    whole = exported()
    same = among(whole, whole.nodes["marked"].is_valid().to_numpy())
    assert same.nodes.equals(whole.nodes)
    assert set(same.relations) == set(whole.relations)

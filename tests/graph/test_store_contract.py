"""What every store must give, embedded or served: one suite over both."""

from collections.abc import Callable
from datetime import date

import pytest

from graph.store import EDGE_COLUMNS, NODE_COLUMNS, EdgeKind, GraphDelta, GraphStore
from ontology.errors import BadQuery, DanglingEdges, QueryRefused, QueryTooSlow
from ontology.schema import EntityClass, Relation
from tests.graph.deltas import FITS, MAKES, delta, edges, joined, many_firms, named, nodes, two_firms

ENTERPRISE, TECHNOLOGY = EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY


def write(store: GraphStore, *deltas: GraphDelta) -> None:
    for one in deltas:
        with store.writer() as writer:
            writer.apply(one)


def pairs(store: GraphStore, relation: Relation = Relation.PRODUCES) -> list[tuple[str, str, str]]:
    found = store.view().edges(relation).to_pylist()
    return [(row["subject"], row["object"], row["status"]) for row in found]


def test_an_empty_graph_has_no_version_and_counts_nothing(store: GraphStore) -> None:
    view = store.view()
    assert view.version() == ""
    assert view.counts() == {}
    assert view.nodes(ENTERPRISE).equals(NODE_COLUMNS.empty_table())
    assert view.edges(Relation.USES).equals(EDGE_COLUMNS.empty_table())


def test_a_written_graph_has_the_version_of_its_delta_and_counts_what_came_in(store: GraphStore) -> None:
    write(store, two_firms("v7"))
    assert store.view().version() == "v7"
    assert store.view().counts() == {"Enterprise": 2, "Technology": 1, "PRODUCES": 2}


def test_nodes_come_back_as_they_went_in_sorted_by_id(store: GraphStore) -> None:
    rows = [
        {"id": "ent:2", "name": "乙", "aliases": ["乙厂", "二"], "region": "reg:330000", "code": "X", "marked": True},
        {"id": "ent:1", "name": "甲", "properties": '{"founded": "2001-01-01"}'},
    ]
    write(store, delta("v1", nodes={ENTERPRISE: nodes(*rows)}))
    assert store.view().nodes(ENTERPRISE).equals(nodes(rows[1], rows[0]))


def test_edges_come_back_as_they_went_in_sorted_by_identity(store: GraphStore) -> None:
    full = {"first_seen": None, "last_seen": date(2026, 5, 1), "evidence": ["ev:1", "ev:2"], "source_ids": []}
    written = edges(
        {"subject": "ent:2", "object": "tec:1", "status": "stated", "confidence": 0.25, "sources": 3, **full},
        {"subject": "ent:1", "object": "tec:1", "status": "stated", "marked": True, "properties": '{"share": 0.31}'},
        {"subject": "ent:1", "object": "tec:1", "status": "planned"},
    )
    write(store, two_firms(), delta("v2", edges={MAKES: written}))
    assert store.view().edges(Relation.PRODUCES).equals(written.take([2, 1, 0]).combine_chunks())


def test_a_relation_gives_its_edges_between_every_pair_of_classes(store: GraphStore) -> None:
    more = delta(
        "v2", nodes={EntityClass.CHAIN_NODE: named(node_a="减速器")}, edges={FITS: joined(("ent:1", "node:a"))}
    )
    write(store, two_firms(), more)
    assert [target for _, target, _ in pairs(store)] == ["node:a", "tec:1", "tec:1"]


def test_a_node_written_again_takes_its_new_values_and_keeps_its_edges(store: GraphStore) -> None:
    write(store, two_firms(), delta("v2", nodes={ENTERPRISE: named(ent_1="甲集团")}))
    assert store.view().nodes(ENTERPRISE)["name"].to_pylist() == ["甲集团", "乙公司"]
    assert len(pairs(store)) == 2


def test_an_edge_written_again_replaces_the_one_of_the_same_status_only(store: GraphStore) -> None:
    planned = {"subject": "ent:1", "object": "tec:1", "status": "planned"}
    sure = {"subject": "ent:1", "object": "tec:1", "confidence": 0.9}
    write(store, two_firms(), delta("v2", edges={MAKES: edges(planned)}), delta("v3", edges={MAKES: edges(sure)}))
    found = store.view().edges(Relation.PRODUCES)
    assert found["status"].to_pylist() == ["planned", "stated", "stated"]
    assert found["confidence"].to_pylist() == [0.5, 0.9, 0.5]


def test_gone_edges_go_by_their_identity(store: GraphStore) -> None:
    gone = edges({"subject": "ent:1", "object": "tec:1"}, {"subject": "ent:2", "object": "tec:1", "status": "planned"})
    write(store, two_firms(), delta("v2", gone_edges={MAKES: gone.select(["subject", "object", "status"])}))
    assert pairs(store) == [("ent:2", "tec:1", "stated")]


def test_gone_nodes_take_their_edges_with_them(store: GraphStore) -> None:
    write(store, two_firms(), delta("v2", gone_nodes={ENTERPRISE: ["ent:1", "ent:unknown"]}))
    assert store.view().counts() == {"Enterprise": 1, "Technology": 1, "PRODUCES": 1}


def test_an_edge_to_a_node_that_is_not_there_is_an_error(store: GraphStore) -> None:
    write(store, two_firms())
    with pytest.raises(DanglingEdges, match="produces-Enterprise-Technology"):
        write(store, delta("v2", edges={MAKES: joined(("ent:1", "tec:missing"))}))
    assert store.view().version() != "v2"


def test_clear_leaves_an_empty_graph_that_can_be_written_again(store: GraphStore) -> None:
    write(store, two_firms())
    with store.writer() as writer:
        writer.clear()
    assert store.view().counts() == {}
    assert store.view().version() == ""
    write(store, two_firms("v2"))
    assert len(pairs(store)) == 2


def test_rewriting_leaves_nothing_of_the_graph_before(store: GraphStore) -> None:
    write(store, two_firms())
    with store.writer() as writer:
        writer.rewrite(many_firms(3, "v2"))
    assert store.view().nodes(ENTERPRISE).num_rows == 3
    assert store.view().version() == "v2"


def test_big_deltas_write_replace_and_remove_as_small_ones_do(store: GraphStore) -> None:
    first, second = many_firms(3_000), many_firms(3_000, "v2")
    write(store, first, second)
    assert store.view().version() == "v2"
    assert store.view().edges(Relation.PRODUCES).equals(first.edges[MAKES])
    keys = first.edges[MAKES].select(["subject", "object", "status"])
    gone = delta("v3", gone_edges={MAKES: keys}, gone_nodes={ENTERPRISE: first.nodes[ENTERPRISE]["id"].to_pylist()})
    write(store, gone)
    assert store.view().counts() == {"Technology": 1}


def test_a_dangling_edge_in_a_big_delta_leaves_no_version(store: GraphStore) -> None:
    wrong = many_firms(3_000)
    with pytest.raises(DanglingEdges):
        write(store, delta("v1", nodes={ENTERPRISE: wrong.nodes[ENTERPRISE]}, edges=wrong.edges))
    assert store.view().version() == ""


def test_a_query_gives_columns_and_plain_rows(store: GraphStore) -> None:
    write(store, two_firms())
    found = store.view().query(
        "MATCH (f:Enterprise)-[r:PRODUCES]->(t) WHERE f.name = $name "
        "RETURN f.id AS id, r.first_seen AS seen, [t.id] AS made",
        {"name": "甲公司", "unused": 1},
    )
    assert found.columns == ("id", "seen", "made")
    assert found.rows == (("ent:1", "2026-01-02", ["tec:1"]),)
    assert not found.truncated


def test_nodes_edges_and_paths_in_an_answer_are_maps_alike_on_every_store(store: GraphStore) -> None:
    write(store, two_firms())
    found = store.view().query("MATCH p = (f:Enterprise {id: 'ent:1'})-[r:PRODUCES]->(t) RETURN f, r, p")
    firm, made, path = found.rows[0]
    assert firm == {
        "class": "Enterprise",
        "id": "ent:1",
        "name": "甲公司",
        "aliases": [],
        "region": "",
        "code": "",
        "properties": "{}",
        "marked": False,
    }
    assert (made["type"], made["first_seen"], "last_seen" in made) == ("PRODUCES", "2026-01-02", False)
    assert [node["id"] for node in path["nodes"]] == ["ent:1", "tec:1"]
    assert path["edges"] == [made]


def test_the_row_limit_cuts_and_says_so(store: GraphStore) -> None:
    write(store, two_firms())
    found = store.view().query("MATCH (f:Enterprise) RETURN f.id ORDER BY f.id", limit=1)
    assert found.rows == (("ent:1",),)
    assert found.truncated


@pytest.mark.parametrize("cypher", ["MATCH (f", "MATCH (f:Enterprise) RETURN g", "RETURN $unknown"])
def test_a_statement_that_cannot_run_says_why(store: GraphStore, cypher: str) -> None:
    with pytest.raises(BadQuery):
        store.view().query(cypher)


def test_a_statement_past_its_time_is_stopped(store: GraphStore) -> None:
    write(store, many_firms(3_000))
    slow = (
        "MATCH (a:Enterprise), (b:Enterprise), (c:Enterprise) WHERE a.name < b.name AND b.name < c.name RETURN count(*)"
    )
    with pytest.raises(QueryTooSlow):
        store.view().query(slow, seconds=0.3)


WRITES = [
    "CREATE (:Enterprise {id: 'ent:x'})",
    "MATCH (f:Enterprise) SET f.name = 'x'",
    "MATCH (f:Enterprise) DETACH DELETE f",
    "MATCH (f:Enterprise) REMOVE f.name",
    "MERGE (:Enterprise {id: 'ent:x'})",
    "MATCH (f) WITH f UNWIND [1] AS x CREATE (:Enterprise {id: 'ent:x'})",
    "DROP TABLE Enterprise",
    "CALL db.labels()",
    "LOAD CSV FROM 'file:///etc/hostname' AS row RETURN row",
    "COPY (MATCH (f) RETURN f.id) TO 'out.csv'",
    "RETURN 1; CREATE (:Enterprise {id: 'ent:x'})",
    "COMMIT; CREATE (:Enterprise {id: 'ent:x'})",
]


@pytest.mark.parametrize("cypher", WRITES)
def test_no_write_goes_through_a_view(store: GraphStore, cypher: str) -> None:
    write(store, two_firms())
    with pytest.raises(QueryRefused):
        store.view().query(cypher)
    assert store.view().counts() == {"Enterprise": 2, "Technology": 1, "PRODUCES": 2}
    assert "甲公司" in store.view().nodes(ENTERPRISE)["name"].to_pylist()


def test_the_engine_refuses_writes_even_where_the_guard_is_blind(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind: Callable[[list[tuple[str, str]]], None] = lambda tokens: None  # noqa: E731 — one line says it
    monkeypatch.setattr("graph.cypher_guard._check_words", blind)
    write(store, two_firms())
    for cypher in WRITES[:6]:
        with pytest.raises((QueryRefused, BadQuery)):
            store.view().query(cypher)
    assert store.view().counts() == {"Enterprise": 2, "Technology": 1, "PRODUCES": 2}


def test_every_class_and_every_allowed_edge_can_be_written(store: GraphStore) -> None:
    from graph.ddl import edge_kinds
    from ontology.ids import PREFIXES

    kinds: list[EdgeKind] = [kind for relation in Relation for kind in edge_kinds(relation)]
    every = {cls: nodes({"id": f"{PREFIXES[cls]}:1", "name": cls.value}) for cls in EntityClass}
    joins = {kind: joined((f"{PREFIXES[kind.subject]}:1", f"{PREFIXES[kind.object]}:1")) for kind in kinds}
    write(store, delta("v1", nodes=every, edges=joins))
    assert sum(store.view().counts().values()) == len(EntityClass) + len(kinds)

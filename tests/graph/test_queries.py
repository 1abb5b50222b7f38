"""Every named query gives the same rows on every store, and the right ones."""

import json
import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from graph.embedded_store import EmbeddedStore
from graph.neo4j_store import Neo4jStore
from graph.queries import (
    CUSTOMERS_OF_FIRM,
    DOCUMENTS_OF_ENTITY,
    ENTITY,
    EVIDENCE,
    FIRMS_BY_REGION,
    FIRMS_OF_NODE,
    NAMED,
    NEIGHBOURHOOD,
    OPERATORS_OF_PLATFORMS,
    POLICIES_FOR_INDUSTRY,
    PROVIDERS_OF_TECHNOLOGY,
    SUPPLIERS_OF_FIRM,
)
from graph.store import EdgeKind, GraphDelta, GraphStore
from ontology.ids import PREFIXES
from ontology.schema import EntityClass, Relation
from tests.graph.deltas import delta, edges, nodes

AMOUNTS = {
    EntityClass.ENTERPRISE: 12,
    EntityClass.ORGANIZATION: 2,
    EntityClass.TECHNOLOGY: 5,
    EntityClass.CHAIN_NODE: 4,
    EntityClass.PLATFORM: 3,
    EntityClass.POLICY: 3,
    EntityClass.INDUSTRY: 3,
    EntityClass.DOCUMENT: 3,
    EntityClass.EVIDENCE: 20,
}
JOINS = {
    EdgeKind(Relation.PRODUCES, EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY): 20,
    EdgeKind(Relation.PRODUCES, EntityClass.ENTERPRISE, EntityClass.CHAIN_NODE): 8,
    EdgeKind(Relation.PROVIDES, EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY): 5,
    EdgeKind(Relation.DEVELOPS, EntityClass.ORGANIZATION, EntityClass.TECHNOLOGY): 4,
    EdgeKind(Relation.REALISES, EntityClass.CHAIN_NODE, EntityClass.TECHNOLOGY): 6,
    EdgeKind(Relation.SUPPLIES, EntityClass.ENTERPRISE, EntityClass.ENTERPRISE): 15,
    EdgeKind(Relation.OPERATES, EntityClass.ENTERPRISE, EntityClass.PLATFORM): 3,
    EdgeKind(Relation.OPERATES, EntityClass.ORGANIZATION, EntityClass.PLATFORM): 2,
    EdgeKind(Relation.APPLIES_TO, EntityClass.POLICY, EntityClass.INDUSTRY): 4,
    EdgeKind(Relation.SUPPORTS, EntityClass.POLICY, EntityClass.INDUSTRY): 3,
    EdgeKind(Relation.STATES, EntityClass.DOCUMENT, EntityClass.EVIDENCE): 20,
    EdgeKind(Relation.ABOUT, EntityClass.EVIDENCE, EntityClass.ENTERPRISE): 25,
    EdgeKind(Relation.ABOUT, EntityClass.EVIDENCE, EntityClass.TECHNOLOGY): 10,
}


def key(cls: EntityClass, number: int) -> str:
    return f"{PREFIXES[cls]}:{number:03d}"


def random_graph(seed: int) -> GraphDelta:
    """A small graph of every kind of edge the queries follow; the same for the same seed."""
    dice = random.Random(seed)
    made = {
        cls: nodes(*(random_node(dice, cls, number) for number in range(amount))) for cls, amount in AMOUNTS.items()
    }
    joins = {kind: edges(*random_edges(dice, kind, amount)) for kind, amount in JOINS.items()}
    return delta(f"seed-{seed}", nodes=made, edges=joins)


def random_node(dice: random.Random, cls: EntityClass, number: int) -> dict[str, Any]:
    region = dice.choice(["", "reg:330000", "reg:310000"])
    place = json.dumps({"document": key(EntityClass.DOCUMENT, number % 3), "page": number})
    return {"id": key(cls, number), "name": f"名{dice.random():.6f}", "region": region, "properties": place}


def random_edges(dice: random.Random, kind: EdgeKind, amount: int) -> Iterator[dict[str, Any]]:
    every = [
        (key(kind.subject, left), key(kind.object, right), status)
        for left in range(AMOUNTS[kind.subject])
        for right in range(AMOUNTS[kind.object])
        for status in ("stated", "planned")
        if (kind.subject, left) != (kind.object, right)
    ]
    for subject, target, status in dice.sample(every, amount):
        yield {
            "subject": subject,
            "object": target,
            "status": status,
            "confidence": dice.choice([0.25, 0.5, 0.75]),
            "evidence": [key(EntityClass.EVIDENCE, dice.randrange(20))],
        }


def parameters_of(name: str) -> list[Mapping[str, Any]]:
    """What each query is asked with: every node it may start from."""
    sure = {"at_least": 0.5, "limit": 100}
    asked: dict[str, list[Mapping[str, Any]]] = {
        "entity": [{"id": key(cls, 1)} for cls in AMOUNTS] + [{"id": "ent:none"}, {"id": "甲公司"}],
        "neighbourhood": [{"id": key(cls, 1), "limit": limit} for cls in AMOUNTS for limit in (2, 100)],
        "firms_of_node": [{"node": key(EntityClass.CHAIN_NODE, number), **sure} for number in range(4)],
        "providers_of_technology": [{"technology": key(EntityClass.TECHNOLOGY, number), **sure} for number in range(5)],
        "evidence": [{"ids": []}, {"ids": [key(EntityClass.EVIDENCE, number) for number in range(0, 20, 3)]}],
        "documents_of_entity": [
            {"id": key(cls, 1), "limit": 100} for cls in (EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY)
        ],
        "suppliers_of_firm": [{"firm": key(EntityClass.ENTERPRISE, number), "limit": 100} for number in range(12)],
        "customers_of_firm": [{"firm": key(EntityClass.ENTERPRISE, number), "limit": 100} for number in range(12)],
        "firms_by_region": [{}],
        "operators_of_platforms": [{"limit": 100}],
        "policies_for_industry": [{"industry": key(EntityClass.INDUSTRY, number), "limit": 100} for number in range(3)],
    }
    return asked[name]


def written(store: GraphStore, seed: int) -> GraphStore:
    with store.writer() as writer:
        writer.clear()
        writer.apply(random_graph(seed))
    return store


@pytest.mark.neo4j
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_named_query_gives_the_same_rows_on_both_stores(
    embedded: EmbeddedStore, served: Neo4jStore, seed: int
) -> None:
    here, there = written(embedded, seed).view(), written(served, seed).view()
    rows = 0
    for name, query in NAMED.items():
        for parameters in parameters_of(name):
            answer = here.query(query, parameters)
            assert answer == there.query(query, parameters), (name, parameters)
            rows += len(answer.rows)
    assert rows > 100


@pytest.mark.neo4j
def test_both_stores_hold_equal_columns_of_the_same_graph(embedded: EmbeddedStore, served: Neo4jStore) -> None:
    here, there = written(embedded, 4).view(), written(served, 4).view()
    assert here.counts() == there.counts()
    assert all(here.nodes(cls).equals(there.nodes(cls)) for cls in EntityClass)
    assert all(here.edges(relation).equals(there.edges(relation)) for relation in Relation)


def test_a_firm_makes_a_node_directly_or_through_a_product_but_not_by_a_plan(embedded: EmbeddedStore) -> None:
    made = EdgeKind(Relation.PRODUCES, EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY)
    planned = {"subject": "ent:3", "object": "node:a", "status": "planned"}
    graph = delta(
        "v1",
        nodes={
            EntityClass.ENTERPRISE: nodes(*({"id": f"ent:{number}", "name": f"企业{number}"} for number in (1, 2, 3))),
            EntityClass.TECHNOLOGY: nodes({"id": "tec:1", "name": "谐波减速器"}),
            EntityClass.CHAIN_NODE: nodes({"id": "node:a", "name": "减速器"}),
        },
        edges={
            EdgeKind(Relation.PRODUCES, EntityClass.ENTERPRISE, EntityClass.CHAIN_NODE): edges(
                {"subject": "ent:2", "object": "node:a"}, planned
            ),
            made: edges({"subject": "ent:1", "object": "tec:1"}),
            EdgeKind(Relation.REALISES, EntityClass.CHAIN_NODE, EntityClass.TECHNOLOGY): edges(
                {"subject": "node:a", "object": "tec:1"}
            ),
        },
    )
    with embedded.writer() as writer:
        writer.apply(graph)
    found = embedded.view().query(FIRMS_OF_NODE, {"node": "node:a", "at_least": 0.0, "limit": 10})
    assert [(row["id"], row["through_name"]) for row in found.records()] == [
        ("ent:2", "减速器"),
        ("ent:1", "谐波减速器"),
    ]


def test_a_closed_firm_makes_nothing_any_more(embedded: EmbeddedStore) -> None:
    states = ('{"status":"closed"}', '{"status":"planned"}', '{"closed_on":"2025-01-01"}', '{"status":"active"}')
    firms = [{"id": f"ent:{place}", "name": "甲", "properties": one} for place, one in enumerate(states)]
    made = EdgeKind(Relation.PRODUCES, EntityClass.ENTERPRISE, EntityClass.TECHNOLOGY)
    graph = delta(
        "v1",
        nodes={
            EntityClass.ENTERPRISE: nodes(*firms),
            EntityClass.TECHNOLOGY: nodes({"id": "tec:1", "name": "减速器"}),
        },
        edges={made: edges(*({"subject": firm["id"], "object": "tec:1"} for firm in firms))},
    )
    with embedded.writer() as writer:
        writer.apply(graph)
    found = embedded.view().query(PROVIDERS_OF_TECHNOLOGY, {"technology": "tec:1", "at_least": 0.0, "limit": 10})
    assert [row["id"] for row in found.records()] == ["ent:3"]


def test_the_neighbourhood_says_which_way_each_edge_runs(embedded: EmbeddedStore) -> None:
    view = written(embedded, 1).view()
    for row in view.query(NEIGHBOURHOOD, {"id": "ent:001", "limit": 100}).records():
        ends = (row["subject"], row["object"])
        assert ends in {("ent:001", row["other"]), (row["other"], "ent:001")}
        assert [row["subject"], row["object"]] in [
            [edge["subject"], edge["object"]] for edge in view.edges(Relation(row["relation"].lower())).to_pylist()
        ]


def test_evidence_comes_with_the_document_that_states_it(embedded: EmbeddedStore) -> None:
    graph = delta(
        "v1",
        nodes={
            EntityClass.DOCUMENT: nodes({"id": "doc:1", "name": "规划.pdf"}),
            EntityClass.EVIDENCE: nodes({"id": "ev:1", "name": "甲公司生产减速器。", "properties": '{"page": 3}'}),
        },
        edges={
            EdgeKind(Relation.STATES, EntityClass.DOCUMENT, EntityClass.EVIDENCE): edges(
                {"subject": "doc:1", "object": "ev:1"}
            )
        },
    )
    with embedded.writer() as writer:
        writer.apply(graph)
    assert embedded.view().query(EVIDENCE, {"ids": ["ev:1", "ev:none"]}).records() == [
        {
            "id": "ev:1",
            "sentence": "甲公司生产减速器。",
            "document": "doc:1",
            "document_name": "规划.pdf",
            "properties": '{"page": 3}',
            "marked": False,
        }
    ]


def test_suppliers_and_customers_are_the_two_ends_of_one_edge(embedded: EmbeddedStore) -> None:
    view = written(embedded, 2).view()
    for sold in view.edges(Relation.SUPPLIES).to_pylist():
        customers = view.query(CUSTOMERS_OF_FIRM, {"firm": sold["subject"], "limit": 100}).records()
        suppliers = view.query(SUPPLIERS_OF_FIRM, {"firm": sold["object"], "limit": 100}).records()
        assert sold["object"] in [row["id"] for row in customers]
        assert sold["subject"] in [row["id"] for row in suppliers]


def test_each_query_with_an_anchor_looks_in_the_class_of_the_id() -> None:
    for query in (ENTITY, NEIGHBOURHOOD, DOCUMENTS_OF_ENTITY):
        assert all(":Technology {id: $id}" in text for text in query.statements("embedded", {"id": "tec:1"}))
        assert all(":ANCHOR" not in text for text in query.statements("neo4j", {"id": "someone's name"}))


def test_only_the_words_of_the_engines_differ_between_the_two_texts() -> None:
    for query in (PROVIDERS_OF_TECHNOLOGY, OPERATORS_OF_PLATFORMS, POLICIES_FOR_INDUSTRY):
        assert all("label(" in text for text in query.embedded)
        assert not any("label(" in text for text in query.neo4j)
    assert FIRMS_BY_REGION.embedded == FIRMS_BY_REGION.neo4j

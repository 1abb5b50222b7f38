"""A large chain for a canvas."""

from graph.view.chain_points import chain_points
from ontology.chains import make_chain, node_id

CHAIN = make_chain(
    {
        "id": "c", "name": "链", "origin": "测试", "stages": ["上游", "下游"],
        "nodes": [{"id": "a", "name": "甲", "stage": "上游"}, {"id": "b", "name": "乙", "stage": "下游"}],
        "links": [{"from": "a", "to": "b"}],
    }
)  # fmt: skip


def test_links_are_pairs_of_rows() -> None:
    found = chain_points(CHAIN, ())
    assert [row[1] for row in found["nodes"]] == ["甲", "乙"]
    assert found["links"] == [[0, 1]]


def test_before_the_findings_are_there_firms_are_not_known() -> None:
    assert [row[4] for row in chain_points(CHAIN, ())["nodes"]] == [None, None]


def test_those_that_stand_out_are_told() -> None:
    found = chain_points(CHAIN, (), {node_id(CHAIN, "b")})
    assert [row[-1] for row in found["nodes"]] == [False, True]


def test_a_stage_covers_its_columns() -> None:
    assert [stage for stage, _, _ in chain_points(CHAIN, ())["stages"]] == ["上游", "下游"]

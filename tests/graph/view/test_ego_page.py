from collections.abc import Mapping
from typing import Any

import pytest

from graph.queries import ENTITY, NEIGHBOURHOOD
from graph.store import GraphStore
from graph.view.ego_page import ego_page, network_page
from ontology.errors import UnknownEntity
from tests.graph.deltas import two_firms
from tests.graph.view.pictured import asks_other_hosts

CENTRE = {"id": "ent:1", "name": "甲公司", "class": "Enterprise", "marked": False}
EDGE: Mapping[str, Any] = {
    "subject": "ent:1", "object": "tec:1", "relation": "PRODUCES", "other": "tec:1", "other_name": "减速器",
    "other_class": "Technology", "marked": False,
}  # fmt: skip


def test_the_page_asks_nothing_of_another_host() -> None:
    page = network_page(CENTRE, [EDGE])
    assert asks_other_hosts(page) == []
    assert "<script src" not in page
    assert "<link" not in page


def test_names_and_relations_are_written_in_chinese() -> None:
    page = network_page(CENTRE, [EDGE])
    assert "\\u51cf\\u901f\\u5668" in page or "减速器" in page
    assert "\\u751f\\u4ea7" in page or "生产" in page


def test_a_name_cannot_end_the_script_it_stands_in() -> None:
    page = network_page({**CENTRE, "name": "</script><script>alert(1)</script>"}, [EDGE])
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize(("centre", "edge"), [(True, False), (False, True)])
def test_the_sample_mark_of_centre_or_fact_is_shown(centre: bool, edge: bool) -> None:
    assert "不可用于决策" in network_page({**CENTRE, "marked": centre}, [{**EDGE, "marked": edge}])
    assert "不可用于决策" not in network_page(CENTRE, [EDGE])


def test_a_page_is_made_from_a_store_and_an_unknown_entity_is_told(embedded: GraphStore) -> None:
    with embedded.writer() as writer:
        writer.apply(two_firms())
    assert "甲公司" in ego_page(embedded.view(), "ent:1") or "\\u7532" in ego_page(embedded.view(), "ent:1")
    with pytest.raises(UnknownEntity):
        ego_page(embedded.view(), "ent:none")


def test_the_query_tells_what_the_page_draws(embedded: GraphStore) -> None:
    with embedded.writer() as writer:
        writer.apply(two_firms())
    (edge,) = embedded.view().query(NEIGHBOURHOOD, {"id": "ent:1", "limit": 5}).records()
    assert set(EDGE) <= set(edge)
    assert set(CENTRE) <= set(embedded.view().query(ENTITY, {"id": "ent:1"}).records()[0])

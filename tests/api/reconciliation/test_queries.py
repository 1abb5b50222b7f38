import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.reconciliation.queries import MOST_CANDIDATES, MOST_QUERIES, read_queries
from ontology.errors import BadInput
from ontology.schema import EntityClass

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def test_a_query_has_its_kinds_its_limit_and_what_is_known_beside_the_name() -> None:
    properties = [{"pid": "code", "v": "9133"}, {"pid": "region", "v": {"id": "reg:330000", "name": "浙江省"}}]
    batch = {"q0": {"query": "甲", "type": ["Enterprise", {"id": "Park"}], "limit": 3, "properties": properties}}
    (found,) = read_queries(json.dumps(batch))
    assert found.kinds == {EntityClass.ENTERPRISE, EntityClass.PARK}
    assert (found.key, found.text, found.limit, found.code, found.region) == ("q0", "甲", 3, "9133", "浙江省")


def test_a_type_that_there_is_none_of_is_no_wish_and_a_limit_has_bounds() -> None:
    (found,) = read_queries(json.dumps({"q": {"query": "甲", "type": "Q42", "limit": 10_000}}))
    assert (found.kinds, found.limit) == (frozenset(), MOST_CANDIDATES)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"q": {}}', '{"q": "甲"}', '{"q": {"query": 3}}'])
def test_what_is_no_batch_is_told(text: str) -> None:
    with pytest.raises(BadInput):
        read_queries(text)


def test_too_large_a_batch_is_told() -> None:
    with pytest.raises(BadInput):
        read_queries(json.dumps({str(at): {"query": "甲"} for at in range(MOST_QUERIES + 1)}))


@given(JSON, JSON, JSON)
def test_whatever_stands_beside_the_name_is_read_or_left_out(kind: object, limit: object, properties: object) -> None:
    query = {"query": "甲", "type": kind, "limit": limit, "properties": properties}
    (found,) = read_queries(json.dumps({"q": query}))
    assert 1 <= found.limit <= MOST_CANDIDATES

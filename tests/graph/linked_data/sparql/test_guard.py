from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.linked_data.sparql.guard import check_query
from ontology.errors import BadQuery, SparqlRefused


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "ask { ?service a :Enterprise }",
        "PREFIX ex: <http://e.example/(a)> CONSTRUCT { ?s ex:service ?o } WHERE { ?s :produces ?o }",
        "# SERVICE\nDESCRIBE <https://liantu.example/id/ent:1>",
        'SELECT ?n { ?s rdfs:label ?n FILTER(?n = \'SERVICE\' || ?n = """INSERT " DATA""") }',
        "SELECT ?n { ?s rdfs:label ?n FILTER(1<2 && STRLEN(?n)>3) }",
    ],
)
def test_a_query_of_this_graph_passes(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ＳERVICE <http://a.example> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://a.example> { ?s ?p ?o } }",
        "PREFIX x: <http://a.example/> SELECT * { FILTER(1<2)SERVICE x:#>\n{ ?s ?p ?o } }",
        "PREFIX x: <http://a.example/> SELECT * { ?s x:a\\' SERVICE <http://a.example> { } # '\n}",
        "SELECT * FROM <http://a.example> { ?s ?p ?o }",
        "INSERT DATA { :a :b :c }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://a.example>",
        "CLEAR ALL",
        "SELECT * { ?s ?p ?o } ; DROP ALL",
        "SELECT * { ?s ?p ?o }\x00",
    ],
)
def test_an_update_or_a_question_to_another_host_is_refused(query: str) -> None:
    with pytest.raises(SparqlRefused):
        check_query(query)


@pytest.mark.parametrize("query", ["", "  # only a comment", "PREFIX a: <b>", "MATCH (n) RETURN n", "A" * 20_001])
def test_what_is_no_query_is_told(query: str) -> None:
    with pytest.raises(BadQuery):
        check_query(query)


@given(st.text(max_size=60))
def test_any_text_passes_or_is_refused_with_a_reason(text: str) -> None:
    with suppress(BadQuery, SparqlRefused):
        check_query(text)

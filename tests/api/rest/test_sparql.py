from typing import Any

import httpx
import pytest

FIRMS = "SELECT ?firm ?name WHERE { ?firm a :Enterprise ; rdfs:label ?name } LIMIT 2"
TRIPLES = "CONSTRUCT WHERE { ?firm :produces ?what } LIMIT 2"


def names(found: Any) -> list[str]:
    return [row["name"]["value"] for row in found["results"]["bindings"]]


def test_a_query_by_address_by_body_by_form_and_in_json_is_answered_alike(client: httpx.Client) -> None:
    wanted = names(client.get("/v1/sparql", params={"query": FIRMS}).json())
    assert len(wanted) == 2
    plain = client.post("/v1/sparql", content=FIRMS, headers={"Content-Type": "application/sparql-query"})
    assert names(plain.json()) == wanted
    assert names(client.post("/v1/sparql", data={"query": FIRMS}).json()) == wanted
    assert names(client.post("/v1/sparql", json={"query": FIRMS}).json()) == wanted


def test_the_answer_says_its_version_and_that_it_rests_on_sample_data(client: httpx.Client) -> None:
    answer = client.get("/v1/sparql", params={"query": FIRMS})
    version = client.get("/v1/health").json()["version"]
    assert answer.headers["Liantu-Version"] == version
    assert answer.headers["Liantu-Marked"] == "true"
    assert (answer.json()["version"], answer.json()["tainted"], answer.json()["truncated"]) == (version, True, False)


@pytest.mark.parametrize(
    ("query", "accept", "kind", "text"),
    [
        (FIRMS, "text/csv", "text/csv", "firm,name"),
        (FIRMS, "application/sparql-results+xml", "application/sparql-results+xml", "<variable name="),
        ("ASK { ?s a :Enterprise }", "*/*", "application/sparql-results+json", '"boolean": true'),
        ("ASK { ?s a :Enterprise }", "text/csv", "text/csv", "true"),
        (TRIPLES, "*/*", "text/turtle", ":produces"),
        (TRIPLES, "application/ld+json", "application/ld+json", "ontology#produces"),
        (TRIPLES, "application/rdf+xml", "application/rdf+xml", "rdf:about"),
    ],
)
def test_the_client_chooses_the_form(client: httpx.Client, query: str, accept: str, kind: str, text: str) -> None:
    answer = client.get("/v1/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["Content-Type"].startswith(kind)
    assert text in answer.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("update=CLEAR+ALL", "application/x-www-form-urlencoded"),
        ("INSERT DATA { :a :b :c }", "application/sparql-update"),
        ("INSERT DATA { :a :b :c }", "application/sparql-query"),
        ("query=ASK+%7B%7D&default-graph-uri=http%3A%2F%2Fa.example", "application/x-www-form-urlencoded"),
    ],
)
def test_an_update_and_another_graph_are_refused(client: httpx.Client, body: str, kind: str) -> None:
    answer = client.post("/v1/sparql", content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["title"]) == (403, "SparqlRefused")


@pytest.mark.parametrize("body", [b"\xff", b"{", b"[]", b""])
def test_a_body_that_holds_no_query_is_told(client: httpx.Client, body: bytes) -> None:
    answer = client.post("/v1/sparql", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422


def test_a_form_that_the_answer_cannot_take_is_told(client: httpx.Client) -> None:
    assert client.get("/v1/sparql", params={"query": FIRMS, "format": "turtle"}).status_code == 422

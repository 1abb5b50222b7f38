import pytest

from api.cli.sparql import SparqlFormat
from graph.linked_data.sparql.answer import GRAPH_FORMS, TABLE_FORMS
from tests.api.conftest import Command

FIRMS = "SELECT ?name WHERE { ?firm a :Enterprise ; rdfs:label ?name ; :produces ?x } ORDER BY ?name LIMIT 1"


def test_the_command_offers_the_forms_there_are() -> None:
    assert {one.value for one in SparqlFormat} == {"table", *TABLE_FORMS, *GRAPH_FORMS}


@pytest.mark.parametrize(
    ("query", "form", "text"),
    [
        (FIRMS, "table", "name"),
        (FIRMS, "csv", "name\r\n"),
        ("ASK { ?x a :Chain }", "table", "是 · yes"),
        ("CONSTRUCT WHERE { ?s :upstream_of ?o } LIMIT 1", "table", ":upstream_of"),
        ("CONSTRUCT WHERE { ?s :upstream_of ?o } LIMIT 1", "nt", "ontology#upstream_of>"),
    ],
)
def test_an_answer_is_printed_in_the_form_asked_for(asked: Command, query: str, form: str, text: str) -> None:
    assert text in asked("sparql", query, "--format", form).out


def test_json_is_one_object_with_the_mark(asked: Command) -> None:
    found = asked("sparql", FIRMS, "--json").json
    assert found["tainted"] is True
    assert len(found["results"]["bindings"]) == 1


def test_an_update_is_refused_with_status_1(asked: Command) -> None:
    outcome = asked("sparql", "CLEAR ALL")
    assert (outcome.status, outcome.out) == (1, "")
    assert "read-only" in outcome.err

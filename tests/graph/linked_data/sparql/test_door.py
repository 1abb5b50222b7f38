import socket
import subprocess
from pathlib import Path

import pytest

from graph.linked_data.addresses import thing
from graph.linked_data.sparql import door as door_module
from graph.linked_data.sparql.door import SparqlDoor
from ontology.errors import BadQuery, QueryTooLarge, QueryTooSlow, TriplesUnreadable
from tests.graph.linked_data.worlds import FIRM

ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{at} ?b{at} ?c{at} ." for at in range(9)) + " }"


def test_rows_come_as_terms_with_their_types(door: SparqlDoor, store: Path) -> None:
    query = "SELECT ?what ?by { ?s rdf:object ?what ; :confidence ?by ; rdf:predicate :produces ; :status 'stated' }"
    found = door.query(store, query)
    assert found.columns == ("what", "by")
    (row,) = found.rows
    assert row["what"] == {"type": "uri", "value": thing("node:robot/motor")}
    assert row["by"]["datatype"].endswith("#double")


def test_the_ontology_is_asked_with_the_graph(door: SparqlDoor, store: Path) -> None:
    query = f"ASK {{ <{thing(FIRM)}> a/rdfs:subClassOf <http://www.w3.org/ns/org#FormalOrganization> }}"
    assert door.query(store, query).truth is True


def test_triples_are_made(door: SparqlDoor, store: Path) -> None:
    found = door.query(store, "CONSTRUCT { ?o :made_by ?s } WHERE { ?s :produces ?o }")
    assert found.triples is not None
    assert found.triples.count("made_by") == 1


def test_the_row_limit_cuts_and_says_so(door: SparqlDoor, store: Path) -> None:
    found = door.query(store, "SELECT * { ?s ?p ?o }", limit=3)
    assert (len(found.rows), found.truncated) == (3, True)
    assert door.query(store, "SELECT * { ?s :produces ?o }", limit=1).truncated is False


def test_an_unreadable_query_is_told_and_the_next_one_is_answered(door: SparqlDoor, store: Path) -> None:
    with pytest.raises(BadQuery):
        door.query(store, "SELECT ?x { ?x ?y }")
    assert door.query(store, "ASK { ?s ?p ?o }").truth is True


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_is_answered(door: SparqlDoor, store: Path) -> None:
    with pytest.raises(QueryTooSlow):
        door.query(store, ENDLESS, seconds=0.3)
    assert door.query(store, "ASK { ?s ?p ?o }").truth is True


def test_a_query_that_wants_too_much_memory_is_ended(store: Path) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"
    with SparqlDoor(memory=200 * 2**20) as narrow, pytest.raises(QueryTooLarge):
        narrow.query(store, query)


def test_the_process_has_no_network_even_where_a_query_slips_by_the_guard(
    monkeypatch: pytest.MonkeyPatch, store: Path
) -> None:
    if subprocess.run(["unshare", "--net", "true"], check=False, capture_output=True).returncode:
        pytest.skip("the kernel lets no process here leave the network")
    monkeypatch.setattr(door_module, "check_query", lambda _: None)
    with socket.create_server(("127.0.0.1", 0)) as ear, SparqlDoor() as unguarded:
        ear.settimeout(0.2)
        address = f"http://127.0.0.1:{ear.getsockname()[1]}/"
        with pytest.raises(BadQuery):
            unguarded.query(store, f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
        with pytest.raises(TimeoutError):
            ear.accept()


def test_a_store_that_cannot_be_opened_is_told_as_that(door: SparqlDoor, tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("no store\n")
    with pytest.raises(TriplesUnreadable, match="打不开三元组库"):
        door.query(tmp_path, "ASK { ?s ?p ?o }")

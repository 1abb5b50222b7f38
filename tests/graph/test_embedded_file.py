"""A large change is written beside the graph: who reads has the one before until it is whole."""

import shutil
from pathlib import Path

import ladybug
import pytest

from graph.embedded_file import GraphFile
from graph.embedded_log import log_of
from graph.embedded_statement import one_result
from graph.embedded_store import EmbeddedStore
from ontology.errors import DanglingEdges
from ontology.schema import EntityClass
from tests.graph.deltas import MAKES, delta, joined, many_firms, named, two_firms

MEMORY = 2**28
BOTH = {"Enterprise": 2, "Technology": 1, "PRODUCES": 2}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with two firms."""
    place = tmp_path / "graph.lbug"
    with EmbeddedStore(place, memory=MEMORY) as store, store.writer() as writer:
        writer.apply(two_firms("v1"))
    return place


def files(path: Path) -> set[str]:
    return {one.name for one in path.parent.iterdir()} - {"graph.lbug.lock", "graph.lbug.wal"}


def add_firm(database: ladybug.Database, key: str) -> None:
    with ladybug.Connection(database) as connection:
        one_result(connection, f"CREATE (:Enterprise {{id: '{key}'}})").close()


def firms(file: GraphFile) -> int:
    with ladybug.Connection(file.database) as connection:
        return int(one_result(connection, "MATCH (n:Enterprise) RETURN count(*) AS n").get_as_arrow(1)["n"][0].as_py())


def test_a_view_taken_before_a_large_change_still_answers_after_it(path: Path) -> None:
    with EmbeddedStore(path, memory=MEMORY) as store:
        before = store.view()
        with store.writer() as writer:
            writer.apply(many_firms(2_500, "v2"))
        assert (before.version(), before.counts()) == ("v1", BOTH)
        assert store.view().version() == "v2"
        assert store.view().counts()["Enterprise"] == 2_502


def test_a_graph_is_read_while_another_is_written_beside_it(path: Path) -> None:
    file = GraphFile(path, memory=MEMORY)
    with file.beside() as database:
        add_firm(database, "ent:new")
        assert (firms(file), file.version()) == (2, "v1")
    assert firms(file) == 3
    file.close()
    assert files(path) == {"graph.lbug"}


def test_what_is_written_beside_is_there_when_the_file_is_opened_again(path: Path) -> None:
    with EmbeddedStore(path, memory=MEMORY) as store, store.writer() as writer:
        writer.apply(many_firms(2_500, "v2"))
        writer.apply(delta("v3", nodes={EntityClass.ENTERPRISE: named(**{"ent:last": "末"})}))
    with EmbeddedStore(path, memory=MEMORY) as store:
        assert (store.view().version(), store.view().counts()["Enterprise"]) == ("v3", 2_503)


def test_a_rewriting_leaves_nothing_of_the_graph_before(path: Path) -> None:
    with EmbeddedStore(path, memory=MEMORY) as store:
        with store.writer() as writer:
            writer.rewrite(delta("v2", nodes={EntityClass.ENTERPRISE: named(**{"ent:only": "一"})}))
        assert store.view().counts() == {"Enterprise": 1}


def test_a_large_change_that_fails_leaves_the_graph_as_it_was(path: Path) -> None:
    dangling = delta(
        "v2",
        nodes={EntityClass.ENTERPRISE: named(**{f"ent:{number}": "某" for number in range(2_500)})},
        edges={MAKES: joined(("ent:1", "tech:none"))},
    )
    with EmbeddedStore(path, memory=MEMORY) as store:
        with store.writer() as writer, pytest.raises(DanglingEdges):
            writer.apply(dangling)
        assert (store.view().version(), store.view().counts()) == ("v1", BOTH)
    assert files(path) == {"graph.lbug"}


@pytest.mark.parametrize("replaced", [False, True])
@pytest.mark.parametrize("logged", [False, True])
def test_an_exchange_that_was_interrupted_is_finished_at_the_next_opening(
    path: Path, *, logged: bool, replaced: bool
) -> None:
    file, other = GraphFile(path, memory=MEMORY), path.with_name("graph.lbug.next")
    add_firm(file.database, "ent:logged")  # into the log of the graph before
    shutil.copyfile(path, other)
    shutil.copyfile(log_of(path), log_of(other))
    file.close()
    following = GraphFile(other, memory=MEMORY)
    add_firm(following.database, "ent:new")
    if not logged:
        with ladybug.Connection(following.database) as connection:
            one_result(connection, "CHECKPOINT").close()
    following.database.close()
    path.with_name("graph.lbug.exchange").write_text("with its log" if logged else "without a log")
    if replaced:
        other.replace(path)
    assert firms(GraphFile(path, memory=MEMORY)) == 4
    assert files(path) == {"graph.lbug"}


def test_a_graph_that_was_never_finished_beside_is_forgotten(path: Path) -> None:
    path.with_name("graph.lbug.next").write_bytes(b"half")
    file = GraphFile(path, memory=MEMORY)
    with file.beside(empty=True):
        pass
    assert firms(file) == 0
    assert files(path) == {"graph.lbug"}


def test_a_process_opens_more_graphs_than_addresses_would_allow_at_the_engines_own_size(tmp_path: Path) -> None:
    many = [GraphFile(tmp_path / f"{number}.lbug", memory=MEMORY) for number in range(17)]
    assert [file.version() for file in many] == [""] * 17
    for file in many:
        file.close()

"""The graph stores, embedded and served, as fixtures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.neo4j_server import Server
from graph.embedded_store import EmbeddedStore
from graph.neo4j_store import Neo4jStore
from graph.store import GraphStore
from tests.real_neo4j import real_neo4j


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """An empty embedded graph."""
    with EmbeddedStore(tmp_path / "graph.lbug", memory=2**28) as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Neo4j, started once."""
    with real_neo4j(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="session")
def neo4j_session_store(neo4j_server: Server) -> Iterator[Neo4jStore]:
    with Neo4jStore(neo4j_server.url, neo4j_server.user, neo4j_server.password) as store:
        yield store


@pytest.fixture
def served(neo4j_session_store: Neo4jStore) -> Neo4jStore:
    """The served graph, emptied."""
    with neo4j_session_store.writer() as writer:
        writer.clear()
    return neo4j_session_store


@pytest.fixture(params=["embedded", pytest.param("served", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> GraphStore:
    """Each store in turn, empty."""
    empty: GraphStore = request.getfixturevalue(request.param)
    return empty

"""A store of a small graph, and a door to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.linked_data.sparql.door import SparqlDoor
from graph.linked_data.sparql.store import open_store
from tests.graph.linked_data.worlds import proven


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_store(tmp_path_factory.mktemp("sparql"), proven())


@pytest.fixture(scope="session")
def door() -> Iterator[SparqlDoor]:
    with SparqlDoor() as found:
        yield found

"""The graph stores, embedded and served, as fixtures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embedded_store import EmbeddedStore


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path / "graph.lbug", memory=2**28) as store:
        yield store


@pytest.fixture(params=["embedded"])
def store(request: pytest.FixtureRequest) -> EmbeddedStore:
    return request.getfixturevalue(request.param)

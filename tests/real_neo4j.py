"""A real Neo4j for the tests of a folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api.neo4j_server import Server, missing_tools, running_server


@contextmanager
def real_neo4j(folder: Path) -> Iterator[Server]:
    """A server with its files in a folder; skips only where Java or Maven is absent, and not even then in CI."""
    if (absent := missing_tools()) and os.environ.get("LIANTU_REQUIRE_NEO4J") != "1":
        pytest.skip(f"{' and '.join(absent)} not installed, so no Neo4j can be started")
    with running_server(folder) as server:
        yield server

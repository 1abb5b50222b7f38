"""The real documents and registers, each ingested once a session; workspaces not to be changed but by a copy."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from api import pipeline
from api.ingest_result import IngestResult
from api.neo4j_server import Server, missing_tools, running_server
from api.workspace import Workspace
from tests.api.spaces import opened

CARDS = Path(__file__).parents[2] / "examples" / "cards"


@dataclass(frozen=True)
class Ingested:
    """A workspace open for questions, what its ingest answered, and what was ingested."""

    workspace: Workspace
    result: IngestResult
    paths: tuple[Path, ...]
    card: Path | None = None


@pytest.fixture(scope="session")
def register(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ingested]:
    """A real, dirty company register of 10,000 rows in Excel."""
    table = shared / "data" / "registry10k" / "companies.xlsx"
    yield from _ingested(tmp_path_factory, (table,), CARDS / "registry10k.card.yaml")


@pytest.fixture(scope="session")
def corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ingested]:
    """Five real documents."""
    yield from _ingested(tmp_path_factory, tuple(sorted((shared / "corpus").glob("*.txt"))))


@pytest.fixture(scope="session")
def chainkg(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ingested]:
    """Listed companies, industries, products and the product tree: 173,533 rows."""
    yield from _ingested(tmp_path_factory, (shared / "data" / "chainkg",), CARDS / "chainkg.card.yaml")


def _ingested(folders: pytest.TempPathFactory, paths: tuple[Path, ...], card: Path | None = None) -> Iterator[Ingested]:
    with opened(folders.mktemp("real") / "workspace") as workspace:
        yield Ingested(workspace, pipeline.ingest(workspace, paths, card), paths, card)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Neo4j, started once; skips only where Java or Maven is absent, and not even then in CI."""
    if (absent := missing_tools()) and os.environ.get("LIANTU_REQUIRE_NEO4J") != "1":
        pytest.skip(f"{' and '.join(absent)} not installed, so no Neo4j can be started")
    with running_server(tmp_path_factory.mktemp("neo4j")) as server:
        yield server

"""The real documents and registers, each ingested once a session; workspaces not to be changed but by a copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from api import pipeline
from api.ingest_result import IngestResult
from api.neo4j_server import Server
from api.workspace import Workspace
from tests.api.spaces import opened
from tests.real_neo4j import real_neo4j

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
    """A real Neo4j, started once."""
    with real_neo4j(tmp_path_factory.mktemp("neo4j")) as server:
        yield server

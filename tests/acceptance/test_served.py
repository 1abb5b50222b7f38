"""The same path on a real Neo4j: what the served graph answers is what the embedded one does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api import answers, pipeline
from api.neo4j_server import Server
from api.settings import Settings
from api.workspace import Workspace
from graph.ogm import Notebook
from graph.queries import NAMED
from ontology.schema import EntityClass, Relation
from tests.acceptance.conftest import Ingested
from tests.acceptance.graphs import differences

pytestmark = [pytest.mark.shared, pytest.mark.neo4j]


@pytest.fixture(scope="module")
def served(corpus: Ingested, neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The corpus in a workspace whose graph is on a server."""
    login = (neo4j_server.url, neo4j_server.user, neo4j_server.password)
    with Workspace(Settings(tmp_path_factory.mktemp("served") / "workspace", *login)) as workspace:
        pipeline.ingest(workspace, corpus.paths)
        yield workspace


def test_both_stores_hold_the_same_rows(served: Workspace, corpus: Ingested) -> None:
    assert differences(served, corpus.workspace) == []


def test_gaps_and_providers_are_the_same(served: Workspace, corpus: Ingested) -> None:
    for workspace_answer in (
        lambda workspace: answers.gaps(workspace, "industrial-internet", healthy=True),
        lambda workspace: answers.gaps(workspace, "industrial-internet", "浙江"),
        lambda workspace: answers.match(workspace, "需要做设备数据采集的工业互联网平台服务商", top=50),
    ):
        assert workspace_answer(served) == workspace_answer(corpus.workspace)


def test_every_named_query_gives_the_same_rows(served: Workspace, corpus: Ingested) -> None:
    operated = corpus.workspace.view.edges(Relation.OPERATES)
    technologies = corpus.workspace.view.nodes(EntityClass.TECHNOLOGY)
    parameters = {
        "id": operated["subject"][0].as_py(),
        "firm": operated["subject"][0].as_py(),
        "ids": operated["evidence"][0].as_py(),
        "node": "node:industrial-internet/platform",
        "technology": technologies["id"][0].as_py(),
        "industry": corpus.workspace.view.nodes(EntityClass.INDUSTRY)["id"][0].as_py(),
        "at_least": 0.0,
        "limit": 50,
    }
    for name, query in NAMED.items():
        given = {key: value for key, value in parameters.items() if any(f"${key}" in text for text in query.embedded)}
        assert served.view.query(query, given) == corpus.workspace.view.query(query, given), name


def test_a_notebook_reads_and_edits_one_entity(served: Workspace, neo4j_server: Server, tmp_path: Path) -> None:
    platform = served.view.edges(Relation.OPERATES)["object"][0].as_py()
    login = (neo4j_server.url, neo4j_server.user, neo4j_server.password)
    with Notebook(*login) as notebook:
        found = notebook.find(platform)
        assert list(found.operates_from)
        found.code, before = "P-1", found.code
        notebook.save(found)
        assert answers.profile(served, platform).code == "P-1"
        found.code = before
        notebook.save(found)

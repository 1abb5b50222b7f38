"""The graph as it is: its rows, its version, how much it holds."""

from collections.abc import Mapping
from typing import Any

from api.workspace import EmptyWorkspace, Workspace
from graph.store import Rows
from ontology.schema import EntityClass


def query(workspace: Workspace, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
    """Rows of a read-only Cypher statement. Raises QueryRefused, BadInput."""
    return workspace.view.query(cypher, parameters)


def version(workspace: Workspace) -> str:
    """Version of the graph, empty before the first ingest."""
    try:
        return workspace.view.version()
    except EmptyWorkspace:
        return ""


def stats(workspace: Workspace) -> dict[str, Any]:
    """Nodes by class and edges by relation, and the version they belong to."""
    counts = workspace.view.counts()
    labels = {cls.value for cls in EntityClass}
    return {
        "version": version(workspace),
        "as_of": workspace.reading.snapshot.as_of,
        "nodes": {name: count for name, count in counts.items() if name in labels},
        "edges": {name: count for name, count in counts.items() if name not in labels},
    }

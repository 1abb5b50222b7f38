"""Where the workspace and the graph are: options go before the environment, the environment before defaults."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What every command needs to know."""

    workspace: Path
    graph: str = ""  # bolt:// or neo4j:// URL; empty for the embedded graph
    graph_user: str = "neo4j"
    graph_password: str = ""


def read_settings(
    workspace: Path | None = None, graph: str | None = None, *, environment: Mapping[str, str] | None = None
) -> Settings:
    """Settings from options and from LIANTU_WORKSPACE, LIANTU_GRAPH, LIANTU_GRAPH_USER, LIANTU_GRAPH_PASSWORD."""
    given = os.environ if environment is None else environment
    return Settings(
        workspace=workspace or Path(given.get("LIANTU_WORKSPACE") or "liantu-data"),
        graph=graph if graph is not None else given.get("LIANTU_GRAPH", ""),
        graph_user=given.get("LIANTU_GRAPH_USER") or "neo4j",
        graph_password=given.get("LIANTU_GRAPH_PASSWORD", ""),
    )

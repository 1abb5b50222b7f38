"""The census of all regions of a level, as the pages of maps, flows and the product space read it."""

from api.workspace import Workspace
from graph.analysis.census import Census, census_of
from graph.analysis.levels import region_at


def census_at(workspace: Workspace, level: str) -> Census:
    """All regions of a level with all nodes. Raises UnknownWord, EmptyWorkspace."""
    snapshot = workspace.reading.snapshot
    return census_of(snapshot, workspace.chains, region_at(snapshot, level), limits=workspace.limits)

"""Composite indices: which there are, and one of them measured."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.workspace import Workspace
from graph.analysis.indices.definition import Index
from graph.analysis.indices.definition_file import bundled_indices, find_index, indices_in
from graph.analysis.indices.given import given_values
from graph.analysis.indices.measure import Asked, measure_index
from graph.analysis.indices.observed import observed_values
from graph.analysis.indices.report import IndexReport
from graph.analysis.indices.values import Values


def known_indices(workspace: Workspace) -> tuple[Index, ...]:
    """The bundled definitions and those in the workspace's `indices/`, which go before bundled ones of the same id."""
    own = indices_in(workspace.folder / "indices")
    taken = {one.id for one in own}
    return tuple(sorted((*own, *(one for one in bundled_indices() if one.id not in taken)), key=lambda one: one.id))


def index_outline(index: Index) -> Mapping[str, Any]:
    """An index in a list of indices."""
    return {
        "id": index.id,
        "name": index.name,
        "dimensions": len(index.dimensions),
        "indicators": len(index.indicators),
        "source": index.source,
    }


def measure(workspace: Workspace, name: str, asked: Asked, table: Path | None = None) -> IndexReport:
    """An index from the table a user gives, else from what the graph's documents and registers say of regions.

    Raises:
        UnknownIndex, BadIndex: no such index, or a definition of the workspace's own is wrong.
        EmptyWorkspace: there is no graph, and no table is given.
        BadTable, BadIndexValues: the table cannot be read, or holds no figures of the year or unit asked for.
    """
    index = find_index(name, known_indices(workspace))
    return measure_index(index, _values(workspace, index, table), asked)


def _values(workspace: Workspace, index: Index, table: Path | None) -> Values:
    if table is None:
        return observed_values(workspace.reading.snapshot, index)
    from ingest.tables import read_table

    return given_values(read_table(table), index)

"""Whole graphs as columns, to compare those of a million rows."""

import pyarrow as pa

from api.workspace import Workspace
from ontology.schema import EntityClass, Relation


def differences(left: Workspace, right: Workspace) -> list[str]:
    """Labels and types whose rows are not the same in two graphs; and `version`, where theirs differ."""
    one, other = _tables(left), _tables(right)
    unequal = [name for name, table in one.items() if not table.equals(other[name])]
    return unequal + (["version"] if left.view.version() != right.view.version() else [])


def _tables(workspace: Workspace) -> dict[str, pa.Table]:
    view = workspace.view
    nodes = {cls.value: view.nodes(cls) for cls in EntityClass}
    return nodes | {relation.cypher: view.edges(relation) for relation in Relation}

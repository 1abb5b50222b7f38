"""The graph as a networkx graph, for notebooks, and as GraphML for Gephi, yEd and Cytoscape."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from graph.exports.selection import around, of_chain, without_proofs
from graph.notice import notice_of
from graph.snapshot import Snapshot
from ontology.chains import Chain
from ontology.errors import TooLargeForFormat

if TYPE_CHECKING:
    MultiDiGraph = nx.MultiDiGraph[str]

LIMIT: Final = 200_000  # edges; beyond it desktop tools no longer open the file, and Python objects fill the memory
_BETWEEN: Final = "|"  # GraphML has no lists


def to_networkx(
    snapshot: Snapshot, *, centre: str | None = None, chain: Chain | None = None, hops: int = 1, limit: int = LIMIT
) -> "MultiDiGraph":
    """Entities and facts as a directed multigraph; the key of an edge is `relation:status`.

    Args:
        snapshot: the graph at one version.
        centre: id of an entity; only what lies within `hops` facts of it.
        chain: only this chain, its products and their makers.
        hops: how far around the centre.
        limit: most edges that are converted.

    Raises:
        UnknownEntity: no node has the id `centre`.
        TooLargeForFormat: more edges than `limit`.
    """
    part = without_proofs(snapshot)
    if chain is not None:
        part = of_chain(part, chain)
    if centre is not None:
        part = around(part, centre, hops=hops)
    edges = sum(held.subject.size for held in part.relations.values())
    if edges > limit:
        raise TooLargeForFormat("GraphML", edges, limit)
    notice = notice_of(part)
    made: MultiDiGraph = nx.MultiDiGraph(version=notice.version, as_of=notice.as_of, notice="；".join(notice.lines()))
    made.add_nodes_from((row.pop("id"), _flat(row)) for row in part.nodes.to_pylist())
    for relation, held in part.relations.items():
        for row in held.table.to_pylist():
            ends = row.pop("subject"), row.pop("object")
            made.add_edge(*ends, key=f"{relation.value}:{row['status']}", relation=relation.value, **_flat(row))
    return made


def write_graphml(snapshot: Snapshot, path: Path) -> None:
    """Write a graph of at most LIMIT edges as GraphML. Raises TooLargeForFormat."""
    nx.write_graphml(to_networkx(snapshot), path, encoding="utf-8")


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """Values GraphML can hold: lists joined, dates as text, what is not known left out."""
    return {name: _plain(value) for name, value in row.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return _BETWEEN.join(map(str, value))
    return value if isinstance(value, str | int | float) else str(value)

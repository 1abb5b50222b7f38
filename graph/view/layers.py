"""Where each node of a chain stands on the picture: columns by depth from upstream to downstream.

A node stands one column right of its furthest input (longest path layering), rows are ordered by the mean row
of the neighbours (barycentre, Sugiyama, Tagawa & Toda 1981). Stages colour the heads of the columns they cover.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from ontology.chains import Chain

SWEEPS: Final = 8  # the order settles well before; more sweeps cost little at these sizes


@dataclass(frozen=True, slots=True)
class Place:
    """Column and row of a node, counted from 0."""

    column: int
    row: int


@lru_cache(maxsize=64)
def layout(chain: Chain) -> Mapping[str, Place]:
    """Place of each node by its short id; kept, since thousands of nodes take half a second."""
    columns = _columns(chain)
    neighbours = _neighbours(chain)
    layers: dict[int, list[str]] = {}
    for node in chain.nodes:
        layers.setdefault(columns[node.id], []).append(node.id)
    rows = {node: float(row) for layer in layers.values() for row, node in enumerate(layer)}
    for sweep in range(SWEEPS):
        for column in sorted(layers, reverse=bool(sweep % 2)):
            layers[column].sort(key=lambda node: _middle(node, neighbours[node], rows))
            rows.update({node: float(row) for row, node in enumerate(layers[column])})
    placed = {node: Place(column, row) for column, layer in layers.items() for row, node in enumerate(layer)}
    return MappingProxyType(placed)


def _columns(chain: Chain) -> dict[str, int]:
    """Stage first, then depth inside the stage, so that 上游 always stands left of 下游."""
    stage = {node.id: chain.stages.index(node.stage) for node in chain.nodes}
    depth = dict.fromkeys(stage, 0)
    for _ in chain.nodes:
        changed = False
        for source, target in chain.arrows():
            if stage[source] == stage[target] and depth[target] <= depth[source]:
                depth[target], changed = depth[source] + 1, True
        if not changed:
            break
    used = sorted({(stage[node], depth[node]) for node in stage})
    return {node: used.index((stage[node], depth[node])) for node in stage}


def _neighbours(chain: Chain) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {node.id: [] for node in chain.nodes}
    for source, target in chain.arrows():
        found[source].append(target)
        found[target].append(source)
    return found


def _middle(node: str, neighbours: list[str], rows: Mapping[str, float]) -> float:
    return sum(rows[other] for other in neighbours) / len(neighbours) if neighbours else rows[node]

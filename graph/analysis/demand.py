"""Which nodes does a region need, and who in it needs them?

A node is needed where a firm of the region makes something downstream of it. Method: docs/methods.md, equation D2.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.supply import Made, Supply
from ontology.chains import Chain


@dataclass(frozen=True, slots=True)
class Demand:
    """For each node of the chain: whether the region needs it and has no stand-in for it."""

    needed: NDArray[np.bool_]  # k values
    replaced: NDArray[np.bool_]  # k values: every customer in the region has another option that is made there


def demand_of(chain: Chain, made: NDArray[np.bool_], *, whole: bool) -> Demand:
    """What the region's makers need.

    Args:
        chain: the definition with its links and their options.
        made: whether the region makes the node, k values.
        whole: every node is asked for, as in a country; a region needs what its own firms need.
    """
    place = {node.id: number for number, node in enumerate(chain.nodes)}
    active = np.ones(len(place), np.bool_) if whole else _with_upstream(chain, place, made)
    needed, open_links = np.zeros(len(place), np.bool_), np.zeros(len(place), np.bool_)
    for link in chain.links:
        if not active[place[link.target]]:
            continue
        options = [place[option] for option in link.options]
        needed[options] = True
        if not made[options].any() or len(options) == 1:
            open_links[options] = True
    final = np.array([not any(node.id in link.options for link in chain.links) for node in chain.nodes])
    required = np.array([node.required for node in chain.nodes])
    if whole:
        needed |= final
    return Demand(needed=needed & required, replaced=needed & ~open_links & ~final)


def _with_upstream(chain: Chain, place: dict[str, int], made: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The nodes made and all that goes into them, step by step up the chain."""
    active = made.copy()
    for _ in chain.nodes:
        grown = active.copy()
        for source, target in chain.arrows():
            grown[place[source]] |= active[place[target]]
        if (grown == active).all():
            break
        active = grown
    return active


def customers_of(supply: Supply, node: int, region: str | None, *, limit: int = 5) -> tuple[Made, ...]:
    """Firms of the region that make what this node goes into, nearest customers first."""
    chain, found = supply.chain, list[Made]()
    place = {item.id: number for number, item in enumerate(chain.nodes)}
    seen, front = {node}, [node]
    while front and len(found) < limit:
        ahead = [place[target] for source, target in chain.arrows() if place[source] in front]
        front = [one for one in dict.fromkeys(ahead) if one not in seen]
        seen.update(front)
        found += [one for at in front for one in supply.of_node(at, region)]
    return tuple(found[:limit])

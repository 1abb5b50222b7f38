"""What of a chain hangs on one node, and what a region can make from end to end.

Inputs of a node are all needed (AND), options of an input stand in for each other (OR). Method: docs/methods.md,
equations D3 (dominators: Lengauer & Tarjan 1979, by networkx) and D4 (AND/OR availability).
"""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ontology.chains import Chain

Flags = NDArray[np.bool_]

_KEPT: Final = 64  # chains whose answer is kept: a definition that is edited makes a new one each time
_SOURCE: Final = ""  # before every node that has no input; no node has this id


@lru_cache(maxsize=_KEPT)
def products_behind(chain: Chain) -> tuple[tuple[int, ...], ...]:
    """For each node the final products that no route reaches without it; places in Chain.nodes, k tuples.

    A final product goes into nothing. A node by which only some routes lead stands behind none.
    """
    import networkx as nx  # slow to import, and most questions never ask

    place = {node.id: number for number, node in enumerate(chain.nodes)}
    arrows = list(chain.arrows())
    fed, feeding = {target for _, target in arrows}, {source for source, _ in arrows}
    routes = nx.DiGraph([*arrows, *((_SOURCE, node.id) for node in chain.nodes if node.id not in fed)])
    above = nx.immediate_dominators(routes, _SOURCE)
    behind: list[list[int]] = [[] for _ in chain.nodes]
    for node in chain.nodes:
        if node.id not in feeding:
            for passed in _upward(above, node.id):
                behind[place[passed]].append(place[node.id])
    return tuple(map(tuple, behind))


def _upward(above: dict[str, str], node: str) -> list[str]:
    """The nodes that every route to this one passes, itself left out."""
    passed = []
    while (node := above.get(node, _SOURCE)) not in (None, _SOURCE):
        passed.append(node)
    return passed


def available(chain: Chain, made: Flags) -> Flags:
    """Whether a region can make each node from end to end: itself, and an option of each of its inputs so too (D4).

    Args:
        chain: the definition.
        made: whether the region makes each node, k values.
    """
    place = {node.id: number for number, node in enumerate(chain.nodes)}
    inputs = [([place[option] for option in link.options], place[link.target]) for link in chain.links]
    found = made.copy()
    for _ in chain.nodes:
        before = found.copy()
        for options, target in inputs:
            found[target] &= bool(found[options].any())
        if (found == before).all():
            break
    return found

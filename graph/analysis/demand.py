"""Which nodes does a region need, and who in it needs them?

A node is needed where a firm of the region makes something downstream of it. Method: docs/methods.md, equation D2.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.supply import Made, Supply
from ontology.chains import Chain

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Demand:
    """For each node of the chain: whether the region needs it, and what stands in for it there."""

    asked: Flags  # k values
    stand_ins: tuple[tuple[int, ...], ...]  # options made here that every customer can take instead; else empty


@dataclass(frozen=True, slots=True)
class _Input:
    options: tuple[int, ...]  # any of which serves the customer
    customer: int


def demand_of(chain: Chain, made: Flags, *, whole: bool) -> Demand:
    """What the region's makers need.

    Args:
        chain: the definition with its links and their options.
        made: whether the region makes the node, k values.
        whole: every node is asked for, as in a country; a region needs what its own firms need.
    """
    inputs = _inputs(chain)
    active = np.ones(made.size, np.bool_) if whole else _with_upstream(inputs, made)
    asked, unserved = active & whole, np.zeros(made.size, np.bool_)
    others: list[set[int]] = [set() for _ in chain.nodes]
    for one in inputs:
        if active[one.customer]:
            serving = {option for option in one.options if made[option]}
            for option in one.options:
                asked[option] = True
                others[option] |= serving - {option}
                unserved[option] |= not serving - {option}
    stand_ins = tuple(() if unserved[node] else tuple(sorted(found)) for node, found in enumerate(others))
    return Demand(asked, stand_ins)


def _inputs(chain: Chain) -> tuple[_Input, ...]:
    place = {node.id: number for number, node in enumerate(chain.nodes)}
    return tuple(_Input(tuple(place[one] for one in link.options), place[link.target]) for link in chain.links)


def _with_upstream(inputs: Sequence[_Input], made: Flags) -> Flags:
    """The nodes made and what goes into them, step by step up the chain.

    Of several options the ones made are followed; where none is made, the one the definition names first.
    """
    active = made.copy()
    for _ in range(made.size):
        grown = active.copy()
        for one in inputs:
            if active[one.customer]:
                used = [option for option in one.options if made[option]] or list(one.options[:1])
                grown[used] = True
        if (grown == active).all():
            break
        active = grown
    return active


def customers_of(supply: Supply, node: int, region: str | None, *, limit: int = 5) -> tuple[Made, ...]:
    """Firms of the region that make what this node goes into, nearest customers first."""
    ahead = [(option, one.customer) for one in _inputs(supply.chain) for option in one.options]
    found, seen, front = list[Made](), {node}, [node]
    while front and len(found) < limit:
        front = list(dict.fromkeys(customer for option, customer in ahead if option in front and customer not in seen))
        seen.update(front)
        found += [one for at in front for one in supply.of_node(at, region)]
    return tuple(found[:limit])

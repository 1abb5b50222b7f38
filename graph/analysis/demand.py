"""What each region needs of each node, who there needs it, and what stands in for it.

A node is needed where the region makes something that takes it as an input, or where purchases of it are recorded.
Of the options of an input those made in the region are needed; all of them where none is. Method: docs/methods.md, D2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from graph.analysis.supply import Made, Supply
from ontology.chains import Chain

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Inputs:
    """Links of all chains as columns: each option of each input is a row; nodes are numbered over all chains."""

    option: Numbers
    customer: Numbers
    input: Numbers  # rows with the same number are options of one input
    size: int  # number of nodes

    @cached_property
    def final(self) -> Flags:
        """Nodes that go into nothing, N values."""
        found = np.ones(self.size, np.bool_)
        found[self.option] = False
        return found

    def needed(self, made: Flags) -> Flags:
        """Whether each option is one that the region's makers would take, R x rows."""
        here = made[:, self.option]
        any_made = np.zeros((made.shape[0], int(self.input.max(initial=-1)) + 1), np.bool_)
        region, row = np.nonzero(here)
        any_made[region, self.input[row]] = True
        return np.asarray(here | ~any_made[:, self.input])


def inputs_of(chains: Sequence[Chain]) -> Inputs:
    """The links of these chains, nodes numbered chain by chain."""
    rows, start, inputs = [], 0, 0
    for chain in chains:
        place = {node.id: start + number for number, node in enumerate(chain.nodes)}
        for link in chain.links:
            rows += [(place[option], place[link.target], inputs) for option in link.options]
            inputs += 1
        start += len(chain.nodes)
    columns = np.array(rows, np.int64).reshape(-1, 3)
    return Inputs(columns[:, 0], columns[:, 1], columns[:, 2], start)


def need_of(inputs: Inputs, made: Flags, firms: Floats, bought: Floats) -> Floats:
    """Customers of each node in each region: firms that take it, and recorded purchases of what goes into nothing.

    Args:
        inputs: the links.
        made: whether the region is seen to make the node, R x N.
        firms: firms of each cell that count as customers, R x N.
        bought: purchases recorded in each cell, R x N.
    """
    from scipy.sparse import csr_matrix  # only where it is asked for: most commands need not wait for it

    asked = firms[:, inputs.customer] * inputs.needed(made)
    rows = np.arange(inputs.option.size)
    onto = csr_matrix((np.ones(rows.size), (rows, inputs.option)), shape=(rows.size, inputs.size))
    return np.asarray(asked @ onto + bought * inputs.final)


def stand_ins_of(inputs: Inputs, made: Flags, node: int) -> tuple[int, ...]:
    """Nodes made in a region that every customer there can take instead of this one; none where one cannot.

    Args:
        inputs: the links.
        made: whether the region makes each node, N values.
        node: the node asked about.
    """
    found: set[int] = set()
    for number in inputs.input[(inputs.option == node) & made[inputs.customer]].tolist():
        serving = {option for option in inputs.option[inputs.input == number].tolist() if made[option]} - {node}
        if not serving:
            return ()
        found |= serving
    return tuple(sorted(found))


def customers_of(supply: Supply, node: int, region: str | None, *, limit: int = 5) -> tuple[Made, ...]:
    """Firms of the region that make what this node goes into, nearest customers first.

    Args:
        supply: who makes what of a chain.
        node: place of the node in its chain.
        region: `reg:` id, None for the whole country.
        limit: firms at most.
    """
    ahead, leads = _ahead(supply.chain), supply.leading(region)
    found, seen, front = list[Made](), {node}, [node]
    while front and len(found) < limit:
        arrows = sorted(pair for option in front for pair in ahead[option] if pair[1] not in seen and pair[1] in leads)
        front = list(dict.fromkeys(customer for _, customer in arrows))
        seen.update(front)
        found += [one for at in front for one in supply.of_node(at, region)]
    return tuple(found[:limit])


@lru_cache(maxsize=16)
def _ahead(chain: Chain) -> tuple[tuple[tuple[int, int], ...], ...]:
    """What each node goes into: numbers of the arrows and places of the customers, in the order of the arrows."""
    place = {one.id: number for number, one in enumerate(chain.nodes)}
    found: list[list[tuple[int, int]]] = [[] for _ in chain.nodes]
    for number, (source, target) in enumerate(chain.arrows()):
        found[place[source]].append((number, place[target]))
    return tuple(map(tuple, found))

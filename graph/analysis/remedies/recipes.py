"""What each node of all chains takes and what it goes into, in names: for the words of a remedy."""

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.chains import Chain


@dataclass(frozen=True, slots=True)
class Recipes:
    """N nodes, chain by chain."""

    names: tuple[str, ...]
    inputs: tuple[tuple[tuple[str, ...], ...], ...]  # each input as the names of the options that serve it
    customers: tuple[frozenset[str], ...]

    def words(self, node: int) -> set[str]:
        """Names of everything the node may take."""
        return {name for options in self.inputs[node] for name in options}


def recipes_of(chains: Sequence[Chain]) -> Recipes:
    """The recipes of these definitions, in the order in which the makings number their nodes."""
    names = [node.name for chain in chains for node in chain.nodes]
    inputs: list[list[tuple[str, ...]]] = [[] for _ in names]
    customers: list[set[str]] = [set() for _ in names]
    start = 0
    for chain in chains:
        place = {node.id: start + at for at, node in enumerate(chain.nodes)}
        for link in chain.links:
            inputs[place[link.target]].append(tuple(names[place[option]] for option in link.options))
            for option in link.options:
                customers[place[option]].add(names[place[link.target]])
        start += len(chain.nodes)
    return Recipes(tuple(names), tuple(map(tuple, inputs)), tuple(map(frozenset, customers)))

"""How near is a node of the chain to every other node: could a firm that makes one turn to the other?

Three signs, put together as chances that do not depend on each other: firms that make both, inputs that both take,
products that both go into. Nodes of other chains count as well; inputs are compared by name, since the same thing
stands in several definitions. Method: docs/methods.md, equations V1–V3 (proximity after Hidalgo et al. 2007).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.makings import Makings
from ontology.chains import Chain
from ontology.values.names import fold

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

FEW_FIRMS: Final = 2.0  # added to the firms of a node, so that one firm that makes two rare things proves little
INPUTS: Final = 0.5  # weight of inputs in common
CUSTOMERS: Final = 0.25  # … of products that both go into
INDUSTRY: Final = 0.2  # … of an industry code in common


@dataclass(frozen=True)
class Relatedness:
    """The k nodes of a chain beside the N nodes of all chains."""

    nearness: Floats  # k x N in 0..1; 0 of a node to itself
    together: Floats  # k x N firms that make both

    def density(self, made: NDArray[np.bool_]) -> Floats:
        """Share of what is near to each node of the chain that is made, k values; 0 where nothing is near (V3).

        Args:
            made: whether each of the N nodes is made in the region.
        """
        whole = self.nearness.sum(axis=1)
        return np.asarray(self.nearness @ made / np.where(whole > 0, whole, 1.0))


def relatedness_of(chains: Sequence[Chain], number: int, makings: Makings) -> Relatedness:
    """Nearness of the nodes of one chain.

    Args:
        chains: all definitions, in the order in which the makings number their nodes.
        number: place of the chain among them.
        makings: who makes what, anywhere.
    """
    found = np.flatnonzero(makings.chain == number)
    own = slice(int(found[0]), int(found[-1]) + 1)
    together, proximity = _together(makings, own)
    inputs, customers, codes = (_alike(rows, own) for rows in _traits(chains, len(makings.nodes)))
    apart = np.ones((len(found), len(makings.nodes)))
    for sign, weight in ((proximity, 1.0), (inputs, INPUTS), (customers, CUSTOMERS), (codes, INDUSTRY)):
        apart[sign.row, sign.column] *= 1 - weight * sign.value
    nearness = np.subtract(1.0, apart, out=apart)
    nearness[np.arange(len(found)), found] = 0.0
    return Relatedness(nearness, together)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign of nearness where there is any: few of the pairs of a large chain have one."""

    row: NDArray[np.integer[Any]]
    column: NDArray[np.integer[Any]]
    value: Floats


def _together(makings: Makings, own: slice) -> tuple[Floats, _Sign]:
    """Firms that make both, and their share of the makers of the commoner one, shrunk (V1)."""
    from scipy.sparse import csr_matrix  # only where it is asked for: most commands need not wait for it

    firms, row = np.unique(makings.firm, return_inverse=True)
    made = csr_matrix((np.ones(row.size), (row, makings.node)), shape=(firms.size, len(makings.nodes)))
    both = (made[:, own].T @ made).tocoo()
    makers = np.asarray(made.sum(axis=0), np.float64).ravel()
    share = both.data / (np.maximum(makers[own][both.row], makers[both.col]) + FEW_FIRMS)
    return np.asarray(both.todense(), np.float64), _Sign(both.row, both.col, share)


def _traits(chains: Sequence[Chain], size: int) -> tuple["csr_matrix", "csr_matrix", "csr_matrix"]:
    """What each node takes, what it goes into, and its industry codes, as rows of ones; N rows each."""
    words: tuple[list[tuple[int, str]], ...] = ([], [], [])
    start = 0
    for chain in chains:
        place = {node.id: at for at, node in enumerate(chain.nodes)}
        name = {node.id: fold(node.name) for node in chain.nodes}
        for option, customer in chain.arrows():
            words[0].append((start + place[customer], name[option]))
            words[1].append((start + place[option], name[customer]))
        words[2].extend((start + at, code) for at, node in enumerate(chain.nodes) for code in node.industries)
        start += len(chain.nodes)
    taken, goes_into, codes = (_ones(pairs, size) for pairs in words)
    return taken, goes_into, codes


def _ones(pairs: Sequence[tuple[int, str]], size: int) -> "csr_matrix":
    from scipy.sparse import csr_matrix

    words = {word: at for at, word in enumerate(dict.fromkeys(word for _, word in pairs))}
    cells = np.array(sorted({(row, words[word]) for row, word in pairs}), np.int64).reshape(-1, 2)
    return csr_matrix((np.ones(len(cells)), (cells[:, 0], cells[:, 1])), shape=(size, max(len(words), 1)))


def _alike(traits: "csr_matrix", own: slice) -> _Sign:
    """What two nodes share of what either has (V2, Jaccard)."""
    shared = (traits[own] @ traits.T).tocoo()
    sizes = np.asarray(traits.sum(axis=1), np.float64).ravel()
    either = sizes[own][shared.row] + sizes[shared.col] - shared.data
    return _Sign(shared.row, shared.col, shared.data / either)

"""A chain definition as a value: nodes by stage, and which node is an input of which."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChainNode:
    """A step of the chain: a kind of product or service, never a firm.

    `aliases` are synonyms and sub-kinds as trade and registers write them; `industries` are GB/T 4754-2017 codes.
    A node that is not `required` may be absent without the chain being broken.
    """

    id: str  # short: `reducer`
    name: str
    stage: str
    aliases: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    required: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Link:
    """`source` is an input of `target`; the nodes of `either` can stand in for `source`.

    `weight` is the share of the target's inputs, 0..1; None where the definition does not say.
    """

    source: str
    target: str
    weight: float | None = None
    either: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """The nodes any of which serves the target: the source, then those that can stand in for it."""
        return (self.source, *self.either)


@dataclass(frozen=True, slots=True)
class Chain:
    """A whole definition; `origin` says where it comes from, `stages` run from upstream to downstream."""

    id: str
    name: str
    origin: str
    stages: tuple[str, ...]
    nodes: tuple[ChainNode, ...]
    links: tuple[Link, ...]

    def __hash__(self) -> int:
        """By its name and size: what is kept by chain is looked up often, and a chain may have thousands of nodes."""
        return hash((self.id, len(self.nodes), len(self.links)))

    def node(self, short: str) -> ChainNode:
        """The node with this short id; `KeyError` when the chain has none."""
        for node in self.nodes:
            if node.id == short:
                return node
        raise KeyError(short)

    def inputs_of(self, short: str) -> tuple[Link, ...]:
        """The links that end at this node."""
        return tuple(link for link in self.links if link.target == short)

    def arrows(self) -> Iterator[tuple[str, str]]:
        """Every (source, target), those that can stand in included."""
        for link in self.links:
            for option in link.options:
                yield option, link.target


def chain_key(chain: Chain) -> str:
    """The lasting id of a chain: `chain:industrial-robot`."""
    return f"chain:{chain.id}"


def node_id(chain: Chain | str, node: ChainNode | str) -> str:
    """The lasting id of a node: `node:industrial-robot/reducer`."""
    chain_short = chain if isinstance(chain, str) else chain.id
    node_short = node if isinstance(node, str) else node.id
    return f"node:{chain_short}/{node_short}"

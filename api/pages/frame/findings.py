"""The findings on a chain in a region, as all pages read them: healthy nodes too, kept with the graph."""

from dataclasses import dataclass
from functools import cached_property

from api import answers
from api.kept import kept, kept_later
from api.pages.frame.address import to
from api.pages.frame.cells import Link
from api.workspace import Workspace
from graph.analysis.results import NO_GAP, Gap, GapReport, GapType
from graph.view.chain_points import MOST_SHAPES
from ontology.chains import Chain, ChainNode, node_id
from ontology.errors import UnknownEntity
from ontology.values.regions import Region


@dataclass(frozen=True)
class Findings:
    """A chain with the finding on each node."""

    chain: Chain
    report: GapReport

    @property
    def region(self) -> str:
        """Name of the region, empty for the whole country."""
        return self.report.region.name if self.report.region else ""

    @cached_property
    def weak(self) -> tuple[Gap, ...]:
        """Weak links, worst first, and after them what the data cannot tell."""
        return tuple(gap for gap in self.report.gaps if gap.type not in NO_GAP or gap.type is GapType.UNKNOWN)

    @cached_property
    def _by_id(self) -> dict[str, Gap]:
        return {gap.node.id: gap for gap in self.report.gaps}

    def of(self, node: ChainNode) -> Gap:
        """The finding on a node of the chain."""
        return self._by_id[node_id(self.chain, node)]

    def node(self, short: str) -> ChainNode:
        """A node by its short id. Raises UnknownEntity."""
        for node in self.chain.nodes:
            if node.id == short:
                return node
        raise UnknownEntity(short, [node.name for node in self.chain.nodes])

    def address(self, short: str) -> str:
        """Where the page of a node is."""
        return to(f"/chains/{self.chain.id}/nodes/{short}", region=self.region)

    def link(self, gap: Gap) -> Link:
        """To the page of a node."""
        return Link(gap.node.name, self.address(gap.node.id.rpartition("/")[2]), gap.node.stage)


def find(workspace: Workspace, chain: str, region: str | None) -> Findings:
    """The findings. Raises UnknownChain, UnknownRegion, EmptyWorkspace."""
    asked = _Asked(workspace.chain(chain), answers.region_named(region))
    return kept(workspace, asked.key, asked.make)


def find_later(workspace: Workspace, chain: str, region: str | None) -> Findings | None:
    """The findings; None while those of a chain of thousands of nodes are being made. Raises as `find`."""
    asked = _Asked(workspace.chain(chain), answers.region_named(region))
    if len(asked.chain.nodes) <= MOST_SHAPES:
        return kept(workspace, asked.key, asked.make)
    return kept_later(workspace, asked.key, asked.make)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A chain and a region."""

    chain: Chain
    place: Region | None

    @property
    def key(self) -> tuple[str, str, str]:
        return "findings", self.chain.id, self.place.id if self.place else ""

    def make(self, space: Workspace) -> Findings:
        """Ask for the findings."""
        region = self.place.name if self.place else None
        return Findings(space.chain(self.chain.id), answers.gaps(space, self.chain.id, region, healthy=True))

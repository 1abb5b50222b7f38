"""Chains: their weak links, and pictures of them."""

from typing import Any

from api.answers.regions import region_named
from api.kept import kept
from api.workspace import Workspace
from graph.analysis.gaps import find_gaps
from graph.analysis.results import GapReport
from graph.view.chain_page import chain_page
from graph.view.chain_picture import chain_svg
from ontology.chains import Chain


def gaps(workspace: Workspace, chain: str, region: str | None = None, *, healthy: bool = False) -> GapReport:
    """Weak links of a chain. Raises UnknownChain, UnknownRegion, EmptyWorkspace."""
    definition, place = workspace.chain(chain), region_named(region)

    def found(space: Workspace) -> GapReport:
        snapshot, limits, chains = space.reading.snapshot, space.limits, space.chains
        return find_gaps(snapshot, space.chain(definition.id), place, limits=limits, chains=chains)

    report = kept(workspace, ("gaps", definition.id, place.id if place else ""), found)
    return report if healthy else report.without_healthy()


def chain_picture(workspace: Workspace, chain: str, region: str | None = None, *, link: str = "") -> str:
    """SVG of a chain with its gaps."""
    return chain_svg(workspace.chain(chain), gaps(workspace, chain, region, healthy=True), link=link)


def chain_file(workspace: Workspace, chain: str, region: str | None = None) -> str:
    """Self-contained HTML of a chain with its gaps."""
    return chain_page(workspace.chain(chain), gaps(workspace, chain, region, healthy=True))


def chain_outline(chain: Chain) -> dict[str, Any]:
    """A chain in a list of chains."""
    return {"id": chain.id, "name": chain.name, "nodes": len(chain.nodes), "links": len(chain.links)}

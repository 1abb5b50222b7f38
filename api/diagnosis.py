"""Questions about whole regions and networks: what fails with what, and how complex regions are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from api.answers import entity_id, region_named
from api.workspace import Workspace
from graph.analysis.census import Census, census_of
from graph.analysis.complexity import complexity_of
from graph.analysis.complexity_report import ComplexityReport, complexity_report
from graph.analysis.homes import home_mask
from graph.analysis.levels import region_at
from graph.analysis.shock.network import Network, network_of
from graph.analysis.shock.ranking import rank
from graph.analysis.shock.results import Removed, RiskReport, SecondSources, ShockReport, WorstSet
from graph.analysis.shock.scenario import Asked, shock_of
from graph.analysis.shock.second_source import second_sources
from graph.analysis.shock.worst_set import worst_set
from graph.snapshot import Snapshot
from ontology.chains import node_id
from ontology.errors import BadInput, UnknownEntity
from ontology.values.names import fold
from ontology.values.regions import Region, find_region

Numbers = NDArray[np.int64]
_FIRM: Final = "企业"


class NothingFails(BadInput):
    """What is to fail stands for no firm of the supply network."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} 没有对应的企业，无从移除 · {name!r} stands for no firm that could fail",
            "写企业、环节或地区的名称或编号 · name a firm, a node or a region",
        )


@dataclass(frozen=True, slots=True)
class Shock:
    """What fails: firms, nodes and regions by id or name; in one region only where that is named, by this share."""

    removed: tuple[str, ...]
    region: str | None = None
    psi: float = 1.0
    level: str = "province"  # of the regions whose losses are told


def shock(workspace: Workspace, asked: Shock) -> ShockReport:
    """Loss when these fail. Raises UnknownEntity, UnknownRegion, UnknownWord, NothingFails, EmptyWorkspace."""
    ground = _ground(workspace, asked.level)
    place = region_named(asked.region)
    found = [one for name in asked.removed for one in _failing(workspace, ground, name, place)]
    return shock_of(Asked(ground.snapshot, ground.network, ground.census, workspace.limits, tuple(found), asked.psi))


def risks(workspace: Workspace, *, top: int = 10, level: str = "province") -> RiskReport:
    """Firms whose failure alone would cost most. Raises UnknownWord, EmptyWorkspace."""
    ground = _ground(workspace, level)
    return rank(ground.snapshot, ground.network, ground.census, top=top, limits=workspace.limits)


def worst(workspace: Workspace, *, size: int = 5, level: str = "province") -> WorstSet:
    """Few firms whose failure together would cost most. Raises UnknownWord, EmptyWorkspace."""
    ground = _ground(workspace, level)
    return worst_set(ground.snapshot, ground.network, ground.census, size=size, limits=workspace.limits)


def second_source(workspace: Workspace, firm: str) -> SecondSources:
    """What a second source beside a firm would save. Raises UnknownEntity, NothingFails, EmptyWorkspace."""
    ground = _ground(workspace, "province")
    network, snapshot = ground.network, ground.snapshot
    found = network.place(snapshot.index_of([entity_id(workspace, firm)]))
    if not found.size:
        raise NothingFails(firm)
    return second_sources(snapshot, network, ground.census, firm=int(found[0]), limits=workspace.limits)


def complexity(workspace: Workspace, level: str = "province") -> ComplexityReport:
    """Complexity of the regions of a level. Raises UnknownWord, EmptyWorkspace."""
    snapshot, census = _census(workspace, level)
    key = ("complexity", census.regions, census.makings.nodes, workspace.limits)
    found = snapshot.kept(key, lambda: complexity_of(census))
    return complexity_report(snapshot, found, level)


@dataclass(frozen=True, slots=True)
class _Ground:
    snapshot: Snapshot
    census: Census
    network: Network


def _census(workspace: Workspace, level: str) -> tuple[Snapshot, Census]:
    snapshot = workspace.reading.snapshot
    region = region_at(snapshot, level)
    return snapshot, census_of(snapshot, workspace.chains, region, limits=workspace.limits)


def _ground(workspace: Workspace, level: str) -> _Ground:
    snapshot, census = _census(workspace, level)
    return _Ground(snapshot, census, network_of(snapshot, workspace.chains, census.makings))


def _failing(
    workspace: Workspace, ground: _Ground, name: str, place: Region | None
) -> Iterator[tuple[Removed, Numbers]]:
    """The nodes, the region or the firm of this name, with their firms in the region asked about."""
    within = ground.network.place(np.flatnonzero(home_mask(ground.snapshot, place.id if place else None)))
    found = [
        (one, np.intersect1d(firms, within) if one.kind != _FIRM else firms)
        for one, firms in _named(workspace, ground, name)
    ]
    if not any(firms.size for _, firms in found):
        raise NothingFails(name)
    for one, firms in found:
        if firms.size:
            yield Removed(one.id, one.name, one.kind, int(firms.size)), firms


def _named(workspace: Workspace, ground: _Ground, name: str) -> Sequence[tuple[Removed, Numbers]]:
    network, snapshot = ground.network, ground.snapshot
    nodes = _nodes(workspace, name)
    if nodes:
        return [(Removed(key, label, "环节", 0), network.makers(key)) for key, label in nodes]
    region = None if name.startswith("ent:") else find_region(name)
    if region is not None:
        firms = network.place(np.flatnonzero(home_mask(snapshot, region.id)))
        return [(Removed(region.id, region.name, "地区", 0), firms)]
    key = entity_id(workspace, name)
    number = snapshot.index_of([key])
    if number[0] < 0:
        raise UnknownEntity(name)
    return [(Removed(key, snapshot.name(int(number[0])), _FIRM, 0), network.place(number))]


def _nodes(workspace: Workspace, name: str) -> list[tuple[str, str]]:
    """Ids and names of the nodes of all chains with this id or name."""
    wanted = fold(name)
    pairs = ((node_id(chain, node), node) for chain in workspace.chains for node in chain.nodes)
    return [(key, node.name) for key, node in pairs if key == name or wanted in {fold(one) for one in node.names}]

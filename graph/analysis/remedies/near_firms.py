"""Firms that could turn to a node: they make what is near to it, and not the node itself.

The chance that a firm could is one less the chance that none of what it makes leads there (V4). Those of the region
come first, then those of its province, then the rest of the country.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.remedies.ground import UNKNOWN, Ground
from graph.analysis.results import NearFirm
from ontology.values.names import fold

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

LEAST: Final = 0.1  # nearness below which a firm is no candidate
_TELLING: Final = 0.05  # nearness of a node from which making it tells anything
_SHOWN: Final = 3  # of what a firm has and lacks


def near_firms(ground: Ground, node: int, *, most: int) -> tuple[NearFirm, ...]:
    """Candidates for a node of the chain, the nearest region first and the surest of it first.

    Args:
        ground: the question.
        node: place of the node in the chain.
        most: how many are answered; none whose region is not known.
    """
    found = _candidates(ground, node)
    keep = ground.distance[found.firm] != UNKNOWN
    firm, nearness = found.firm[keep], found.nearness[keep]
    order = np.lexsort((firm, -nearness, ground.distance[firm]))[:most]
    return tuple(_told(ground, node, int(firm[at]), float(nearness[at])) for at in order.tolist())


@dataclass(frozen=True, slots=True)
class _Candidates:
    firm: Numbers  # n snapshot numbers
    nearness: Floats  # n values in 0..1


def _candidates(ground: Ground, node: int) -> _Candidates:
    """All firms that make something near and not the node (V4)."""
    makings, nearness = ground.census.makings, ground.near.nearness[node]
    rows = _rows(makings.node, np.flatnonzero(nearness >= _TELLING))
    firm, own = makings.firm[rows], _rows(makings.node, np.array([ground.columns.start + node]))
    firms, back = np.unique(firm, return_inverse=True)
    logs = np.log1p(-np.minimum(nearness[makings.node[rows]], 1 - 1e-9))
    chance = 1 - np.exp(np.bincount(back, logs, firms.size))
    keep = (chance >= LEAST) & ~np.isin(firms, makings.firm[own])
    return _Candidates(firms[keep], np.asarray(chance[keep]))


def _rows(sorted_nodes: Numbers, wanted: Numbers) -> Numbers:
    """Rows of the makings, which are ordered by node, that are of the wanted nodes."""
    starts, ends = (np.searchsorted(sorted_nodes, wanted, side) for side in ("left", "right"))
    lengths = ends - starts
    first = np.repeat(starts - np.r_[0, np.cumsum(lengths)[:-1]], lengths) if wanted.size else np.empty(0, np.int64)
    return np.asarray(first + np.arange(first.size), np.int64)


def _told(ground: Ground, node: int, firm: int, nearness: float) -> NearFirm:
    nodes = ground.made_by(firm)
    near = ground.near.nearness[node, nodes]
    order = np.argsort(-near, kind="stable")
    close = nodes[order[near[order] > 0]]
    named = ground.name(firm)
    return NearFirm(
        id=named.id,
        name=named.name,
        region=ground.home(firm),
        reach=ground.reach(firm),
        nearness=nearness,
        has=_has(ground, node, close),
        lacks=_lacks(ground, node, nodes),
    )


def _has(ground: Ground, node: int, close: Numbers) -> tuple[str, ...]:
    """What it makes that is near, and what makes it so."""
    own, recipes = ground.columns.start + node, ground.recipes
    told = []
    for other in {ground.recipes.names[one]: one for one in reversed(close.tolist())}.values():
        signs = []
        both = int(ground.near.together[node, other])
        if both:
            signs.append(f"另有 {both} 家两样都做")
        shared = recipes.words(own) & recipes.words(other)
        if shared:
            signs.append(f"共用投入{'、'.join(sorted(shared)[:_SHOWN])}")
        served = recipes.customers[own] & recipes.customers[other]
        if served:
            signs.append(f"同为{'、'.join(sorted(served)[:_SHOWN])}的投入")
        told.append(f"已做{ground.recipes.names[other]}" + (f"（{'，'.join(signs)}）" if signs else ""))
    return tuple(dict.fromkeys(told))[:_SHOWN]


def _lacks(ground: Ground, node: int, made: Numbers) -> tuple[str, ...]:
    """Inputs of the node that the firm neither makes nor takes for what it makes."""
    known = {fold(ground.recipes.names[one]) for one in made.tolist()}
    known |= {fold(name) for one in made.tolist() for name in ground.recipes.words(one)}
    inputs = ground.recipes.inputs[ground.columns.start + node]
    missing = ["或".join(options) for options in inputs if known.isdisjoint(map(fold, options))]
    return tuple(missing[:_SHOWN])

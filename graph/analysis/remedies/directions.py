"""强链 and 延链: which nodes that are there to strengthen, and where to reach out from what the region is strong in."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from graph.analysis.complexity import FEWEST, Complexity, measured
from graph.analysis.remedies.ground import Ground
from graph.analysis.results import Direction, Gap, GapType

MOST: Final = 5
_CAUSES: Final = ("集中度", "外部依赖", "进口依赖")
_LEAST: Final = 0.05  # part of a score, or density, below which a node is no candidate


def to_strengthen(ground: Ground, gaps: Sequence[Gap]) -> tuple[Direction, ...]:
    """Nodes that are made here, ordered by the part of their score that dependence and concentration make (V9)."""
    found = [one for place, gap in enumerate(gaps) if (one := _risk(ground, place, gap)) is not None]
    return tuple(sorted(found, key=lambda one: -one.value)[:MOST])


def _risk(ground: Ground, place: int, gap: Gap) -> Direction | None:
    parts = {reason.cause: reason.contribution for reason in gap.why if reason.cause in _CAUSES}
    value = sum(parts.values())
    if not gap.observed or gap.type is GapType.UNKNOWN or value < _LEAST:
        return None
    told = "、".join(f"{cause} {part:.2f}" for cause, part in parts.items() if part >= 0.005)
    return Direction(ground.node(place), value, f"现有 {gap.observed} 家；得分中{told}")


def to_extend(ground: Ground, gaps: Sequence[Gap]) -> tuple[Direction, ...]:
    """Nodes next to a strong one of which the region has none yet, and that are no less complex than what it makes.

    Ordered by density, of equals by what they would open up (V3, V10).
    """
    made = ground.census.seen[ground.census.row(ground.asked.place)] > 0
    strong = {place for place, gap in enumerate(gaps) if gap.type is GapType.STRONG}
    beside = dict[int, list[str]]()
    for place, other, word in _neighbours(ground):
        if other in strong and place not in strong and not made[ground.columns.start + place]:
            beside.setdefault(place, []).append(f"{ground.chain.nodes[other].name}的{word}")
    if not beside:
        return ()
    density, complexity = ground.near.density(made), _complexity(ground)
    kept = [place for place in beside if density[place] >= _LEAST and _worth(ground, complexity, place)[0]]
    kept.sort(key=lambda place: (-density[place], -_worth(ground, complexity, place)[1]))
    return tuple(_reach(ground, complexity, place, beside[place], float(density[place])) for place in kept[:MOST])


def _complexity(ground: Ground) -> Complexity | None:
    """Complexity of the regions compared with, kept with the snapshot; None for too few of them."""
    census = ground.census
    if len(census.regions) < FEWEST:
        return None
    key = ("complexity", census.regions, census.makings.nodes, ground.asked.limits.least_confidence)
    return ground.snapshot.kept(key, lambda: measured(census.seen, census.regions, census.makings.nodes))


def _worth(ground: Ground, complexity: Complexity | None, place: int) -> tuple[bool, float, str]:
    """Whether a node is no less complex than what the region makes, what it opens up, and that in words."""
    if complexity is None:
        return True, 0.0, "可比地区太少，未计复杂度"
    row, column = ground.census.row(ground.asked.place), ground.columns.start + place
    node, region = float(complexity.pci[column]), float(complexity.eci[row])
    if not np.isfinite(node) or not np.isfinite(region):
        return True, 0.0, "复杂度未知"
    gain = float(np.nan_to_num(complexity.gain[row, column]))
    return node >= region, gain, f"复杂度 {node:.1f}，本地平均 {region:.1f}"


def _reach(ground: Ground, complexity: Complexity | None, place: int, words: list[str], density: float) -> Direction:
    told = _worth(ground, complexity, place)[2]
    beside = "、".join(dict.fromkeys(words))
    return Direction(ground.node(place), density, f"长板{beside}；相邻能力本地已有 {density:.0%}；{told}")


def _neighbours(ground: Ground) -> Iterator[tuple[int, int, str]]:
    """(node, the one it lies beside, which side of that one)."""
    place = {node.id: at for at, node in enumerate(ground.chain.nodes)}
    for option, customer in ground.chain.arrows():
        yield place[option], place[customer], "上游"
        yield place[customer], place[option], "下游"

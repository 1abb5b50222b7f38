"""强链 and 延链: which nodes that are there to strengthen, and where to reach out from what the region is strong in."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from graph.analysis.remedies.ground import Ground
from graph.analysis.results import Direction, Gap, GapType

Floats = NDArray[np.float64]

_CAUSES = ("集中度", "外部依赖", "进口依赖")
_LEAST = 0.05  # part of a score, or density, below which a node is no candidate
MOST = 5


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
    """Nodes next to a strong one of which the region has none yet, ordered by density (V3, V10)."""
    made = ground.census.seen[ground.census.row(ground.asked.place)] > 0
    density = ground.near.density(made)
    strong = {place for place, gap in enumerate(gaps) if gap.type is GapType.STRONG}
    beside = dict[int, list[str]]()
    for place, other, word in _neighbours(ground):
        if other in strong and place not in strong and not made[ground.columns.start + place]:
            beside.setdefault(place, []).append(f"{ground.chain.nodes[other].name}的{word}")
    found = [_reach(ground, place, words, float(density[place])) for place, words in beside.items()]
    return tuple(sorted((one for one in found if one.value >= _LEAST), key=lambda one: -one.value)[:MOST])


def _reach(ground: Ground, place: int, words: list[str], density: float) -> Direction:
    return Direction(
        ground.node(place), density, f"长板{'、'.join(dict.fromkeys(words))}；相邻能力本地已有 {density:.0%}"
    )


def _neighbours(ground: Ground) -> Iterator[tuple[int, int, str]]:
    """(node, the one it lies beside, which side of that one)."""
    place = {node.id: at for at, node in enumerate(ground.chain.nodes)}
    for option, customer in ground.chain.arrows():
        yield place[option], place[customer], "上游"
        yield place[customer], place[option], "下游"

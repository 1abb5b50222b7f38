"""Weights of the leaves of an index, as its definition asks for them, and what is to be said of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.indices.ahp import ACCEPTABLE, Priorities, joined, priorities
from graph.analysis.indices.data_weights import critic_weights, entropy_weights, pca_weights
from graph.analysis.indices.definition import Dimension, Index, IndexIndicator, Weights

Floats = NDArray[np.float64]
Parts = Sequence[Dimension] | Sequence[IndexIndicator]

FROM_DATA: Final[Mapping[Weights, Callable[[Floats], Floats]]] = {
    Weights.ENTROPY: entropy_weights,
    Weights.CRITIC: critic_weights,
    Weights.PCA: pca_weights,
}


@dataclass(frozen=True, slots=True)
class LeafWeights:
    """Weights in use."""

    dimensions: Floats  # adding up to 1
    leaves: Floats  # of the whole: dimension x share within it; adding up to 1
    consistency: Mapping[str, Priorities]  # of the judgements behind them, by level
    notes: tuple[str, ...]


def weights_of(index: Index, z: Floats) -> LeafWeights:
    """The weights an index asks for.

    Args:
        index: the definition.
        z: units x indicators, comparable figures with NaN where missing; read by weights from data alone.
    """
    z = z if len(z) else np.full((1, len(index.indicators)), np.nan)  # no figures: data say nothing of any column
    told: dict[str, Priorities] = {}
    home = np.array(index.dimension_of)
    within = _within(index, z, told)
    groups = _of_level(index, "dimensions", index.dimensions, index.weighting.dimensions, told)
    if index.weighting.dimensions in FROM_DATA:
        groups = np.asarray(np.bincount(home, FROM_DATA[index.weighting.dimensions](z)), np.float64)
    return LeafWeights(groups, groups[home] * within, told, _notes(index, told))


def _within(index: Index, z: Floats, told: dict[str, Priorities]) -> Floats:
    """Shares of the leaves within their dimensions."""
    way = index.weighting.indicators
    if way not in FROM_DATA:
        levels = [_of_level(index, one.id, one.indicators, way, told) for one in index.dimensions]
        return np.concatenate(levels)
    weights, home = FROM_DATA[way](z), np.array(index.dimension_of)
    total, leaves = np.bincount(home, weights)[home], np.bincount(home)[home]
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(total > 0, weights / total, 1 / leaves))


def _of_level(index: Index, name: str, parts: Parts, way: Weights, told: dict[str, Priorities]) -> Floats:
    """Weights of parts side by side, adding up to 1; what judgements say goes to `told`."""
    if way is Weights.AHP and len(parts) > 1:
        matrices = [np.array(matrix) for matrix in index.weighting.experts[name]]
        told[name] = priorities(joined(matrices))
        return np.array(told[name].weights)
    given = np.array([part.weight if way is Weights.GIVEN and part.weight is not None else 1.0 for part in parts])
    return np.asarray(given / given.sum())


def _notes(index: Index, told: Mapping[str, Priorities]) -> tuple[str, ...]:
    names = {"dimensions": [one.name for one in index.dimensions]}
    names |= {one.id: [leaf.name for leaf in one.indicators] for one in index.dimensions}
    doubtful = [_doubt(names[level], found) for level, found in told.items() if found.ratio > ACCEPTABLE]
    said = () if index.weighting.published else ("来源未公布权重 · the source does not publish its weights",)
    return (*said, *filter(None, (index.weighting.note,)), *doubtful)


def _doubt(names: Sequence[str], found: Priorities) -> str:
    first, second = found.worst_pair or (0, 0)
    pair = f"{names[first]}—{names[second]}"
    return (
        f"判断矩阵一致性比率 {found.ratio:.3f} > {ACCEPTABLE}：请重新判断 {pair} · inconsistent; judge this pair again"
    )

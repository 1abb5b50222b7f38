"""Economic complexity: which regions make what few others make, and what lies near to what they make?

    counts ─ specialised? ─▶ M ─ second eigenvector ─▶ ECI, PCI ─ proximity ─▶ density, COI, COG

Method: docs/methods.md, section X (Hidalgo & Hausmann 2009; Hausmann et al., Atlas of Economic Complexity).
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.census import Census
from graph.analysis.makings import Makings
from graph.analysis.specialisation import pooling_of

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

DRAWS: Final = 100
WIDEST: Final = 1 / 3  # of the regions that a rank interval may span before the ranking is not to be published
FEWEST: Final = 3  # regions, below which there is nothing to rank
_NOTHING: Final = 1e-12
_LEAST: Final = np.float32(1e-9)
_ROWS: Final = 64
_BASIS: Final = 40  # vectors that Lanczos iteration keeps
_FEW: Final = 50  # regions or nodes up to which all eigenvectors are as quickly found as three
_SEED: Final = 20_260_102  # the same question has the same answer


@dataclass(frozen=True)
class Complexity:
    """R regions and N nodes; NaN where a figure is not defined: nothing is made, or it hangs together with nothing."""

    regions: tuple[str, ...]  # `reg:` ids
    nodes: tuple[str, ...]  # `node:` ids
    present: Flags  # R x N, M: the region is specialised in the node
    eci: Floats  # R
    pci: Floats  # N
    density: Singles  # R x N, share of what is near to the node that the region has, 0..1
    outlook: Floats  # R, COI: how much of the complex lies near
    gain: Singles  # R x N, COG: what a new node would open up; 0 where it is present
    parts: int  # that M falls into; the figures are of the largest
    signal: float  # λ2 − λ3: with a small one chance decides the order
    low: Floats  # R, first and last rank of nine draws in ten of the firms; NaN where none were drawn
    high: Floats

    @property
    def rank(self) -> Floats:
        """Rank of each region by ECI, 1 the most complex, NaN where it has none."""
        return _ranks(self.eci)

    @property
    def publishable(self) -> bool:
        """Whether the order of the regions is told by the data: no rank interval spans more than a third of them."""
        ranked = np.isfinite(self.eci)
        spans = (self.high - self.low)[ranked]
        return bool(ranked.sum() >= FEWEST and np.all(spans <= WIDEST * ranked.sum()))


def complexity_of(census: Census, *, draws: int = DRAWS) -> Complexity:
    """Complexity of the regions of a census, with rank intervals over draws of its firms.

    Args:
        census: counts of firms by region and node; fewer than three regions have no complexity.
        draws: how often the firms are drawn anew, with replacement; 0 for no intervals.
    """
    found = measured(census.seen, census.regions, census.makings.nodes)
    if not draws or len(census.regions) < FEWEST:
        return found
    ranks = _drawn(census.makings, census.home, census.seen.shape, draws)
    known = ~np.isnan(ranks).all(axis=0) & np.isfinite(found.eci)
    low, high = np.full((2, len(census.regions)), np.nan)
    if known.any():  # quantiles of nothing are of no shape
        low[known], high[known] = np.nanquantile(ranks[:, known], [0.05, 0.95], axis=0)
    return replace(found, low=low, high=high)


def measured(counts: Floats, regions: tuple[str, ...], nodes: tuple[str, ...], *, plain: bool = False) -> Complexity:
    """All figures from counts, R x N, without intervals.

    Args:
        counts: firms, or any size.
        regions, nodes: their ids.
        plain: M = [LQ >= 1] instead of [P(LQ > 1) > 1/2].
    """
    present = (quotients(counts) >= 1) if plain else specialised(counts)
    return figures(present, regions, nodes)


def figures(present: Flags, regions: tuple[str, ...], nodes: tuple[str, ...], *, own: bool = True) -> Complexity:
    """All figures from M (X2–X7).

    Args:
        present: M, R x N.
        regions, nodes: their ids.
        own: whether a node is near to itself in density, as published; without, density is fit to predict M.
    """
    whole, rows, columns = _largest(present)
    eci, pci = np.full(len(regions), np.nan), np.full(len(nodes), np.nan)
    found = _indices(present[np.ix_(rows, columns)])
    eci[rows], pci[columns] = found.region, found.node
    density, outlook, gain = _outlooks(present, pci + found.centre, own=own)
    nothing = np.full(len(regions), np.nan)
    return Complexity(
        regions=regions,
        nodes=nodes,
        present=present,
        eci=eci,
        pci=pci,
        density=density,
        outlook=_standard(np.where(np.isnan(eci), np.nan, outlook)),
        gain=gain,
        parts=whole,
        signal=found.signal,
        low=nothing,
        high=nothing,
    )


def quotients(counts: Floats) -> Floats:
    """Location quotient of each cell, NaN where its region or node has nothing (L4)."""
    with np.errstate(invalid="ignore"):  # 0/0 is the NaN that is meant
        return np.asarray(counts / _expected(counts))


def _expected(counts: Floats) -> Floats:
    whole = max(float(counts.sum()), 1e-300)
    return np.asarray(np.outer(counts.sum(axis=1) / whole, counts.sum(axis=0)))


def specialised(counts: Floats) -> Flags:
    """M = [P(LQ > 1 | counts) > 1/2] (X1): the median of the posterior lies above 1.

    The posterior is Gamma(count + α, expected + β); counts are few different numbers, so few medians are needed.
    """
    from scipy import special  # only where it is asked for: most commands need not wait for it

    expected = _expected(counts)
    pooling = pooling_of(counts.ravel(), expected.ravel())
    if not np.all(counts == np.floor(counts)):
        return np.asarray(special.gammaincinv(counts + pooling.alpha, 0.5) > expected + pooling.beta)
    medians = special.gammaincinv(np.arange(int(counts.max(initial=0)) + 1) + pooling.alpha, 0.5)
    return np.asarray((medians[counts.astype(np.int64)] > expected + pooling.beta) & (counts > 0))


def _largest(present: Flags) -> tuple[int, Numbers, Numbers]:
    """In how many parts M falls, and the regions and nodes of the largest, by regions and nodes."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    regions, nodes = present.shape
    region, node = np.nonzero(present)
    graph = csr_matrix((np.ones(region.size), (region, regions + node)), shape=(regions + nodes, regions + nodes))
    _, part = connected_components(graph, directed=False)
    sizes = np.bincount(part)
    largest = part == int(sizes.argmax())
    parts = int((sizes > 1).sum())
    if parts == 0:
        return 0, np.empty(0, np.int64), np.empty(0, np.int64)
    return parts, np.flatnonzero(largest[:regions]), np.flatnonzero(largest[regions:])


@dataclass(frozen=True, slots=True)
class _Indices:
    region: Floats
    node: Floats
    centre: float  # what standardising took away, in deviations: COI and COG are reckoned before it
    signal: float


def _indices(present: Flags) -> _Indices:
    """ECI and PCI of a part that hangs together, and λ2 − λ3 (X2, X3); NaN where it has no order.

    The eigenvectors are those of the smaller side of the symmetric form: nothing is lost by it.
    """
    none = _Indices(np.full(present.shape[0], np.nan), np.full(present.shape[1], np.nan), np.nan, 0.0)
    if min(present.shape) < 2 or present.shape[0] < FEWEST:
        return none
    diversity, ubiquity = present.sum(axis=1, dtype=np.float64), present.sum(axis=0, dtype=np.float64)
    scaled = present / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)
    wide = present.shape[0] <= present.shape[1]
    square = scaled @ scaled.T if wide else scaled.T @ scaled
    values, vectors = _largest_three(square)
    if values[-2] <= _NOTHING:  # all regions have the same nodes
        return none
    second = vectors[:, -2] if wide else scaled @ vectors[:, -2]
    region = _turned(second / np.sqrt(diversity), diversity)
    node = (region @ present) / ubiquity / values[-2]
    mean, spread = float(region.mean()), float(region.std())
    signal = float(values[-2] - values[-3]) if values.size > 2 else float(values[-2])
    return _Indices((region - mean) / spread, (node - mean) / spread, mean / spread, signal)


def _largest_three(square: Floats) -> tuple[Floats, Floats]:
    """The largest eigenvalues, at most three, the largest last, and their vectors.

    Of a large matrix by Lanczos iteration: a few products, where a full decomposition would keep all cores busy.
    """
    from scipy.linalg import eigh
    from scipy.sparse.linalg import eigsh

    if square.shape[0] > _FEW:
        begun: Floats = np.random.default_rng(_SEED).random((square.shape[0],))
        values, vectors = eigsh(square, k=3, ncv=_BASIS, v0=begun)
        order = np.argsort(values)
        return values[order], vectors[:, order]
    last = square.shape[0] - 1
    values, vectors = eigh(square, subset_by_index=(max(last - 2, 0), last))
    return values, vectors


def _turned(vector: Floats, diversity: Floats) -> Floats:
    """The sign that goes with diversity; where neither does, the one whose largest entry is positive."""
    with_it = float((vector - vector.mean()) @ (diversity - diversity.mean()))
    if abs(with_it) < 1e-12:
        with_it = float(vector[np.abs(vector).argmax()])
    return vector if with_it > 0 else -vector


def proximity(present: Flags) -> Singles:
    """Share of the regions with either node that have both, the smaller of the two ways, N x N (X4)."""
    held = present.astype(np.float32)
    both, ubiquity = held.T @ held, np.maximum(held.sum(axis=0), 1)
    for start in range(0, ubiquity.size, _ROWS):  # a few rows at a time, which need no second table as large
        rows = slice(start, start + _ROWS)
        both[rows] /= np.maximum(ubiquity[rows, None], ubiquity)
    return np.asarray(both)


def _outlooks(present: Flags, worth: Floats, *, own: bool) -> tuple[Singles, Floats, Singles]:
    """Density, COI before it is standardised, and COG (X5–X7); a node without PCI is worth nothing."""
    near, held, value = proximity(present), present.astype(np.float32), np.nan_to_num(worth).astype(np.float32)
    around, absent = np.maximum(near.sum(axis=1), _LEAST), 1 - held
    alone = 0 if own else near.diagonal()
    density = (held @ near - held * alone) / np.maximum(around - alone, _LEAST)
    gain = absent * ((absent * (value / around)) @ near)
    return np.asarray(density), np.asarray((density * absent) @ value, np.float64), np.asarray(gain)


def _standard(values: Floats) -> Floats:
    """Deviations from the mean over those that have a value; as they are where all are alike."""
    known = values[np.isfinite(values)]
    return np.asarray((values - known.mean()) / (known.std() or 1.0)) if known.size else values


def _drawn(makings: Makings, home: Numbers, shape: tuple[int, int], draws: int) -> Floats:
    """Ranks of the regions in draws of the firms with replacement, draws x R."""
    random = np.random.default_rng(_SEED)
    at = home[makings.firm]
    kept = at >= 0
    cell, firms, firm = (at * shape[1] + makings.node)[kept], *np.unique(makings.firm[kept], return_inverse=True)
    ranks = np.full((draws, shape[0]), np.nan)
    for draw in range(draws if firms.size else 0):
        times = np.bincount(random.integers(firms.size, size=firms.size), minlength=firms.size)
        counts = np.bincount(cell, times[firm], shape[0] * shape[1]).reshape(shape).astype(np.float64)
        _, rows, columns = _largest(held := specialised(counts))
        eci = np.full(shape[0], np.nan)
        eci[rows] = _indices(held[np.ix_(rows, columns)]).region
        ranks[draw] = _ranks(eci)
    return ranks


def _ranks(values: Floats) -> Floats:
    ranks = np.full(values.size, np.nan)
    known = np.flatnonzero(np.isfinite(values))
    order = np.argsort(-values[known].round(9), kind="stable")  # equals stay in the order they came in
    ranks[known[order]] = np.arange(1, known.size + 1)
    return ranks

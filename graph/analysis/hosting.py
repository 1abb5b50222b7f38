"""How many firms should a node of a chain have in a region, and does the region host that part of the chain at all?

Neighbouring nodes of a chain live together in clusters (产业集群): where a region has none of the neighbours, a node
without a record is likely to be without firms; where it has them all, the record is likely to be missing. So

    mean of (region, node) = region x node x (region, chain)   multiplicative, shrunk to their averages
    a region hosts a run of neighbouring nodes or does not     hidden Markov chain along the definition
    seen firms ~ negative binomial, mean · coverage            times 0 or 1/4 in a few cells for no visible reason

Where a run may end is the same in every region and learned from all of them; with few regions or no pattern the
chain of states comes apart and what is left is the product. Expectation–maximisation, deterministic.
Method: docs/methods.md, equations H1–H4.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

ROUNDS: Final = 16
NOT_HOSTED: Final = 0.01  # share of the mean that is left where the region does not host the run
ZERO_SHARE: Final = 0.03  # of the cells have no firm for no visible reason
WEAK_SHARE: Final = 0.06  # have only …
WEAK_FACTOR: Final = 0.25  # … of the mean
_HOSTED: Final = 0.8  # prior share of hosted runs
_HOSTED_RECORDS: Final = 10.0  # and its weight
_NODE_RECORDS: Final = 4.0  # firms' weight of the average in a node's term
_CHAIN_RECORDS: Final = 4.0
_REGION_RECORDS: Final = 1.0
_ENDS: Final = (1.0, 2.0)  # Beta prior of the share of regions in which a run ends between two neighbours
_MOST_CELLS: Final = 20_000  # looked at for the shape, evenly spaced over all
_SHAPES: Final = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0)
_TINY: Final = 1e-12
_CERTAIN: Final = 700.0  # log odds whose power is still a number


@dataclass(frozen=True, slots=True)
class Component:
    """One of the ways a cell can be: probability and mean number of firms, R x N each."""

    chance: Floats
    mean: Floats


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to be expected of each cell before its own record is looked at; R regions, N nodes."""

    mean: Floats  # R x N firms where the run is hosted
    hosted: Floats  # R x N probability that it is, from the neighbours and the other regions alone
    shape: float  # of the negative binomial

    @property
    def components(self) -> tuple[Component, ...]:
        """Not hosted, hosted but empty, weak, as usual."""
        usual = 1 - ZERO_SHARE - WEAK_SHARE
        return (
            Component(1 - self.hosted, self.mean * NOT_HOSTED),
            Component(self.hosted * ZERO_SHARE, np.full_like(self.mean, _TINY)),
            Component(self.hosted * WEAK_SHARE, self.mean * WEAK_FACTOR),
            Component(self.hosted * usual, self.mean),
        )


@dataclass(frozen=True, slots=True)
class _Fit:
    """The state of the fit."""

    region: Floats  # R
    node: Floats  # N
    chain: Floats  # R x chains
    ends: Floats  # N, probability that a run ends before the node
    share: float  # of hosted runs
    shape: float

    def mean(self, chain: Numbers) -> Floats:
        return np.asarray(self.region[:, None] * self.node * self.chain[:, chain])


def fit_expected(seen: Floats, coverage: Floats, chain: Numbers) -> Expected:
    """Fit means and hosting to what is seen.

    Args:
        seen: firms seen, R x N.
        coverage: probability that a firm of the region is seen, R values in 0..1.
        chain: number of the chain of each node, N values, each chain's nodes together and in their order.
    """
    layout, fit = _Layout.of(chain), _start(seen, coverage, chain)
    hosted = np.full(seen.shape, fit.share)
    cover = np.maximum(coverage, 0.02)[:, None]
    for round_ in range(ROUNDS):
        fit = _margins(fit, seen * hosted, cover * hosted, chain)
        mean = fit.mean(chain)
        if round_ % 8 == 7:
            fit = replace(fit, shape=_best_shape(seen, cover * mean, hosted))
        away, home = _likelihoods(seen, cover * mean, fit.shape)
        hosted, fit = _states(fit, layout, home - away)
    odds = np.clip(_logit(hosted) - (home - away), -30, 30)  # without the cell's own record
    return Expected(mean, 1 / (1 + np.exp(-odds)), fit.shape)


def _start(seen: Floats, coverage: Floats, chain: Numbers) -> _Fit:
    regions, nodes = seen.shape
    real = np.maximum(seen.sum(axis=1) / np.maximum(coverage, 0.05), 1.0)
    return _Fit(
        region=real / real.mean(),
        node=np.full(nodes, real.mean() / nodes),
        chain=np.ones((regions, int(chain.max()) + 1)),
        ends=np.full(nodes, 0.3),
        share=_HOSTED,
        shape=2.5,
    )


def _margins(fit: _Fit, seen: Floats, cover: Floats, chain: Numbers) -> _Fit:
    """Terms of node, region, and region by chain, in turn: seen firms over those the others would give (H1)."""
    average = float(fit.node.mean())
    given = cover * fit.region[:, None] * fit.chain[:, chain]
    node = (seen.sum(axis=0) + _NODE_RECORDS) / (given.sum(axis=0) + _NODE_RECORDS / average)
    given = cover * node * fit.chain[:, chain]
    region = (seen.sum(axis=1) + _REGION_RECORDS) / (given.sum(axis=1) + _REGION_RECORDS)
    starts = np.flatnonzero(np.r_[True, np.diff(chain) != 0])
    given = np.add.reduceat(cover * node * region[:, None], starts, axis=1)
    own = (np.add.reduceat(seen, starts, axis=1) + _CHAIN_RECORDS) / (given + _CHAIN_RECORDS)
    return replace(fit, node=node, region=region, chain=own)


def log_chance(seen: Floats, mean: Floats, shape: float) -> Floats:
    """Log of the negative binomial probability, without the factor that depends on `seen` and `shape` alone."""
    mean = np.maximum(mean, _TINY)
    return _log_chance(seen, np.log(mean), np.log(shape + mean), shape)


def _log_chance(seen: Floats, mean: Floats, whole: Floats, shape: float) -> Floats:
    """The same from the logarithms of the mean, and of the shape and the mean together."""
    return np.asarray(shape * (np.log(shape) - whole) + seen * (mean - whole))


def _likelihoods(seen: Floats, mean: Floats, shape: float) -> tuple[Floats, Floats]:
    """Log chance of each record where the run is not hosted, and where it is (H2)."""
    mean = np.maximum(mean, _TINY)
    logs = np.log(mean)  # of all three means at once: logarithms are what this costs

    def at_share(share: float) -> Floats:
        return _log_chance(seen, logs + np.log(share), np.log(shape + share * mean), shape)

    usual, weak = np.log(1 - ZERO_SHARE - WEAK_SHARE) + at_share(1.0), np.log(WEAK_SHARE) + at_share(WEAK_FACTOR)
    home = np.logaddexp(usual, weak)
    unseen = seen == 0
    home[unseen] = np.logaddexp(home[unseen], np.log(ZERO_SHARE))
    return at_share(NOT_HOSTED), home


def _best_shape(seen: Floats, mean: Floats, hosted: Floats) -> float:
    """The shape under which the records are likeliest, the states as they are."""
    some = slice(None, None, 1 + seen.size // _MOST_CELLS)
    cells = seen.ravel()[some], mean.ravel()[some], hosted.ravel()[some]
    return max(_SHAPES, key=lambda shape: _evidence(*cells, shape))


def _evidence(seen: Floats, mean: Floats, hosted: Floats, shape: float) -> float:
    from scipy.special import gammaln  # only where it is asked for: most commands need not wait for it

    away, home = _likelihoods(seen, mean, shape)
    spread = gammaln(shape + seen) - gammaln(shape)
    chance = np.clip(hosted, 1e-9, 1 - 1e-9)
    return float(np.sum(spread + np.logaddexp(np.log(chance) + home, np.log(1 - chance) + away)))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Chains side by side: the nodes of each in a row, short rows filled up.

    What is laid out has the steps along the chains first, so that each is one piece of memory.
    """

    place: Numbers  # chains x longest, number of the node, 0 where filled up
    real: NDArray[np.bool_]  # chains x longest

    @classmethod
    def of(cls, chain: Numbers) -> "_Layout":
        sizes = np.bincount(chain)
        starts = np.r_[0, np.cumsum(sizes)[:-1]]
        steps = np.arange(sizes.max(initial=1))
        real = steps < sizes[:, None]
        return cls(np.where(real, starts[:, None] + steps, 0), real)

    def spread(self, columns: Floats, filling: float) -> Floats:
        """Columns of nodes (… x N) as longest x … x chains."""
        return np.ascontiguousarray(np.moveaxis(np.where(self.real, columns[..., self.place], filling), -1, 0))

    def gathered(self, laid: Floats) -> Floats:
        """The reverse: longest x … x chains as … x N."""
        return np.asarray(np.moveaxis(laid, 0, -1)[..., self.real])


def _states(fit: _Fit, layout: _Layout, favour: Floats) -> tuple[Floats, _Fit]:
    """Posterior of hosting, R x N, and the ends of runs and the share of hosted ones that follow from it (H3).

    Args:
        fit: the state before.
        layout: how the nodes lie.
        favour: log likelihood ratio of hosted to not hosted for each cell's own record, R x N.
    """
    against = np.minimum(-layout.spread(favour, 0.0), _CERTAIN)
    chance = 1 / (1 + np.exp(against))  # of hosted, as if both were equally likely
    ends = layout.spread(fit.ends, 1.0)
    forward = _forward(chance, ends, fit.share)
    backward = _backward(chance, ends, fit.share)
    hosted = _both(forward, backward)
    ended, begun = (layout.gathered(one) for one in _ended(forward, chance, backward, ends, fit.share))
    first = layout.gathered(np.broadcast_to(np.arange(ends.shape[0])[:, None] == 0, ends.shape)) > 0
    share = (begun.sum() + _HOSTED * _HOSTED_RECORDS) / (ended.sum() + _HOSTED_RECORDS)
    learned = (ended.sum(axis=0) + _ENDS[0]) / (favour.shape[0] + sum(_ENDS))
    return layout.gathered(hosted), replace(fit, ends=np.where(first, 1.0, learned), share=float(share))


def _forward(chance: Floats, ends: Floats, share: float) -> Floats:
    """P(hosted | records up to the node), longest x R x chains."""
    found = np.empty_like(chance)
    before = np.full(chance.shape[1:], share)
    for step, end in enumerate(ends):
        entering = _entering(before, end if step else np.ones_like(end), share)
        before = found[step] = _both(entering, chance[step])
    return found


def _entering(before: Floats, end: Floats, share: float) -> Floats:
    """P(hosted) of a node from that of the one before it: the run goes on, or a new one begins."""
    return np.asarray((1 - end) * before + end * share)


def _backward(chance: Floats, ends: Floats, share: float) -> Floats:
    """What the records after each node say of its being hosted, as a probability from even odds."""
    found = np.full_like(chance, 0.5)
    for step in range(len(chance) - 2, -1, -1):
        after = _both(chance[step + 1], found[step + 1])
        anew = share * after + (1 - share) * (1 - after)
        end = ends[step + 1]
        yes, no = (1 - end) * after + end * anew, (1 - end) * (1 - after) + end * anew
        found[step] = yes / (yes + no)
    return found


def _both(left: Floats, right: Floats) -> Floats:
    """Two independent chances of the same thing put together, the second from even odds."""
    yes, no = left * right, (1 - left) * (1 - right)
    return np.asarray(yes / np.maximum(yes + no, _TINY))


def _ended(forward: Floats, chance: Floats, backward: Floats, ends: Floats, share: float) -> tuple[Floats, Floats]:
    """P(a run begins at the node | all records), and P(it begins and is hosted)."""
    before = np.concatenate([np.full_like(forward[:1], share), forward[:-1]])
    here = _both(chance, backward)
    anew = share * here + (1 - share) * (1 - here)
    goes_on = (1 - ends[:, None]) * (before * here + (1 - before) * (1 - here))
    starts = ends[:, None].copy()
    starts[0] = 1.0
    goes_on[0] = 0.0
    ended = starts * anew / np.maximum(starts * anew + goes_on, _TINY)
    return ended, ended * share * here / np.maximum(anew, _TINY)


def _logit(chance: Floats) -> Floats:
    kept = np.clip(chance, _TINY, 1 - _TINY)
    return np.asarray(np.log(kept) - np.log1p(-kept))

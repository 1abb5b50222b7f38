"""A bounded re-ranking: at least a share of a group in every beginning of a list, at a price that is limited.

At each place the best that is left comes next, unless the group is behind its share there and its best is worth nearly
as much: at least 1 − most_loss of the score that it goes before. So nobody is shown who fits clearly worse, and where
the group has nobody good enough its share is not reached, which is told. Method: docs/methods.md, equation FA4
(prefix quotas as in FA*IR, Zehlike et al. 2017, bounded by score).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from ontology.errors import BadMarket


@dataclass(frozen=True, slots=True)
class Quota:
    """Which share a group is to have, and what that may cost."""

    share: float  # 0..1 of every beginning of the list, rounded down
    most_loss: float = 0.1  # 0..1: share of the score that a place may lose

    def __post_init__(self) -> None:
        if not (0 <= self.share <= 1 and 0 <= self.most_loss <= 1):
            raise BadMarket("配额和让分应在 0 到 1 之间 · a quota and its loss lie between 0 and 1")


@dataclass(frozen=True, slots=True)
class Reranked:
    """The new order, and what it did."""

    order: tuple[int, ...]  # positions in the list before
    raised: tuple[int, ...]  # of those, the ones that went before a better one
    short: tuple[int, ...]  # places, 1 for the first, at which the group has less than its share


def rerank(scores: Sequence[float], member: Sequence[bool], quota: Quota) -> Reranked:
    """Put a list in an order that gives a group its share within the bound.

    Args:
        scores: of each in the list, best first, 0 or more.
        member: whether each belongs to the group; one of whom it is not known does not.
        quota: the share and the bound.

    Returns:
        An order in which the score at each place is at least 1 − most_loss of the score that stood there before, and
        in which neither the group nor the others change order among themselves.
    """
    left = [at for at, inside in enumerate(member) if inside], [at for at, inside in enumerate(member) if not inside]
    queues = {True: left[0][::-1], False: left[1][::-1]}
    order, raised, short, inside = list[int](), list[int](), list[int](), 0
    for place in range(1, len(scores) + 1):
        best = min(queue[-1] for queue in queues.values() if queue)
        behind = inside < floor(quota.share * place + 1e-9)
        nearly = behind and bool(queues[True]) and scores[queues[True][-1]] >= (1 - quota.most_loss) * scores[best]
        taken = queues[True][-1] if nearly else best
        queues[bool(member[taken])].pop()
        order.append(taken)
        inside += bool(member[taken])
        if taken != best:
            raised.append(taken)
        if inside < floor(quota.share * place + 1e-9):
            short.append(place)
    return Reranked(tuple(order), tuple(raised), tuple(short))

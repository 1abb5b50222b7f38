"""The matching that no demand and provider would leave together: deferred acceptance with capacities.

Demands propose in the order of what a pair is worth to them; a provider keeps the demands it likes best, as many as it
can take, and lets the others go on (Gale & Shapley 1962, many to one). Among stable matchings it is the best for every
demand. Equal scores go to the provider, and to the demand, that comes first. Method: docs/methods.md, AS4.
"""

from heapq import heappush, heappushpop

import numpy as np

from graph.analysis.market.pairs import NOBODY, Market, Matching, Numbers


def match_stably(market: Market) -> Matching:
    """The stable matching that is best for the demands."""
    order = np.lexsort((market.provider, -market.worth, market.demand))
    nth, ends = market.starts().tolist(), market.starts()[1:].tolist()
    wish, provider, likes = order.tolist(), market.provider.tolist(), market.liking.tolist()
    room = market.capacity.tolist()
    kept: list[list[tuple[float, int, int]]] = [[] for _ in room]  # (liking, −demand, pair): the least liked on top
    free = list(range(market.demands))[::-1]
    while free:
        demand = free.pop()
        if nth[demand] == ends[demand]:
            continue
        pair = wish[nth[demand]]
        nth[demand] += 1
        at, offer = provider[pair], (likes[pair], -demand, pair)
        if len(kept[at]) < room[at]:
            heappush(kept[at], offer)
            continue
        refused = heappushpop(kept[at], offer) if kept[at] else offer
        free.append(-refused[1])
    return _matching(market, [pair for offers in kept for _, _, pair in offers])


def _matching(market: Market, pairs: list[int]) -> Matching:
    chosen = np.full(market.demands, NOBODY, np.int64)
    taken = np.array(pairs, np.int64)
    chosen[market.demand[taken]] = taken
    provider = np.full(market.demands, NOBODY, np.int64)
    provider[market.demand[taken]] = market.provider[taken]
    return Matching(provider, chosen)


def blocking_pairs(market: Market, matching: Matching) -> Numbers:
    """Positions of the pairs that would both rather have each other than what the matching gives them.

    A demand would rather have a provider of greater worth; a provider with room takes anyone, a full one a demand it
    likes better than the one it likes least of its own.
    """
    taken = matching.pair[matching.pair != NOBODY]
    held = np.zeros(market.demands)
    held[market.demand[taken]] = market.worth[taken]
    used = np.bincount(market.provider[taken], minlength=market.providers)
    least = np.full(market.providers, np.inf)
    np.minimum.at(least, market.provider[taken], market.liking[taken])
    least = np.where(used < market.capacity, -np.inf, least)
    wanted = (market.worth > held[market.demand]) & (market.liking > least[market.provider])
    return np.flatnonzero(wanted)

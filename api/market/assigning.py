"""Many needs at once: who serves which, when every provider can take only so many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from api import answers
from api.market.terms import TermsGiven, terms_of
from api.workspace import Workspace
from graph.analysis.market.constraints import Admitted, Refusal, admit
from graph.analysis.market.optimum import assign as assign_best
from graph.analysis.market.pairs import NOBODY, Floats, Market, Matching, Numbers, market_of
from graph.analysis.market.stable import blocking_pairs, match_stably
from graph.analysis.matching.results import Candidate
from graph.analysis.results import Named
from ontology.errors import BadMarket


class Way(StrEnum):
    """What the matching is to be good for."""

    BEST = "best"  # the greatest total worth
    MOST = "most"  # as many demands served as can be, then the greatest total worth
    STABLE = "stable"  # no demand and provider would rather have each other


@dataclass(frozen=True, slots=True)
class DemandGiven:
    """One need of many."""

    id: str
    text: str
    region: str | None = None
    amount: float | None = None  # size of the order in 万元: providers like larger ones, where every demand tells it
    terms: TermsGiven = field(default_factory=TermsGiven)


@dataclass(frozen=True, slots=True)
class MarketGiven:
    """The needs and what providers can take."""

    demands: Sequence[DemandGiven]
    capacity: Mapping[str, int] = field(default_factory=dict)  # by id or name of a provider
    each: int = 1  # what a provider can take that `capacity` does not name
    candidates: int = 30  # looked at for each need


@dataclass(frozen=True, slots=True)
class Assigned:
    """What one demand gets."""

    demand: str
    provider: Named | None
    score: float | None
    choice: int | None  # which of its candidates it is, 1 for its first
    candidates: int  # that meet its constraints
    price: float | None  # of a place at the provider: what one more place there would be worth to all
    why: str
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """A provider that serves somebody or is fully booked."""

    provider: Named
    capacity: int
    used: int
    wanted: int  # demands of whose candidates it is one
    price: float | None


@dataclass(frozen=True, slots=True)
class AssignReport:
    """Who serves whom, and how good that is."""

    way: Way
    demands: tuple[Assigned, ...]
    providers: tuple[Load, ...]
    served: int
    total: float  # of the scores
    bound: float  # the total that no assignment can exceed
    blocking: int  # pairs that would rather have each other: 0 for a stable matching
    tainted: bool


@dataclass(frozen=True)
class _Hall:
    """Everybody in the market: demands with their candidates, and the firms that are candidates of any."""

    demands: Sequence[DemandGiven]
    lists: Sequence[Admitted]
    firms: Sequence[Candidate]  # by id; their places are the providers of the market
    market: Market


def assign(workspace: Workspace, given: MarketGiven, way: Way = Way.BEST) -> AssignReport:
    """Match needs to providers under capacity.

    Raises:
        BadMarket: two demands of one id, or a capacity below 0.
        UnknownEntity, UnknownRegion, EmptyWorkspace: as `match` does.
    """
    ids = [one.id for one in given.demands]
    if len({*ids}) < len(ids):
        raise BadMarket("两条需求编号相同 · two demands have the same id")
    lists = [_admitted(workspace, one, given.candidates) for one in given.demands]
    found = {one.id: one for each in lists for one in each.candidates}
    firms = [found[key] for key in sorted(found)]
    market = _market(given.demands, lists, _capacities(workspace, given, [one.id for one in firms]))
    return _report(_Hall(given.demands, lists, firms, market), way)


def _admitted(workspace: Workspace, demand: DemandGiven, limit: int) -> Admitted:
    report = answers.match(workspace, demand.text, region=demand.region, top=limit)
    worth = [one for one in report.results if one.score > 0]
    return admit(workspace.reading.snapshot, worth, terms_of(workspace, demand.terms))


def _capacities(workspace: Workspace, given: MarketGiven, firms: Sequence[str]) -> dict[str, int]:
    told = {answers.entity_id(workspace, name): room for name, room in given.capacity.items()}
    return {key: told.get(key, given.each) for key in firms}


def _market(demands: Sequence[DemandGiven], lists: Sequence[Admitted], capacity: Mapping[str, int]) -> Market:
    place = {key: at for at, key in enumerate(capacity)}
    counts = [len(each.candidates) for each in lists]
    demand = np.repeat(np.arange(len(lists)), counts)
    candidates = [one for each in lists for one in each.candidates]
    provider = np.array([place[one.id] for one in candidates], np.int64)
    score = np.array([one.score for one in candidates], np.float64)
    liking = _liking(demands, demand, score)
    return market_of((demand, provider), score, list(capacity.values()), demands=len(demands), liking=liking)


def _liking(demands: Sequence[DemandGiven], demand: Numbers, score: Floats) -> Floats:
    """By the size of the order where every demand tells it, the better fit among equals; else by the fit alone."""
    known = np.array([one.amount for one in demands if one.amount is not None], np.float64)
    if known.size < len(demands) or not known.size:
        return score
    liking = np.empty(score.size)
    liking[np.lexsort((score, known[demand]))] = np.arange(score.size)
    return liking


def _report(hall: _Hall, way: Way) -> AssignReport:
    market = hall.market
    best = assign_best(market)
    chosen = assign_best(market, most=True).matching if way is Way.MOST else best.matching
    matching = match_stably(market) if way is Way.STABLE else chosen
    price = best.price if way is Way.BEST else None
    taken = matching.pair[matching.pair != NOBODY]
    return AssignReport(
        way=way,
        demands=tuple(_assigned(hall, matching, at, price) for at in range(market.demands)),
        providers=_loads(hall, matching, price),
        served=matching.served,
        total=float(market.worth[taken].sum()),
        bound=best.bound,
        blocking=int(blocking_pairs(market, matching).size),
        tainted=any(one.tainted for one in hall.firms),
    )


def _assigned(hall: _Hall, matching: Matching, at: int, price: Floats | None) -> Assigned:
    demand, listed, number = hall.demands[at].id, hall.lists[at], int(matching.provider[at])
    if number == NOBODY:
        why = "候选都另有安排，名额已满" if listed.candidates else "没有符合条件的候选"
        return Assigned(demand, None, None, None, len(listed.candidates), None, why, listed.refused)
    ids = [one.id for one in listed.candidates]
    place = ids.index(hall.firms[number].id)
    firm = listed.candidates[place]
    return Assigned(
        demand=demand,
        provider=Named(firm.id, firm.name),
        score=firm.score,
        choice=place + 1,
        candidates=len(ids),
        price=float(price[number]) if price is not None else None,
        why=f"第 {place + 1} 选择：前 {place} 家的名额给了别的需求更合算" if place else "它的首选",
        refused=listed.refused,
    )


def _loads(hall: _Hall, matching: Matching, price: Floats | None) -> tuple[Load, ...]:
    market = hall.market
    used = np.bincount(matching.provider[matching.provider != NOBODY], minlength=market.providers)
    wanted = np.bincount(market.provider, minlength=market.providers)
    return tuple(
        Load(
            provider=Named(firm.id, firm.name),
            capacity=int(market.capacity[at]),
            used=int(used[at]),
            wanted=int(wanted[at]),
            price=float(price[at]) if price is not None else None,
        )
        for at, firm in enumerate(hall.firms)
        if used[at] or wanted[at] > market.capacity[at]
    )

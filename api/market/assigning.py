"""Many needs at once: who serves which, when every provider can take only so many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from api import answers
from api.market.terms import TermsGiven, terms_of
from api.workspace import Workspace
from graph.analysis.market.constraints import Refusal, admit
from graph.analysis.market.optimum import assign as assign_best
from graph.analysis.market.pairs import NOBODY, Floats, Market, Matching, Numbers, market_of
from graph.analysis.market.stable import blocking_pairs, match_stably
from graph.analysis.results import Candidate, Named
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


def assign(workspace: Workspace, given: MarketGiven, way: Way = Way.BEST) -> AssignReport:
    """Match needs to providers under capacity.

    Raises:
        BadMarket: two demands of one id, or a capacity below 0.
        UnknownEntity, UnknownRegion, EmptyWorkspace: as `match` does.
    """
    ids = [one.id for one in given.demands]
    if len({*ids}) < len(ids):
        raise BadMarket("两条需求编号相同 · two demands have the same id")
    lists = [_candidates(workspace, one, given.candidates) for one in given.demands]
    firms = {one.id: one for candidates, _ in lists for one in candidates}
    numbers = {key: at for at, key in enumerate(sorted(firms))}
    capacity = _capacities(workspace, given, numbers)
    market = _market(given.demands, [candidates for candidates, _ in lists], numbers, capacity)
    return _report(market, way, (given.demands, lists, [firms[key] for key in numbers]))


def _candidates(
    workspace: Workspace, demand: DemandGiven, limit: int
) -> tuple[tuple[Candidate, ...], tuple[Refusal, ...]]:
    report = answers.match(workspace, demand.text, region=demand.region, top=limit)
    admitted = admit(workspace.reading.snapshot, report.results, terms_of(workspace, demand.terms))
    return tuple(one for one in admitted.candidates if one.score > 0), admitted.refused


def _capacities(workspace: Workspace, given: MarketGiven, numbers: Mapping[str, int]) -> list[int]:
    capacity = dict.fromkeys(numbers, given.each)
    for name, room in given.capacity.items():
        key = answers.entity_id(workspace, name)
        if key in capacity:
            capacity[key] = room
    return list(capacity.values())


def _market(
    demands: Sequence[DemandGiven],
    lists: Sequence[Sequence[Candidate]],
    numbers: Mapping[str, int],
    capacity: Sequence[int],
) -> Market:
    rows = [(at, numbers[one.id], one.score) for at, candidates in enumerate(lists) for one in candidates]
    demand, provider, score = (np.array([row[part] for row in rows]) for part in range(3))
    liking = _liking(demands, demand.astype(np.int64), score.astype(np.float64))
    ends = demand.astype(np.int64), provider.astype(np.int64)
    return market_of(ends, score.astype(np.float64), capacity, demands=len(demands), liking=liking)


def _liking(demands: Sequence[DemandGiven], demand: Numbers, score: Floats) -> Floats:
    """By the size of the order where every demand tells it, the better fit among equals; else by the fit alone."""
    amounts = [one.amount for one in demands]
    known = np.array([amount for amount in amounts if amount is not None], np.float64)
    if known.size < len(amounts) or not known.size:
        return score
    order = np.lexsort((score, known[demand]))
    liking = np.empty(order.size)
    liking[order] = np.arange(order.size)
    return liking


Lists = tuple[Sequence[DemandGiven], Sequence[tuple[tuple[Candidate, ...], tuple[Refusal, ...]]], Sequence[Candidate]]


def _report(market: Market, way: Way, known: Lists) -> AssignReport:
    demands, lists, firms = known
    best = assign_best(market, most=way is Way.MOST)
    matching = match_stably(market) if way is Way.STABLE else best.matching
    price = best.price if way is Way.BEST else None
    taken = matching.pair[matching.pair != NOBODY]
    plain = best if way is Way.BEST else assign_best(market)
    return AssignReport(
        way=way,
        demands=tuple(_assigned(one.id, (lists[at], firms), matching, (at, price)) for at, one in enumerate(demands)),
        providers=_loads(market, matching, firms, price),
        served=matching.served,
        total=float(market.worth[taken].sum()),
        bound=plain.bound,
        blocking=int(blocking_pairs(market, matching).size),
        tainted=any(one.tainted for one in firms),
    )


def _assigned(
    demand: str,
    known: tuple[tuple[tuple[Candidate, ...], tuple[Refusal, ...]], Sequence[Candidate]],
    matching: Matching,
    at: tuple[int, Floats | None],
) -> Assigned:
    (candidates, refused), firms = known
    place, price = at
    number = int(matching.provider[place])
    if number == NOBODY:
        why = "候选都另有安排，名额已满" if candidates else "没有符合条件的候选"
        return Assigned(demand, None, None, None, len(candidates), None, why, refused)
    firm = firms[number]
    choice = next(nth for nth, one in enumerate(candidates, 1) if one.id == firm.id)
    score = candidates[choice - 1].score
    why = "它的首选" if choice == 1 else f"第 {choice} 选择：前 {choice - 1} 家的名额给了别的需求更合算"
    cost = float(price[number]) if price is not None else None
    return Assigned(demand, Named(firm.id, firm.name), score, choice, len(candidates), cost, why, refused)


def _loads(market: Market, matching: Matching, firms: Sequence[Candidate], price: Floats | None) -> tuple[Load, ...]:
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
        for at, firm in enumerate(firms)
        if used[at] or wanted[at] > market.capacity[at]
    )


def demands_in(lines: Iterable[Mapping[str, object]]) -> tuple[DemandGiven, ...]:
    """Needs out of JSON lines: id, text, and region, amount, within, certificates, capacity, asker, excluded.

    Raises:
        BadMarket: a line lacks its id or text, or a field is of the wrong kind.
    """
    return tuple(_demand(number, line) for number, line in enumerate(lines, 1))


def _demand(number: int, line: Mapping[str, object]) -> DemandGiven:
    for name in ("id", "text"):
        if not str(line.get(name) or "").strip():
            raise BadMarket(f"第 {number} 行缺 {name} · line {number} has no {name}")
    amount = line.get("amount")
    if not isinstance(amount, int | float | None):
        raise BadMarket(f"第 {number} 行的 amount 应为数字（万元） · `amount` of line {number} is no number")
    within, capacity, asker = (str(line.get(name) or "") for name in ("within", "capacity", "asker"))
    certificates, excluded = (_listed(number, name, line.get(name)) for name in ("certificates", "excluded"))
    terms = TermsGiven(within, certificates, capacity, asker, excluded, unknown_too=bool(line.get("unknown_too")))
    region = str(line["region"]) if line.get("region") else None
    return DemandGiven(str(line["id"]), str(line["text"]), region, float(amount) if amount is not None else None, terms)


def _listed(number: int, name: str, given: object) -> tuple[str, ...]:
    if given is None:
        return ()
    if isinstance(given, str):
        return (given,)
    if isinstance(given, list):
        return tuple(str(one) for one in given)
    raise BadMarket(f"第 {number} 行的 {name} 应为列表 · `{name}` of line {number} is no list")

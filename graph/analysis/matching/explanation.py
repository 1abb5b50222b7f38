"""Why is a candidate where it is, and what is the least that would lift it?

Method: docs/methods.md, equations M3 and M4.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graph.analysis.matching.features import FEATURES, MAIN, Floats, Numbers, Pool
from graph.analysis.matching.offers import SERVING, Offers
from graph.analysis.matching.ranking import Ranking
from graph.analysis.matching.results import Change, Feature
from graph.analysis.matching.scale import Scale, known_sizes, size_words
from graph.analysis.results import Named
from graph.snapshot import Snapshot

_SHOWN: Final = 5  # pieces of evidence of one part
_MARGIN: Final = 1e-6  # by which a lifted score passes the one above
_CHANGED: Final = ("share", "nearness", "place", "scale", "sources")  # what may be known otherwise
_STEADY: Final = 2  # of which any value may be known: the first of them
_ENOUGH: Final = 2  # sources from which another is no fault any more
_STEPS, _ROUNDS = 128, 2  # to a share in 128² of the way


@dataclass(frozen=True)
class Grounds:
    """What explanations rest on."""

    snapshot: Snapshot
    offers: Offers
    ranking: Ranking
    region: Named | None  # asked for
    scale: Scale | None = None  # asked for


@dataclass(frozen=True)
class Proof:
    """What proves what a candidate serves; marked where that or itself rests on sample, synthetic or estimated data."""

    evidence: tuple[str, ...]
    marked: bool


def proofs_of(grounds: Grounds, pool: Pool) -> list[Proof]:
    """The proof of each candidate; no evidence where no fact says that it serves anything."""
    facts = [_fact(grounds, int(row)) for row in pool.best]
    marked = grounds.snapshot.nodes["marked"].take(pa.array(pool.provider)).to_pylist()
    return [
        Proof(tuple(fact["evidence"] or ()), bool(fact["marked"] or own)) if fact else Proof((), bool(own))
        for fact, own in zip(facts, marked, strict=True)
    ]


def _fact(grounds: Grounds, row: int) -> Mapping[str, Any] | None:
    if row < 0:
        return None
    table = grounds.snapshot.edges(SERVING[int(grounds.offers.relation[row])]).table
    at = int(grounds.offers.row[row])
    return {name: table[name][at].as_py() for name in ("evidence", "marked")}


def parts_of(grounds: Grounds, pool: Pool, ways: Sequence[str], proofs: Sequence[Proof]) -> list[tuple[Feature, ...]]:
    """The parts of each candidate's score; their contributions add up to it.

    Args:
        pool: the candidates that are explained.
        ways, proofs: for each by which way what it serves was come by, and what proves it.
    """
    rows, sizes = pool.values.tolist(), _sizes(grounds, pool)
    weights = grounds.ranking.weights.tolist()
    return [
        tuple(_parts(rows[at], weights, _notes(grounds, pool, at, (way, sizes[at])), proof.evidence[:_SHOWN]))
        for at, (way, proof) in enumerate(zip(ways, proofs, strict=True))
    ]


def _parts(
    values: Sequence[float], weights: Sequence[float], notes: Mapping[str, str], proof: tuple[str, ...]
) -> Iterator[Feature]:
    for name, value, weight in zip(FEATURES, values, weights, strict=True):
        yield Feature(name, value, weight, value * weight, notes[name], proof if name == FEATURES[0] else ())


def _sizes(grounds: Grounds, pool: Pool) -> list[str]:
    """In words how large each candidate is beside what is asked for."""
    if grounds.scale is None:
        return ["需求未提规模"] * pool.provider.size
    known = known_sizes(grounds.snapshot, pool.provider.tolist())
    fits = ["企业规模未知" if np.isnan(one) else "合" if one else "不合" for one in pool.scale]
    return [
        f"{fit}，需求说“{grounds.scale.word}”"
        if np.isnan(one)
        else f"{size_words(known[firm])}，{fit}“{grounds.scale.word}”"
        for firm, fit, one in zip(pool.provider.tolist(), fits, pool.scale.tolist(), strict=True)
    ]


def _notes(grounds: Grounds, pool: Pool, at: int, told_of: tuple[str, str]) -> dict[str, str]:
    way, size = told_of
    share = float(pool.share[at])
    told = (
        way or "没有记录说它做所需产品",
        "未知" if np.isnan(share) else f"占营收 {share:.0%}",
        "所属行业就是或接近所需" if pool.industry[at] else "所属行业不直接相符或未知",
        "企业名称写明所需产品" if pool.name[at] else "企业名称没有写明",
        "名称、产品和证据句与需求文字的相关度",
        f"{int(pool.sources[at])} 个来源",
        _age_note(float(pool.age[at])),
        _place_note(pool.place[at], grounds.region),
        size,
        "所需用于需求方所做的产品" if pool.chain[at] else "没有它用于需求方产品的记录，或需求未提",
        "服务过需求方所在行业" if pool.cases[at] else "没有同行业案例的记录",
        "有需求所提的称号" if pool.titles[at] else "没有需求所提的称号或未提",
    )
    return dict(zip(FEATURES, told, strict=True))


def _age_note(years: float) -> str:
    return "来源没有日期" if np.isnan(years) else f"最新来源距今 {years:.1f} 年"


def _place_note(value: float, region: Named | None) -> str:
    if region is None:
        return "未指定地区"
    if np.isnan(value):
        return "企业所在地未知"
    return f"位于{region.name}" if value == 1 else f"与{region.name}同省" if value else f"不在{region.name}"


@dataclass(frozen=True, slots=True)
class _Possible:
    """Something that may be known otherwise of a candidate: its name in the pool, the value now, the most it can be."""

    place: int  # of the candidate among those explained
    what: str
    now: float
    most: float
    text: str


def changes_for(grounds: Grounds, pool: Pool, rows: Numbers, above: Floats) -> list[tuple[Change, ...]]:
    """What would lift each of some candidates, each by itself, the smallest first; those that pass before others.

    Args:
        rows: places of the candidates in the pool.
        above: for each the score of the one before it; infinite for the first, whom nothing can lift further.
    """
    possible = [one for place, at in enumerate(rows) for one in _possible(grounds, pool, int(at), place)]
    places = np.array([one.place for one in possible], np.int64)
    now, most = np.array([one.now for one in possible]), np.array([one.most for one in possible])
    kinds = np.array([_CHANGED.index(one.what) for one in possible], np.int64)
    known, goal = pool.taken(rows[places]), above[places] + _MARGIN

    def score_at(some: Numbers, values: Floats) -> Floats:
        every = np.repeat(some, values.size // max(some.size, 1))
        changed = _otherwise(known.taken(every), kinds[every], values.ravel())
        return grounds.ranking.scores(changed.values).reshape(values.shape)

    reach = most.copy()
    passes = score_at(np.arange(places.size), most) > goal
    steady = np.flatnonzero(passes & (kinds < _STEADY))
    reach[steady] = _least(partial(score_at, steady), (now[steady], most[steady]), goal[steady])
    lift = score_at(np.arange(places.size), reach) - grounds.ranking.scores(known.values)
    found: list[list[Change]] = [[] for _ in rows]
    for at, one in enumerate(possible):
        if lift[at] > _MARGIN:
            change = Change(one.what, one.now, float(reach[at]), float(lift[at]), bool(passes[at]), one.text)
            found[one.place].append(change)
    return [tuple(sorted(changes, key=lambda one: (not one.passes, one.effort))) for changes in found]


def _possible(grounds: Grounds, pool: Pool, at: int, place: int) -> Iterator[_Possible]:
    share, home, sources = float(np.nan_to_num(pool.share[at])), float(pool.place[at]), float(pool.sources[at])
    if pool.nearness[at] < 1:
        yield _Possible(place, "nearness", float(pool.nearness[at]), 1.0, "不能确定它做的就是所需产品")
    if share < MAIN:
        known = f"所需产品只占其营收 {share:.0%}" if share else "不知道该产品占其营收多少"
        yield _Possible(place, "share", share, MAIN, known)
    if grounds.region is not None and home != 1:
        told = "企业所在地未知" if np.isnan(home) else f"不在{grounds.region.name}"
        yield _Possible(place, "place", float(np.nan_to_num(home)), 1.0, told)
    if np.isnan(pool.scale[at]):
        yield _Possible(place, "scale", 0.0, 1.0, "企业规模未知")
    if 0 < sources < _ENOUGH:
        yield _Possible(place, "sources", sources, sources + 1, "只有一个来源")


def _otherwise(pool: Pool, kinds: Numbers, values: Floats) -> Pool:
    """A candidate a row, each with the one thing of its kind known otherwise."""
    given = {what: np.where(kinds == kind, values, getattr(pool, what)) for kind, what in enumerate(_CHANGED)}
    return replace(pool, **given)


def _least(score_at: Callable[[Floats], Floats], within: tuple[Floats, Floats], goal: Floats) -> Floats:
    """The least values whose scores pass the goals: of many steps at once, and again between two of them.

    Args:
        score_at: scores of n rows of values, which rise with them.
        within: where each may lie, n values each; the goals are passed at the upper ones.
        goal: n scores.
    """
    low, high = within
    for _ in range(_ROUNDS):
        step = (high - low) / _STEPS
        tried = low[:, None] + step[:, None] * np.arange(1, _STEPS)
        failed = (score_at(tried) <= goal[:, None]).sum(axis=1)
        low, high = low + step * failed, np.where(failed < _STEPS - 1, low + step * (failed + 1), high)
    return high

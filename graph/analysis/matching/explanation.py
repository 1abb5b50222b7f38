"""Why is a candidate where it is, and what is the least that would lift it?

Method: docs/methods.md, equations M3 and M4.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from graph.analysis.matching.features import FEATURES, MAIN, Pool
from graph.analysis.matching.offers import SERVING, Offers
from graph.analysis.matching.ranking import Ranking
from graph.analysis.results import Change, Feature, Named
from graph.snapshot import Snapshot

_SHOWN: Final = 5  # pieces of evidence of one part
_MARGIN: Final = 1e-6  # by which a lifted score passes the one above


@dataclass(frozen=True)
class Grounds:
    """What explanations rest on."""

    snapshot: Snapshot
    offers: Offers
    ranking: Ranking
    region: Named | None  # asked for


def parts_of(grounds: Grounds, pool: Pool, at: int, way: str) -> tuple[Feature, ...]:
    """The parts of a score; the contributions add up to it."""
    values, notes = pool.changed(at).values[0], _notes(grounds, pool, at, way)
    proof = tuple(evidence_of(grounds, pool, at))[:_SHOWN]
    return tuple(
        Feature(
            name, float(value), float(weight), float(value * weight), notes[name], proof if name == FEATURES[0] else ()
        )
        for name, value, weight in zip(FEATURES, values, grounds.ranking.weights, strict=True)
    )


def evidence_of(grounds: Grounds, pool: Pool, at: int) -> list[str]:
    """Evidence ids behind what a candidate serves."""
    fact = _fact(grounds, pool, at)
    return list(fact["evidence"] or ()) if fact else []


def is_marked(grounds: Grounds, pool: Pool, at: int) -> bool:
    """Whether what a candidate serves, or itself, rests on sample, synthetic or estimated sources."""
    fact = _fact(grounds, pool, at)
    return bool((fact and fact["marked"]) or grounds.snapshot.nodes["marked"][int(pool.provider[at])].as_py())


def _fact(grounds: Grounds, pool: Pool, at: int) -> Mapping[str, Any] | None:
    row = int(pool.best[at])
    if row < 0:
        return None
    edges = grounds.snapshot.edges(SERVING[int(grounds.offers.relation[row])])
    fact: Mapping[str, Any] = edges.table.slice(int(grounds.offers.row[row]), 1).to_pylist()[0]
    return fact


def _notes(grounds: Grounds, pool: Pool, at: int, way: str) -> dict[str, str]:
    share = float(pool.share[at])
    told = (
        way or "没有记录说它做所需产品",
        "未知" if np.isnan(share) else f"占营收 {share:.0%}",
        "所属行业就是或接近所需" if pool.industry[at] else "所属行业不直接相符或未知",
        "企业名称写明所需产品" if pool.name[at] else "企业名称没有写明",
        "名称、产品和证据句与需求文字的相关度",
        f"{int(pool.sources[at])} 个来源",
        _place_note(pool.place[at], grounds.region),
        "服务过需求方所在行业" if pool.cases[at] else "没有同行业案例的记录",
        "有需求所提的称号" if pool.titles[at] else "没有需求所提的称号或未提",
    )
    return dict(zip(FEATURES, told, strict=True))


def _place_note(value: float, region: Named | None) -> str:
    if region is None:
        return "未指定地区"
    if np.isnan(value):
        return "企业所在地未知"
    return f"位于{region.name}" if value == 1 else f"与{region.name}同省" if value else f"不在{region.name}"


def changes_for(grounds: Grounds, pool: Pool, at: int, *, above: float) -> tuple[Change, ...]:
    """What would lift a candidate, each by itself, the smallest first; those that pass the one above before others.

    Args:
        above: score of the candidate one place above; infinite for the first, whom nothing can lift further.
    """
    score = float(grounds.ranking.scores(pool.changed(at).values)[0])
    found = [_change(grounds, pool, at, one, (score, above)) for one in _possible(grounds, pool, at)]
    lifting = [change for change in found if change.lift > _MARGIN]
    return tuple(sorted(lifting, key=lambda one: (not one.passes, one.effort)))


def _possible(grounds: Grounds, pool: Pool, at: int) -> Iterator[tuple[str, float, float, str]]:
    """What can be known otherwise: its name in the pool, the value now, the most it can be, in words."""
    share = float(np.nan_to_num(pool.share[at]))
    if pool.nearness[at] < 1:
        yield "nearness", float(pool.nearness[at]), 1.0, "没有记录说它做的就是所需产品"
    if share < MAIN:
        known = f"所需产品只占其营收 {share:.0%}" if share else "不知道该产品占其营收多少"
        yield "share", share, MAIN, known
    if grounds.region is not None and pool.place[at] != 1:
        unknown = bool(np.isnan(pool.place[at]))
        yield (
            "place",
            float(np.nan_to_num(pool.place[at])),
            1.0,
            "企业所在地未知" if unknown else f"不在{grounds.region.name}",
        )
    if 0 < pool.sources[at] < 2:
        yield "sources", float(pool.sources[at]), float(pool.sources[at]) + 1, "只有一个来源"


def _change(
    grounds: Grounds, pool: Pool, at: int, possible: tuple[str, float, float, str], scores: tuple[float, float]
) -> Change:
    what, now, most, text = possible
    (score, above), reach = scores, most

    def score_at(value: float) -> float:
        return float(grounds.ranking.scores(pool.changed(at, **{what: value}).values)[0])

    passes = score_at(most) > above + _MARGIN
    if passes and what in {"share", "nearness"}:
        reach = _least(score_at, now, most, above + _MARGIN)
    return Change(what, now, reach, score_at(reach) - score, passes, text)


def _least(score_at: Callable[[float], float], now: float, most: float, goal: float) -> float:
    """The least value whose score passes the goal, by halving; scores rise with the value."""
    low, high = now, most
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (low, middle) if score_at(middle) > goal else (middle, high)
    return high


def named(snapshot: Snapshot, numbers: Sequence[int]) -> tuple[Named, ...]:
    """Nodes by id and name."""
    return tuple(Named(snapshot.id(number), snapshot.name(number)) for number in numbers)

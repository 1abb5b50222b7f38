"""Who can serve a need, and why this one? The whole way from a text to ranked and explained candidates.

Method: docs/methods.md, equations M1–M4.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.matching.candidates import Known, pool_of
from graph.analysis.matching.concepts import Concepts
from graph.analysis.matching.doubt import Word
from graph.analysis.matching.explanation import Grounds, Proof, changes_for, parts_of, proofs_of
from graph.analysis.matching.features import Pool
from graph.analysis.matching.offers import offers_of
from graph.analysis.matching.ranking import Ranking
from graph.analysis.matching.results import Candidate, Change, Feature, MatchReport
from graph.analysis.matching.understanding import ANYBODY, Asker, Understood, understood
from graph.analysis.matching.wishes import Wish
from graph.analysis.results import Named
from graph.snapshot import Snapshot
from ontology.values.names import fold
from ontology.values.regions import region_of

_SEARCHED: Final = 12  # things named where it is said what was searched
_DOUBTED: Final = 0.3  # share of a need from which a word that the reading leaves out is named
_OTHER_KIND: Final = 2.0  # how much more doubtful who makes another kind is than who makes what a need names in part


def find_providers(
    snapshot: Snapshot,
    known: Known,
    text: str,
    asker: Asker = ANYBODY,
    *,
    top: int = 10,
) -> MatchReport:
    """Providers for a need in the user's own words, best first; none when nothing of the need is known.

    Args:
        snapshot: the graph at one version.
        known: dictionary of the graph's names, the text index of its providers, the weights of features.
        text: the need.
        asker: where the user is, unless the text names a region, and what it does.
        top: how many are returned at most.
    """
    asked = understood(snapshot, known.dictionary, text, asker)
    every = pool_of(snapshot, known, asked)
    pool = _shown(snapshot, every)
    grounds = Grounds(snapshot, offers_of(snapshot), known.ranking, asked.need.region, asked.scale)
    searched = _searched(snapshot, asked.things, hidden=every.provider.size - pool.provider.size)
    return MatchReport(asked.need, _ranked(grounds, pool, asked, top), searched)


def _shown(snapshot: Snapshot, pool: Pool) -> Pool:
    """The candidates that those who ask may see."""
    return pool if snapshot.hidden is None else pool.taken(np.flatnonzero(~snapshot.hidden[pool.provider]))


def best_of(ranking: Ranking, pool: Pool, top: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Places of the best candidates in the pool and their scores, best first, equals by their number."""
    scores = ranking.weighed(pool.columns)
    if scores.size > top:
        least = np.partition(scores, scores.size - top)[scores.size - top]
        near = np.flatnonzero(scores >= least)
    else:
        near = np.arange(scores.size)
    order = near[np.lexsort((pool.provider[near], -scores[near]))][:top]
    return order, scores[order]


def _ranked(grounds: Grounds, pool: Pool, asked: Understood, top: int) -> tuple[Candidate, ...]:
    order, scores = best_of(grounds.ranking, pool, top)
    above = np.concatenate([[np.inf], scores[:-1]])[: order.size]
    changes = changes_for(grounds, pool, order, above)
    best = pool.taken(order)
    proofs = proofs_of(grounds, best)
    ways = [_way(grounds.snapshot, asked, int(place)) for place in best.concept]
    parts = parts_of(grounds, best, ways, proofs)
    doubts = [_doubt(grounds.snapshot, asked, int(place)) for place in best.concept]
    return tuple(
        _candidate(grounds, number, why, (changes[at], proofs[at], doubts[at]))
        for at, (number, why) in enumerate(zip(best.provider.tolist(), parts, strict=True))
    )


def _reading(asked: Understood, place: int) -> Wish | None:
    """The wish by which a candidate was found; the surest for one that serves nothing by the facts."""
    if not asked.wishes:
        return None
    return asked.wishes[int(asked.readings[place]) if place >= 0 else 0]


def _untold(snapshot: Snapshot, asked: Understood, place: int) -> tuple[Word, ...]:
    """The words of the need that neither the reading by which a candidate was found nor what it serves has."""
    wish = _reading(asked, place)
    name = fold(snapshot.name(int(asked.things.number[place]))) if place >= 0 else ""
    return tuple(word for word in wish.untold if word.text not in name) if wish else ()


def _doubt(snapshot: Snapshot, asked: Understood, place: int) -> float:
    """How doubtful the reading by which a candidate was found is, 0 where it explains the need.

    A need for 鸡疫苗 is less likely met by who makes 人用疫苗 than by who makes 疫苗.
    """
    doubt = sum(word.weight for word in _untold(snapshot, asked, place))
    wish = _reading(asked, place)
    if not doubt or place < 0 or wish is None or wish.described:
        return doubt
    name = fold(snapshot.name(int(asked.things.number[place])))
    return doubt * _OTHER_KIND if name != wish.title and name.endswith(wish.title) else doubt


def _candidate(
    grounds: Grounds, number: int, parts: tuple[Feature, ...], rest: tuple[tuple[Change, ...], Proof, float]
) -> Candidate:
    changes, proof, doubt = rest
    nodes = grounds.snapshot.nodes
    home = str(nodes["region"][number].as_py() or "")
    score = sum(part.contribution for part in parts)
    return Candidate(
        id=grounds.snapshot.id(number),
        name=grounds.snapshot.name(number),
        cls=str(nodes["class"][number].as_py()),
        region=Named(home, region_of(home).name) if home else None,
        score=score,
        certainty=grounds.ranking.certainty(score, doubt),
        why=parts,
        why_not=changes,
        evidence=proof.evidence,
        tainted=proof.marked,
    )


def _way(snapshot: Snapshot, asked: Understood, place: int) -> str:
    """In words how what a candidate serves was come by, and what of the need that leaves unexplained."""
    if place < 0:
        return ""
    things = asked.things
    untold = "、".join(word.text for word in _untold(snapshot, asked, place) if word.weight >= _DOUBTED)
    doubt = f"；需求里的“{untold}”与此无关，理解存疑" if untold else ""
    return f"{snapshot.name(int(things.number[place]))}（{things.way_of(place)}{doubt}）"


def _searched(snapshot: Snapshot, things: Concepts, *, hidden: int) -> str:
    if not things.number.size:
        return "需求中没有图谱认识的产品、环节或场景 · nothing in the text is known to the graph"
    best = np.lexsort((things.number, -things.nearness))[:_SEARCHED]
    names = "、".join(dict.fromkeys(snapshot.name(int(number)) for number in things.number[best]))
    rest = (f"；另有 {hidden} 家在其他地区，不在账号范围内", f"; {hidden} more elsewhere") if hidden else ("", "")
    return f"按以下产品和环节查找：{names}{rest[0]} · searched by: {names}{rest[1]}"

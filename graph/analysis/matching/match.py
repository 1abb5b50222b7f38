"""Who can serve a need, and why this one? The whole way from a text to ranked and explained candidates.

Method: docs/methods.md, equations M1–M4.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.analysis.matching import concepts as near
from graph.analysis.matching.asking import CONTEXT
from graph.analysis.matching.concepts import Concepts
from graph.analysis.matching.dictionary import Dictionary
from graph.analysis.matching.doubt import Word, in_company
from graph.analysis.matching.explanation import Grounds, Proof, changes_for, parts_of, proofs_of
from graph.analysis.matching.features import Pool, gathered
from graph.analysis.matching.fit import going_into, holding, serving
from graph.analysis.matching.need import need_of
from graph.analysis.matching.offers import at_work, offers_of
from graph.analysis.matching.ranking import Ranking, bundled_ranking
from graph.analysis.matching.results import Candidate, Change, Feature, MatchReport, Need
from graph.analysis.matching.scale import Scale, fits_scale, scale_in
from graph.analysis.matching.thesaurus import bundled_thesaurus
from graph.analysis.matching.vectors import vectors_of
from graph.analysis.matching.wishes import Wish, wishes_in
from graph.analysis.results import Named
from graph.search.texts import PROVIDERS
from graph.snapshot import Snapshot
from ontology.values.names import fold
from ontology.values.regions import Region, is_inside, province_of, region_of

_WISHES: Final = 8  # that are followed
_HITS: Final = 40  # of the text index
_STRANGERS: Final = 20  # providers that text alone may add
_TOLD: Final = 3  # wishes that the text index is asked for
_SEARCHED: Final = 12  # things named where it is said what was searched
_DOUBTED: Final = 0.3  # share of a need from which a word that the reading leaves out is named
_OTHER_KIND: Final = 2.0  # how much more doubtful who makes another kind is than who makes what a need names in part
_SAME_PROVINCE: Final = 0.6


class TextSearch(Protocol):
    """BM25 over what is known of each provider."""

    def find(self, text: str, *, limit: int) -> Sequence[tuple[str, float]]:
        """Ids and scores, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: where it is, and the name of its industry."""

    region: Region | None = None
    industry: str = ""


def find_providers(
    snapshot: Snapshot,
    known: "Known",
    text: str,
    asker: Asker = Asker(),
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


@dataclass(frozen=True)
class Known:
    """What finding rests on beside the snapshot; made once a version of the graph."""

    dictionary: Dictionary
    texts: TextSearch
    ranking: Ranking = field(default_factory=bundled_ranking)


@dataclass(frozen=True)
class Understood:
    """A need in the words of the graph, its wishes, the scale it asks for, and what would serve it."""

    need: Need
    wishes: tuple[Wish, ...]
    scale: Scale | None
    things: Concepts
    industries: NDArray[np.int64]  # of the asker
    readings: NDArray[np.int64]  # for each thing the place of the wish that leads to it on the shortest way


def understood(snapshot: Snapshot, dictionary: Dictionary, text: str, asker: Asker = Asker()) -> Understood:
    """What a text asks for, and what of the graph would serve it; arguments as of `find_providers`."""
    folded = fold(text)
    wishes = [_checked(snapshot, wish) for wish in wishes_in(folded, dictionary, bundled_thesaurus())[:_WISHES]]
    things = [near.things_for(snapshot, dictionary, [wish]) for wish in wishes]
    need = need_of(snapshot, text, wishes, things, asker.region)
    whole = near.united(things)
    own = near.industries_named(dictionary, asker.industry)
    return Understood(need, tuple(wishes), scale_in(folded), whole, own, _readings(whole, things))


def _readings(whole: Concepts, parts: Sequence[Concepts]) -> NDArray[np.int64]:
    """For each thing the first of the parts that has it as near as the whole."""
    found = np.zeros(whole.number.size, np.int64)
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        place = np.searchsorted(whole.number, part.number)
        found[place[part.nearness >= whole.nearness[place]]] = at
    return found


def _checked(snapshot: Snapshot, wish: Wish) -> Wish:
    """A wish, less doubtful where what it leaves unexplained keeps company with it in the graph."""
    if not wish.untold:
        return wish
    names = [phrase.text for phrase in wish.phrases if phrase.worth == 1.0]
    return replace(wish, untold=in_company(wish.untold, names, vectors_of(snapshot)))


def pool_of(snapshot: Snapshot, known: Known, asked: Understood) -> Pool:
    """All candidates for a need, with what is known of them."""
    names, wishes = known.dictionary, asked.wishes
    industries, firms = near.industries_for(names, wishes), near.firms_for(names, wishes)
    hits = _hits(snapshot, known.texts, asked)
    pool = gathered(offers_of(snapshot), asked.things, (industries, firms), hits.number[:_STRANGERS])
    place, held = _held(pool.provider, hits.number)
    pool.text[place[held]] = hits.value[held]
    return replace(
        pool,
        place=_places(snapshot, pool.provider, asked.need.region),
        scale=fits_scale(snapshot, pool.provider, asked.scale),
        chain=_goes_in(snapshot, names, asked, pool),
        cases=np.isin(pool.provider, serving(snapshot, asked.industries)).astype(np.float64),
        titles=np.isin(pool.provider, holding(snapshot, asked.need.text)).astype(np.float64),
    )


def _goes_in(snapshot: Snapshot, names: Dictionary, asked: Understood, pool: Pool) -> NDArray[np.float64]:
    """1 for candidates whose thing goes into what the need names beside what it asks for."""
    beside = [wish.title for wish in asked.wishes if wish.weight <= CONTEXT and not wish.described]
    made = np.array([owner.number for title in beside for owner in names.names.get(title, ())], np.int64)
    wanted = np.isin(asked.things.number, going_into(snapshot, made))
    return np.append(wanted, False)[pool.concept].astype(np.float64)  # a concept of -1 is the last, which is none


@dataclass(frozen=True)
class Hits:
    """Providers whose text is like the need, the best first, and how like beside the best."""

    number: NDArray[np.int64]
    value: NDArray[np.float64]


def _hits(snapshot: Snapshot, texts: TextSearch, asked: Understood) -> Hits:
    """BM25 of those at work beside the best hit, as sure as the wish that is looked for; none where nobody serves."""
    wishes = asked.wishes[:_TOLD]
    served = bool(wishes) and offers_of(snapshot).has(asked.things.number).any()
    found = texts.find("。".join(wish.title for wish in wishes), limit=_HITS) if served else ()
    numbers = _numbers_of(snapshot, [one for one, _ in found])
    scores = np.array([score for _, score in found], np.float64)
    keep = (numbers >= 0) & (scores > 0)
    keep[keep] = at_work(snapshot)[numbers[keep]]
    numbers, scores = numbers[keep], scores[keep]
    return Hits(numbers, scores / scores.max() * wishes[0].weight if scores.size else scores)


def _numbers_of(snapshot: Snapshot, ids: Sequence[str]) -> NDArray[np.int64]:
    """Number of each provider, -1 for one the graph does not have."""
    keys, numbers = snapshot.kept("matching.providers", lambda: _provider_keys(snapshot))
    wanted = np.array([one.encode() for one in ids], keys.dtype)
    place = np.minimum(np.searchsorted(keys, wanted), max(keys.size - 1, 0))
    return np.where(keys[place] == wanted, numbers[place], -1) if keys.size else np.full(len(ids), -1)


def _provider_keys(snapshot: Snapshot) -> tuple[NDArray[np.bytes_], NDArray[np.int64]]:
    """Ids of all providers as bytes, in their order, with their numbers: sooner searched than the ids of all nodes."""
    numbers = np.flatnonzero(np.logical_or.reduce([snapshot.is_class(one) for one in PROVIDERS]))
    ids = snapshot.nodes["id"].take(pa.array(numbers)).to_pylist()
    return np.array([one.encode() for one in ids], np.bytes_), numbers


def _held(providers: NDArray[np.int64], numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Place of each number among the providers, and whether it is there."""
    place = np.searchsorted(providers, numbers)
    if not providers.size:
        return place, np.zeros(numbers.size, np.bool_)
    return place, (place < providers.size) & (providers[np.minimum(place, providers.size - 1)] == numbers)


def _places(snapshot: Snapshot, providers: NDArray[np.int64], region: Named | None) -> NDArray[np.float64]:
    """1 in the region asked for, 0.6 in its province, else 0, nan for an unknown home; 0 where none is asked for."""
    if region is None or not providers.size:
        return np.zeros(providers.size)
    homes = snapshot.nodes["region"].take(pa.array(providers)).combine_chunks().dictionary_encode()
    values = np.array([_place(home or "", region.id) for home in homes.dictionary.to_pylist()])
    return np.asarray(values[homes.indices.to_numpy()], np.float64)


def _place(home: str, asked: str) -> float:
    if not home:
        return np.nan
    if is_inside(home, asked):
        return 1.0
    return _SAME_PROVINCE if province_of(home) == province_of(asked) != "" else 0.0


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

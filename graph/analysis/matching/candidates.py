"""Who may serve a need, with what is known of each: by what it offers, by its name, and by what is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.analysis.matching import concepts as near
from graph.analysis.matching.asking import CONTEXT
from graph.analysis.matching.dictionary import Dictionary
from graph.analysis.matching.features import Pool, gathered
from graph.analysis.matching.fit import going_into, holding, serving
from graph.analysis.matching.offers import at_work, offers_of
from graph.analysis.matching.ranking import Ranking, bundled_ranking
from graph.analysis.matching.scale import fits_scale
from graph.analysis.matching.understanding import Understood
from graph.analysis.results import Named
from graph.search.texts import PROVIDERS
from graph.snapshot import Snapshot
from ontology.values.regions import is_inside, province_of

_HITS: Final = 40  # of the text index
_STRANGERS: Final = 20  # providers that text alone may add
_TOLD: Final = 3  # wishes that the text index is asked for
_SAME_PROVINCE: Final = 0.6


class TextSearch(Protocol):
    """BM25 over what is known of each provider."""

    def find(self, text: str, *, limit: int) -> Sequence[tuple[str, float]]:
        """Ids and scores, best first."""
        ...


@dataclass(frozen=True)
class Known:
    """What finding rests on beside the snapshot; made once a version of the graph."""

    dictionary: Dictionary
    texts: TextSearch
    ranking: Ranking = field(default_factory=bundled_ranking)


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

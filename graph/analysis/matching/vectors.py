"""Which words keep company in what the loaded text says: made by the same firms, spoken of in the same sentences.

Vectors of words by the largest eigenvalues of their positive pointwise mutual information (Levy & Goldberg 2014;
randomised range finder of Halko, Martinsson & Tropp 2011). Trained on the snapshot itself, when first asked for, and
kept with it. Method: docs/methods.md, equation M6.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from graph.analysis.matching.offers import offers_of
from graph.snapshot import Snapshot
from ontology.schema import EntityClass, Relation
from ontology.values.names import fold_column

# Bounds, so that a million providers cost no more than a few seconds.
_THINGS: Final = 40_000  # things whose names are read, those that most serve first
_WORDS: Final = 4_000  # words that have a vector, the most frequent first
_PLACES: Final = 300_000  # firms and sentences that are counted, evenly chosen
_SIZE: Final = 32  # of a vector
_SPARE: Final = 16  # columns more that the range finder tries
_ROUNDS: Final = 3  # of its power iteration
_SEED: Final = 7
_SEEN: Final = 2  # places in which a word must stand
_SHORTEST: Final = 2  # characters of a word

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Vectors:
    """A vector of length 1 for each word."""

    place: Mapping[str, int]
    rows: Floats  # (words, size)

    def of(self, words: Iterable[str]) -> Floats | None:
        """The direction of some words together; None where none of them has a vector."""
        known = [self.place[word] for word in words if word in self.place]
        if not known:
            return None
        total = np.asarray(self.rows[known].sum(axis=0), np.float64)
        length = float(np.linalg.norm(total))
        return total / length if length else None

    def nearness(self, word: str, direction: Floats | None) -> float:
        """How near a word is to a direction, 0..1; 0 where nothing is known of one of them."""
        if direction is None or word not in self.place:
            return 0.0
        return max(0.0, float(self.rows[self.place[word]] @ direction))


def vectors_of(snapshot: Snapshot) -> Vectors:
    """The vectors of a snapshot's words; kept with it."""
    return snapshot.kept("matching.vectors", lambda: _vectors(snapshot))


def words_of(name: str) -> tuple[str, ...]:
    """The words of a folded name."""
    import rjieba  # reads its dictionary when imported: 0.2 s that only a need in words has to wait for

    return tuple(word for word in rjieba.cut(name) if len(word) >= _SHORTEST)


def _vectors(snapshot: Snapshot) -> Vectors:
    place, thing = _told(snapshot)
    things = _most_told(thing)
    kept = np.isin(thing, things)
    words, worded = _worded(snapshot, things)
    if not words:
        return Vectors({}, np.empty((0, _SIZE)))
    named = _ones(place[kept], np.searchsorted(things, thing[kept]), (int(place.max()) + 1, things.size))
    found = (named @ worded).astype(np.bool_).astype(np.float64)
    seen = np.asarray(found.sum(axis=0)).ravel()
    chosen = np.argsort(-seen, kind="stable")[:_WORDS]
    chosen = chosen[seen[chosen] >= _SEEN]
    rows = _reduced(_informative(found[:, chosen]))
    return Vectors({words[at]: row for row, at in enumerate(chosen.tolist())}, rows)


def _told(snapshot: Snapshot) -> tuple[Numbers, Numbers]:
    """Places, numbered anew from 0, and the things that each tells of: what a firm serves, what a sentence is about."""
    offers, about = offers_of(snapshot), snapshot.edges(Relation.ABOUT)
    served = np.diff(offers.start) > 0
    spoken = snapshot.is_class(EntityClass.EVIDENCE)[about.subject] & served[about.object]
    place = np.concatenate([offers.provider, about.subject[spoken]])
    thing = np.concatenate([np.repeat(np.arange(served.size), np.diff(offers.start)), about.object[spoken]])
    numbers, at, count = np.unique(place, return_inverse=True, return_counts=True)
    several = np.flatnonzero(count > 1)  # a place that tells of one thing shows no company
    counted = np.zeros(numbers.size, np.bool_)
    counted[several[:: max(1, several.size // _PLACES)]] = True
    return at[counted[at]], thing[counted[at]]


def _most_told(thing: Numbers) -> Numbers:
    """The things that are told of most, ascending."""
    things, count = np.unique(thing, return_counts=True)
    return np.sort(things[np.argsort(-count, kind="stable")[:_THINGS]])


def _worded(snapshot: Snapshot, things: Numbers) -> tuple[Sequence[str], sparse.csr_array]:
    """All words of the things' names, and which thing has which (things × words)."""
    names = fold_column(snapshot.nodes["name"].take(pa.array(things))).to_pylist()
    split = [words_of(name) for name in names]
    coded = pa.array([word for words in split for word in words], pa.string()).dictionary_encode()
    rows = np.repeat(np.arange(things.size), [len(words) for words in split])
    words = coded.dictionary.to_pylist()
    return words, _ones(rows, coded.indices.to_numpy().astype(np.int64), (things.size, len(words)))


def _ones(rows: Numbers, columns: Numbers, shape: tuple[int, int]) -> sparse.csr_array:
    return sparse.csr_array((np.ones(rows.size), (rows, columns)), shape=shape)


def _informative(found: sparse.csr_array) -> sparse.csr_array:
    """Positive pointwise mutual information of the words, from which of them stand where (places × words)."""
    together = (found.T @ found).tocoo()
    seen = np.asarray(found.sum(axis=0)).ravel()
    rows, columns = together.coords
    told = np.log(together.data * found.shape[0] / (seen[rows] * seen[columns]))
    kept = (told > 0) & (rows != columns)
    return sparse.csr_array((told[kept], (rows[kept], columns[kept])), shape=together.shape)


def _reduced(informative: sparse.csr_array) -> Floats:
    """Rows of length 1 in the directions that tell most; those in which words only shun each other are left out."""
    words = informative.shape[0]
    basis = np.random.default_rng(_SEED).standard_normal((words, min(words, _SIZE + _SPARE)))
    for _ in range(_ROUNDS):
        basis = np.linalg.qr(informative @ basis)[0]
    values, turned = np.linalg.eigh(basis.T @ (informative @ basis))
    rows = (basis @ turned * np.sqrt(np.maximum(values, 0.0)))[:, ::-1][:, :_SIZE]
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), np.float64)

"""Word clusters from unannotated text: words that stand beside the same words fall into one cluster.

Positive pointwise mutual information of words with their neighbours, its leading singular vectors, k-means on the
directions. Source: O. Levy and Y. Goldberg, Neural word embedding as implicit matrix factorization, NIPS 2014;
context distribution smoothing (0.75) by O. Levy et al., TACL 3 (2015).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlp.tagging.clusters import Clusters
from nlp.words import tag

_WORDS: Final = 30_000
_AT_LEAST: Final = 8  # occurrences
_DIRECTIONS: Final = 80
_FINE, _COARSE = 600, 80
_ROUNDS: Final = 15
_SMOOTHING: Final = 0.75
_NEIGHBOURS: Final = ((1, 1.0), (2, 0.5))  # distance and weight
_NUMBER: Final = re.compile(r"[\d.]+$")
_GAP: Final = (-1,) * 3  # between texts


def learn_clusters(texts: Iterable[str], *, seed: int = 0) -> Clusters:
    """Clusters of the most frequent words of `texts`; the same texts and seed give the same clusters."""
    words = [list(_words(text)) for text in texts]
    counts = Counter(word for text in words for word in text)
    frequent = [word for word, count in counts.most_common(_WORDS) if count >= _AT_LEAST and word.strip()]
    if len(frequent) <= _DIRECTIONS:
        return Clusters({})
    directions = _directions(_sequence(words, frequent), len(frequent))
    fine, coarse = (_clustered(directions, count, seed) for count in (_FINE, _COARSE))
    return Clusters(dict(zip(frequent, zip((fine + 1).tolist(), (coarse + 1).tolist(), strict=True), strict=True)))


def _words(text: str) -> Iterator[str]:
    return ("0" if _NUMBER.match(word.text) else word.text for word in tag(text))


def _sequence(words: list[list[str]], frequent: list[str]) -> NDArray[np.int64]:
    """All texts as numbers of words, -1 for a rare word and between texts."""
    number = {word: index for index, word in enumerate(frequent)}
    return np.array([at for text in words for at in (*(number.get(word, -1) for word in text), *_GAP)], dtype=np.int64)


def _directions(sequence: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """Unit vectors (words, directions) of what stands beside each word."""
    from scipy.sparse.linalg import svds

    matrix = _information(_beside(sequence, size))
    start = np.full(min(matrix.shape), 1 / np.sqrt(min(matrix.shape)))
    vectors, values, _ = svds(matrix, k=min(_DIRECTIONS, size - 1), v0=start)
    scaled = vectors * np.sqrt(values)
    units: NDArray[np.float64] = scaled / (np.linalg.norm(scaled, axis=1, keepdims=True) + 1e-9)
    return units


def _beside(sequence: NDArray[np.int64], size: int) -> Any:
    """Weighted counts (words, 2 x words): of what follows each word, then of what stands before it."""
    from scipy.sparse import csr_matrix, hstack

    total: Any = csr_matrix((size, size))
    for distance, weight in _NEIGHBOURS:
        left, right = sequence[:-distance], sequence[distance:]
        both = (left >= 0) & (right >= 0)
        total = total + csr_matrix((np.full(int(both.sum()), weight), (left[both], right[both])), shape=(size, size))
    both_sides: Any = hstack([total, total.T])
    return both_sides.tocoo()


def _information(counts: Any) -> Any:
    """Positive pointwise mutual information of a sparse matrix of counts."""
    from scipy.sparse import csr_matrix

    total = counts.sum()
    of_words = np.asarray(counts.sum(axis=1)).ravel()
    beside = np.asarray(counts.sum(axis=0)).ravel() ** _SMOOTHING
    beside *= total / beside.sum()
    values = np.log(counts.data * total / (of_words[counts.row] * beside[counts.col]))
    kept = values > 0
    return csr_matrix((values[kept], (counts.row[kept], counts.col[kept])), shape=counts.shape)


def _clustered(directions: NDArray[np.float64], count: int, seed: int) -> NDArray[np.int64]:
    """Cluster of each word by spherical k-means."""
    chosen = np.random.default_rng(seed).choice(len(directions), min(count, len(directions)), replace=False)
    centres = directions[np.sort(chosen)]
    nearest = np.zeros(len(directions), dtype=np.int64)
    for _ in range(_ROUNDS):
        nearest = (directions @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, directions)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    return nearest

"""Scores of an extractor on annotated sentences, with the intervals that the choice of sentences leaves open.

`nlp/annotated.py` tells what an annotated sentence looks like, `nlp.evaluation.measures` what is counted.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from nlp.annotated import AnnotatedSentence
from nlp.evaluation.measures import Kind, Measure, Tally, tally_of
from nlp.evaluation.score import Score
from nlp.spans import Extraction
from ontology.schema import EntityClass, Relation

_DRAWS: Final = 1000
_SEED: Final = 7
_EDGES: Final = (2.5, 97.5)  # percentiles
_FEWEST_DOCUMENTS: Final = 10  # of fewer, a draw of documents tells little


class Extracts(Protocol):
    """Whatever reads a text."""

    def extract(self, text: str) -> Extraction: ...


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a share would lie in 95 of 100 other samples of the same kind of text."""

    low: float
    high: float


@dataclass(frozen=True)
class Evaluation:
    """What was annotated and found in each sentence, and what it counts to."""

    pairs: tuple[tuple[AnnotatedSentence, Extraction], ...]
    tallies: tuple[Tally, ...]

    def score(self, kind: Kind, of: Collection[EntityClass | Relation] | None = None) -> Score:
        """All of a kind together, or only that of some classes or relations."""
        right, found, gold = self._counts(kind, of).sum(axis=0).tolist()
        return Score(right, found, gold)

    def by_class(self, kind: Kind) -> dict[EntityClass, Score]:
        """Scores of names by class, in the order of the ontology."""
        return {cls: self.score(kind, {cls}) for cls in EntityClass if Measure(kind, cls) in self._columns}

    def by_relation(self) -> dict[Relation, Score]:
        """Scores of relations by type, in the order of the ontology."""
        kind = Kind.RELATIONS
        return {one: self.score(kind, {one}) for one in Relation if Measure(kind, one) in self._columns}

    def f1_interval(self, kind: Kind, of: Collection[EntityClass | Relation] | None = None) -> Interval:
        """Interval of F1, by bootstrap over `units`."""
        right, found, gold = self._drawn(kind, of)
        return _interval(2 * right, found + gold)

    def recall_interval(self, kind: Kind, of: Collection[EntityClass | Relation] | None = None) -> Interval:
        """Interval of recall, by bootstrap over `units`."""
        right, _, gold = self._drawn(kind, of)
        return _interval(right, gold)

    @cached_property
    def documents(self) -> int:
        """How many documents the sentences are of."""
        return len({sentence.document for sentence, _ in self.pairs})

    @property
    def is_by_document(self) -> bool:
        """Whether whole documents are drawn for intervals: sentences of one document are alike."""
        return self.documents >= _FEWEST_DOCUMENTS

    @cached_property
    def _columns(self) -> dict[Measure, int]:
        return {measure: at for at, measure in enumerate(dict.fromkeys(one for tally in self.tallies for one in tally))}

    @cached_property
    def _by_unit(self) -> NDArray[np.int64]:
        """Counts of each document or sentence: units × measures × (right, found, annotated)."""
        table = np.zeros((len(self.pairs), len(self._columns), 3), dtype=np.int64)
        units: dict[str, int] = {}
        for number, ((sentence, _), tally) in enumerate(zip(self.pairs, self.tallies, strict=True)):
            unit = units.setdefault(sentence.document if self.is_by_document else str(number), len(units))
            for measure, score in tally.items():
                table[unit, self._columns[measure]] += (score.right, score.found, score.gold)
        return table[: len(units)]

    @cached_property
    def _draws(self) -> NDArray[np.int64]:
        """How often each unit is in each draw: draws × units, every row as many as there are units."""
        units = len(self._by_unit)
        if not units:
            return np.zeros((_DRAWS, 0), dtype=np.int64)
        return np.random.default_rng(_SEED).multinomial(units, np.full(units, 1 / units), size=_DRAWS)

    def _counts(self, kind: Kind, of: Collection[EntityClass | Relation] | None) -> NDArray[np.int64]:
        """Counts of a kind by unit: units × (right, found, annotated)."""
        wanted = [at for one, at in self._columns.items() if one.kind is kind and (of is None or one.of in of)]
        summed: NDArray[np.int64] = self._by_unit[:, wanted].sum(axis=1)
        return summed

    def _drawn(self, kind: Kind, of: Collection[EntityClass | Relation] | None) -> NDArray[np.int64]:
        """Counts of each draw: (right, found, annotated) × draws."""
        return (self._draws @ self._counts(kind, of)).T


def evaluate(sentences: Iterable[AnnotatedSentence], extractor: Extracts) -> Evaluation:
    """Read annotated sentences with `extractor` and compare.

    Args:
        sentences: annotated ones; each text is read by itself.
        extractor: what is measured.

    Returns:
        Scores and intervals. Intervals are percentiles of 1,000 bootstrap draws, of documents where there are at
        least 10, else of sentences (B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13).
    """
    pairs = tuple((one, extractor.extract(one.text)) for one in sentences)
    return Evaluation(pairs, tuple(tally_of(one.extraction, found) for one, found in pairs))


def _interval(part: NDArray[np.int64], whole: NDArray[np.int64]) -> Interval:
    """Percentiles of a share over draws; a draw without any has the share nought."""
    shares = np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
    low, high = np.percentile(shares, _EDGES).tolist()
    return Interval(low, high)

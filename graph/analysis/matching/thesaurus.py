"""What people call things, and what things are for: general knowledge of trades, one sense a line.

    words/*.txt    standard names | other names, kinds, abbreviations | what it does, where it is used, what goes wrong

The first column is looked for among the names of the graph; the second is understood as the first and looked for too;
the third says in words of daily life what the thing is for. A sense that no name of the graph bears does no harm: it
tells that a need is about something the graph does not know. Method: docs/methods.md, equation M1.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ontology.values.names import fold

_COLUMNS: Final = 3


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing: its standard names, its other names, the words of its purpose. All folded."""

    names: tuple[str, ...]
    others: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name it goes by."""
        return self.names[0]


@dataclass(frozen=True)
class Thesaurus:
    """All senses; finds them by name, and by what a text says something is for."""

    senses: tuple[Sense, ...]

    @cached_property
    def by_name(self) -> Mapping[str, tuple[int, ...]]:
        """Senses that a name stands for."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, sense in enumerate(self.senses):
            for name in dict.fromkeys((*sense.names, *sense.others)):
                found[name].append(at)
        return {name: tuple(places) for name, places in found.items()}

    @cached_property
    def _grams(self) -> tuple[Mapping[str, tuple[NDArray[np.int64], NDArray[np.float64]]], NDArray[np.float64]]:
        """For each gram of a purpose its senses and weights, and the length of each sense's vector."""
        return _vectors([_grams_of(sense) for sense in self.senses])

    def by_purpose(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """How well each sense's purposes fit a text, by the cosine of their weighted grams.

        Args:
            weights: weight of each gram of the text, as `grams` gives them.

        Returns:
            0..1 for each sense.
        """
        postings, lengths = self._grams
        score, own = np.zeros(len(self.senses)), 0.0
        for gram, weight in weights.items():
            if gram in postings:
                places, values = postings[gram]
                rarity = float(np.log(1 + len(self.senses) / places.size))
                score[places] += weight * rarity * values
                own += (weight * rarity) ** 2
        return score / np.maximum(lengths * np.sqrt(own), 1e-9) if own else score


def grams(text: str) -> Iterator[str]:
    """Pairs of neighbouring characters of a folded text."""
    return (text[at : at + 2] for at in range(len(text) - 1))


def _grams_of(sense: Sense) -> Mapping[str, float]:
    found: dict[str, float] = defaultdict(float)
    for word in (*sense.names, *sense.others, *sense.purposes):
        for gram in grams(word):
            found[gram] = 1.0
    return found


def _vectors(
    rows: Sequence[Mapping[str, float]],
) -> tuple[Mapping[str, tuple[NDArray[np.int64], NDArray[np.float64]]], NDArray[np.float64]]:
    held: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, row in enumerate(rows):
        for gram, weight in row.items():
            held[gram].append((at, weight))
    lengths, postings = np.zeros(len(rows)), {}
    for gram, places in held.items():
        rarity = np.log(1 + len(rows) / len(places))
        numbers = np.array([at for at, _ in places], np.int64)
        values = np.array([weight for _, weight in places]) * rarity
        lengths[numbers] += values**2
        postings[gram] = (numbers, values)
    return postings, np.sqrt(lengths)


@cache
def bundled_thesaurus() -> Thesaurus:
    """The thesaurus that comes along."""
    folder = files("graph.analysis.matching") / "words"
    texts = (one.read_text(encoding="utf-8") for one in sorted(folder.iterdir(), key=lambda one: one.name))
    return Thesaurus(tuple(senses_in(line for text in texts for line in text.splitlines())))


def senses_in(lines: Iterable[str]) -> Iterator[Sense]:
    """Senses of the lines of a word file; empty lines and those that begin with # say nothing."""
    for line in lines:
        if line.strip() and not line.startswith("#"):
            columns = [tuple(map(fold, column.split())) for column in line.split("|")]
            yield Sense(*columns[:_COLUMNS])

"""What people call things, and what things are for: general knowledge of trades, one sense a line.

    words/*.txt    standard names | other names, kinds, abbreviations | what it does, where it is used, what goes wrong

The first column is looked for among the names of the graph; the second is understood as the first and looked for too;
the third says in words of daily life what the thing is for. A sense that no name of the graph bears does no harm: it
tells that a need is about something the graph does not know. Method: docs/methods.md, equation M1.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.matching.families import family_of
from ontology.values.names import fold

_COLUMNS: Final = 3
# BM25: how soon repeats saturate, and how much a long list of purposes loses.
_SATURATION: Final = 1.2
_LENGTHY: Final = 0.4
_OF_A_NAME: Final = 0.5
_ENOUGH: Final = 2  # shared pairs that are no chance; fewer count by their share of it


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing: its standard names, its other names, the words of its purpose. All folded."""

    names: tuple[str, ...]
    others: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """Names, other names and purposes, as a line has them."""
        return self.names, self.others, self.purposes

    @property
    def title(self) -> str:
        """The name it goes by."""
        return self.names[0]


@dataclass(frozen=True)
class Thesaurus:
    """All senses; finds them by name, and by what a text says something is for."""

    senses: tuple[Sense, ...]
    broader: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by title: names of what it is a kind of

    @cached_property
    def by_name(self) -> Mapping[str, tuple[int, ...]]:
        """Senses that a name stands for."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, sense in enumerate(self.senses):
            for name in dict.fromkeys((*sense.names, *sense.others)):
                found[name].append(at)
        return {name: tuple(places) for name, places in found.items()}

    @cached_property
    def families(self) -> NDArray[np.str_]:
        """What each sense is: a machine, a material, software …"""
        return np.array([family_of(sense.title) for sense in self.senses])

    @cached_property
    def _grams(self) -> "Grams":
        return _grams_of(self.senses)

    def by_purpose(self, weights: Mapping[str, float]) -> NDArray[np.float64]:
        """How well each sense's purpose fits a text: BM25 of shared pairs of characters, the rarer the more.

        Args:
            weights: weight of each gram of the text, as `grams` gives them.

        Returns:
            a score for each sense, 0 for one that shares nothing.
        """
        found, shared = np.zeros(len(self.senses)), np.zeros(len(self.senses))
        for gram, weight in weights.items():
            if gram in self._grams.postings:
                places, values = self._grams.postings[gram]
                found[places] += weight * values
                shared[places] += 1
        return found * np.minimum(shared / _ENOUGH, 1.0)


@dataclass(frozen=True)
class Grams:
    """For each pair of characters the senses it tells of, and how much it tells of each."""

    postings: Mapping[str, tuple[NDArray[np.int64], NDArray[np.float64]]]


def grams(text: str) -> Iterator[str]:
    """Pairs of neighbouring characters of a folded text."""
    return (text[at : at + 2] for at in range(len(text) - 1))


def _grams_of(senses: Sequence[Sense]) -> Grams:
    rows = [_weights(sense) for sense in senses]
    usual = float(np.mean([len(row) for row in rows])) if rows else 1.0
    held: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, row in enumerate(rows):
        lengthy = 1 - _LENGTHY + _LENGTHY * len(row) / usual
        for gram, weight in row.items():
            held[gram].append((at, weight * (1 + _SATURATION) / (weight + _SATURATION * lengthy)))
    return Grams({gram: _posting(places, len(rows)) for gram, places in held.items()})


def _posting(places: Sequence[tuple[int, float]], senses: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    rarity = np.log(1 + (senses - len(places) + 0.5) / (len(places) + 0.5))
    return np.array([at for at, _ in places], np.int64), np.array([value for _, value in places]) * rarity


def _weights(sense: Sense) -> Mapping[str, float]:
    """Pairs of a sense; those of its purpose tell in full, those of its names less: names are found as they are."""
    found: dict[str, float] = {}
    for words, weight in ((sense.purposes, 1.0), ((*sense.names, *sense.others), _OF_A_NAME)):
        for word in words:
            for gram in grams(word):
                found[gram] = max(weight, found.get(gram, 0.0))
    return found


@cache
def bundled_thesaurus() -> Thesaurus:
    """The thesaurus that comes along."""
    folder = files("graph.analysis.matching") / "words"
    texts = (one.read_text(encoding="utf-8") for one in sorted(folder.iterdir(), key=lambda one: one.name))
    kinds = (files("graph.analysis.matching") / "broader.txt").read_text(encoding="utf-8")
    return Thesaurus(joined(senses_in(line for text in texts for line in text.splitlines())), broader_in(kinds))


def broader_in(text: str) -> dict[str, tuple[str, ...]]:
    """For each thing the names of what it is a kind of, from lines `broader: kind kind`."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in text.splitlines():
        above, mark, kinds = line.partition(":")
        for kind in kinds.split() if mark and not line.startswith("#") else ():
            found[fold(kind)].append(fold(above))
    return {kind: tuple(names) for kind, names in found.items()}


def joined(senses: Iterable[Sense]) -> tuple[Sense, ...]:
    """Senses of one title as one; a line without other names adds its purposes to the sense that has its title."""
    found: dict[str, Sense] = {}
    for sense in senses:
        held = found.get(sense.title)
        parts = zip(held.columns, sense.columns, strict=True) if held else ()
        found[sense.title] = Sense(*(tuple(dict.fromkeys((*old, *new))) for old, new in parts)) if held else sense
    return tuple(found.values())


def senses_in(lines: Iterable[str]) -> Iterator[Sense]:
    """Senses of the lines of a word file; empty lines and those that begin with # say nothing."""
    for line in lines:
        if line.strip() and not line.startswith("#"):
            columns = [tuple(map(fold, column.split())) for column in line.split("|")]
            yield Sense(*columns[:_COLUMNS])

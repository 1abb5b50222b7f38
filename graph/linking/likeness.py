"""Likeness of writing: which names of nodes share the rare pairs of characters of a concept's name?

Cosine over character pairs weighted by rarity (Salton and Buckley 1988). It proposes to people and never makes a link.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from math import log, sqrt
from typing import Final, NamedTuple

from ontology.values.names import fold

LIKE_FROM: Final = 0.35  # likeness below it shares a common ending at most
_MOST: Final = 3  # nodes proposed for one name


class Alike(NamedTuple):
    """A node with the name of it that is like the one asked for."""

    node: str  # `node:` id
    name: str
    score: float  # 0..1
    term: str


class Likeness:
    """Names compared by the pairs of characters they share, a rare pair counting more than a common one."""

    def __init__(self, named: Iterable[tuple[str, tuple[str, str]]]) -> None:
        entries = [(term, meant, _pairs(term)) for term, meant in named]
        self._seen = Counter(pair for _, _, pairs in entries for pair in pairs)
        self._size = len(entries)
        self._entries = [(term, meant, pairs, self._length(pairs)) for term, meant, pairs in entries]
        self._having: dict[str, list[int]] = {}
        for at, (_, _, pairs, _) in enumerate(self._entries):
            for pair in pairs:
                self._having.setdefault(pair, []).append(at)

    def nearest(self, name: str) -> tuple[Alike, ...]:
        """The nodes whose names are written most like this one, at most three."""
        pairs = _pairs(name)
        length = self._length(pairs)
        best: dict[str, Alike] = {}
        for at in sorted({at for pair in pairs for at in self._having.get(pair, ())}):
            term, (node, node_name), others, other_length = self._entries[at]
            shared = sum(self._weight(pair) ** 2 for pair in pairs & others)
            score = round(shared / (length * other_length), 3)
            if score >= LIKE_FROM and (node not in best or best[node].score < score):
                best[node] = Alike(node, node_name, score, term)
        return tuple(sorted(best.values(), key=lambda one: (-one.score, one.node))[:_MOST])

    def _weight(self, pair: str) -> float:
        return log((1 + self._size) / (1 + self._seen[pair])) + 1

    def _length(self, pairs: frozenset[str]) -> float:
        return sqrt(sum(self._weight(pair) ** 2 for pair in pairs)) or 1.0


def _pairs(name: str) -> frozenset[str]:
    folded = fold(name)
    return frozenset(map("".join, pairwise(folded))) or frozenset({folded})

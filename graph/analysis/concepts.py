"""How near is a product to the one asked for? Steps over kinds and chain nodes, each with its worth.

Method: docs/methods.md, equation M1.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.snapshot import Snapshot
from ontology.schema import Relation, Status

# Worth of a product reached from the one asked for; proposals, to be learned from judgements later.
SAME: Final = 1.0
KIND_OF_IT: Final = 0.8  # a sub-kind of what is asked for
SAME_NODE: Final = 0.6  # another product of the same chain node
BROADER: Final = 0.45  # what is asked for is a kind of it


@dataclass(frozen=True, slots=True)
class Concept:
    """A product or node that would serve, how near it is (0..1), and by which way."""

    number: int
    nearness: float
    way: str


def expand(snapshot: Snapshot, asked: Iterable[int]) -> tuple[Concept, ...]:
    """Everything that would serve the asked numbers, each by its shortest way, nearest first."""
    start = np.array(sorted(set(asked)), np.int64)
    kinds = snapshot.edges(Relation.PART_OF).where(Status.STATED)
    realises = snapshot.edges(Relation.REALISES).where(Status.STATED)
    nodes = _reached(realises.object, realises.subject, start)
    own = _reached(realises.subject, realises.object, start)
    found = [
        *(Concept(int(number), SAME, "就是所需") for number in start),
        *(Concept(int(number), SAME, "环节的产品") for number in own),
        *(
            Concept(int(number), KIND_OF_IT, "所需产品的一种")
            for number in _reached(kinds.object, kinds.subject, start)
        ),
        *(Concept(int(number), SAME_NODE, "同一产业链环节") for number in nodes),
        *(
            Concept(int(number), SAME_NODE, "同一产业链环节的产品")
            for number in _reached(realises.subject, realises.object, nodes)
        ),
        *(
            Concept(int(number), BROADER, "所需产品的上位产品")
            for number in _reached(kinds.subject, kinds.object, start)
        ),
    ]
    best: dict[int, Concept] = {}
    for concept in found:
        best.setdefault(concept.number, concept)
    return tuple(sorted(best.values(), key=lambda concept: (-concept.nearness, concept.number)))


def _reached(origin: NDArray[np.int64], end: NDArray[np.int64], start: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(end[np.isin(origin, start)])

"""How near is a product to the one asked for? Steps over kinds, chain nodes, solutions, each with its worth.

Method: docs/methods.md, equation M1.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.dictionary import ITSELF, SAME_NODE, Dictionary, Term
from graph.snapshot import Edges, Snapshot
from ontology.schema import EntityClass, Relation, Status

# Worth of a product reached from the one asked for; proposals, to be learned from judgements later.
SOLVING: Final = 0.9  # a solution of the scenario asked for
KIND_OF_IT: Final = 0.8  # a sub-kind of what is asked for, or a product of the node asked for
KIND_BY_NAME: Final = 0.75  # a compound that ends with what is asked for
BROADER: Final = 0.45  # what is asked for is a kind of it

_WAYS: Final = {1.0: "就是所需", 0.9: "名称与所需相近", SAME_NODE: "同一产业链环节"}


@dataclass(frozen=True, slots=True)
class Concept:
    """A product or node that would serve, how near it is (0..1), and by which way."""

    number: int
    nearness: float
    way: str


def expand(snapshot: Snapshot, dictionary: Dictionary, terms: Sequence[Term]) -> tuple[Concept, ...]:
    """Everything that would serve the terms of a need, each by its nearest way, nearest first."""
    found = [*_asked(terms), *_by_facts(snapshot, terms), *_by_name(dictionary, terms)]
    best: dict[int, Concept] = {}
    for concept in sorted(found, key=lambda concept: (-concept.nearness, concept.number)):
        best.setdefault(concept.number, concept)
    return tuple(best.values())


def _asked(terms: Sequence[Term]) -> Iterator[Concept]:
    return (Concept(term.number, term.weight * term.fit, _WAYS[term.fit]) for term in terms)


def _by_facts(snapshot: Snapshot, terms: Sequence[Term]) -> Iterator[Concept]:
    chain_node = snapshot.is_class(EntityClass.CHAIN_NODE)
    kinds, realises, solves = (
        snapshot.edges(relation).where(Status.STATED)
        for relation in (Relation.PART_OF, Relation.REALISES, Relation.SOLVES)
    )
    for fit, weight in sorted({(term.fit, term.weight) for term in terms}):
        same = {term.number for term in terms if (term.fit, term.weight) == (fit, weight)}
        start, worth = np.array(sorted(same), np.int64), fit * weight
        nodes, products = start[chain_node[start]], start[~chain_node[start]]
        beside = _back(realises, products)
        yield from _each(_on(realises, nodes), weight * (KIND_OF_IT if fit == ITSELF else SAME_NODE), "环节的产品")
        yield from _each(_back(kinds, products), worth * KIND_OF_IT, "所需产品的一种")
        yield from _each(_back(solves, products), worth * SOLVING, "解决所需场景的方案")
        yield from _each(beside, worth * SAME_NODE, "同一产业链环节")
        yield from _each(_on(realises, beside), worth * SAME_NODE, "同一产业链环节的产品")
        yield from _each(_on(kinds, products), worth * BROADER, "所需产品的上位产品")


def _by_name(dictionary: Dictionary, terms: Sequence[Term]) -> Iterator[Concept]:
    for term in terms:
        if term.fit >= SOLVING:
            worth = term.weight * term.fit
            yield from _each(dictionary.kinds_of(term.name), worth * KIND_BY_NAME, "名称为所需产品的一种")
            yield from _each(dictionary.broader_than(term.name), worth * BROADER, "名称为所需产品的上位产品")


def _each(numbers: Iterable[int], nearness: float, way: str) -> Iterator[Concept]:
    return (Concept(int(number), nearness, way) for number in numbers)


def _on(edges: Edges, start: NDArray[np.int64]) -> NDArray[np.int64]:
    """Objects of the facts about these subjects."""
    return np.unique(edges.object[np.isin(edges.subject, start)])


def _back(edges: Edges, start: NDArray[np.int64]) -> NDArray[np.int64]:
    """Subjects of the facts about these objects."""
    return np.unique(edges.subject[np.isin(edges.object, start)])

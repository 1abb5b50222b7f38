"""What would serve a wish, and how near is it? Names, their kinds and broader names, kinds by facts, chain nodes.

Method: docs/methods.md, equation M1.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.matching.dictionary import SAME_NODE, Dictionary
from graph.analysis.matching.endings import Endings, Found
from graph.analysis.matching.slices import each_once, rows_of
from graph.analysis.matching.wishes import Phrase, Wish
from graph.snapshot import Edges, Snapshot
from ontology.schema import EntityClass, Relation, Status
from ontology.values.names import fold

# Worth of a thing reached from the one asked for; proposals.
SOLVING: Final = 0.9  # a solution of the scenario asked for
KIND_OF_IT: Final = 0.8  # a sub-kind of what is asked for, or a product of the node asked for
KIND_BY_NAME: Final = 0.85  # a compound that ends with what is asked for
BROADER: Final = 0.45  # what is asked for is a kind of it
BROADER_BY_NAME: Final = (
    0.3,
    0.5,
)  # its name is the end of the one asked for: the least, and what more with its length
_FEW: Final = 10  # kinds of a name that are no sign of its being general
_GENERAL: Final = 0.45  # what ten times as many take away
PART_OF_IT: Final = 0.3  # a compound that begins with what is asked for: a part, a material, a machine for it
LEAST: Final = 0.15  # what is farther serves nobody


@dataclass(frozen=True)
class Concepts:
    """Things that would serve, n values each, each thing once by its nearest way."""

    number: NDArray[np.int64]
    nearness: NDArray[np.float64]
    way: NDArray[np.int64]  # place in `ways`
    ways: tuple[str, ...]

    def way_of(self, place: int) -> str:
        """In words, how the thing at this place was come by."""
        return self.ways[int(self.way[place])]


_NOTHING: Final = Concepts(np.empty(0, np.int64), np.empty(0), np.empty(0, np.int64), ())
Reached = tuple[NDArray[np.int64], NDArray[np.float64], str]


def things_for(snapshot: Snapshot, dictionary: Dictionary, wishes: Sequence[Wish]) -> Concepts:
    """Products, nodes, scenarios and solutions that would serve the wishes."""
    reached = [
        one for wish in wishes for one in (*_by_names(dictionary.things, wish), *_by_facts(snapshot, dictionary, wish))
    ]
    return nearest(reached)


def industries_for(dictionary: Dictionary, wishes: Sequence[Wish]) -> Concepts:
    """Industries that are what is asked for."""
    names, reached = dictionary.industries, list[Reached]()
    for wish in wishes:
        for phrase in _worthy(wish):
            worth = wish.weight * phrase.worth
            reached.append(_reached(names.named(phrase.text), worth, "所属行业"))
            reached.append(_reached(names.ending_with(phrase.text), worth * KIND_BY_NAME, "所属行业"))
    return nearest(reached)


def firms_for(dictionary: Dictionary, wishes: Sequence[Wish]) -> Concepts:
    """Firms whose name says that they do it."""
    reached: list[Reached] = []
    for wish in wishes:
        for phrase in _worthy(wish):
            found = (dictionary.firms.ending_with(phrase.text), dictionary.firms.named(phrase.text))
            reached.extend(_reached(one, wish.weight * phrase.worth, "企业名称") for one in found)
    return nearest(reached)


def industries_named(dictionary: Dictionary, name: str) -> NDArray[np.int64]:
    """Industries of this name, or whose name ends with it; none for an empty name."""
    folded = fold(name)
    if not folded:
        return np.empty(0, np.int64)
    found = (dictionary.industries.named(folded), dictionary.industries.ending_with(folded))
    return np.unique(np.concatenate([one.numbers for one in found]))


def nearest(reached: Sequence[Reached]) -> Concepts:
    """Each thing once, by its nearest way."""
    told = [one for one in reached if one[0].size]
    if not told:
        return _NOTHING
    ways = tuple(dict.fromkeys(way for _, _, way in told))
    place = {way: at for at, way in enumerate(ways)}
    numbers, worth = (np.concatenate([one[at] for one in told]) for at in (0, 1))
    way = np.repeat([place[way] for _, _, way in told], [numbers.size for numbers, _, _ in told])
    enough = worth >= LEAST
    things, (at,) = each_once([numbers[enough]])
    worth, way = worth[enough], way[enough]
    best, shortest = np.zeros(things.size), np.full(things.size, len(ways))
    np.maximum.at(best, at, worth)
    nearest_way = worth == best[at]
    np.minimum.at(shortest, at[nearest_way], way[nearest_way])
    return Concepts(things, best, shortest, ways)


def united(parts: Sequence[Concepts]) -> Concepts:
    """Several at once, each thing by its nearest way."""
    if len(parts) == 1:
        return parts[0]
    reached = []
    for part in parts:
        for at, way in enumerate(part.ways):
            rows = np.flatnonzero(part.way == at)
            reached.append((part.number[rows], part.nearness[rows], way))
    return nearest(reached)


def _reached(found: Found, worth: float, way: str) -> Reached:
    return found.numbers, found.worth * worth, way


def _worthy(wish: Wish) -> Iterator[Phrase]:
    """The phrases that can reach anything near enough to serve."""
    return (phrase for phrase in wish.phrases if wish.weight * phrase.worth >= LEAST)


def _by_names(names: Endings, wish: Wish) -> Iterator[Reached]:
    for phrase in _worthy(wish):
        worth = wish.weight * phrase.worth
        yield _reached(names.named(phrase.text), worth, phrase.way or "就是所需")
        yield _reached(names.ending_with(phrase.text), worth * KIND_BY_NAME, phrase.way or "所需产品的一种")
        if worth * PART_OF_IT >= LEAST:
            yield _reached(names.beginning_with(phrase.text), worth * PART_OF_IT, "与所需产品相关")
        yield from _broader(names, phrase, worth)


def _broader(names: Endings, phrase: Phrase, worth: float) -> Iterator[Reached]:
    """The longest end of the phrase that is a name."""
    for cut in range(1, len(phrase.text) - 1):
        rest = phrase.text[cut:]
        if rest in names:
            least, more = BROADER_BY_NAME
            share = (least + more * len(rest) / len(phrase.text)) * _telling(names, rest)
            yield _reached(names.named(rest), worth * share, "所需产品的上位产品")
            return


def _telling(names: Endings, name: str) -> float:
    """Less for a name that many others end with: 食品 tells little of who makes 速冻食品."""
    kinds = names.ending_with(name).numbers.size
    return min(1.0, 1 - _GENERAL * log10(max(kinds, _FEW) / _FEW))


def _by_facts(snapshot: Snapshot, dictionary: Dictionary, wish: Wish) -> Iterator[Reached]:
    found = [
        (owner.number, owner.fit * wish.weight * phrase.worth)
        for phrase in _worthy(wish)
        for owner in dictionary.names.get(phrase.text, ())
    ]
    if found:
        numbers, worth = zip(*found, strict=True)
        yield from _around(snapshot, np.array(numbers, np.int64), np.array(worth))


def _around(snapshot: Snapshot, numbers: NDArray[np.int64], worth: NDArray[np.float64]) -> Iterator[Reached]:
    links = links_of(snapshot)
    node = links.chain_node[numbers]
    yield _step(links.realised, numbers[node], worth[node], KIND_OF_IT, "环节的产品")
    products, value = numbers[~node], worth[~node]
    yield _step(links.kinds, products, value, KIND_OF_IT, "所需产品的一种")
    yield _step(links.solutions, products, value, SOLVING, "解决所需场景的方案")
    yield _step(links.broader, products, value, BROADER, "所需产品的上位产品")
    beside = _step(links.nodes, products, value, SAME_NODE, "同一产业链环节")
    yield beside
    yield _step(links.realised, beside[0], beside[1], 1.0, "同一产业链环节的产品")


def _step(links: "Links", start: NDArray[np.int64], worth: NDArray[np.float64], factor: float, way: str) -> Reached:
    found, place = links.of(start)
    return found, worth[place] * factor, way


@dataclass(frozen=True)
class Links:
    """What each node leads to by one relation, as slices."""

    target: NDArray[np.int64]
    start: NDArray[np.int64]

    @classmethod
    def between(cls, source: NDArray[np.int64], target: NDArray[np.int64], nodes: int) -> "Links":
        """From two columns of node numbers, one row a link, of a graph with so many nodes."""
        order = np.argsort(source, kind="stable")
        return cls(target[order], np.searchsorted(source[order], np.arange(nodes + 1)))

    def of(self, start: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Targets of some nodes, and for each the place of its node among them."""
        rows, place = rows_of(self.start, start)
        return self.target[rows], place


@dataclass(frozen=True)
class Ways:
    """The links that lead from a thing to what would serve in its place."""

    chain_node: NDArray[np.bool_]
    realised: Links  # node → what realises it
    nodes: Links  # product → its nodes
    kinds: Links  # product → its kinds
    broader: Links
    solutions: Links  # scenario → what solves it


def links_of(snapshot: Snapshot) -> Ways:
    """The links of a snapshot; kept with it."""
    return snapshot.kept("matching.links", lambda: _links(snapshot))


def _links(snapshot: Snapshot) -> Ways:
    realises, kinds, solves = (
        snapshot.edges(one).where(Status.STATED) for one in (Relation.REALISES, Relation.PART_OF, Relation.SOLVES)
    )
    count = snapshot.nodes.num_rows

    def forth(edges: Edges) -> Links:
        return Links.between(edges.subject, edges.object, count)

    def back(edges: Edges) -> Links:
        return Links.between(edges.object, edges.subject, count)

    return Ways(
        chain_node=snapshot.is_class(EntityClass.CHAIN_NODE),
        realised=forth(realises), nodes=back(realises), kinds=back(kinds), broader=forth(kinds), solutions=back(solves),
    )  # fmt: skip

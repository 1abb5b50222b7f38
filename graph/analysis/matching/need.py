"""What does a need ask for, in the words of the graph? Products, chain nodes, scenarios, a region, and conditions.

Method: docs/methods.md, section M.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import ahocorasick_rs
import numpy as np

from graph.analysis.matching.concepts import Concepts, links_of
from graph.analysis.matching.conditions import conditions_in
from graph.analysis.matching.offers import offers_of
from graph.analysis.matching.results import Asked, Need
from graph.analysis.matching.spans import word_edges
from graph.analysis.matching.wishes import Wish
from graph.analysis.results import Named
from graph.snapshot import Snapshot
from ontology.values.regions import Region, find_region, region_at_start, region_names

_PRODUCTS = 6  # things shown for one wish
_SHOWN = 0.55  # nearness from which a thing is what was understood
_ASKS = 0.5  # weight from which a wish is one the text makes; the others are alternatives


def need_of(
    snapshot: Snapshot, text: str, wishes: Sequence[Wish], things: Sequence[Concepts], region: Region | None
) -> Need:
    """The need in the words of the graph.

    Args:
        text: what the user wrote.
        wishes, things: what it asks for, and for each wish what would serve it.
        region: where the user is; a region named in the text goes before it.
    """
    shown = [list(_shown(snapshot, concepts)) for concepts in things]
    named = {number: Named(snapshot.id(number), snapshot.name(number)) for numbers in shown for number in numbers}
    chain_node = links_of(snapshot).chain_node
    asked_numbers = [
        number for wish, numbers in zip(wishes, shown, strict=True) if wish.weight >= _ASKS for number in numbers
    ]
    numbers = list(dict.fromkeys(asked_numbers))
    asked = region_in(text) or region
    return Need(
        text=text,
        nodes=tuple(named[number] for number in numbers if chain_node[number]),
        products=tuple(named[number] for number in numbers if not chain_node[number]),
        region=Named(asked.id, asked.name) if asked else None,
        asks=tuple(_asked(wish, [named[one] for one in found]) for wish, found in zip(wishes, shown, strict=True)),
        conditions=conditions_in(text),
    )


def _asked(wish: Wish, products: Sequence[Named]) -> Asked:
    return Asked(wish.title, wish.weight, wish.described, tuple(products))


def _shown(snapshot: Snapshot, concepts: Concepts) -> Iterator[int]:
    """The nearest things of a wish; of equal ones those that somebody serves."""
    if not concepts.number.size:
        return
    served = offers_of(snapshot).has(concepts.number)
    best = concepts.nearness.max()
    order = np.lexsort((concepts.number, ~served, -concepts.nearness))
    near = order[concepts.nearness[order] >= _SHOWN * best][:_PRODUCTS]
    yield from concepts.number[near].tolist()


def region_in(text: str) -> Region | None:
    """The first region the text names: by full or short name, a county by its full name only.

    `浙江省杭州市` is 杭州市; a name that several regions share, such as 鼓楼区, or that is a part of another word,
    such as 三明 in 三明治, is passed over.
    """
    edges = word_edges(text)
    for _, start, end in _place_names().find_matches_as_indexes(text):
        found, _ = region_at_start(text[start:])
        if found is not None and found.level != "country" and {start, end} <= edges:
            return found
    return None


@cache
def _place_names() -> ahocorasick_rs.AhoCorasick:
    names = [name for name, named in region_names().items() if len(name) > 1 and _telling(name, named)]
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _telling(name: str, named: Sequence[Region]) -> bool:
    """Whether a name is safe to read as a place inside a sentence: short names of counties are common words."""
    found = find_region(name)
    return found is not None and (found.level != "county" or any(name == region.name for region in named))

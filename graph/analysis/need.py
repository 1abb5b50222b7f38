"""What does a need ask for? Products, chain nodes and a region found in free text.

Method: docs/methods.md, section M.
"""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

import ahocorasick_rs

from graph.analysis.asking import weighed
from graph.analysis.dictionary import Dictionary, Term, dictionary_of
from graph.analysis.results import Named, Need
from graph.snapshot import Snapshot
from ontology.schema import EntityClass
from ontology.values.names import fold
from ontology.values.regions import Region, find_region, region_at_start, region_names

__all__ = ["Dictionary", "Term", "dictionary_of", "region_in", "understand"]


def understand(
    snapshot: Snapshot, dictionary: Dictionary, text: str, *, region: Region | None = None
) -> tuple[Need, tuple[Term, ...]]:
    """The need in the words of the graph, and the terms it rests on.

    Args:
        snapshot, dictionary: the graph and its names.
        text: what the user wrote.
        region: where the user is; a region named in the text goes before it.
    """
    folded = fold(text)
    edges = _word_edges(folded)
    whole = [term for term in dictionary.terms_in(folded) if len(term.name) > 3 or {term.start, term.end} <= edges]
    terms = weighed(folded, whole)
    chain_node = snapshot.is_class(EntityClass.CHAIN_NODE)
    numbers = list(dict.fromkeys(term.number for term in terms))
    asked = region_in(text) or region
    need = Need(
        text=text,
        nodes=_named(snapshot, [number for number in numbers if chain_node[number]]),
        products=_named(snapshot, [number for number in numbers if not chain_node[number]]),
        region=Named(asked.id, asked.name) if asked else None,
    )
    return need, terms


def region_in(text: str) -> Region | None:
    """The first region the text names: by full or short name, a county by its full name only.

    `浙江省杭州市` is 杭州市; a name that several regions share, such as 鼓楼区, or that is a part of another word,
    such as 三明 in 三明治, is passed over.
    """
    edges = _word_edges(text)
    for _, start, end in _place_names().find_matches_as_indexes(text):
        found, _ = region_at_start(text[start:])
        if found is not None and found.level != "country" and {start, end} <= edges:
            return found
    return None


def _word_edges(text: str) -> set[int]:
    """Where words begin and end."""
    import rjieba  # reads its dictionary when imported: 0.2 s that only a need in words has to wait for

    return {0, *accumulate(map(len, rjieba.cut(text)))}


@cache
def _place_names() -> ahocorasick_rs.AhoCorasick:
    names = [name for name, named in region_names().items() if len(name) > 1 and _telling(name, named)]
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _telling(name: str, named: Sequence[Region]) -> bool:
    """Whether a name is safe to read as a place inside a sentence: short names of counties are common words."""
    found = find_region(name)
    return found is not None and (found.level != "county" or any(name == region.name for region in named))


def _named(snapshot: Snapshot, numbers: Sequence[int]) -> tuple[Named, ...]:
    return tuple(Named(snapshot.id(number), snapshot.name(number)) for number in numbers)

"""What does a need ask for? Products, chain nodes and a region found in free text.

First version: the longest names of the graph's own dictionary that stand in the text.
Method: docs/methods.md, section M.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import ahocorasick_rs
import numpy as np

from graph.analysis.results import Named, Need
from graph.snapshot import Snapshot
from ontology.schema import EntityClass
from ontology.values.names import fold, fold_column
from ontology.values.regions import Region, find_region

_ASKED_FOR: Final = (EntityClass.TECHNOLOGY, EntityClass.CHAIN_NODE, EntityClass.SCENARIO, EntityClass.SOLUTION)


@dataclass(frozen=True, slots=True)
class Term:
    """A name of the dictionary found in the text, and the node it stands for."""

    number: int  # node number in the snapshot
    start: int
    end: int


@dataclass(frozen=True)
class Dictionary:
    """Names of everything a need can ask for; built once a snapshot."""

    machine: ahocorasick_rs.AhoCorasick
    owners: tuple[tuple[int, ...], ...]  # node numbers of each pattern

    def terms_in(self, text: str) -> tuple[Term, ...]:
        """Longest names in the folded text, left to right, one term for each owner of the name."""
        return tuple(
            Term(owner, start, end)
            for pattern, start, end in self.machine.find_matches_as_indexes(text)
            for owner in self.owners[pattern]
        )


def dictionary_of(snapshot: Snapshot) -> Dictionary:
    """All names and aliases of products, chain nodes, scenarios and solutions of two characters or more."""
    asked = np.flatnonzero(np.logical_or.reduce([snapshot.is_class(cls) for cls in _ASKED_FOR]))
    part = snapshot.nodes.select(["name", "aliases"]).take(asked)
    empty, names = _empty_words(), dict[str, list[int]]()
    folded = fold_column(part["name"]).to_pylist()
    for number, name, aliases in zip(asked.tolist(), folded, part["aliases"].to_pylist(), strict=True):
        for one in {name, *map(fold, aliases or ())}:
            if len(one) > 1 and one not in empty:
                names.setdefault(one, []).append(number)
    machine = ahocorasick_rs.AhoCorasick(list(names), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return Dictionary(machine, tuple(tuple(owners) for owners in names.values()))


def _empty_words() -> frozenset[str]:
    """Words every need uses: as names of products they would match everything."""
    text = (files("graph.analysis") / "empty_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def understand(
    snapshot: Snapshot, dictionary: Dictionary, text: str, *, region: Region | None = None
) -> tuple[Need, tuple[Term, ...]]:
    """The need in the words of the graph, and the terms it rests on.

    Args:
        snapshot, dictionary: the graph and its names.
        text: what the user wrote.
        region: where the user is; a region named in the text goes before it.
    """
    terms = dictionary.terms_in(fold(text))
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
    """The first province or city the text names by its full or short form."""
    spans: Iterable[str] = (text[at : at + size] for at in range(len(text)) for size in (5, 4, 3, 2))
    for span in spans:
        found = find_region(span) if len(span) > 1 else None
        if found is not None and found.level in {"province", "city"}:
            return found
    return None


def _named(snapshot: Snapshot, numbers: Sequence[int]) -> tuple[Named, ...]:
    return tuple(Named(snapshot.id(number), snapshot.name(number)) for number in numbers)

"""Names of what a need can ask for, found in free text; and names that are kinds of another by their build.

A Chinese compound ends with its head: 谐波减速器 is a kind of 减速器. Method: docs/methods.md, equation M1.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np

from graph.snapshot import Snapshot
from ontology.schema import EntityClass
from ontology.values.names import fold, fold_column

_ASKED_FOR: Final = (EntityClass.TECHNOLOGY, EntityClass.CHAIN_NODE, EntityClass.SCENARIO, EntityClass.SOLUTION)

# Worth of what a name stands for; proposals, to be learned from judgements later.
ITSELF: Final = 1.0
NEARLY: Final = 0.9  # the name but for an ending such as 系统 or 设备
SAME_NODE: Final = 0.6  # a node of a chain named by one of its products


class Owner(NamedTuple):
    """A node of the graph that a name stands for, and how well the name fits it, 0..1."""

    number: int
    fit: float


@dataclass(frozen=True, slots=True)
class Term:
    """A name of the dictionary found in the text, and a node it stands for."""

    number: int  # node number in the snapshot
    start: int
    end: int
    name: str  # folded
    fit: float  # how well the name fits the node, 0..1
    weight: float = 1.0  # how surely it is asked for, beside the others


@dataclass(frozen=True)
class Dictionary:
    """Names of everything a need can ask for; built once a snapshot."""

    names: tuple[str, ...]  # pattern i
    owners: tuple[tuple[Owner, ...], ...]  # of pattern i

    def terms_in(self, text: str) -> tuple[Term, ...]:
        """Longest names in the folded text, left to right, one term for each owner of the name."""
        return tuple(
            Term(owner.number, start, start + len(self.names[pattern]), self.names[pattern], owner.fit)
            for pattern, start in self._names_in(text)
            for owner in self.owners[pattern]
        )

    def _names_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Pattern and place of the names. A need is short: looking up its every piece takes a few milliseconds, an
        automaton over 100,000 names a second to build."""
        at = 0
        while at < len(text):
            pieces = (text[at : at + length] for length in self._lengths if at + length <= len(text))
            found = next((piece for piece in pieces if piece in self._place), None)
            if found is not None:
                yield self._place[found], at
            at += len(found or " ")

    def kinds_of(self, name: str) -> tuple[int, ...]:
        """Nodes whose own name ends with this one and is longer."""
        turned = name[::-1]
        first = bisect_left(self._turned, (turned, -1))
        found = _while_prefix(self._turned, first, turned)
        return tuple(number for other, at in found if other != turned for number in self._own(at))

    def broader_than(self, name: str) -> tuple[int, ...]:
        """Nodes whose own name is the end of this one, the longest such name only."""
        for cut in range(1, len(name) - 1):
            found = self._place.get(name[cut:])
            if found is not None:
                return tuple(self._own(found))
        return ()

    def _own(self, pattern: int) -> Iterator[int]:
        return (owner.number for owner in self.owners[pattern] if owner.fit == ITSELF)

    @cached_property
    def _turned(self) -> list[tuple[str, int]]:
        return sorted((name[::-1], at) for at, name in enumerate(self.names))

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        """Lengths of names in characters, the longest first."""
        return tuple(sorted(set(map(len, self.names)), reverse=True))

    @cached_property
    def _place(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.names)}


def _while_prefix(turned: list[tuple[str, int]], first: int, prefix: str) -> Iterator[tuple[str, int]]:
    for at in range(first, len(turned)):
        if not turned[at][0].startswith(prefix):
            return
        yield turned[at]


def dictionary_of(snapshot: Snapshot) -> Dictionary:
    """All names and aliases of products, chain nodes, scenarios and solutions of two characters or more."""
    asked = np.flatnonzero(np.logical_or.reduce([snapshot.is_class(cls) for cls in _ASKED_FOR]))
    part = snapshot.nodes.select(["name", "aliases"]).take(asked)
    chain_node, empty = snapshot.is_class(EntityClass.CHAIN_NODE), _empty_words()
    owners: dict[str, tuple[Owner, ...]] = {}
    folded = fold_column(part["name"]).to_pylist()
    for number, name, aliases in zip(asked.tolist(), folded, part["aliases"].to_pylist(), strict=True):
        for other in map(fold, aliases or ()):
            _own(owners, other, number, SAME_NODE if chain_node[number] else ITSELF)
        _own(owners, name, number, ITSELF)
        _own(owners, _stem(name, empty), number, NEARLY)
    kept = {name: found for name, found in owners.items() if len(name) > 1 and name not in empty}
    return Dictionary(tuple(kept), tuple(kept.values()))


def _own(owners: dict[str, tuple[Owner, ...]], name: str, number: int, fit: float) -> None:
    """Add a node to a name's owners, once; the nodes come one after the other."""
    if not name:
        return
    held = owners.get(name, ())
    if held and held[-1].number == number:
        fit, held = max(fit, held[-1].fit), held[:-1]
    owners[name] = (*held, Owner(number, fit))


def _stem(name: str, empty: tuple[str, ...]) -> str:
    """The name without its last word when every need may use that word; empty where too little would be left."""
    if not name.endswith(empty):
        return ""
    stem = name.removesuffix(max((word for word in empty if name.endswith(word)), key=len))
    return stem if len(stem) > 2 else ""


def _empty_words() -> tuple[str, ...]:
    """Words every need uses: as names of products they would match everything."""
    text = (files("graph.analysis") / "empty_words.txt").read_text(encoding="utf-8")
    return tuple(text.split())

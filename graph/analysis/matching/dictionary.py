"""Names of what a need can ask for, and of those that can serve it, made once a snapshot.

Method: docs/methods.md, equation M1.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.analysis.matching.endings import Endings
from graph.analysis.matching.offers import offers_of
from graph.analysis.matching.wording import wordings
from graph.snapshot import Snapshot
from ontology.schema import EntityClass, Relation
from ontology.values.names import fold, fold_column

_ASKED_FOR: Final = (EntityClass.TECHNOLOGY, EntityClass.CHAIN_NODE, EntityClass.SCENARIO, EntityClass.SOLUTION)
_LEADING: Final = (Relation.REALISES, Relation.SOLVES)
SAME_NODE: Final = 0.6  # a node of a chain named by one of its products
_PROVIDERS: Final = (EntityClass.ENTERPRISE, EntityClass.PLATFORM, EntityClass.ORGANIZATION)
# What stands at the end of a firm's name after its trade.
_FORM: Final = (
    r"(?:股份有限公司|有限责任公司|有限公司|\(集团\)|\(.{1,6}\)|集团|股份|控股|公司|科技|实业|工业|制造|发展|技术|产业|国际|新材料|"
    r"总厂|厂)+$"
)
_LEVEL: Final = r"(?:ii|iii|iv)$"  # 饲料Ⅲ, as a scheme numbers its levels


class Owner(NamedTuple):
    """A node of the graph that a name stands for, and how well the name fits it, 0..1."""

    number: int
    fit: float


@dataclass(frozen=True)
class Dictionary:
    """Names of everything a need can ask for, of what is served, and of the firms."""

    names: Mapping[str, tuple[Owner, ...]]  # folded whole names and aliases
    things: Endings  # what is served, and what leads to it, in all its wordings
    industries: Endings
    firms: Endings  # names of providers without their legal form

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """Lengths of names in characters, the longest first."""
        return tuple(sorted({len(name) for name in self.names}, reverse=True))


def dictionary_of(snapshot: Snapshot) -> Dictionary:
    """All names and aliases of products, chain nodes, scenarios and solutions of two characters or more."""
    asked = np.logical_or.reduce([snapshot.is_class(cls) for cls in _ASKED_FOR])
    industry, empty = snapshot.is_class(EntityClass.INDUSTRY), frozenset(empty_words())
    return Dictionary(
        names=_whole_names(snapshot, np.flatnonzero(asked), empty),
        things=Endings.of(_worded(snapshot, np.flatnonzero(asked & _leading(snapshot)), empty)),
        industries=Endings.of(_industries(snapshot, np.flatnonzero(industry))),
        firms=_firms(snapshot),
    )


def _leading(snapshot: Snapshot) -> NDArray[np.bool_]:
    """Things that somebody serves, or that lead to such: chain nodes, scenarios, products of a node."""
    offers = offers_of(snapshot)
    found = np.diff(offers.start) > 0
    for relation in _LEADING:
        edges = snapshot.edges(relation)
        found[edges.subject] = found[edges.object] = True
    return found


def _whole_names(snapshot: Snapshot, numbers: NDArray[np.int64], empty: frozenset[str]) -> dict[str, tuple[Owner, ...]]:
    owners: dict[str, dict[int, float]] = defaultdict(dict)
    for number, name, fit in _named(snapshot, numbers):
        if len(name) > 1 and name not in empty:
            owners[name][number] = max(fit, owners[name].get(number, 0.0))
    return {name: tuple(Owner(*one) for one in held.items()) for name, held in owners.items()}


def _named(snapshot: Snapshot, numbers: NDArray[np.int64]) -> Iterator[tuple[int, str, float]]:
    """Number, folded name or alias, and how well it fits."""
    part = snapshot.nodes.select(["name", "aliases"]).take(numbers)
    chain_node = snapshot.is_class(EntityClass.CHAIN_NODE)
    folded = fold_column(part["name"]).to_pylist()
    for number, name, aliases in zip(numbers.tolist(), folded, part["aliases"].to_pylist(), strict=True):
        yield number, name, 1.0
        for other in aliases or ():
            yield number, fold(other), SAME_NODE if chain_node[number] else 1.0


def _worded(snapshot: Snapshot, numbers: NDArray[np.int64], empty: frozenset[str]) -> Iterator[tuple[str, int, float]]:
    for number, name, fit in _named(snapshot, numbers):
        for wording in wordings(name):
            if wording.text not in empty:
                yield wording.text, number, fit * wording.worth


def _industries(snapshot: Snapshot, numbers: NDArray[np.int64]) -> Iterator[tuple[str, int, float]]:
    names = pc.replace_substring_regex(fold_column(snapshot.nodes["name"].take(numbers)), _LEVEL, "")
    for number, name in zip(numbers.tolist(), names.to_pylist(), strict=True):
        for wording in wordings(name):
            yield wording.text, number, wording.worth


def _firms(snapshot: Snapshot) -> Endings:
    providers = np.flatnonzero(np.logical_or.reduce([snapshot.is_class(cls) for cls in _PROVIDERS]))
    names = pc.replace_substring_regex(fold_column(snapshot.nodes["name"].take(pa.array(providers))), _FORM, "")
    return Endings.of(zip(names.to_pylist(), providers.tolist(), [1.0] * providers.size, strict=True))


def empty_words() -> tuple[str, ...]:
    """Words every need uses: as names of products they would match everything."""
    text = (files("graph.analysis.matching") / "empty_words.txt").read_text(encoding="utf-8")
    return tuple(text.split())

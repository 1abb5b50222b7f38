"""Who serves the asker's industry, what goes into its products, and who holds a title that the need names?

Method: docs/methods.md, equation M3.
"""

import numpy as np
from numpy.typing import NDArray

from graph.snapshot import Snapshot
from ontology.schema import EntityClass, Relation, Status
from ontology.values.names import fold, fold_column

Numbers = NDArray[np.int64]
_SHORTEST = 4  # characters of a title that is looked for in a text


def serving(snapshot: Snapshot, industries: Numbers) -> Numbers:
    """Those who serve one of the industries, or supply a firm that is classed in one; each once, ascending."""
    if not industries.size:
        return industries
    serves, supplies, classed = (
        snapshot.edges(one).where(Status.STATED) for one in (Relation.SERVES, Relation.SUPPLIES, Relation.PART_OF)
    )
    members = classed.subject[np.isin(classed.object, industries)]
    customers = np.union1d(industries, members)
    return np.unique(np.concatenate([one.subject[np.isin(one.object, customers)] for one in (serves, supplies)]))


def going_into(snapshot: Snapshot, made: Numbers) -> Numbers:
    """What is stated to go into one of some products or nodes; each once, ascending."""
    if not made.size:
        return made
    edges = snapshot.edges(Relation.UPSTREAM_OF).where(Status.STATED)
    return np.unique(edges.subject[np.isin(edges.object, made)])


def holding(snapshot: Snapshot, text: str) -> Numbers:
    """Those who hold a title or take part in an initiative whose name the text holds; each once, ascending."""
    names, numbers = _titles(snapshot)
    folded = fold(text)
    named = np.array([number for name, number in zip(names, numbers, strict=True) if name in folded], np.int64)
    if not named.size:
        return named
    edges = snapshot.edges(Relation.PARTICIPATES_IN).where(Status.STATED)
    return np.unique(edges.subject[np.isin(edges.object, named)])


def _titles(snapshot: Snapshot) -> tuple[list[str], list[int]]:
    return snapshot.kept("matching.titles", lambda: _read_titles(snapshot))


def _read_titles(snapshot: Snapshot) -> tuple[list[str], list[int]]:
    """Names of titles and initiatives, and their short forms before the last word: 专精特新 of 专精特新中小企业."""
    numbers = np.flatnonzero(snapshot.is_class(EntityClass.INITIATIVE))
    names = fold_column(snapshot.nodes["name"].take(numbers)).to_pylist()
    short = [name.removesuffix("企业").removesuffix("中小") for name in names]
    both = [*zip(names, numbers.tolist(), strict=True), *zip(short, numbers.tolist(), strict=True)]
    kept = [(name, number) for name, number in both if len(name) >= _SHORTEST]
    return [name for name, _ in kept], [number for _, number in kept]

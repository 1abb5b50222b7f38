"""The figures an index is made from, as one block: years x units x indicators."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.analysis.indices.definition import Index
from graph.analysis.results import Named

Floats = NDArray[np.float64]

UNDATED = 0  # stands for the year of figures that name none
PUBLISHED = -1  # stands for the indicator of a figure that is the index itself, as its author printed it


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one unit."""

    unit: Named
    year: int
    column: int  # of the indicator, or PUBLISHED
    value: float
    evidence: tuple[str, ...] = ()
    marked: bool = False
    weight: tuple[int, str] = (0, "")  # number of sources, newest date: the heavier of two is taken


@dataclass(frozen=True, slots=True)
class Values:
    """Figures side by side; NaN where there is none."""

    units: tuple[Named, ...]
    years: tuple[int, ...]  # ascending
    cube: Floats  # years x units x indicators
    published: Floats  # years x units: the index as its author printed it
    evidence: Mapping[tuple[int, int, int], tuple[str, ...]] = field(default_factory=dict)  # by place in the block
    marked: frozenset[tuple[int, int, int]] = frozenset()
    notes: tuple[str, ...] = ()

    def place_name(self, place: int) -> str:
        """Unit and year of a place in a flattened years x units table."""
        year, unit = divmod(place, len(self.units))
        return f"{self.units[unit].name}{self.years[year]}"


def block_of(index: Index, figures: Iterable[Figure], notes: Iterable[str] = ()) -> Values:
    """Figures as a block; of several for one place the one with most sources, then the newest, and it is said."""
    chosen, unlike = _chosen(figures)
    units = sorted({one.unit for one in chosen}, key=lambda one: one.id)
    years = sorted({one.year for one in chosen})
    row = {one.id: place for place, one in enumerate(units)}
    at = {year: place for place, year in enumerate(years)}
    table = np.full((len(years), len(units), len(index.indicators) + 1), np.nan)
    keys = [(at[one.year], row[one.unit.id], one.column) for one in chosen]
    for key, one in zip(keys, chosen, strict=True):
        table[key] = one.value
    said = [f"{unlike} 处有互相不同的数值，取来源多、日期新的 · figures differ; most sources, newest"] if unlike else []
    return Values(
        units=tuple(units),
        years=tuple(years),
        cube=table[:, :, :PUBLISHED],
        published=table[:, :, PUBLISHED],
        evidence={key: one.evidence for key, one in zip(keys, chosen, strict=True) if one.evidence},
        marked=frozenset(key for key, one in zip(keys, chosen, strict=True) if one.marked),
        notes=(*notes, *said),
    )


def _chosen(figures: Iterable[Figure]) -> tuple[list[Figure], int]:
    """One figure a place, and in how many places others said otherwise."""
    best: dict[tuple[str, int, int], Figure] = {}
    unlike = set()
    for one in figures:
        key = (one.unit.id, one.year, one.column)
        held = best.setdefault(key, one)
        if held.value != one.value:
            unlike.add(key)
        if (one.weight, one.value) > (held.weight, held.value):
            best[key] = one
    return list(best.values()), len(unlike)

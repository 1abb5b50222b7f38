"""Regions that are compared with each other: those of one level that the graph has firms of, and what lies in each."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.snapshot import Snapshot
from ontology.errors import UnknownWord
from ontology.values.regions import COUNTRY, Region, ancestors, is_inside, members_of, region_of

Numbers = NDArray[np.int64]

LEVELS: Final = ("province", "city", "county")
UNKNOWN: Final = -1  # the place of what may lie in any of the regions compared
ELSEWHERE: Final = -2  # the place of what lies in none of them


def region_at(snapshot: Snapshot, level: str) -> Region | None:
    """One region of a level that holds anything, the first by id; None where none is known.

    A census of it is a census of all regions of the level.

    Raises:
        UnknownWord: no such level.
    """
    if level not in LEVELS:
        raise UnknownWord("级别", level, LEVELS)
    found = _of_level(pc.unique(snapshot.nodes["region"]).to_pylist(), level)
    return region_of(min(found)) if found else None


def compared_with(region: Region | None, homes: Iterable[str]) -> tuple[str, ...]:
    """The region asked about, and those of its level that hold anything, sorted; provinces for an economic region.

    None of them lies inside it; of a province that does in part, the rest stays.
    """
    if region is None or region.level == "country":
        return (COUNTRY,)
    others = _of_level(homes, region.level if region.level in LEVELS else "province")
    return tuple(sorted({region.id, *(one for one in others if not is_inside(one, region.id))}))


def _of_level(homes: Iterable[str | None], level: str) -> set[str]:
    """Regions of a level that these homes lie in."""
    return {one.id for home in homes if home for one in ancestors(home) if one.level == level}


def places_of(homes: Sequence[str], regions: Sequence[str]) -> Numbers:
    """Place among the regions compared that each home lies in; UNKNOWN or ELSEWHERE where it lies in none."""
    if tuple(regions) == (COUNTRY,):
        return np.zeros(len(homes), np.int64)
    zones = [region for region in regions if members_of(region)]  # before the provinces that they lie in, too
    place = {region: number for number, region in enumerate(regions)}
    holding = {one.id for region in regions for one in ancestors(region)}

    def placed(home: str) -> int:
        around = [*zones, *regions] if members_of(home) else zones
        line = [zone for zone in around if is_inside(home, zone)] + [one.id for one in ancestors(home)]
        told = home not in holding and not members_of(home)
        return next((place[one] for one in line if one in place), ELSEWHERE if told else UNKNOWN)

    return np.array([placed(home) if home else UNKNOWN for home in homes], np.int64)

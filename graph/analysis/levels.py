"""Regions of one level that the graph has firms of."""

import pyarrow.compute as pc

from graph.snapshot import Snapshot
from ontology.errors import UnknownWord
from ontology.values.regions import Region, region_of

LEVELS = ("province", "city", "county")


def region_at(snapshot: Snapshot, level: str) -> Region | None:
    """One region of a level that holds anything, the first by id; None where none is known.

    A census of it is a census of all regions of the level.

    Raises:
        UnknownWord: no such level.
    """
    if level not in LEVELS:
        raise UnknownWord("级别", level, LEVELS)
    homes = {home for home in pc.unique(snapshot.nodes["region"]).to_pylist() if home}
    found = sorted(region.id for home in homes if (region := _upward(home, level)))
    return region_of(found[0]) if found else None


def _upward(home: str, level: str) -> Region | None:
    while home:
        region = region_of(home)
        if region.level == level:
            return region
        home = region.parent
    return None

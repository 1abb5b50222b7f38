"""Which nodes of the graph sit in a region? One look-up a distinct region, not one a firm."""

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.snapshot import Snapshot
from ontology.values.regions import is_inside


def home_mask(snapshot: Snapshot, region: str | None) -> NDArray[np.bool_]:
    """For each node, whether it sits in the region (`reg:` id); all do in the whole country (None).

    A node without a known region sits in no region.
    """
    if region is None:
        return np.ones(snapshot.nodes.num_rows, np.bool_)
    coded = pc.fill_null(snapshot.nodes["region"].combine_chunks(), "").dictionary_encode()
    within = [bool(home) and is_inside(home, region) for home in coded.dictionary.to_pylist()]
    return np.array(within, np.bool_)[coded.indices.to_numpy()] if within else np.zeros(0, np.bool_)


def homeless_mask(snapshot: Snapshot) -> NDArray[np.bool_]:
    """For each node, whether its region is not known."""
    unknown = pc.equal(pc.fill_null(snapshot.nodes["region"].combine_chunks(), ""), "")
    return np.asarray(unknown.to_numpy(zero_copy_only=False), np.bool_)

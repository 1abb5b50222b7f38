"""An immutable columnar copy of the resolved graph. Every analysis reads it and nothing else.

Nodes are numbered 0..n-1 over all classes, in the order of their ids; edges point at these numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from ontology.schema import EntityClass, Relation, Status


@dataclass(frozen=True, slots=True)
class Edges:
    """All facts of one relation, column by column; row i is one fact."""

    subject: NDArray[np.int64]  # node numbers
    object: NDArray[np.int64]
    table: pa.Table  # EDGE_COLUMNS of graph/store.py, same row order

    def where(self, *statuses: Status) -> "Edges":
        """The facts with one of these statuses."""
        keep = np.isin(np.asarray(self.table["status"].to_pylist(), dtype=object), [s.value for s in statuses])
        return Edges(self.subject[keep], self.object[keep], self.table.filter(pa.array(keep)))


@dataclass(frozen=True)
class Snapshot:
    """The graph at one version."""

    version: str
    nodes: pa.Table  # NODE_COLUMNS of graph/store.py and `class`; sorted by id
    relations: Mapping[Relation, Edges]
    as_of: str  # ISO date of the newest source, empty when none is dated

"""Batches of many documents as one set of columns, so that each SQL statement runs once for all of them."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ontology.columns import SHAPES, ClaimBatch

# Where a batch points from: table, column, the table it points at.
POINTERS: Final = (
    ("claims", "subject", "mentions"),
    ("claims", "object", "mentions"),
    ("claims", "evidence", "evidence"),
    ("observations", "about", "mentions"),
    ("observations", "evidence", "evidence"),
    ("attributes", "mention", "mentions"),
    ("attributes", "evidence", "evidence"),
)


def joined(batches: Sequence[tuple[str, ClaimBatch]]) -> dict[str, pa.Table]:
    """Each table of the batches in one, with the column `document`; pointers go to the rows of the joined tables.

    Args:
        batches: document ids with what they say; at least one.
    """
    documents = pa.array([document for document, _ in batches], pa.string())
    sizes = {name: _sizes(batches, name) for name in SHAPES}
    tables = {}
    for name, shape in SHAPES.items():
        whole = pa.concat_tables([getattr(batch, name).cast(shape) for _, batch in batches])
        owners = np.repeat(np.arange(len(batches)), sizes[name])
        for table, column, target in POINTERS:
            if table == name:
                starts = np.cumsum(sizes[target]) - sizes[target]
                whole = _moved(whole, column, starts[owners])
        tables[name] = whole.append_column("document", documents.take(pa.array(owners)))
    return tables


def _sizes(batches: Sequence[tuple[str, ClaimBatch]], name: str) -> NDArray[np.int64]:
    return np.array([getattr(batch, name).num_rows for _, batch in batches], np.int64)


def _moved(table: pa.Table, column: str, by: NDArray[np.int64]) -> pa.Table:
    moved = pc.add(table[column], pa.array(by.astype(np.int32)))
    return table.set_column(table.column_names.index(column), table.schema.field(column), moved)

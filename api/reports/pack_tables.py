"""A snapshot as Parquet files in memory: small enough to travel inside a document."""

import io
from collections.abc import Mapping
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from graph.snapshot import Edges, Snapshot
from graph.store import EDGE_COLUMNS, NODE_COLUMNS
from ontology.schema import Relation

_FOLDER: Final = "snapshot/"
_ENDS: Final = ("subject", "object")  # told by number alone: the ids stand with the nodes
_CLASS: Final = "class"


def write_tables(snapshot: Snapshot) -> dict[str, bytes]:
    """Names of files and their contents."""
    files = {f"{_FOLDER}nodes.parquet": _written(snapshot.nodes)}
    for relation, edges in snapshot.relations.items():
        table = edges.table.drop_columns(list(_ENDS))
        for name, numbers in zip(_ENDS, (edges.subject, edges.object), strict=True):
            table = table.append_column(name, pa.array(numbers, pa.int64()))
        files[f"{_FOLDER}{relation.value}.parquet"] = _written(table)
    return files


def read_tables(files: Mapping[str, bytes], version: str, as_of: str) -> Snapshot:
    """The snapshot in these files. Raises ValueError, KeyError (pyarrow's errors are such) where they hold none."""
    columns = [*NODE_COLUMNS.names, _CLASS]
    nodes = _read(files[f"{_FOLDER}nodes.parquet"]).select(columns).combine_chunks()
    relations = {
        relation: _edges(_read(files[name]), nodes["id"].combine_chunks())
        for relation in Relation
        if (name := f"{_FOLDER}{relation.value}.parquet") in files
    }
    return Snapshot(version, nodes, relations, as_of)


def _edges(table: pa.Table, ids: pa.Array) -> Edges:
    subject, target = (np.asarray(table[name].to_numpy(), np.int64) for name in _ENDS)
    named = table.drop_columns(list(_ENDS))
    for name, numbers in zip(_ENDS, (subject, target), strict=True):
        named = named.append_column(name, ids.take(pa.array(numbers)))
    return Edges(subject, target, named.select(EDGE_COLUMNS.names).cast(EDGE_COLUMNS))


def _written(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd", compression_level=9)
    return out.getvalue()


def _read(content: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(content))

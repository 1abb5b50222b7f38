"""Attributes of a chunk: other names, properties and further keys of the things it names."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.card_shape import Cell, TableCard
from ingest.converters import as_text
from ingest.mentions import NOBODY, Mentioned
from ingest.row_chunk import Places, filled
from ingest.things import key_column
from ontology.columns import ATTRIBUTES

ALIAS: Final = "alias"


@dataclass(frozen=True, slots=True)
class _Said:
    """Values that rows give to mentions under one attribute name."""

    name: str
    mention: Places
    row: Places
    value: pa.Array


def attributes_of(table: TableCard, named: Mentioned) -> tuple[pa.Table, list[pa.Table]]:
    """ATTRIBUTES of the chunk, each value of a mention once; and a reject for each cell that could not be converted."""
    said: list[_Said] = []
    rejects: list[pa.Table] = []
    for thing_name, thing in table.things.items():
        for cell in thing.aliases:
            values, bad = _say(ALIAS, cell, thing_name, named)
            said.append(_without(values, named, thing_name))
            rejects.append(bad)
        for name, cell in thing.properties.items():
            values, bad = _say(name, cell, thing_name, named)
            said.append(values)
            rejects.append(bad)
        said += [_further_key(scheme, cell, thing_name, named) for scheme, cell in list(thing.keys.items())[1:]]
    return _distinct(said, named), rejects


def _say(name: str, cell: Cell, thing: str, named: Mentioned) -> tuple[_Said, pa.Table]:
    converted = named.chunk.values(cell)
    mention, row = named.places[thing], named.entries[thing].row
    values = converted.values.take(pa.array(row))
    if pa.types.is_list(values.type):
        entry = np.asarray(pc.list_parent_indices(values), dtype=np.int64)
        mention, row, values = mention[entry], row[entry], values.flatten()
    return _Said(name, mention, row, as_text(values)), named.chunk.cell_rejects(cell, converted.bad)


def _without(said: _Said, named: Mentioned, thing: str) -> _Said:
    """Aliases of rows whose code stands under several names are as doubtful as the code: left out."""
    torn = named.torn.get(thing)
    if torn is None or not torn.any():
        return said
    doubtful = np.isin(said.row, named.entries[thing].row[torn])
    return _Said(said.name, said.mention, said.row, pc.if_else(pa.array(doubtful), "", said.value))


def _further_key(scheme: str, cell: Cell, thing: str, named: Mentioned) -> _Said:
    """A mention holds one key; the others of a row are attributes named after their scheme."""
    column, _ = key_column(scheme, cell, named.chunk)
    row = named.entries[thing].row
    bare = pc.utf8_slice_codeunits(column, len(scheme) + 1)
    return _Said(scheme, named.places[thing], row, bare.take(pa.array(row)))


def _distinct(said: list[_Said], named: Mentioned) -> pa.Table:
    parts = [ATTRIBUTES.empty_table()]
    for one in said:
        told = filled(one.value) & (one.mention != NOBODY)
        mention, row, value = one.mention[told], one.row[told], one.value.filter(pa.array(told))
        codes = np.asarray(value.dictionary_encode().indices, dtype=np.int64)
        _, first = np.unique(mention * (codes.max(initial=0) + 1) + codes, return_index=True)
        first.sort()
        columns = [
            pa.array(mention[first], pa.int32()),
            pa.repeat(one.name, len(first)),
            value.take(pa.array(first)),
            pa.array(named.evidence[row[first]]),
        ]
        parts.append(pa.table(columns, schema=ATTRIBUTES))
    return pa.concat_tables(parts)

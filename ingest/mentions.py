"""Mentions of a chunk: every distinct thing once, and where each entry finds itself among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ingest.row_chunk import Mask, Places, RowChunk, firsts_of
from ingest.things import Entries
from ontology.columns import MENTIONS
from ontology.schema import EntityClass, Relation, allows
from ontology.values.regions import region_of

NOBODY: Final = -1  # place of an entry that names nothing
_SEPARATOR: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A chunk with everything it names."""

    chunk: RowChunk
    entries: Mapping[str, Entries]  # by thing of the card
    places: Mapping[str, Places]  # row of `mentions` for each entry, or NOBODY
    locations: Mapping[str, Places]  # row of `mentions` of the region of each entry, or NOBODY
    torn: Mapping[str, Mask]  # entries whose code stands under several names
    mentions: pa.Table  # MENTIONS
    evidence: NDArray[np.int32]  # row of the batch's evidence for each row of the chunk, or -1


def mention(chunk: RowChunk, entries: Mapping[str, Entries], torn: Mapping[str, Mask], own: Sequence[str]) -> Mentioned:
    """Number what the rows name. `own` are the things whose region the table itself gives."""
    regions = {name: _regions_of(entries[name]) for name in own if _lies_somewhere(entries[name])}
    table, places = _distinct([*entries.values(), *regions.values()])
    by_thing = dict(zip(entries, places, strict=False))
    located = dict(zip(regions, places[len(entries) :], strict=True))
    used = np.zeros(len(chunk), dtype=bool)
    for name, one in entries.items():
        used[one.row[by_thing[name] != NOBODY]] = True
    evidence = np.where(used, np.cumsum(used) - 1, -1).astype(np.int32)
    return Mentioned(chunk, entries, by_thing, located, torn, table, evidence)


def _distinct(entries: Sequence[Entries]) -> tuple[pa.Table, list[Places]]:
    """The distinct mentions of several things, and for each entry of each thing its row there, or NOBODY."""
    parts = [_distinct_of(one) for one in entries]
    tables = [table for table, _ in parts]
    coded = pa.chunked_array([_spelled(table) for table in tables], pa.string()).combine_chunks().dictionary_encode()
    codes = np.append(np.asarray(coded.indices, dtype=np.int64), NOBODY)  # NOBODY is the last place, too
    starts = np.cumsum([0, *(table.num_rows for table in tables)])
    places = [
        codes[np.where(own == NOBODY, NOBODY, own + start)] for (_, own), start in zip(parts, starts, strict=False)
    ]
    return pa.concat_tables(tables).take(pa.array(firsts_of(coded))).combine_chunks(), places


def _distinct_of(entries: Entries) -> tuple[pa.Table, Places]:
    """The distinct mentions of one thing in the order of the rows, and for each entry its row there, or NOBODY."""
    present = entries.present
    table = _table(entries).filter(pa.array(present))
    coded = _numbered(table)
    places = np.full(len(present), NOBODY, dtype=np.int64)
    places[present] = coded.indices
    return table.take(pa.array(firsts_of(coded))), places


def _numbered(table: pa.Table) -> pa.DictionaryArray:
    """The same number for the same row, counted up as they come; columns are numbered first, then their pairs."""
    numbers = np.zeros(table.num_rows, dtype=np.int64)
    for name in ("name", "code", "region", "key"):
        column = table[name].combine_chunks()
        if not pc.all(pc.equal(column, ""), min_count=0).as_py():
            coded = column.dictionary_encode()
            pairs = pa.array(numbers * len(coded.dictionary) + coded.indices.to_numpy())
            numbers = pairs.dictionary_encode().indices.to_numpy().astype(np.int64)
    return pa.array(numbers).dictionary_encode()


def _table(entries: Entries) -> pa.Table:
    cls = pa.repeat(str(entries.cls), len(entries.name))
    return pa.table([entries.name, cls, entries.code, entries.region, entries.key], schema=MENTIONS)


def _spelled(table: pa.Table) -> pa.Array:
    """One text a mention that tells it from all others."""
    if not table.num_rows:
        return pa.array([], pa.string())
    return pc.binary_join_element_wise(*(column.combine_chunks() for column in table.columns), _SEPARATOR)


def _lies_somewhere(entries: Entries) -> bool:
    """Whether a region in the row says where this kind of thing lies; a region's own id does not."""
    cls = EntityClass(entries.cls)
    return cls != EntityClass.REGION and allows(Relation.LOCATED_IN, cls, EntityClass.REGION)


def _regions_of(entries: Entries) -> Entries:
    """The regions in which entries lie, as entries."""
    coded = pc.if_else(pa.array(entries.present), entries.region, "").dictionary_encode()
    names = pa.array([region_of(known).name if known else "" for known in coded.dictionary.to_pylist()], pa.string())
    region, empty = coded.cast(pa.string()), pa.repeat("", len(entries.name))
    return Entries(EntityClass.REGION, entries.row, names.take(coded.indices), empty, region, region)

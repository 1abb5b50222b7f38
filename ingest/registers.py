"""Who is who in a table: read once before it is mapped, so that no row is judged alone.

A register holds each identity (a key or a code) of one thing of one table, with the name and region it stands
for. It answers two questions: whom does another table of the card mean by a code (`from`, `on`), and which codes
stand under several names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.card_shape import Cell, Thing
from ingest.converters import as_text
from ingest.row_chunk import RowChunk, firsts_of
from ingest.row_reasons import SEVERAL_NAMES, rejects_at
from ingest.table_shape import ROW
from ingest.things import own_entries
from ontology.values.names import fold_column

_NAMED: Final = pa.schema(
    [
        ("identity", pa.string()),
        ("name", pa.string()),
        ("folded", pa.string()),
        ("aliases", pa.string()),  # folded, joined by line breaks
        ("lasting", pa.string()),  # what a change of name leaves as it is, joined by line breaks
        ("code", pa.string()),
        ("region", pa.string()),
        ("key", pa.string()),
        ("row", pa.int32()),
    ]
)
# Where names differ and the dates agree (founded on the same day), the firm was renamed; where they do not agree,
# the code is wrong in at least one row and means nobody.
_SEVERAL: Final = """
    SELECT identity, arg_min(name, row) AS name, max(row) AS last_row,
        count(DISTINCT folded) > 1 AS renamed,
        count(DISTINCT folded) > 1 AND (count(DISTINCT lasting) > 1 OR min(lasting) = '') AS conflict,
        string_agg(DISTINCT name, '、' ORDER BY name) AS names,
        string_agg(DISTINCT nullif(aliases, ''), '、' ORDER BY nullif(aliases, '')) AS other_names,
        array_to_string(list_sort(list(DISTINCT row)), ',') AS rows
    FROM spelled GROUP BY identity
    HAVING count(DISTINCT folded) > 1 OR count(DISTINCT nullif(aliases, '')) > 1
    ORDER BY last_row, identity
"""
_CONFLICT: Final = "名称不同，日期等内容也不同：这些行的代码与别名不采用"
_RENAMED: Final = "名称不同，日期等内容相同：作同一主体的先后名称"
_BRANDS: Final = "名称相同，别名不同：作同一主体"


@dataclass(frozen=True)
class Register:
    """The identities of one thing of one table."""

    identities: pa.Table  # columns `_NAMED`: the first row of each identity
    several: pa.Table  # columns of `_SEVERAL`: identities under several names
    file: str

    @cached_property
    def trusted(self) -> pa.Table:
        """Identities that mean one thing."""
        wrong = pc.is_in(self.identities["identity"], value_set=self.conflicts)
        return self.identities.filter(pc.invert(wrong)).combine_chunks()

    @cached_property
    def by_name(self) -> pa.Table:
        """Every folded name or alias that only one thing of the table has, and its place among the trusted."""
        trusted = self.trusted
        place = pa.array(range(trusted.num_rows), pa.int64())
        names = pa.table({"folded": trusted["folded"], "place": place, "row": trusted["row"]})
        aliases = pc.split_pattern(trusted["aliases"].combine_chunks(), "\n")
        owner = pc.list_parent_indices(aliases)
        others = pa.table(
            {"folded": aliases.flatten(), "place": owner.cast(pa.int64()), "row": trusted["row"].take(owner)}
        )
        every = pa.concat_tables([names, others]).filter(pc.field("folded") != "")
        wanted = [("place", "min"), ("row", "min"), ("row", "max")]
        owners = every.group_by(["folded"], use_threads=False).aggregate(wanted)
        return owners.filter(pc.equal(owners["row_min"], owners["row_max"])).combine_chunks()

    @cached_property
    def conflicts(self) -> pa.Array:
        """Identities that stand under several names and mean nobody."""
        return self.several.filter(self.several["conflict"])["identity"].combine_chunks()

    def rejects(self) -> pa.Table:
        """One for each identity under several names, at the row where the last of them stands."""
        several = self.several
        verdict = pc.if_else(several["conflict"], _CONFLICT, pc.if_else(several["renamed"], _RENAMED, _BRANDS))
        names = pc.if_else(several["renamed"], several["names"], _with_brands(several))
        rows = pc.binary_join_element_wise("第", several["rows"], "行", "")
        told = pc.binary_join_element_wise(several["identity"], names, rows, verdict, "；")
        return rejects_at(self.file, several["last_row"].to_numpy(), SEVERAL_NAMES, told.combine_chunks())


def _with_brands(several: pa.Table) -> pa.ChunkedArray:
    others = pc.replace_substring(pc.fill_null(several["other_names"], ""), "\n", "、")
    return pc.binary_join_element_wise(several["names"], "（", others, "）", "")


def make_register(thing: Thing, chunks: Iterable[RowChunk], file: str) -> Register:
    """The register of a thing from the rows of its table."""
    named = pa.concat_tables([_NAMED.empty_table(), *(_named(thing, chunk) for chunk in chunks)]).combine_chunks()
    coded = named["identity"].combine_chunks().dictionary_encode()
    spelled = named.filter(pa.array(np.bincount(coded.indices)[coded.indices] > 1)) if named.num_rows else named
    with duckdb.connect() as con:
        con.register("spelled", spelled)
        several = con.sql(_SEVERAL).to_arrow_table()
    return Register(named.take(pa.array(firsts_of(coded))), several, file)


def _named(thing: Thing, chunk: RowChunk) -> pa.Table:
    """The rows that give a name, once by their code and once by their key; by the name where they have neither."""
    entries, _ = own_entries(thing, chunk)
    aliases = [fold_column(as_text(chunk.values(cell).values)) for cell in thing.aliases if cell.as_ != "list"]
    said = [chunk.text(cell.column) for cell in _lasting(thing)]
    columns = [
        entries.name,
        fold_column(entries.name),
        _lines(aliases, chunk),
        _lines(said, chunk),
        entries.code,
        entries.region,
        entries.key,
        chunk.rows[ROW].combine_chunks(),
    ]
    nameless = pc.if_else(pc.equal(entries.identity, ""), entries.name, "")
    tables = [pa.table([identity, *columns], schema=_NAMED) for identity in (entries.code, entries.key, nameless)]
    every = pa.concat_tables(tables)
    return every.filter(pc.and_(pc.not_equal(every["identity"], ""), pc.not_equal(every["name"], "")))


def _lasting(thing: Thing) -> list[Cell]:
    """The properties that a change of name leaves as they are: dates where there are any, else all."""
    dates = [cell for cell in thing.properties.values() if cell.as_ in ("date", "year")]
    return dates or list(thing.properties.values())


def _lines(columns: list[pa.Array], chunk: RowChunk) -> pa.Array:
    """Cells of a row joined by line breaks; empty when all are."""
    if not columns:
        return chunk.blank()
    joined = pc.binary_join_element_wise(*columns, "\n")
    return pc.utf8_trim(joined, "\n")

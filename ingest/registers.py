"""Who is who in a table: read once before it is mapped, so that no row is judged alone.

A register holds each identity (a key or a code) of one thing of one table, with the name and region it stands
for. It answers two questions: whom does another table of the card mean by a code (`from`, `on`), and which codes
stand under several names.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ingest.card_shape import LISTS, Cell, Thing
from ingest.converters import as_text
from ingest.row_chunk import RowChunk, filled, firsts_of
from ingest.row_reasons import SEVERAL_NAMES, rejects_at
from ingest.table_shape import ROW
from ingest.things import identities, own_entries
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


_HASHES: Final = "SELECT hash(identity) AS identity, hash(spelled) AS spelled FROM told"
# Identities that stand with several writings of a name or alias; most of these are one name once folded.
_DOUBTFUL: Final = "SELECT identity FROM seen WHERE identity <> 0 GROUP BY identity HAVING min(spelled) <> max(spelled)"

Hashes = NDArray[np.uint64]


@dataclass(frozen=True)
class Register:
    """The identities of one thing of one table."""

    thing: Thing
    chunks: Callable[[], Iterable[RowChunk]]  # the rows of the table, as often as they are asked for
    file: str

    @cached_property
    def identities(self) -> pa.Table:
        """Columns `_NAMED`: the first row of each identity."""
        named = self._named_in(self.chunks())
        return named.take(pa.array(firsts_of(named["identity"].combine_chunks().dictionary_encode())))

    @cached_property
    def several(self) -> pa.Table:
        """Columns of `_SEVERAL`: identities under several names."""
        with duckdb.connect() as con:
            con.register("spelled", self._named_in(self._doubtful()))
            return con.sql(_SEVERAL).to_arrow_table()

    def _named_in(self, chunks: Iterable[RowChunk]) -> pa.Table:
        tables = (_named(self.thing, chunk) for chunk in chunks)
        return pa.concat_tables([_NAMED.empty_table(), *tables]).combine_chunks()

    def _doubtful(self) -> Iterator[RowChunk]:
        """The rows of identities that are written in several ways: few, and only they are looked at closely.

        Identities are compared by 64-bit hashes: two that collide cost a closer look.
        """
        with duckdb.connect() as con:
            hashed = [_hashes(con, self.thing, chunk) for chunk in self.chunks()]
            con.register("seen", _seen(hashed))
            doubtful = con.sql(_DOUBTFUL).fetchnumpy()["identity"]
        for chunk, (identities_of_rows, _) in zip(self.chunks(), hashed, strict=True):
            wanted = np.isin(identities_of_rows, doubtful).any(axis=0)
            if wanted.any():
                yield RowChunk(chunk.rows.filter(pa.array(wanted)).combine_chunks(), chunk.file)

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


def _hashes(con: duckdb.DuckDBPyConnection, thing: Thing, chunk: RowChunk) -> tuple[Hashes, Hashes]:
    """Hash of each identity of each row, 0 where it has none, and of how the row writes its name and aliases."""
    name, code, key = identities(thing, chunk)
    spelled = pc.binary_join_element_wise(name, *(chunk.text(cell.column) for cell in thing.aliases), "\n")
    nameless = pc.if_else(pc.and_(pc.equal(code, ""), pc.equal(key, "")), name, "")
    told = [(code, bool(thing.code)), (key, bool(thing.keys)), (nameless, bool(thing.aliases))]
    found = []
    for identity in (column for column, can_differ in told if can_differ):
        con.register("told", pa.table({"identity": identity, "spelled": spelled}))
        columns = con.sql(_HASHES).fetchnumpy()
        counts = filled(identity) & filled(name)
        found.append((np.where(counts, columns["identity"], 0).astype(np.uint64), columns["spelled"]))
    return np.stack([one for one, _ in found]), np.stack([one for _, one in found])


def _seen(hashed: Sequence[tuple[Hashes, Hashes]]) -> pa.Table:
    """The hashes of all chunks as two columns."""
    columns = [np.concatenate([one[side].ravel() for one in hashed] or [np.empty(0, np.uint64)]) for side in (0, 1)]
    return pa.table(dict(zip(("identity", "spelled"), columns, strict=True)))


def _named(thing: Thing, chunk: RowChunk) -> pa.Table:
    """The rows that give a name, once by their code and once by their key; by the name where they have neither."""
    entries, _ = own_entries(thing, chunk)
    aliases = [fold_column(as_text(chunk.values(cell).values)) for cell in thing.aliases if cell.as_ not in LISTS]
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

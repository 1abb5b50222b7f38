"""What a table would give, before anything is written: its columns, its faults, how many things and facts.

    OpenCard ─ profile_of ─▶ TableProfile(columns, duplicates, things, facts, rejects)

The rows are mapped as an ingest maps them, so that the counts are those it will have.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from ingest.card_shape import LISTS, TableCard
from ingest.converters import clean_text, convert_text
from ingest.row_columns import TIMES
from ingest.row_reasons import count_reasons
from ingest.table_files import MappedTable, OpenCard, TableFile
from ingest.table_shape import ROW
from ingest.things import ACTORS

_EXAMPLES: Final = 3  # bad cells shown of a column
_REPEATED: Final = f"SELECT count(*) - count(DISTINCT hash(r)) FROM (SELECT * EXCLUDE ({ROW}) FROM whole) r"


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that its converter cannot read."""

    row: int  # 1 is the first under the header
    value: str


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column of a table."""

    name: str
    used: tuple[str, ...]  # where the card uses it, such as `things.firm`; empty where it does not
    kind: str  # converter
    empty: float  # share of cells that say nothing, 0..1
    distinct: int
    bad: float  # share of the filled cells that are not of the kind, 0..1
    examples: tuple[BadCell, ...]


@dataclass(frozen=True, slots=True)
class TableProfile:
    """One table as an ingest would take it."""

    file: str
    card: str  # file name of the card
    register: str  # the register of which it would be an edition, or empty
    rows: int
    duplicates: int  # rows that repeat another one word for word
    columns: tuple[ColumnProfile, ...]
    things: Mapping[str, int]  # mentions by class, each distinct one once a chunk
    facts: Mapping[str, int]  # by relation
    observations: int
    rejects: Mapping[str, int]  # by reason, the most frequent first


def profile_of(opened: OpenCard) -> Iterator[TableProfile]:
    """Every table of a card."""
    for table in opened.mapped():
        yield _profile(table, opened.card.name)


def _profile(table: MappedTable, card: str) -> TableProfile:
    whole = pa.concat_tables([chunk.rows for chunk in table.file.chunks()])
    things, facts, observations, rejects = Counter[str](), Counter[str](), 0, Counter[str]()
    for batch in table.batches:
        things.update(batch.mentions["class"].to_pylist())
        facts.update(batch.claims["relation"].to_pylist())
        observations += batch.observations.num_rows
        rejects.update(count_reasons(batch.rejects))
    return TableProfile(
        file=table.document.name,
        card=card,
        register=table.register,
        rows=table.rows,
        duplicates=_repeated(whole),
        columns=tuple(_columns(table.file, whole)),
        things=dict(things.most_common()),
        facts=dict(facts.most_common()),
        observations=observations,
        rejects=dict(rejects.most_common()),
    )


def _columns(file: TableFile, whole: pa.Table) -> Iterator[ColumnProfile]:
    uses = _uses(file.table)
    for name in whole.column_names:
        if name != ROW:
            kind, places = uses.get(name, ("", ()))
            yield _column(name, kind, places, whole)


def _uses(table: TableCard) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Converter and places of each column that a card uses; a column read in two ways shows the narrower one."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for place, cell in table.cells():
        kind, places = found.get(cell.column, ("text", ()))
        found[cell.column] = (cell.as_ if kind == "text" else kind, tuple(dict.fromkeys((*places, place))))
    for fact in table.facts:
        for name in TIMES.keys() & fact.properties.keys():
            column = fact.properties[name].column
            found[column] = (TIMES[name], found[column][1])
    for seen in table.observations:
        column = seen.value.column
        found[column] = ("number" if found[column][0] == "text" else found[column][0], found[column][1])
    for thing in table.things.values():
        if thing.code and thing.cls in ACTORS:
            found[thing.code] = ("code", found[thing.code][1])
        if len(thing.region) == 1 and thing.region[0].as_ == "text":
            column = thing.region[0].column
            found[column] = ("region", found[column][1])
    return found


def _column(name: str, kind: str, places: tuple[str, ...], whole: pa.Table) -> ColumnProfile:
    text = clean_text(whole[name])
    filled = pc.not_equal(text, "")
    count = pc.sum(filled.cast(pa.int64())).as_py() or 0
    bad = convert_text(kind, text).bad if kind not in ("", "text", *LISTS) else pa.repeat(False, len(text))
    wrong = pc.indices_nonzero(bad)
    shown = wrong.slice(0, _EXAMPLES)
    numbers = whole[ROW].take(shown).to_pylist()
    return ColumnProfile(
        name=name,
        used=places,
        kind=kind,
        empty=1 - count / len(text) if len(text) else 0.0,
        distinct=pc.count_distinct(text.filter(filled)).as_py(),
        bad=len(wrong) / count if count else 0.0,
        examples=tuple(map(BadCell, numbers, text.take(shown).to_pylist())),
    )


def _repeated(whole: pa.Table) -> int:
    with duckdb.connect() as con:
        con.register("whole", whole)
        return int(con.sql(_REPEATED).fetchall()[0][0])

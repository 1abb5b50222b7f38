"""What a table looks like once read: columns of text, a row number, and the rows that could not be read."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ontology.columns import REJECTS
from ontology.errors import BadTable

ROW: Final = "__row__"
HEADER_SEARCH: Final = 30  # records: titles and notes above a header are shorter than this
_FILLED: Final = 0.6  # of the widest record: what a header fills and a title does not


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How to read one file where looking at it is not enough; empty means look."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""  # name of the sheet; the first that has the columns when empty
    header: int = 0  # which record holds the column names, 1 is the first; 0 finds it
    columns: tuple[str, ...] = ()  # names that should be in the header, which is how it is found


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that were read, and rows that were not."""

    rows: pa.Table  # string columns, empty where a cell is, and `__row__` int32
    rejects: pa.Table  # REJECTS of ontology/columns.py, one for each row that could not be read
    broken: pa.Table = field(default_factory=REJECTS.empty_table)  # rows and cells that break a rule of the card
    left_out: int = 0  # rows that were read, and break a rule that leaves them out


def column_names(header: Sequence[object]) -> list[str]:
    """Header cells as column names: width unified, trimmed, the empty ones `列3`, the repeated ones `产值_2`."""
    plain = [" ".join(unicodedata.normalize("NFC", str(cell)).replace("\ufeff", "").split()) for cell in header]
    names: list[str] = []
    for place, cell in enumerate(plain):
        name = cell or f"列{place + 1}"
        earlier = plain[:place].count(cell) if cell else 0
        names.append(f"{name}_{earlier + 1}" if earlier else name)
    return names


def find_header(records: Sequence[Sequence[object]], options: TableOptions) -> int:
    """Which of the first records holds the column names, 0 is the first.

    With known columns it is the record that has most of them; without, the first that fills three fifths
    of the widest record: titles and notes above a table fill one cell.
    """
    if options.header:
        return options.header - 1
    first = [column_names(record) for record in records[:HEADER_SEARCH]]
    if options.columns:
        hits = [len(set(names) & set(options.columns)) for names in first]
        return hits.index(max(hits, default=0)) if hits else 0
    filled = [sum(1 for cell in record if str(cell).strip()) for record in records[:HEADER_SEARCH]]
    widest = max(filled, default=0)
    return next((place for place, count in enumerate(filled) if count >= _FILLED * widest), 0)


def rows_of(names: Sequence[str], columns: Sequence[pa.Array], numbers: pa.Array) -> pa.Table:
    """A chunk's rows from its columns; null cells become empty."""
    filled = [pc.fill_null(column, "") for column in columns]
    return pa.table([*filled, numbers.cast(pa.int32())], names=[*names, ROW])


def numbers_from(first: int, count: int) -> pa.Array:
    """Row numbers `first`, `first + 1`, … as int32."""
    return pa.array(np.arange(first, first + count, dtype=np.int32))


def rejects_of(where: Sequence[str], reasons: Sequence[str]) -> pa.Table:
    """Rejects as columns."""
    return pa.table({"where": list(where), "reason": list(reasons)}, schema=REJECTS)


def need_names(names: Sequence[str], file: str) -> None:
    """Refuse a header that says nothing.

    Raises:
        BadTable: there is no header row.
    """
    if not names:
        raise BadTable(file, "没有表头 · no header row")

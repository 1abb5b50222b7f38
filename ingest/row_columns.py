"""Columns that claims take from the rows themselves: evidence lines, JSON properties, status."""

from collections.abc import Mapping, Sequence
from functools import reduce
from types import MappingProxyType
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.card_shape import Cell
from ingest.converters import as_text
from ingest.row_chunk import Mask, RowChunk
from ontology.columns import EVIDENCE
from ontology.schema import Lifecycle, Status

EXTRACTOR: Final = "card/1"
# Properties that are the time in which a fact holds: a year or a month begins with its first day, ends with its last.
TIMES: Final = MappingProxyType({"since": "first_day", "until": "last_day"})
_STATUSES: Final = {
    Lifecycle.ACTIVE: Status.STATED,
    Lifecycle.PLANNED: Status.PLANNED,
    Lifecycle.CLOSED: Status.HISTORIC,
}
_ESCAPES: Final = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))


def evidence_of(chunk: RowChunk, columns: Sequence[str], used: Mask) -> pa.Table:
    """One row of evidence for each used row: `列=值；列=值`, the columns that the card names, empty cells left out."""
    sentence = _joined([_told(column, _of_rows(chunk.text(column), used)) for column in columns], "；")
    count = int(used.sum())
    nothing = pa.nulls(count, pa.int32())
    return pa.table(
        [sentence, pa.repeat(EXTRACTOR, count), nothing, pa.array(chunk.numbers[used]), nothing, nothing],
        schema=EVIDENCE,
    )


def _of_rows(text: pa.Array, used: Mask) -> pa.Array:
    return text if used.all() else text.filter(pa.array(used))


def _told(column: str, text: pa.Array) -> pa.Array:
    """`column=text`, null where there is no text."""
    empty = pc.equal(text, "")
    told = pc.binary_join_element_wise(column, text, "=")
    return pc.if_else(empty, pa.scalar(None, pa.string()), told) if pc.any(empty, min_count=0).as_py() else told


def _joined(parts: Sequence[pa.Array], separator: str) -> pa.Array:
    """The parts of each row that are not null, joined; empty where all are."""
    if any(part.null_count == 0 for part in parts):
        return pc.binary_join_element_wise(*parts, separator, null_handling="skip")
    valid = reduce(pc.or_, [pc.is_valid(part) for part in parts])
    first = pc.if_else(valid, parts[0], "")  # Arrow's join leaves out rows in which every part is null
    return pc.binary_join_element_wise(first, *parts[1:], separator, null_handling="skip")


def properties_of(chunk: RowChunk, cells: Mapping[str, Cell]) -> tuple[pa.Array, list[pa.Table]]:
    """A JSON object a row, empty where it has no property; and a reject for each cell that could not be converted."""
    parts, rejects = [], []
    for name, cell in cells.items():
        converted = chunk.values(cell)
        rejects.append(chunk.cell_rejects(cell, converted.bad))
        parts.append(
            pc.binary_join_element_wise(f'"{_escaped(pa.array([name]))[0]}"', _json_values(converted.values), ": ")
        )
    if not parts:
        return chunk.blank(), []
    joined = _joined(parts, ", ")
    return pc.if_else(pc.equal(joined, ""), "", pc.binary_join_element_wise("{", joined, "}", "")), rejects


def _escaped(text: pa.Array) -> pa.Array:
    for plain, escape in _ESCAPES:
        text = pc.replace_substring(text, plain, escape)
    return pc.replace_substring_regex(text, r"[\x00-\x1f]", " ")


def _json_values(values: pa.Array) -> pa.Array:
    """Each value as JSON, null where there is none."""
    kind = values.type
    if pa.types.is_floating(kind) or pa.types.is_integer(kind):
        return values.cast(pa.string())
    if pa.types.is_list(kind):
        quoted = pa.ListArray.from_arrays(values.offsets, _quoted(values.flatten()), mask=values.is_null())
        return pc.binary_join_element_wise("[", pc.binary_join(quoted, ", "), "]", "")
    return _quoted(values.cast(pa.string()))


def _quoted(text: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise('"', _escaped(text), '"', "")


def times_of(chunk: RowChunk, cells: Mapping[str, Cell]) -> tuple[list[pa.Array], list[pa.Table]]:
    """Days from which and until which each row's fact holds, null where it does not say."""
    columns, rejects = [], []
    for name in TIMES:
        if name not in cells:
            columns.append(pa.nulls(len(chunk), pa.date32()))
            continue
        cell = cells[name].model_copy(update={"as_": TIMES[name]})
        converted = chunk.values(cell)
        columns.append(converted.values)
        rejects.append(chunk.cell_rejects(cell, converted.bad))
    return columns, rejects


def statuses_of(chunk: RowChunk, status: Cell | str) -> tuple[pa.Array, list[pa.Table]]:
    """Status of each row: the card's word, or what a column says of the project (在建 is planned, 停产 historic)."""
    if isinstance(status, str):
        return pa.repeat(status, len(chunk)), []
    cell = status.model_copy(update={"as_": "status"})
    converted = chunk.values(cell)
    states = pa.array([state.value for state in _STATUSES], pa.string())
    meant = pa.array([stated.value for stated in _STATUSES.values()], pa.string())
    stated = meant.take(pc.index_in(as_text(converted.values), value_set=states))
    return pc.fill_null(stated, Status.STATED.value), [chunk.cell_rejects(cell, converted.bad)]


def rows_where(chunk: RowChunk, where: Mapping[str, Sequence[str]]) -> Mask:
    """The rows in which each column holds one of its values."""
    mask = np.ones(len(chunk), dtype=bool)
    for column, values in where.items():
        mask &= np.asarray(pc.is_in(chunk.text(column), value_set=pa.array(values, pa.string())), dtype=bool)
    return mask

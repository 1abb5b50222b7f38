"""Observations of a chunk: numbers about the things it names."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from ingest.card_shape import ObservationCard, TableCard
from ingest.mentions import NOBODY, Mentioned
from ingest.row_chunk import RowChunk
from ingest.row_columns import rows_where, statuses_of
from ontology.columns import OBSERVATIONS
from ontology.values.quantities import parse_quantity

_NUMBER: Final = r"^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$"
_MEASURE: Final = pa.struct(
    [
        ("value", pa.float64()),
        ("value_to", pa.float64()),
        ("unit", pa.string()),
        ("comparator", pa.string()),
    ]
)


def observations_of(table: TableCard, named: Mentioned) -> tuple[pa.Table, list[pa.Table]]:
    """OBSERVATIONS of the chunk, and a reject for each cell that holds no number."""
    parts = [_observe(seen, named) for seen in table.observations]
    observed = pa.concat_tables([OBSERVATIONS.empty_table(), *(part for part, _ in parts)])
    return observed, [reject for _, rejects in parts for reject in rejects]


def _observe(seen: ObservationCard, named: Mentioned) -> tuple[pa.Table, list[pa.Table]]:
    about, row = named.places[seen.about], named.entries[seen.about].row
    holds = (about != NOBODY) & rows_where(named.chunk, seen.where)[row]
    about, row = about[holds], row[holds]
    part = named.chunk.of_rows(row)
    measure, bad = _measures(seen, part)
    status, status_rejects = statuses_of(part, seen.status)
    columns = [
        pa.array(about, pa.int32()),
        _indicators(seen, part),
        *(measure.field(name) for name in ("value", "value_to", "unit")),
        part.text(seen.period) if part.has(seen.period) else pa.repeat(seen.period, len(row)),
        measure.field("comparator"),
        status,
        pa.array(named.evidence[row]),
    ]
    observed = pa.table(columns, schema=OBSERVATIONS)
    return observed.filter(pc.is_valid(observed["value"])), [part.cell_rejects(seen.value, bad), *status_rejects]


def _indicators(seen: ObservationCard, part: RowChunk) -> pa.Array:
    """The indicator of each row, with the part that is counted in brackets where the card names a column of it."""
    plain = pa.repeat(seen.indicator, part.rows.num_rows)
    if seen.of is None:
        return plain
    told = part.text(seen.of.column)
    return pc.if_else(pc.equal(told, ""), plain, pc.binary_join_element_wise(plain, "（", told, "）", ""))


def _measures(seen: ObservationCard, part: RowChunk) -> tuple[pa.StructArray, pa.Array]:
    """Numbers in the card's unit; a cell with its own (500万元) is told in that one, 万 and 亿 multiplied out."""
    if seen.value.as_ not in ("text", "number"):
        converted = part.values(seen.value)
        return _plain(converted.values.cast(pa.float64()), seen.unit), converted.bad
    text = pc.replace_substring(part.text(seen.value.column), ",", "")
    plain = pc.match_substring_regex(text, _NUMBER)
    numbers = pc.if_else(plain, text, pa.scalar(None, pa.string())).cast(pa.float64())
    worded = pc.if_else(plain, "", text).dictionary_encode()
    parsed = pa.array([_measure(word, seen.unit) for word in worded.dictionary.to_pylist()], _MEASURE)
    measured = pc.if_else(plain, _plain(numbers, seen.unit), parsed.take(worded.indices))
    return measured, pc.and_(pc.not_equal(text, ""), pc.is_null(measured.field("value")))


def _plain(numbers: pa.Array, unit: str) -> pa.StructArray:
    count = len(numbers)
    columns = [numbers, pa.nulls(count, pa.float64()), pa.repeat(unit, count), pa.repeat("", count)]
    return pa.StructArray.from_arrays(columns, fields=list(_MEASURE))


def _measure(text: str, unit: str) -> dict[str, float | str | None]:
    found = parse_quantity(text)
    if found is None:
        return {"value": None, "value_to": None, "unit": "", "comparator": ""}
    if found.unit == "":  # a bare number in words or full-width digits is in the card's unit
        return {"value": found.value, "value_to": found.value_to, "unit": unit, "comparator": found.comparator}
    return {"value": found.base, "value_to": found.base_to, "unit": found.base_unit, "comparator": found.comparator}

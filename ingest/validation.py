"""What a card demands of the cells of a table: required, unique, of a kind, one of some words, within a range.

A row that lacks a required cell, or repeats a unique one, is left out; a required cell that breaks its rule is as
good as lacking. Any other cell that breaks its rule is taken as empty, and the rest of its row stays. Each is a reject
with its row and what the cell holds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.card_shape import Bound, Cell, ColumnRule, TableCard
from ingest.converters import convert_text
from ingest.row_chunk import Mask, RowChunk, as_mask, filled
from ingest.row_reasons import BROKEN_RULE, NOT_REPEATED, REQUIRED, join_rejects
from ingest.table_shape import Chunk

_MOST_WORDS: Final = 8  # of `one_of` that a reason lists


def valid_chunks(table: TableCard, chunks: Iterable[Chunk], file: str) -> Iterator[Chunk]:
    """The chunks without rows and cells that break a rule of the card; what was left out stands in `broken`.

    Args:
        table: its part of the card.
        chunks: rows as they were read.
        file: name of the file, for the rejects.
    """
    if not table.rules:
        yield from chunks
        return
    seen = {name: pa.array([], pa.string()) for name, rule in table.rules.items() if rule.unique}
    for chunk in chunks:
        yield _valid(table, chunk, seen, file)


def _valid(table: TableCard, chunk: Chunk, seen: dict[str, pa.Array], file: str) -> Chunk:
    rows = RowChunk(chunk.rows.combine_chunks(), file)
    keep, valid, told = np.ones(len(rows), dtype=bool), rows.rows, list[pa.Table]()
    for name, rule in table.rules.items():
        if not rows.has(name):
            continue  # which is told where columns are checked
        lost, column, rejects = _checked(name, rule, rows)
        keep &= ~lost
        told += rejects
        valid = valid.set_column(valid.column_names.index(name), name, column)
    valid_rows = RowChunk(valid, file)
    for name in filter(rows.has, seen):
        repeated = keep & _repeated(valid_rows.text(name), seen[name], keep)
        told.append(rows.cell_rejects(_cell(name), pa.array(repeated), NOT_REPEATED))
        keep &= ~repeated
    for name in filter(rows.has, seen):
        seen[name] = pa.concat_arrays([seen[name], valid_rows.text(name).filter(pa.array(keep))])
    return replace(chunk, rows=valid.filter(pa.array(keep)), broken=join_rejects(told), left_out=int((~keep).sum()))


def _checked(name: str, rule: ColumnRule, rows: RowChunk) -> tuple[Mask, pa.Array, list[pa.Table]]:
    """Which rows the rule leaves out, the column without what breaks it, and a reject for each cell that does."""
    text = rows.text(name)
    bad, reason = _broken(rule, text)
    lacking = ~filled(text) & rule.required
    rejects = [
        rows.cell_rejects(_cell(name), pa.array(bad), f"{BROKEN_RULE}：{reason}"),
        rows.rejects(lacking, REQUIRED, name),
    ]
    column = pc.if_else(pa.array(bad), "", rows.rows[name].combine_chunks())
    return lacking | (bad & rule.required), column, rejects


def _cell(name: str) -> Cell:
    return Cell.model_validate({"column": name})


def _repeated(text: pa.Array, before: pa.Array, kept: Mask) -> Mask:
    """Which cells hold what an earlier one holds, of a row that is kept."""
    codes = np.asarray(text.dictionary_encode().indices, dtype=np.int64)
    places = np.flatnonzero(kept)
    _, first = np.unique(codes[places], return_index=True)
    later = np.ones(len(codes), dtype=bool)
    later[places[first]] = False
    return filled(text) & (later | as_mask(pc.is_in(text, value_set=before)))


def _broken(rule: ColumnRule, text: pa.Array) -> tuple[Mask, str]:
    """Which filled cells break the rule, and the rule in words."""
    bad, reasons = np.zeros(len(text), dtype=bool), []
    if rule.kind:
        converted = convert_text(rule.kind, text)
        bad |= as_mask(converted.bad)
        reasons.append(rule.kind)
        if rule.range:
            bad |= _outside(converted.values, rule.range)
            reasons.append(f"{rule.range[0]}–{rule.range[1]}")
    if rule.one_of:
        bad |= ~as_mask(pc.is_in(text, value_set=pa.array(rule.one_of, pa.string())))
        reasons.append("、".join(rule.one_of[:_MOST_WORDS]))
    if rule.pattern:
        bad |= ~as_mask(pc.match_substring_regex(text, f"^(?:{rule.pattern})$"))
        reasons.append(rule.pattern)
    return bad & filled(text), "，".join(reasons)


def _outside(values: pa.Array, bounds: tuple[Bound, Bound]) -> Mask:
    low, high = bounds
    if not isinstance(low, date):
        values = values.cast(pa.float64())
    return as_mask(
        pc.or_(pc.less(values, pa.scalar(low, values.type)), pc.greater(values, pa.scalar(high, values.type)))
    )

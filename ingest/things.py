"""The things a chunk of rows names, as columns: one entry a row, or several where a cell is a list."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.card_shape import Cell, Thing
from ingest.converters import CONVERTERS, as_text, convert_text
from ingest.row_chunk import Mask, Places, RowChunk, as_mask, filled
from ingest.row_reasons import BALANCING_ROW, CODE_INVALID, CODE_MISSING, NO_NAME, NO_REGION, TOTAL_ROW
from ontology.schema import EntityClass

ACTORS: Final = (EntityClass.ENTERPRISE, EntityClass.ORGANIZATION)
_TOTALS: Final = r"^(?:合\s*计|总\s*计|小\s*计|共\s*计)[:：]?$"
# What a statement by segments adds so that its sums agree: 平衡项目, 分部间抵销, 内部抵销数. 抵消 alone is no
# such word: 噪声抵消 is a product.
_BALANCING: Final = (
    r"^(?:平衡项目?|调整项目?|未分配(?:的?(?:项目|部分|金额|支出|利润))?"
    r"|.{0,16}抵销(?:数|额|金额)?|.{0,12}(?:分部|板块|内部|业务|合并|之?间).{0,4}抵消(?:数|额|金额)?)$"
)
_SUMS: Final = {TOTAL_ROW: _TOTALS, BALANCING_ROW: _BALANCING}


@dataclass(frozen=True, slots=True)
class Entries:
    """n entries of one thing of a card. An empty name means that the row names no such thing."""

    cls: str
    row: Places  # place in the chunk of the row that names each entry
    name: pa.Array  # strings, as are the next three; empty where unknown
    code: pa.Array
    region: pa.Array
    key: pa.Array

    @property
    def present(self) -> Mask:
        """Which entries name something."""
        return filled(self.name)

    @property
    def identity(self) -> pa.Array:
        """What the source knows each entry by: its key, else its code, else nothing."""
        return pc.if_else(pc.not_equal(self.key, ""), self.key, self.code)


Found = tuple[Entries, list[pa.Table]]  # entries, and rejects


def own_entries(thing: Thing, chunk: RowChunk) -> Found:
    """The entries as the table itself tells them, before another table is asked who they are.

    Returns:
        the entries, and the rejects: codes missing or wrong, regions nobody knows, names missing, sums of other rows.
    """
    name, place = _names(thing, chunk)
    sums = {kind: as_mask(pc.match_substring_regex(name, pattern)) for kind, pattern in _SUMS.items()}
    no_thing = np.logical_or.reduce(list(sums.values()))
    name = pc.if_else(pa.array(no_thing), "", name) if no_thing.any() else name
    named = _rows(chunk, place, filled(name))
    code, rejects = _codes(thing, chunk, named)
    key, key_rejects = _keys(thing, chunk)
    region, region_rejects = _regions(thing, chunk)
    told = [column.take(pa.array(place)) if thing.is_list else column for column in (code, region, key)]
    entries = Entries(thing.cls, place, name, *told)
    rejects += [*key_rejects, *region_rejects]
    rejects += [chunk.rejects(_rows(chunk, place, mask), kind) for kind, mask in sums.items()]
    if not thing.from_:
        nameless = (filled(code) | filled(key)) & ~named & ~_rows(chunk, place, no_thing)
        rejects.append(chunk.rejects(nameless, NO_NAME, pc.if_else(pc.not_equal(key, ""), key, code)))
    return _as_regions(entries, chunk, rejects) if thing.cls == EntityClass.REGION else (entries, rejects)


def _rows(chunk: RowChunk, place: Places, mask: Mask) -> Mask:
    """The rows in which an entry of the mask stands."""
    rows = np.zeros(len(chunk), dtype=bool)
    rows[place[mask]] = True
    return rows


def identities(thing: Thing, chunk: RowChunk) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Name, code and key of each row as the rows tell them: all it takes to see who bears several names."""
    name, _ = _names(thing, chunk)
    code, _ = _codes(thing, chunk, np.zeros(len(chunk), dtype=bool))
    key, _ = _keys(thing, chunk)
    return name, code, key


def _names(thing: Thing, chunk: RowChunk) -> tuple[pa.Array, Places]:
    every_row = np.arange(len(chunk), dtype=np.int64)
    if thing.name is None:
        return chunk.blank(), every_row
    values = chunk.values(thing.name).values
    if thing.is_list:
        return values.flatten(), np.asarray(pc.list_parent_indices(values), dtype=np.int64)
    return as_text(values), every_row


def _codes(thing: Thing, chunk: RowChunk, named: Mask) -> tuple[pa.Array, list[pa.Table]]:
    """Codes of firms and organisations count when their check digit fits; other classes have codes of their own."""
    if not thing.code:
        return chunk.blank(), []
    written = chunk.text(thing.code)
    if thing.cls not in ACTORS:
        return written, []
    converted = convert_text("code", written)
    missing = chunk.rejects(named & ~filled(written), CODE_MISSING)
    invalid = chunk.cell_rejects(Cell.model_validate({"column": thing.code}), converted.bad, CODE_INVALID)
    return as_text(converted.values), [missing, invalid]


def key_cell(scheme: str, cell: Cell) -> Cell:
    """How a key's column is read: a scheme that is also a converter (stock_code) brings it along."""
    return cell.model_copy(update={"as_": scheme}) if cell.as_ == "text" and scheme in CONVERTERS else cell


def key_column(scheme: str, cell: Cell, chunk: RowChunk) -> tuple[pa.Array, pa.Array]:
    """`scheme:value` of every row, empty where the cell has none, and which cells are not of the kind."""
    converted = chunk.values(key_cell(scheme, cell))
    text = as_text(converted.values)
    joined = pc.binary_join_element_wise(scheme, text, ":")
    return pc.if_else(pc.equal(text, ""), "", joined), converted.bad


def _keys(thing: Thing, chunk: RowChunk) -> tuple[pa.Array, list[pa.Table]]:
    """The first key a row has."""
    key, rejects = chunk.blank(), []
    for scheme, cell in thing.keys.items():
        column, bad = key_column(scheme, cell, chunk)
        key = pc.if_else(pc.equal(key, ""), column, key)
        rejects.append(chunk.cell_rejects(key_cell(scheme, cell), bad))
    return key, rejects


def _regions(thing: Thing, chunk: RowChunk) -> tuple[pa.Array, list[pa.Table]]:
    """`reg:` ids; several columns (province, city) are read as one path."""
    if not thing.region:
        return chunk.blank(), []
    texts = [chunk.text(cell.column) for cell in thing.region]
    joined = texts[0] if len(texts) == 1 else pc.binary_join_element_wise(*texts, "")
    kind = thing.region[0].as_
    converted = convert_text("region" if kind == "text" else kind, joined)
    unknown = chunk.held_rejects(as_mask(converted.bad), NO_REGION, thing.region[0].column, joined)
    return as_text(converted.values), [unknown]


def _as_regions(entries: Entries, chunk: RowChunk, rejects: list[pa.Table]) -> Found:
    """Regions are known by their ids alone; a name that is no region is nothing."""
    ids = as_text(convert_text("region", entries.name).values)
    unknown = entries.present & ~filled(ids)
    lost = np.zeros(len(chunk), dtype=bool)
    lost[entries.row[unknown]] = True
    known = replace(entries, name=pc.if_else(pc.equal(ids, ""), "", entries.name), region=ids, key=ids)
    return known, [*rejects, chunk.rejects(lost, NO_REGION)]

"""A chunk of rows on its way to claims: its cells, its row numbers, and the rejects that name them."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ingest.card_shape import Cell
from ingest.converters import Converted, clean_text, convert_text
from ingest.row_reasons import NOT_A_RATIO, NOT_CONVERTED, Details, rejects_at
from ingest.table_shape import ROW

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]


def as_mask(values: pa.Array) -> Mask:
    """A boolean column as a numpy mask; null counts as false."""
    return np.asarray(pc.fill_null(values, False).to_numpy(zero_copy_only=False), dtype=bool)


def filled(values: pa.Array) -> Mask:
    """Which strings of a column are not empty."""
    return as_mask(pc.not_equal(values, ""))


def firsts_of(coded: pa.DictionaryArray) -> Places:
    """Where each value of a dictionary-encoded column stands first; codes count up in that order."""
    codes = np.asarray(coded.indices, dtype=np.int64)
    return np.flatnonzero(np.diff(np.maximum.accumulate(codes), prepend=-1))


@dataclass(frozen=True, slots=True)
class RowChunk:
    """n rows of a table and the name of their file."""

    rows: pa.Table
    file: str
    _texts: dict[str, pa.Array] = field(default_factory=dict, repr=False, compare=False)  # columns cleaned so far

    def __len__(self) -> int:
        return int(self.rows.num_rows)

    @property
    def numbers(self) -> NDArray[np.int32]:
        """Row numbers as the user counts them, 1 is the first under the header."""
        return np.asarray(self.rows[ROW].to_numpy(), dtype=np.int32)

    def of_rows(self, places: Places) -> "RowChunk":
        """The rows at these places; where they are all rows in their order, this chunk with what it has cleaned."""
        if len(places) == len(self) and np.array_equal(places, np.arange(len(self))):
            return self
        return RowChunk(self.rows.take(pa.array(places)), self.file)

    def has(self, column: str) -> bool:
        return column in self.rows.column_names

    def text(self, column: str) -> pa.Array:
        """Cells of a column without blanks around, empty where they say nothing."""
        if column not in self._texts:
            self._texts[column] = clean_text(self.rows[column])
        return self._texts[column]

    def values(self, cell: Cell) -> Converted:
        """Cells of a column by the card's converter."""
        return convert_text(cell.as_, self.text(cell.column))

    def blank(self) -> pa.Array:
        """A column of n empty strings."""
        return pa.repeat("", len(self))

    def rejects(self, mask: Mask, kind: str, details: Details = "") -> pa.Table:
        """A reject for each row of the mask; `details` are n texts or one for all."""
        told = details if isinstance(details, str) else details.filter(pa.array(mask))
        return rejects_at(self.file, self.numbers[mask], kind, told)

    def cell_rejects(self, cell: Cell, bad: pa.Array, kind: str = "") -> pa.Table:
        """A reject for each cell that could not be converted, with what it holds."""
        usual = NOT_A_RATIO if cell.as_ == "ratio" else f"{NOT_CONVERTED}：{cell.as_}"
        return self.held_rejects(as_mask(bad), kind or usual, cell.column, self.text(cell.column))

    def held_rejects(self, mask: Mask, kind: str, column: str, text: pa.Array) -> pa.Table:
        """A reject for each row of the mask, with what its column holds: `column=text`."""
        held = pc.binary_join_element_wise(column, text.filter(pa.array(mask)), "=")
        return rejects_at(self.file, self.numbers[mask], kind, held)

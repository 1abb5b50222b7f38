"""csv and tsv: encoding, delimiter and header found from the beginning of the file, the rest streamed by Arrow."""

import codecs
import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv

from ingest.table_shape import (
    HEADER_SEARCH,
    Chunk,
    TableOptions,
    column_names,
    find_header,
    need_names,
    rejects_of,
    rows_of,
)

_SAMPLE: Final = 256 * 1024  # bytes looked at to find encoding, delimiter and header
_BLOCK: Final = 4 * 1024 * 1024  # bytes Arrow parses at once
_DELIMITERS: Final = ",\t;|，"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class _Layout:
    encoding: str
    delimiter: str
    names: list[str]
    skip: int  # lines up to and with the header


@dataclass(slots=True)
class _OddRows:
    """Rows with another number of cells than the header; the parser tells of them while it reads.

    Where the last cells are missing they are empty: spreadsheets leave them out. A single cell is a note
    under the table, too many cells have no column: both are rejected.
    """

    file: str
    layout: _Layout
    numbers: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def take(self, row: arrow_csv.InvalidRow) -> str:
        self.numbers.append(row.number - self.layout.skip)
        self.texts.append(row.text)
        return "skip"

    def told(self, since: int) -> Chunk:
        """The rows taken since then, as far as they can be used, and the rejects."""
        width = len(self.layout.names)
        records = [next(csv.reader([text], delimiter=self.layout.delimiter)) for text in self.texts[since:]]
        found = list(zip(self.numbers[since:], records, strict=True))
        short = [(number, record + [""] * (width - len(record))) for number, record in found if 1 < len(record) < width]
        columns = [pa.array([record[place] for _, record in short], pa.string()) for place in range(width)]
        rest = [(number, len(record)) for number, record in found if not 1 < len(record) < width]
        rejects = rejects_of(
            [f"{self.file}:{number}" for number, _ in rest],
            [f"列数不符 · wrong number of cells：应有 {width} 格，实有 {count} 格" for _, count in rest],
        )
        return Chunk(
            rows_of(self.layout.names, columns, pa.array([number for number, _ in short], pa.int32())), rejects
        )


def open_bytes(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked where it is a .gz."""
    return cast("BinaryIO", gzip.open(path, "rb")) if path.suffix.lower() == ".gz" else path.open("rb")


def chunks(path: Path, options: TableOptions, size: int) -> Iterator[Chunk]:
    """See `ingest.tables.read_chunks`."""
    with open_bytes(path) as file:
        layout = _layout(file.read(_SAMPLE), options)
    need_names(layout.names, path.name)
    odd = _OddRows(path.name, layout)
    with open_bytes(path) as file:
        yield from _numbered(_batches(file, layout, odd), odd, size)


def _batches(file: BinaryIO, layout: _Layout, odd: _OddRows) -> Iterator[pa.RecordBatch]:
    reader = arrow_csv.open_csv(
        file,
        read_options=arrow_csv.ReadOptions(
            column_names=layout.names,
            skip_rows=layout.skip,
            encoding=layout.encoding,
            block_size=_BLOCK,
            use_threads=False,  # only one thread tells the number of a malformed row
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=layout.delimiter, newlines_in_values=True, invalid_row_handler=odd.take
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(layout.names, pa.string()), strings_can_be_null=False
        ),
    )
    yield from reader


def _numbered(batches: Iterator[pa.RecordBatch], odd: _OddRows, size: int) -> Iterator[Chunk]:
    """Batches gathered into chunks of about `size` rows, with the number each row has in the file."""
    held: list[pa.RecordBatch] = []
    count = first = told = 0
    for batch in batches:
        held.append(batch)
        count += len(batch)
        if count >= size:
            yield _chunk(held, _numbers(first, count, odd.numbers), odd.told(told))
            first, told, held, count = first + count, len(odd.numbers), [], 0
    if held or first == 0:
        yield _chunk(held, _numbers(first, count, odd.numbers), odd.told(told))


def _numbers(first: int, count: int, bad: Sequence[int]) -> NDArray[np.int32]:
    """Row numbers of the good rows `first` … `first + count`, counted without the bad ones."""
    numbers = np.arange(first + 1, first + count + 1, dtype=np.int32)
    gaps = np.asarray(bad, dtype=np.int64) - np.arange(len(bad))  # place of each bad row among the good ones
    return (numbers + np.searchsorted(gaps, numbers, side="right")).astype(np.int32)


def _chunk(batches: Sequence[pa.RecordBatch], numbers: NDArray[np.int32], odd: Chunk) -> Chunk:
    """The batches as one table, mended rows at its end."""
    if not batches:
        return odd
    table = pa.Table.from_batches(batches)
    columns = [column.combine_chunks() for column in table.columns]
    rows = rows_of(table.column_names, columns, pa.array(numbers))
    return Chunk(pa.concat_tables([rows, odd.rows]) if odd.rows.num_rows else rows, odd.rejects)


def _layout(sample: bytes, options: TableOptions) -> _Layout:
    encoding = options.encoding or find_encoding(sample)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    delimiter = options.delimiter or find_delimiter(text)
    records, ends = _records(text, delimiter)
    if not records:
        return _Layout(encoding, delimiter, [], 0)
    place = find_header(records, options)
    return _Layout(
        "utf-8" if encoding == "utf-8-sig" else encoding, delimiter, column_names(records[place]), ends[place]
    )


def _records(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The first records and the line on which each ends, 1 is the first line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    ends: list[int] = []
    for record in reader:
        if any(cell.strip() for cell in record):
            records.append(record)
            ends.append(reader.line_num)
        if len(records) == HEADER_SEARCH:
            break
    return records, ends


def find_encoding(sample: bytes) -> str:
    """Encoding of a text by its mark or by trying: UTF-8 where it fits, else GB18030, which holds GBK and GB2312."""
    marked = next((name for mark, name in _MARKS if sample.startswith(mark)), "")
    if marked:
        return marked
    if sample[1:200:2].count(0) > 20:
        return "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(sample)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the most lines of the beginning into the same number of cells, more than one."""
    lines = [line for line in text.splitlines()[:HEADER_SEARCH] if line.strip()]
    return max(_DELIMITERS, key=lambda mark: _agreement(lines, mark)) if lines else ","


def _agreement(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    counts = [line.count(delimiter) for line in lines]
    usual = max((count for count in set(counts) if count), key=counts.count, default=0)
    return (counts.count(usual), usual) if usual else (0, 0)

"""Tables from outside as columns of text, a bounded number of rows at a time.

Every cell is a string, empty where there is nothing; `__row__` counts data rows from 1, the ones that could
not be read included, so that it points into the file as the user sees it. What cannot be read is a reject.
"""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyarrow as pa

from ingest import json_tables, text_tables, workbooks
from ingest.table_shape import ROW, Chunk, TableOptions, find_header, numbers_from, rejects_of, rows_of
from ontology.errors import BadTable

__all__ = ["CHUNK", "ROW", "Chunk", "TableOptions", "kind_of", "read_chunks", "read_table"]

CHUNK: Final = 100_000  # rows: with four facts a row some 0.4 GB while they are mapped; larger is no faster

_Reader = Callable[[Path, TableOptions, int], Iterator[Chunk]]


def read_chunks(path: Path, options: TableOptions | None = None, *, size: int = CHUNK) -> Iterator[Chunk]:
    """The rows of a table file, about `size` at a time, in their order. An empty table is one empty chunk.

    csv, tsv, txt (UTF-8, UTF-16, GB18030; any delimiter), json and jsonl, all of them also as .gz; xlsx, xlsm,
    xlsb, xls, ods; parquet; of any other file the table that its document reader finds.

    Raises:
        BadTable: the file is no table, or its bytes are not what they claim to be.
    """
    read = _READERS.get(kind_of(path), _document_chunks)
    try:
        yield from read(path, options or TableOptions(), size)
    except (OSError, EOFError, UnicodeError, zlib.error, pa.ArrowException) as problem:
        raise BadTable(path.name, str(problem)) from problem


def read_table(path: Path, options: TableOptions | None = None) -> pa.Table:
    """The whole table at once: every column a string, `__row__` int32 beside them.

    Raises:
        BadTable: the file is no table, or a row could not be read (`read_chunks` goes on behind such a row).
    """
    chunks = list(read_chunks(path, options))
    bad = pa.concat_tables([chunk.rejects for chunk in chunks]).slice(0, 1).to_pylist()
    if bad:
        raise BadTable(path.name, f"{bad[0]['where']} {bad[0]['reason']}")
    return pa.concat_tables([chunk.rows for chunk in chunks])


def kind_of(path: Path) -> str:
    """The suffix that says what a file is, lower case: `.csv` for `firms.CSV.gz`."""
    plain = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return plain.suffix.lower()


def _parquet_chunks(path: Path, _options: TableOptions, size: int) -> Iterator[Chunk]:
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        first, names = 1, file.schema_arrow.names
        for batch in file.iter_batches(batch_size=size):
            columns = [column.cast(pa.string()) for column in batch.columns]
            yield Chunk(rows_of(names, columns, numbers_from(first, len(batch))), rejects_of([], []))
            first += len(batch)
        if first == 1:
            empty = [pa.array([], pa.string()) for _ in names]
            yield Chunk(rows_of(names, empty, numbers_from(1, 0)), rejects_of([], []))


def _document_chunks(path: Path, options: TableOptions, _size: int) -> Iterator[Chunk]:
    """The table of a document whose header has most of the wanted columns; the first one when none is wanted."""
    from ingest.files import read_document

    tables = read_document(path).tables
    if not tables:
        raise BadTable(path.name, "文件里没有表格 · no table in the file")
    table = tables[find_header([table.header for table in tables], options)] if options.columns else tables[0]
    cells = zip(*table.rows, strict=True) if table.rows else [()] * len(table.header)
    columns = [pa.array(list(column), pa.string()) for column in cells]
    yield Chunk(rows_of(table.header, columns, numbers_from(1, len(table.rows))), rejects_of([], []))


_READERS: Final = MappingProxyType[str, _Reader](
    {
        **dict.fromkeys((".csv", ".tsv", ".txt"), text_tables.chunks),
        **dict.fromkeys((".json", ".jsonl", ".ndjson"), json_tables.chunks),
        **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), workbooks.chunks),
        ".parquet": _parquet_chunks,
    }
)

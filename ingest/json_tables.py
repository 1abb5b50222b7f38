"""json (an array of objects) and jsonl (one object a line) as columns of text, cut by DuckDB."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from ingest.table_shape import Chunk, TableOptions, need_names, rejects_of, rows_of
from ingest.text_tables import open_bytes
from ontology.errors import BadTable

# a line is one cell: no quotes, and a delimiter that no JSON text may hold unescaped
_LINES: Final = r"""
    CREATE TEMP TABLE lines AS
    SELECT line FROM read_csv($file, delim = chr(1), quote = '', escape = '', header = false, auto_detect = false,
        columns = {'line': 'VARCHAR'}, max_line_size = 16000000)
    WHERE trim(line) <> ''
"""
_ARRAY: Final = """
    CREATE TEMP TABLE lines AS SELECT unnest(from_json($content, '["JSON"]'))::VARCHAR AS line
"""
_OBJECTS: Final = """
    CREATE TEMP TABLE objects AS
    WITH numbered AS (SELECT row_number() OVER () AS number, line FROM lines)
    SELECT number, CASE WHEN json_valid(line) THEN CASE WHEN json_type(line) = 'OBJECT' THEN line END END AS object
    FROM numbered
"""
_NAMES: Final = """
    WITH keyed AS (SELECT number, json_keys(object) AS keys FROM objects WHERE object IS NOT NULL)
    SELECT name FROM (SELECT unnest(keys) AS name, unnest(range(len(keys))) AS place, number FROM keyed)
    GROUP BY name ORDER BY min(number), min(place)
"""
# the names stand in a parameter, so that no text from the file becomes part of a statement
_ROWS: Final = """
    SELECT number, json_extract_string(object, $paths) AS cells FROM objects ORDER BY number
"""


def chunks(path: Path, _options: TableOptions, size: int) -> Iterator[Chunk]:
    """See `ingest.tables.read_chunks`. A nested value is its JSON text."""
    with duckdb.connect() as con:
        try:
            _load(con, path)
            names = [str(row[0]) for row in con.execute(_NAMES).fetchall()]
            need_names(names, path.name)
            paths = ["/" + name.replace("~", "~0").replace("/", "~1") for name in names]
            for batch in con.sql(_ROWS, params={"paths": paths}).to_arrow_reader(size):
                yield _chunk(batch, names, path.name)
        except duckdb.Error as problem:
            raise BadTable(path.name, str(problem)) from problem


def _load(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    with open_bytes(path) as file:
        is_array = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    if is_array:
        with open_bytes(path) as file:
            con.execute(_ARRAY, {"content": file.read().decode("utf-8-sig")})
    else:
        con.execute(_LINES, {"file": str(path)})
    con.execute(_OBJECTS)


def _chunk(batch: pa.RecordBatch, names: list[str], file: str) -> Chunk:
    """Lists of cells turned into columns; a line that is no object has no list."""
    cells = batch.column("cells")
    good = pc.is_valid(cells)
    flat = cells.filter(good).flatten()
    count = pc.sum(good.cast(pa.int64())).as_py() or 0
    places = pa.array(range(count))
    columns = [flat.take(pc.add(pc.multiply(places, len(names)), place)) for place in range(len(names))]
    bad = batch.column("number").filter(pc.invert(good)).to_pylist()
    reasons = ["不是 JSON 对象 · not a JSON object"] * len(bad)
    rejects = rejects_of([f"{file}:{number}" for number in bad], reasons)
    return Chunk(rows_of(names, columns, batch.column("number").filter(good)), rejects)

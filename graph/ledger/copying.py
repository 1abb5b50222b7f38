"""Copies of a ledger: all of it, or the documents that were published by a day, for the graph as it was known then."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

_TABLES: Final = """
SELECT t.table_name, bool_or(c.column_name = 'document') FROM duckdb_tables() t JOIN duckdb_columns() c
ON c.database_name = t.database_name AND c.schema_name = t.schema_name AND c.table_name = t.table_name
WHERE t.database_name = 'past' AND t.schema_name = 'main' GROUP BY t.table_name ORDER BY t.table_name"""

# An undated document cannot be said to have been unknown.
_KNOWN: Final = """
CREATE OR REPLACE TEMP TABLE known_then AS
SELECT d.id FROM documents d JOIN sources s ON s.id = d.source WHERE s.published IS NULL OR s.published <= ?"""


def copy_until(connection: Any, path: Path, day: date | None) -> None:
    """Copy what documents published by a day say, and what people decided, into the empty ledger at `path`.

    Args:
        connection: a cursor of the full ledger.
        path: a ledger that nobody has open.
        day: None for the undated documents only.
    """
    connection.execute(_KNOWN, [day])
    with _attached(connection, path):
        for table, of_documents in connection.execute(_TABLES).fetchall():
            key = "id" if table == "documents" else "document" if of_documents and table != "commits" else ""
            _copy(connection, table, f"WHERE {key} IN (FROM known_then)" if key else "")
    connection.execute("DROP TABLE known_then")


def copy_whole(connection: Any, path: Path) -> None:
    """Copy all that is recorded into the empty ledger at `path`; what is derived is left to be derived there."""
    with _attached(connection, path):
        for table, _ in connection.execute(_TABLES).fetchall():
            _copy(connection, table, "")
        (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM commits").fetchone()
        connection.execute(f"CREATE OR REPLACE SEQUENCE past.main.commit_numbers START WITH {last + 1}")


def _copy(connection: Any, table: str, where: str) -> None:
    connection.execute(f'INSERT INTO past.main."{table}" BY NAME FROM main."{table}" {where}')


@contextmanager
def _attached(connection: Any, path: Path) -> Iterator[None]:
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS past")
    try:
        yield
    finally:
        connection.execute("DETACH past")

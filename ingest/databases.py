"""Tables of SQL databases: read once, in batches, into a file of columns from which everything else goes on.

    card: database (SQLAlchemy address) and table | query ─ fetch_table ─▶ a Parquet file in a folder that goes with it

Nothing is written to the database: reading is one SELECT in a transaction that is rolled back. SQLAlchemy is the
extra `liantu[sql]`; each database needs its own driver beside it.
"""

import os
import shutil
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from ingest.card_shape import TableCard
from ingest.table_shape import column_names
from ontology.errors import DatabaseUnreachable, MissingExtra

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.engine import URL, CursorResult, Engine

BATCH: Final = 50_000  # rows in memory at a time
_ENVIRONMENT: Final = "env:"
_PLAIN: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


class FetchedFolder:
    """A folder that goes with this object, or with the program."""

    def __init__(self) -> None:
        self.path = Path(mkdtemp(prefix="liantu-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def fetch_table(table: TableCard) -> tuple[Path, FetchedFolder]:
    """All rows of a table or query of a database as a Parquet file of text, and the folder that it goes with.

    Rows of a table come in the order of its primary key, so that equal content gives equal files; those of a query
    come as the query orders them.

    Raises:
        MissingExtra: SQLAlchemy is not installed.
        DatabaseUnreachable: no such address, driver, login, table or column; the message is the database's own.
    """
    folder = FetchedFolder()
    path = folder.path / f"{table.file.translate(_PLAIN)}.parquet"
    with _rows(table) as (names, batches):
        _write(path, names, batches)
    return path, folder


def _write(path: Path, names: list[str], batches: Iterator[list[tuple[Any, ...]]]) -> None:
    from pyarrow import parquet

    shape = pa.schema([(name, pa.string()) for name in names])
    with parquet.ParquetWriter(path, shape) as writer:
        for rows in batches:
            cells = zip(*rows, strict=True)
            columns = [pa.array([_text(cell) for cell in column], pa.string()) for column in cells]
            writer.write_table(pa.table(columns, schema=shape))


def _text(cell: Any) -> str | None:
    if isinstance(cell, bytes):
        return cell.decode("utf-8", errors="replace")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None if cell is None else str(cell)


@contextmanager
def _rows(table: TableCard) -> Iterator[tuple[list[str], Iterator[list[tuple[Any, ...]]]]]:
    """Column names and batches of rows."""
    try:
        from sqlalchemy.exc import SQLAlchemyError
    except ImportError as problem:
        raise MissingExtra("sql", "SQLAlchemy") from problem
    shown = table.file
    try:
        address = _address(table.database)
        shown = address.render_as_string(hide_password=True)
        engine = _engine(address)
        with engine.connect() as connection:
            result = _selected(connection.execution_options(stream_results=True, yield_per=BATCH), table)
            yield column_names(list(result.keys())), ([tuple(row) for row in part] for part in result.partitions(BATCH))
            connection.rollback()
        engine.dispose()
    except (SQLAlchemyError, ImportError) as problem:
        raise DatabaseUnreachable(shown, str(getattr(problem, "orig", None) or problem)) from problem


def _address(given: str) -> "URL":
    """The address of a card, or the one in the environment variable that it names."""
    from sqlalchemy import make_url

    name = given.removeprefix(_ENVIRONMENT)
    if name == given:
        return make_url(given)
    if name not in os.environ:
        raise DatabaseUnreachable(given, f"没有环境变量 {name} · no environment variable {name}")
    return make_url(os.environ[name])


def _engine(address: "URL") -> "Engine":
    """Connections that cannot write where the database offers such; SQLite would make a file that is not there."""
    from sqlalchemy import create_engine

    if address.get_backend_name() == "sqlite" and address.database and not Path(address.database).is_file():
        raise DatabaseUnreachable(address.render_as_string(), "没有这个文件 · no such file")
    return create_engine(address)


def _selected(connection: "Connection", table: TableCard) -> "CursorResult[Any]":
    from sqlalchemy import MetaData, Table, select, text

    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA query_only = ON")
    elif connection.dialect.name in ("postgresql", "mysql", "mariadb"):
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
    if table.query:
        return connection.execute(text(table.query))
    schema, _, name = table.table.rpartition(".")
    held = Table(name, MetaData(), schema=schema or None, autoload_with=connection)
    return connection.execute(select(held).order_by(*held.primary_key.columns))

"""Opening the ledger file: one process writes, and a second one is told who holds it."""

import re
from pathlib import Path
from typing import Any, Final

import duckdb

from graph.ledger import gone, tables
from graph.ledger.board import table as board
from ontology.errors import Unreadable, WorkspaceLocked

_HOLDER: Final = re.compile(r"\(PID (\d+)\)")
# Extensions would be fetched from the network at run time; what we use is built into the wheel.
_SETTINGS: Final = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
# A million firms are derived within it, spilling to disk, in a fifth more time than without a limit.
_LIMIT: Final = "2500MB"
_MEMORY: Final = {"memory_limit": _LIMIT}
_LEAST: Final = "100MB"
_VERSION: Final = "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = current_database()"
_NUMBERS: Final = re.compile(r"v(\d+)\.(\d+)")
_SINCE: Final = (1, 2)  # version of the file


def connect(path: Path) -> Any:
    """A connection to the ledger at `path`, its tables made where they are missing.

    Raises:
        WorkspaceLocked: another process has it open.
        Unreadable: the file is not a ledger, or the folder cannot be written.
    """
    try:
        connection = duckdb.connect(str(path), config=dict(_SETTINGS | _MEMORY))
    except duckdb.IOException as error:
        raise _translated(path, str(error)) from error
    connection.execute("SET TimeZone = 'UTC'")
    own = tables.DEFINITIONS.format(sentences=sentences_kept(connection))
    for definitions in (own, gone.DEFINITIONS, board.DEFINITIONS):
        connection.execute(definitions)
    return connection


def sentences_kept(connection: Any) -> str:
    """SQL for how a column of sentences is kept: as `zstd` in a third of the space that DuckDB's own choice takes, and
    in half the time, where the file is of a version that has it; empty for an older file."""
    ((found,),) = connection.execute(_VERSION).fetchall()
    version = _NUMBERS.match(found or "")
    return "USING COMPRESSION 'zstd'" if version and tuple(map(int, version.groups())) >= _SINCE else ""


def give_back(connection: Any) -> None:
    """Let go of the pages that large queries have left in memory, up to the limit; who asks next reads them again."""
    try:
        connection.execute(f"SET memory_limit = '{_LEAST}'")
    except duckdb.OutOfMemoryException:
        return  # what is in use stays, and so does the limit
    connection.execute(f"SET memory_limit = '{_LIMIT}'")


def in_memory() -> Any:
    """An empty database that leaves nothing behind, with the same settings."""
    return duckdb.connect(":memory:", config=dict(_SETTINGS))


def _translated(path: Path, message: str) -> Unreadable | WorkspaceLocked:
    if "lock" in message:
        holder = _HOLDER.search(message)
        return WorkspaceLocked(str(path.parent), holder.group(1) if holder else "?")
    return Unreadable(message, name=str(path))

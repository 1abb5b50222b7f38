"""The file of the embedded graph, and how another takes its place while readers go on with the one before.

    graph.lbug ─ copied, or made empty ─▶ graph.lbug.next ─ written, closed ─▶ graph.lbug

Two files make a graph, the data and the log of what is not yet in it, and no system renames two at once. So a note says
first what is to happen; who opens the graph after an interruption finishes it.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import ladybug

from graph import embedded_log
from graph.ddl import META, embedded_schema
from graph.embedded_log import log_of
from graph.embedded_statement import one_result
from ontology.errors import GraphUnreadable

_VERSION: Final = f"MATCH (m:{META} {{id: 'graph'}}) RETURN m.version"
_ADDRESSES: Final = 2**40  # bytes that an open graph reserves addresses for; a process has them for 15 of 2**43
_LOGGED, _UNLOGGED = "with its log", "without a log"  # what the note says of the next graph


class GraphFile:
    """The file that holds the graph now.

    Args:
        path: the file, such as `liantu-data/graph.lbug`; made where it is absent.
        memory: bytes of page cache.

    Raises:
        GraphUnreadable: the file is damaged or no graph.
    """

    def __init__(self, path: Path, *, memory: int) -> None:
        self._path, self._memory = path, memory
        self._next, self._note = path.with_name(f"{path.name}.next"), path.with_name(f"{path.name}.exchange")
        if self._note.exists():
            self._exchange()
        self.database = self._opened(path)

    @property
    def is_worn(self) -> bool:
        """Whether changes have made the log so long that the graph had better be written anew."""
        return embedded_log.is_worn(self._path)

    @property
    def size(self) -> int:
        """Bytes of the file, without its log."""
        return self._path.stat().st_size

    def bound_log(self) -> None:
        """Keep the log, while changes are written, no longer than it pays."""
        embedded_log.bound_while_open(self.database, self._path)

    @contextmanager
    def beside(self, *, empty: bool = False) -> Iterator[ladybug.Database]:
        """Another graph, a copy of this one or an empty one, that takes its place when the block ends.

        Readers keep the one before until they are done, and where the block raises everybody does.
        """
        self._drop_next()
        if not empty:
            self._copy()
        try:
            database = self._opened(self._next)
            try:
                embedded_log.bound_while_open(database, self._next)
                yield database
                embedded_log.fold_if_long(database, self._next)
            finally:
                database.close()
        except BaseException:  # an interrupt too leaves nothing behind
            self._drop_next()
            raise
        self._announce(_LOGGED if log_of(self._next).exists() else _UNLOGGED)
        self._exchange()
        self.database = self._opened(self._path)  # the one before closes with its last reader

    def version(self) -> str:
        """Version of the ledger that the graph was written from, empty when none or half-written."""
        return version_of(self.database)

    def close(self) -> None:
        """Let the file go."""
        if not self.database.is_closed:
            embedded_log.fold_if_long(self.database, self._path)
        self.database.close()

    def _copy(self) -> None:
        """As the file stands with its log: nobody writes meanwhile."""
        shutil.copyfile(self._path, self._next)
        with suppress(FileNotFoundError):
            shutil.copyfile(log_of(self._path), log_of(self._next))

    def _announce(self, what: str) -> None:
        """Write the note, whole or not at all."""
        draft = self._note.with_name(f"{self._note.name}.draft")
        draft.write_text(what)
        draft.replace(self._note)

    def _exchange(self) -> None:
        """Do what the note says, as far as it is not done yet."""
        if self._next.exists():
            self._next.replace(self._path)
        if self._note.read_text() == _UNLOGGED:
            log_of(self._path).unlink(missing_ok=True)
        elif log_of(self._next).exists():
            log_of(self._next).replace(log_of(self._path))
        self._note.unlink()

    def _drop_next(self) -> None:
        for place in (self._next, log_of(self._next)):
            place.unlink(missing_ok=True)

    def _opened(self, path: Path) -> ladybug.Database:
        try:
            # A process killed in the middle leaves a torn last record in the log: what stands before it counts.
            database = ladybug.Database(
                str(path),
                buffer_pool_size=self._memory,
                max_db_size=_ADDRESSES,
                throw_on_wal_replay_failure=False,
                checkpoint_threshold=embedded_log.longest(path),
            )
            with ladybug.Connection(database) as connection:
                embedded_log.leave_to_us(connection)
                for statement in embedded_schema():
                    one_result(connection, statement).close()
        except RuntimeError as problem:
            raise GraphUnreadable(str(path), str(problem)) from problem
        return database


def version_of(database: ladybug.Database) -> str:
    """Version of the ledger that the graph was written from, empty when none or half-written."""
    with ladybug.Connection(database) as connection:
        found = one_result(connection, _VERSION).get_as_arrow(1)
    return str(found.column(0)[0].as_py()) if found.num_rows else ""

"""A big load into Neo4j as numbered batches: each is written once, however often it is tried.

The number of the last batch stands in the graph, set in the transaction of the batch itself. So a batch whose
commit got lost on the way is not written twice, and a load that was killed goes on where it stopped.
"""

import time
from collections.abc import Callable
from typing import Any, Final, cast

import neo4j
import pyarrow as pa
from neo4j.exceptions import ServiceUnavailable, SessionExpired

from graph.ddl import META

# Seconds between tries once the driver, which tries for 15 s itself, has given up: time for a server to start anew.
_WAITS: Final = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)

_BEGIN: Final = f"MERGE (m:{META} {{id: 'graph'}}) SET m.version = '', m.loading = $name, m.batch = $number RETURN 1"
_WRITTEN: Final = (
    f"OPTIONAL MATCH (m:{META} {{id: 'graph'}}) RETURN CASE WHEN m.loading = $name THEN m.batch ELSE -1 END AS number"
)
SET_VERSION: Final = f"MERGE (m:{META} {{id: 'graph'}}) SET m.version = $version REMOVE m.loading, m.batch RETURN 1"

Wait = Callable[[float], None]


class Load:
    """Batches on their way in, in an order that is the same whenever the same is loaded."""

    def __init__(self, session: neo4j.Session, name: str, wait: Wait = time.sleep) -> None:
        """Load what goes by this name, which nothing else goes by. `wait` passes seconds between tries."""
        self._session = session
        self._name = name
        self._wait = wait
        self._number = 0
        self._written = -1

    def was_begun(self) -> bool:
        """Whether a load of this name was interrupted; then `write` passes over the batches that are in."""
        self._written = self._patiently(number_of, _WRITTEN, name=self._name)
        return self._written >= 0

    def begin(self) -> None:
        """Start with the first batch; from now on the graph has no version, until `end`."""
        self._written = self._patiently(number_of, _BEGIN, name=self._name, number=0)
        self._written = 0

    def end(self, version: str) -> None:
        """Give the graph its version."""
        self._patiently(number_of, SET_VERSION, version=version)

    def ask(self, cypher: str) -> int:
        """The number that a statement returns."""
        return self._patiently(number_of, cypher)

    def write(self, cypher: str, rows: pa.RecordBatch) -> int:
        """Run the statement over the next batch of rows; how many it wrote, all of them where they were in before."""
        self._number += 1
        if self._number <= self._written:
            return int(rows.num_rows)
        return self._patiently(_write_once, cypher, rows.to_pylist(), name=self._name, number=self._number)

    def _patiently(self, work: Callable[..., int], *given: Any, **named: Any) -> int:
        for wait in _WAITS:
            try:
                return self._session.execute_write(work, *given, **named)
            except (ServiceUnavailable, SessionExpired):
                self._wait(wait)
        return self._session.execute_write(work, *given, **named)


def _write_once(
    transaction: neo4j.ManagedTransaction, cypher: str, rows: list[dict[str, Any]], *, name: str, number: int
) -> int:
    if number_of(transaction, _WRITTEN, name=name) >= number:
        return len(rows)
    written = number_of(transaction, cypher, rows=rows)
    number_of(transaction, _BEGIN, name=name, number=number)
    return written


def number_of(transaction: neo4j.ManagedTransaction, /, cypher: str, **parameters: Any) -> int:
    """The one number that a statement returns."""
    record = transaction.run(trusted(cypher), parameters).single(strict=True)
    return int(record[0])


def trusted(cypher: str) -> Any:
    """The driver's types ask for literal text; ours is built from the ontology's words, or has passed the guard."""
    return cast("Any", cypher)

"""Writing down what documents say: batches of Arrow columns become ledger rows, without a loop over rows.

A batch numbers its mentions and evidence by row; here they get their lasting keys. A claim that its classes do not
allow is kept as a reject with its reason; a claim without evidence stops the whole transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graph.ledger.joined import POINTERS, joined
from graph.ledger.rows import keying, ledger_rows
from graph.ledger.tables import CONTENT
from ontology.columns import ClaimBatch
from ontology.errors import ClaimWithoutEvidence, UnknownWord
from ontology.schema import EntityClass, Relation, Status

_WORDS: Final = (
    ("mentions", "class", EntityClass),
    ("claims", "relation", Relation),
    ("claims", "status", Status),
    ("observations", "status", Status),
)

_SUMS: Final = "SELECT document, count(*), sum(hash(fresh)::HUGEINT) FROM fresh GROUP BY document"


class Writing:
    """Documents being written down inside an open transaction, many at once or one in many batches."""

    def __init__(self, connection: Any, registers: Mapping[str, str] | None = None) -> None:
        """Write to this connection; `registers` says of which register documents are editions."""
        self._connection = connection
        self._registers = registers or {}
        self._counts: dict[tuple[str, str], int] = {}  # document and table → rows
        self._sums: dict[tuple[str, str], int] = {}  # the same → sum of the hashes of its rows

    def add(self, batches: Sequence[tuple[str, ClaimBatch]]) -> None:
        """Write what documents say; the same document may come again with more.

        Raises:
            ClaimWithoutEvidence: a row says not where it stands, or points outside its batch.
            UnknownWord: a class, relation or status that the ontology does not have.
        """
        for document, batch in batches:
            check(batch, document)
        with keying() as connection:
            rows = ledger_rows(connection, joined(batches), self._registers)
        for table in CONTENT:
            self._insert(table, rows[table])

    def counts(self, document: str) -> dict[str, int]:
        """Rows of each table that the document has brought so far."""
        return {table: self._counts.get((document, table), 0) for table in CONTENT}

    def digest(self, document: str) -> str:
        """Fingerprint of all that the document said so far, the same for the same rows in any order."""
        return "-".join(f"{self._sums.get((document, table), 0) % 2**64:016x}" for table in CONTENT)

    def _insert(self, table: str, rows: pa.Table) -> None:
        """Insert a table's rows and add them to the fingerprints (sums, so that order does not matter)."""
        if not rows.num_rows:
            return
        self._connection.register("fresh", rows)
        for document, count, total in self._connection.execute(_SUMS).fetchall():
            key = (document, table)
            self._counts[key] = self._counts.get(key, 0) + count
            self._sums[key] = self._sums.get(key, 0) + int(total)
        self._connection.execute(f"INSERT INTO {table} BY NAME FROM fresh")
        self._connection.unregister("fresh")


@dataclass(frozen=True, slots=True)
class Recording:
    """One document of a `Writing`; `add` as many batches as it takes."""

    writing: Writing
    document: str

    def add(self, batch: ClaimBatch) -> None:
        """Write one batch. Raises ClaimWithoutEvidence, UnknownWord."""
        self.writing.add([(self.document, batch)])

    @property
    def counts(self) -> dict[str, int]:
        """Rows of each table so far."""
        return self.writing.counts(self.document)


def check(batch: ClaimBatch, document: str) -> None:
    """Refuse a batch whose pointers lead nowhere or whose words the ontology does not have."""
    for table, column, target in POINTERS:
        pointers = getattr(batch, table)[column]
        lost = _lost(pointers, getattr(batch, target).num_rows)
        if lost:
            raise ClaimWithoutEvidence(f"{table}.{column}", lost, document)
    for table, column, words in _WORDS:
        known = {word.value for word in words}
        for word in getattr(batch, table)[column].unique().to_pylist():
            if word not in known:
                raise UnknownWord(column, str(word), known, document)


def _lost(pointers: pa.ChunkedArray, size: int) -> int:
    """How many pointers are null or outside 0..size-1."""
    rows = pointers.fill_null(-1).to_numpy()
    return int(np.count_nonzero((rows < 0) | (rows >= size)))

"""The ledger itself: the one truth of a workspace, from which everything else is derived."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import RLock
from typing import Any, Self

import pyarrow as pa

from graph.ledger import copying, decisions, editions, reading
from graph.ledger.connection import connect, give_back
from graph.ledger.documents import AND_BEHIND, DocumentRecord, Entry, remove, write_commits, write_documents
from graph.ledger.editions import EditionChange
from graph.ledger.meaning import mentions_meant
from graph.ledger.recording import Recording, Writing
from ontology.columns import ClaimBatch
from ontology.errors import UnknownDocument
from ontology.facts import Decision, Judgement, Source
from ontology.schema import EntityClass

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


class Ledger:
    """DuckDB file with sources, documents, claims and decisions; one process writes.

    Every change is one transaction: a process that dies in the middle leaves nothing behind.
    """

    def __init__(self, path: Path, *, clock: Clock = _now) -> None:
        """Open or make the ledger. Raises WorkspaceLocked when another process has it."""
        self.path = path
        self._clock = clock
        self._connection = connect(path)
        self._lock = RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def rest(self) -> None:
        """Give back the memory that deriving has taken, for what comes next to use."""
        with self._lock:
            give_back(self._connection)

    def record(self, document: DocumentRecord, source: Source, batch: ClaimBatch) -> int:
        """Write down what a document says; what an earlier reading of it said is replaced. Answers the commit id.

        Raises:
            ClaimWithoutEvidence, UnknownWord: the batch cannot be recorded; nothing is written.
        """
        self.record_all([Entry(document, source, batch)])
        return self._last_commit()

    def record_all(self, entries: Sequence[Entry]) -> None:
        """`record` for many documents in one transaction, in a fraction of the time; no document comes twice.

        Raises:
            ClaimWithoutEvidence, UnknownWord: one of the batches cannot be recorded; nothing is written.
        """
        if not entries:
            return
        with self.transaction() as connection:
            remove(connection, [entry.document.id for entry in entries])
            writing = Writing(connection, {entry.document.id: entry.document.register for entry in entries})
            writing.add([(entry.document.id, entry.batch) for entry in entries])
            write_documents(connection, [(entry.document, entry.source) for entry in entries], writing, self._clock())

    @contextmanager
    def recording(self, document: DocumentRecord, source: Source) -> Iterator[Recording]:
        """`record` for a document that comes in many batches, still one transaction."""
        with self.transaction() as connection:
            remove(connection, [document.id, *editions.same_content(connection, document, source)])
            writing = Writing(connection, {document.id: document.register})
            yield Recording(writing, document.id)
            write_documents(connection, [(document, source)], writing, self._clock())

    def is_newest(self, document: str) -> bool:
        """Whether no edition of its register that is dated as it is, or undated as it is, was recorded after it."""
        return not self._read(editions.LATER_OF_THE_DAY, {"document": document}).num_rows

    def edition_change(self, document: str) -> EditionChange | None:
        """How an edition differs from the one before it; None for the first, and for what is no register."""
        with self._lock:
            return editions.change_of(self._connection.cursor(), document)

    def has(self, document: str, reader: str) -> bool:
        """Whether this document was recorded by this version of its reader."""
        found = self._read("SELECT 1 FROM documents WHERE id = ? AND reader = ?", [document, reader])
        return bool(found.num_rows)

    def recorded_by(self, reader: str) -> frozenset[str]:
        """Ids of the documents that were recorded by this version of a reader, be it with another behind it."""
        query = "SELECT id FROM documents WHERE reader = $reader OR starts_with(reader, $with_another)"
        asked = {"reader": reader, "with_another": reader + AND_BEHIND}
        return frozenset(self._read(query, asked)["id"].to_pylist())

    def retract(self, document: str) -> int:
        """Take a document and everything only it says out of the ledger. Raises UnknownDocument."""
        with self.transaction() as connection:
            if not remove(connection, [document]):
                raise UnknownDocument(document)
            return write_commits(connection, "retract", {document: {}}, self._clock())[document]

    def decide(self, left: str, right: str, judgement: Judgement, *, by: str, reason: str) -> Decision:
        """Judge two things, each an entity id, code, mention key or name; a concept stands left of its node.

        Raises:
            UnknownEntity: one of them is not known.
            AmbiguousName: several entities bear the name.
        """
        with self.transaction() as connection:
            meant = [mentions_meant(connection, thing) for thing in (left, right)]
            decision = decisions.new_decision((left, right), judgement, by=by, reason=reason, at=self._clock())
            sides = decisions.sides_of(judgement, *meant)
            decision = decisions.write_decision(connection, decision, *sides)
            self._note(connection, "decide", decision.id, f"{judgement.value} {left} {right}")
        return decision

    def undo(self, decision: str, *, by: str = "", reason: str = "") -> None:
        """Take a decision back; it stays in the log, marked. Raises UnknownDecision."""
        with self.transaction() as connection:
            decisions.withdraw(connection, decision, by=by, reason=reason, at=self._clock())
            self._note(connection, "undo", decision, " ".join(filter(None, (by, reason))))

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, oldest first, undone ones marked."""
        return decisions.read_decisions(self._connection.cursor())

    def documents(self) -> pa.Table:
        """One row a document with its source."""
        return self._read(reading.DOCUMENTS)

    def evidence(self, ids: Sequence[str]) -> pa.Table:
        """Sentence, place and source of each evidence id that the ledger has."""
        return self._read(reading.EVIDENCE, {"ids": list(ids)})

    def rejects(self) -> pa.Table:
        """Every row, sentence or claim that could not be used, with its reason."""
        return self._read(reading.REJECTS)

    def registered(self, cls: EntityClass) -> tuple[str, ...]:
        """Names of a class that registers give, each once, sorted."""
        return tuple(self._read(reading.REGISTERED, {"class": cls})["name"].to_pylist())

    def commits(self) -> pa.Table:
        """What was written when, oldest first."""
        return self._read(reading.COMMITS)

    def audit(self) -> pa.Table:
        """Who changed what, oldest first."""
        return self._read(reading.AUDIT)

    def counts(self) -> Mapping[str, int]:
        """Rows of each kind."""
        return {name: int(count) for name, count in self._read(reading.COUNTS).to_pylist()[0].items()}

    def copy_until(self, path: Path, day: date | None) -> None:
        """Write what was published by a day, or is undated, into a new ledger; None for the undated alone."""
        Ledger(path).close()
        with self._lock:
            copying.copy_until(self._connection.cursor(), path, day)

    def copy_whole(self, path: Path) -> None:
        """Write all that is recorded into a new ledger."""
        Ledger(path).close()
        with self._lock:
            copying.copy_whole(self._connection.cursor(), path)

    @contextmanager
    def holding(self) -> Iterator[Any]:
        """The connection outside a transaction, for temporary tables: inside one, memory is not freed before its end.

        No other thread writes until the block ends, which may hold a `transaction`.
        """
        with self._lock:
            yield self._connection

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """The connection inside one transaction: all of it is written, or nothing."""
        with self._lock:
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            except BaseException:  # an interrupt too leaves nothing half-written
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _read(self, query: str, parameters: Any = None) -> pa.Table:
        with self._lock:
            return self._connection.cursor().sql(query, params=parameters).to_arrow_table()

    def _note(self, connection: Any, action: str, subject: str, detail: str) -> None:
        connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?)", [self._clock(), action, subject, detail])

    def _last_commit(self) -> int:
        return int(self._read("SELECT max(id) AS id FROM commits")["id"][0].as_py())

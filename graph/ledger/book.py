"""The ledger itself: the one truth of a workspace, from which everything else is derived."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any, Self

import pyarrow as pa

from graph.ledger import decisions, reading
from graph.ledger.connection import connect
from graph.ledger.recording import Recording
from graph.ledger.tables import CONTENT
from ontology.columns import ClaimBatch
from ontology.errors import UnknownDocument
from ontology.facts import Decision, Judgement, Source
from ontology.ids import short_hash

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What the ledger keeps of a file beside its claims."""

    id: str  # `doc:` id
    name: str
    kind: str = "text"  # `text` or `table`
    title: str = ""
    text: str = ""
    pages: int | None = None
    blocks: str = ""  # JSON list of blocks with page and raw offsets
    reader: str = ""  # names and versions of what read it; another version reads it anew


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

    def record(self, document: DocumentRecord, source: Source, batch: ClaimBatch) -> int:
        """Write down what a document says; what an earlier reading of it said is replaced. Answers the commit id.

        Raises:
            ClaimWithoutEvidence, UnknownWord: the batch cannot be recorded; nothing is written.
        """
        with self.recording(document, source) as recording:
            recording.add(batch)
        return self._last_commit()

    @contextmanager
    def recording(self, document: DocumentRecord, source: Source) -> Iterator[Recording]:
        """`record` for a document that comes in many batches, still one transaction."""
        with self.transaction() as connection:
            _remove(connection, document.id)
            recording = Recording(connection, document.id)
            yield recording
            self._write_document(connection, document, source, recording)

    def has(self, document: str, reader: str) -> bool:
        """Whether this document was recorded by this version of its reader."""
        found = self._read("SELECT 1 FROM documents WHERE id = ? AND reader = ?", [document, reader])
        return bool(found.num_rows)

    def retract(self, document: str) -> int:
        """Take a document and everything only it says out of the ledger. Raises UnknownDocument."""
        with self.transaction() as connection:
            if not _remove(connection, document):
                raise UnknownDocument(document)
            return self._commit(connection, "retract", document, {})

    def decide(self, left: str, right: str, judgement: Judgement, *, by: str, reason: str) -> Decision:
        """Judge two entities or mentions to be the same or apart. Raises UnknownEntity."""
        with self.transaction() as connection:
            meant = [decisions.mentions_meant(connection, thing) for thing in (left, right)]
            decision = decisions.new_decision((left, right), judgement, by=by, reason=reason, at=self._clock())
            decisions.write_decision(connection, decision, *meant)
            self._note(connection, "decide", decision.id, f"{judgement.value} {left} {right}")
        return decision

    def undo(self, decision: str) -> None:
        """Take a decision back; it stays in the log, marked. Raises UnknownDecision."""
        with self.transaction() as connection:
            decisions.withdraw(connection, decision)
            self._note(connection, "undo", decision, "")

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, oldest first, undone ones marked."""
        return decisions.read_decisions(self._connection.cursor())

    def documents(self) -> pa.Table:
        """One row a document with its source."""
        return self._read(reading.DOCUMENTS)

    def document_text(self, document: str) -> str:
        """Clean text of a document. Raises UnknownDocument."""
        found = self._read("SELECT text FROM documents WHERE id = ?", [document])
        if not found.num_rows:
            raise UnknownDocument(document)
        return str(found["text"][0].as_py())

    def evidence(self, ids: Sequence[str]) -> pa.Table:
        """Sentence, place and source of each evidence id that the ledger has."""
        return self._read(reading.EVIDENCE, {"ids": list(ids)})

    def rejects(self) -> pa.Table:
        """Every row, sentence or claim that could not be used, with its reason."""
        return self._read(reading.REJECTS)

    def mentions_of(self, thing: str) -> pa.Table:
        """The mentions that make up an entity, for review and splitting. Raises UnknownEntity."""
        found = decisions.mentions_meant(self._connection.cursor(), thing)
        return self._read(reading.MENTIONS_OF, {"ids": found})

    def commits(self) -> pa.Table:
        """What was written when, oldest first."""
        return self._read(reading.COMMITS)

    def audit(self) -> pa.Table:
        """Who changed what, oldest first."""
        return self._read(reading.AUDIT)

    def counts(self) -> Mapping[str, int]:
        """Rows of each kind."""
        return {name: int(count) for name, count in self._read(reading.COUNTS).to_pylist()[0].items()}

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """The connection inside one transaction: all of it is written, or nothing."""
        with self._lock:
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _read(self, query: str, parameters: Any = None) -> pa.Table:
        with self._lock:
            return self._connection.cursor().sql(query, params=parameters).to_arrow_table()

    def _write_document(self, connection: Any, document: DocumentRecord, source: Source, recording: Recording) -> None:
        commit = self._commit(connection, "record", document.id, recording.counts)
        key = _write_source(connection, source)
        kept: list[Any] = [document.id, document.name, document.title, document.kind, document.text, document.pages]
        kept += [document.blocks, document.reader, key, self._clock(), recording.digest(), commit]
        connection.execute(f"INSERT INTO documents VALUES ({', '.join('?' * len(kept))})", kept)

    def _commit(self, connection: Any, action: str, document: str, counts: Mapping[str, int]) -> int:
        number = int(connection.execute("SELECT nextval('commit_numbers')").fetchall()[0][0])
        connection.execute(
            "INSERT INTO commits VALUES (?, ?, ?, ?, ?)", [number, self._clock(), action, document, json.dumps(counts)]
        )
        self._note(connection, action, document, json.dumps(counts))
        return number

    def _note(self, connection: Any, action: str, subject: str, detail: str) -> None:
        connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?)", [self._clock(), action, subject, detail])

    def _last_commit(self) -> int:
        return int(self._read("SELECT max(id) AS id FROM commits")["id"][0].as_py())


def _write_source(connection: Any, source: Source) -> str:
    """Id of the source, written when it is new; two spellings of a licence are two sources."""
    published = source.published.isoformat() if source.published else ""
    key = f"src:{short_hash(source.name, source.kind.value, source.publisher, source.licence, published)}"
    connection.execute(
        "INSERT INTO sources SELECT ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (FROM sources WHERE id = ?)",
        [key, source.name, source.kind.value, source.publisher, source.licence, source.published, key],
    )
    return key


def _remove(connection: Any, document: str) -> bool:
    """Delete what a document said; whether there was such a document."""
    gone = connection.execute("DELETE FROM documents WHERE id = ? RETURNING id", [document]).fetchall()
    if gone:
        for table in CONTENT:
            connection.execute(f"DELETE FROM {table} WHERE document = ?", [document])
    return bool(gone)

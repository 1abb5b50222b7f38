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
from graph.ledger.tables import CONTENT, EVIDENCE_ID, MENTION_KEY, ROW_ID
from ontology.columns import ClaimBatch
from ontology.errors import ClaimWithoutEvidence, UnknownWord
from ontology.schema import SIGNATURES, EntityClass, Relation, Status
from ontology.values.credit_code import issued_column
from ontology.values.names import fold_column

_WORDS: Final = (
    ("mentions", "class", EntityClass),
    ("claims", "relation", Relation),
    ("claims", "status", Status),
    ("observations", "status", Status),
)

_KEYED: Final = {
    "batch_mention": f"""
SELECT document, number, {MENTION_KEY} AS id, class, coalesce(name, '') AS name, folded,
       coalesce(code, '') AS code, valid_code, coalesce(region, '') AS region, coalesce(key, '') AS key
FROM batch_mentions""",
    "batch_proof": f"""
SELECT document, number, CASE WHEN register = '' THEN {EVIDENCE_ID} ELSE {ROW_ID} END AS id,
       coalesce(sentence, '') AS sentence, coalesce(extractor, '') AS extractor, page, "row", "start", "end"
FROM batch_evidence""",
}

_ALLOWED: Final = "EXISTS (FROM signatures WHERE name = c.relation AND subject = s.class AND object = o.class)"
_JOINED: Final = """
FROM batch_claims c JOIN batch_mention s ON s.number = c.subject
JOIN batch_mention o ON o.number = c.object JOIN batch_proof e ON e.number = c.evidence"""

_SUMS: Final = "SELECT document, count(*), sum(hash(fresh)::HUGEINT) FROM fresh GROUP BY document"

_INSERTS: Final = {
    "mentions": """
SELECT DISTINCT document, id, class, name, folded, code, valid_code, region, key FROM batch_mention
ORDER BY document, id""",
    "evidence": """
SELECT DISTINCT document, id, sentence, extractor, page, "row", "start", "end" FROM batch_proof""",
    "claims": f"""
SELECT c.document, s.id AS subject, c.relation, o.id AS object, e.id AS evidence, c.status,
       c.confidence, c.valid_from, c.valid_to, coalesce(c.properties, '') AS properties
{_JOINED} WHERE {_ALLOWED}""",
    "observations": """
SELECT o.document, m.id AS about, coalesce(o.indicator, '') AS indicator, o.indicator_folded, o.value,
       o.value_to, coalesce(o.unit, '') AS unit, coalesce(o.period, '') AS period,
       coalesce(o.comparator, '') AS comparator, o.status, e.id AS evidence
FROM batch_observations o JOIN batch_mention m ON m.number = o.about
JOIN batch_proof e ON e.number = o.evidence""",
    "attributes": """
SELECT a.document, m.id AS mention, coalesce(a.name, '') AS name, coalesce(a.value, '') AS value,
       a.value_folded, e.id AS evidence
FROM batch_attributes a JOIN batch_mention m ON m.number = a.mention JOIN batch_proof e ON e.number = a.evidence""",
    "rejects": f"""
SELECT document, coalesce("where", '') AS "where", coalesce(reason, '') AS reason FROM batch_rejects
UNION ALL
SELECT c.document, e.sentence,
       concat('本体不允许 ', s.class, ' ', c.relation, ' ', o.class, ' · the ontology does not allow this relation')
{_JOINED} WHERE NOT {_ALLOWED}""",
}


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
        with _Registered(self._connection, _columns(joined(batches), self._registers)):
            for name, rows in _KEYED.items():
                self._connection.execute(f"CREATE TEMP TABLE {name} AS {rows}")
            for table in CONTENT:
                self._insert(table)
            for name in _KEYED:
                self._connection.execute(f"DROP TABLE {name}")

    def counts(self, document: str) -> dict[str, int]:
        """Rows of each table that the document has brought so far."""
        return {table: self._counts.get((document, table), 0) for table in CONTENT}

    def digest(self, document: str) -> str:
        """Fingerprint of all that the document said so far, the same for the same rows in any order."""
        return "-".join(f"{self._sums.get((document, table), 0) % 2**64:016x}" for table in CONTENT)

    def _insert(self, table: str) -> None:
        """Insert a table's rows and add them to the fingerprints (sums, so that order does not matter)."""
        self._connection.execute(f"CREATE TEMP TABLE fresh AS {_INSERTS[table]}")
        for document, rows, total in self._connection.execute(_SUMS).fetchall():
            key = (document, table)
            self._counts[key] = self._counts.get(key, 0) + rows
            self._sums[key] = self._sums.get(key, 0) + int(total)
        self._connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM fresh")
        self._connection.execute("DROP TABLE fresh")


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


def _numbered(table: pa.Table) -> pa.Table:
    return table.append_column("number", pa.array(np.arange(table.num_rows, dtype=np.int32)))


def _columns(whole: dict[str, pa.Table], registers: Mapping[str, str]) -> dict[str, pa.Table]:
    """The joined batches as the SQL above reads them: rows numbered, names folded, codes checked."""
    tables = {f"batch_{name}": table for name, table in whole.items()}
    mentions = _numbered(tables["batch_mentions"])
    mentions = mentions.append_column("folded", fold_column(mentions["name"]))
    tables["batch_mentions"] = mentions.append_column("valid_code", issued_column(mentions["code"]))
    tables["batch_evidence"] = _numbered(tables["batch_evidence"]).append_column(
        "register", _registers_of(tables["batch_evidence"]["document"], registers)
    )
    for table, column in (("batch_observations", "indicator"), ("batch_attributes", "value")):
        folded = fold_column(tables[table][column])
        tables[table] = tables[table].append_column(f"{column}_folded", folded)
    return tables | {"signatures": signatures()}


def _registers_of(documents: pa.ChunkedArray, registers: Mapping[str, str]) -> pa.Array:
    coded = documents.combine_chunks().dictionary_encode()
    names = pa.array([registers.get(one, "") for one in coded.dictionary.to_pylist()], pa.string())
    return names.take(coded.indices)


def signatures() -> pa.Table:
    """What may be joined by what, as columns: name, subject, object; from the ontology."""
    rows = [
        (relation.value, subject.value, target.value)
        for relation, (domain, reach) in SIGNATURES.items()
        for subject in domain
        for target in reach
    ]
    return pa.table(dict(zip(("name", "subject", "object"), map(list, zip(*rows, strict=True)), strict=True)))


class _Registered:
    """Arrow tables that SQL can read by name for as long as the block lasts."""

    def __init__(self, connection: Any, tables: dict[str, pa.Table]) -> None:
        self._connection = connection
        self._tables = tables

    def __enter__(self) -> None:
        for name, table in self._tables.items():
            self._connection.register(name, table)

    def __exit__(self, *_: object) -> None:
        for name in self._tables:
            self._connection.unregister(name)

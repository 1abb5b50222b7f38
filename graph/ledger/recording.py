"""Writing down what a document says: batches of Arrow columns become ledger rows, without a loop over rows.

A batch numbers its mentions and evidence by row; here they get their lasting keys. A claim that its classes do not
allow is kept as a reject with its reason; a claim without evidence stops the whole document.
"""

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyarrow as pa

from graph.ledger.tables import CONTENT, EVIDENCE_ID, MENTION_KEY
from ontology.columns import SHAPES, ClaimBatch
from ontology.errors import ClaimWithoutEvidence, UnknownWord
from ontology.schema import SIGNATURES, EntityClass, Relation, Status
from ontology.values.credit_code import clean_column, valid_column
from ontology.values.names import fold_column

# Where a batch points from: table, column, the table it points at.
_POINTERS: Final = (
    ("claims", "subject", "mentions"),
    ("claims", "object", "mentions"),
    ("claims", "evidence", "evidence"),
    ("observations", "about", "mentions"),
    ("observations", "evidence", "evidence"),
    ("attributes", "mention", "mentions"),
    ("attributes", "evidence", "evidence"),
)
_WORDS: Final = (
    ("mentions", "class", EntityClass),
    ("claims", "relation", Relation),
    ("claims", "status", Status),
    ("observations", "status", Status),
)

_KEYED: Final = {
    "batch_mention": f"""
SELECT $document AS document, number, {MENTION_KEY} AS id, class, coalesce(name, '') AS name, folded,
       coalesce(code, '') AS code, valid_code, coalesce(region, '') AS region, coalesce(key, '') AS key
FROM batch_mentions""",
    "batch_proof": f"""
SELECT $document AS document, number, {EVIDENCE_ID} AS id, coalesce(sentence, '') AS sentence,
       coalesce(extractor, '') AS extractor, page, "row", "start", "end"
FROM (SELECT *, $document AS document FROM batch_evidence)""",
}

_ALLOWED: Final = "EXISTS (FROM signatures WHERE name = c.relation AND subject = s.class AND object = o.class)"
_JOINED: Final = """
FROM batch_claims c JOIN batch_mention s ON s.number = c.subject
JOIN batch_mention o ON o.number = c.object JOIN batch_proof e ON e.number = c.evidence"""

_INSERTS: Final = {
    "mentions": """
SELECT DISTINCT document, id, class, name, folded, code, valid_code, region, key FROM batch_mention ORDER BY id""",
    "evidence": """
SELECT DISTINCT document, id, sentence, extractor, page, "row", "start", "end" FROM batch_proof""",
    "claims": f"""
SELECT $document AS document, s.id AS subject, c.relation, o.id AS object, e.id AS evidence, c.status,
       c.confidence, c.valid_from, c.valid_to, coalesce(c.properties, '') AS properties
{_JOINED} WHERE {_ALLOWED}""",
    "observations": """
SELECT $document AS document, m.id AS about, coalesce(o.indicator, '') AS indicator, o.indicator_folded, o.value,
       o.value_to, coalesce(o.unit, '') AS unit, coalesce(o.period, '') AS period,
       coalesce(o.comparator, '') AS comparator, o.status, e.id AS evidence
FROM batch_observations o JOIN batch_mention m ON m.number = o.about
JOIN batch_proof e ON e.number = o.evidence""",
    "attributes": """
SELECT $document AS document, m.id AS mention, coalesce(a.name, '') AS name, coalesce(a.value, '') AS value,
       a.value_folded, e.id AS evidence
FROM batch_attributes a JOIN batch_mention m ON m.number = a.mention JOIN batch_proof e ON e.number = a.evidence""",
    "rejects": f"""
SELECT $document AS document, coalesce("where", '') AS "where", coalesce(reason, '') AS reason FROM batch_rejects
UNION ALL
SELECT $document, e.sentence,
       concat('本体不允许 ', s.class, ' ', c.relation, ' ', o.class, ' · the ontology does not allow this relation')
{_JOINED} WHERE NOT {_ALLOWED}""",
}


@dataclass
class Recording:
    """One document being written down inside an open transaction; `add` as many batches as it takes."""

    connection: Any
    document: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CONTENT, 0))
    sums: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CONTENT, 0))

    def add(self, batch: ClaimBatch) -> None:
        """Write one batch.

        Raises:
            ClaimWithoutEvidence: a row says not where it stands, or points outside the batch.
            UnknownWord: a class, relation or status that the ontology does not have.
        """
        check(batch, self.document)
        with _Registered(self.connection, _columns(batch)):
            self._key()
            for table in CONTENT:
                self._insert(table)
            for name in _KEYED:
                self.connection.execute(f"DROP TABLE {name}")

    def digest(self) -> str:
        """Fingerprint of everything written so far, the same for the same rows in any order."""
        return "-".join(f"{self.sums[table] % 2**64:016x}" for table in CONTENT)

    def _key(self) -> None:
        for name, rows in _KEYED.items():
            self.connection.execute(f"CREATE TEMP TABLE {name} AS {rows}", {"document": self.document})

    def _insert(self, table: str) -> None:
        """Insert a table's rows and add them to the fingerprint (a sum, so that order does not matter)."""
        self.connection.execute(f"CREATE TEMP TABLE fresh AS {_INSERTS[table]}", _parameters(table, self.document))
        ((rows, total),) = self.connection.execute(
            "SELECT count(*), coalesce(sum(hash(fresh)::HUGEINT), 0) FROM fresh"
        ).fetchall()
        self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM fresh")
        self.connection.execute("DROP TABLE fresh")
        self.counts[table] += rows
        self.sums[table] += int(total)


def _parameters(table: str, document: str) -> dict[str, str]:
    return {"document": document} if "$document" in _INSERTS[table] else {}


def check(batch: ClaimBatch, document: str) -> None:
    """Refuse a batch whose pointers lead nowhere or whose words the ontology does not have."""
    for table, column, target in _POINTERS:
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


def _valid_codes(codes: pa.ChunkedArray) -> pa.Array:
    """Each credit code as the standard writes it, empty where it proves nothing."""
    return pa.compute.if_else(valid_column(codes), clean_column(codes), "")


def _columns(batch: ClaimBatch) -> dict[str, pa.Table]:
    """The batch as the SQL above reads it: rows numbered, names folded, codes checked."""
    tables = {f"batch_{name}": getattr(batch, name).cast(shape) for name, shape in SHAPES.items()}
    mentions = _numbered(tables["batch_mentions"])
    mentions = mentions.append_column("folded", fold_column(mentions["name"]))
    tables["batch_mentions"] = mentions.append_column("valid_code", _valid_codes(mentions["code"]))
    tables["batch_evidence"] = _numbered(tables["batch_evidence"])
    for table, column in (("batch_observations", "indicator"), ("batch_attributes", "value")):
        folded = fold_column(tables[table][column])
        tables[table] = tables[table].append_column(f"{column}_folded", folded)
    return tables | {"signatures": signatures()}


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

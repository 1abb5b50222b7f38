"""What the ledger keeps of the documents themselves: a row each, who published them, the commit that brought them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import pyarrow as pa

from graph.ledger.gone import keep_gone
from graph.ledger.recording import Writing
from graph.ledger.tables import CONTENT
from ontology.columns import ClaimBatch
from ontology.facts import Source
from ontology.ids import short_hash

# Stands between the version of a reader and that of another, which reads what the first is unsure of.
AND_BEHIND: Final = " + "

_TIME: Final = pa.timestamp("us", tz="UTC")
_SOURCES: Final = pa.schema(
    [(name, pa.string()) for name in ("id", "name", "kind", "publisher", "licence")] + [("published", pa.date32())]
)
_DOCUMENTS: Final = pa.schema(
    [(name, pa.string()) for name in ("id", "name", "title", "kind", "text")]
    + [("pages", pa.int32())]
    + [(name, pa.string()) for name in ("blocks", "reader", "source")]
    + [("recorded_at", _TIME), ("digest", pa.string()), ("commit_id", pa.int64())]
    + [("register", pa.string()), ("content", pa.string())]
)
_COMMITS: Final = pa.schema(
    [("id", pa.int64()), ("at", _TIME), ("action", pa.string()), ("document", pa.string()), ("counts", pa.string())]
)


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
    register: str = ""  # the register of which this is an edition; empty for all else
    content: str = ""  # digest of an edition's bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """All that goes into the ledger of one document: the document, who published it, what it says."""

    document: DocumentRecord
    source: Source
    batch: ClaimBatch


def write_documents(
    connection: Any, documents: Sequence[tuple[DocumentRecord, Source]], writing: Writing, at: datetime
) -> None:
    """Write the documents whose claims were written before, each with its source and a commit of its own."""
    ids = [document.id for document, _ in documents]
    commits = write_commits(connection, "record", {id_: writing.counts(id_) for id_ in ids}, at)
    _write_sources(connection, [source for _, source in documents])
    rows = []
    for one, source in documents:
        said = (one.id, one.name, one.title, one.kind, one.text, one.pages, one.blocks, one.reader)
        rows.append((*said, _source_id(source), at, writing.digest(one.id), commits[one.id], one.register, one.content))
    _insert(connection, "documents", rows, _DOCUMENTS)


def write_commits(
    connection: Any, action: str, counts: Mapping[str, Mapping[str, int]], at: datetime
) -> dict[str, int]:
    """One commit and one note in the audit a document; answers the number of each document's commit."""
    drawn = connection.execute("SELECT nextval('commit_numbers') FROM range(?)", [len(counts)]).fetchall()
    numbers = dict(zip(counts, sorted(int(row[0]) for row in drawn), strict=True))
    rows = [(numbers[id_], at, action, id_, json.dumps(dict(found))) for id_, found in counts.items()]
    _insert(connection, "commits", rows, _COMMITS)
    connection.execute(
        "INSERT INTO audit SELECT committed_at, action, document, counts FROM commits WHERE id >= ?",
        [min(numbers.values())],
    )
    return numbers


def remove(connection: Any, documents: Sequence[str]) -> list[str]:
    """Delete what documents said; answers which of them there were."""
    found = connection.execute(
        "DELETE FROM documents WHERE id IN (SELECT unnest(?)) RETURNING id", [list(documents)]
    ).fetchall()
    gone = [row[0] for row in found]
    if gone:
        keep_gone(connection, gone)
    for table in CONTENT if gone else ():
        connection.execute(f"DELETE FROM {table} WHERE document IN (SELECT unnest(?))", [gone])
    return gone


def _write_sources(connection: Any, sources: Sequence[Source]) -> None:
    """Write the sources that are new."""
    known = {_source_id(source): source for source in sources}
    rows = [(id_, one.name, one.kind.value, one.publisher, one.licence, one.published) for id_, one in known.items()]
    _insert(connection, "sources", rows, _SOURCES, where="WHERE id NOT IN (SELECT id FROM sources)")


def _source_id(source: Source) -> str:
    """Two spellings of a licence are two sources."""
    published = source.published.isoformat() if source.published else ""
    return f"src:{short_hash(source.name, source.kind.value, source.publisher, source.licence, published)}"


def _insert(connection: Any, table: str, rows: Sequence[tuple[Any, ...]], shape: pa.Schema, where: str = "") -> None:
    columns = zip(zip(*rows, strict=True), shape, strict=True)
    connection.register("written", pa.table([pa.array(one, field.type) for one, field in columns], schema=shape))
    connection.execute(f"INSERT INTO {table} SELECT * FROM written {where}")
    connection.unregister("written")

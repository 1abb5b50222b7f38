"""A document as it was read, with the places of the sentences that were taken from it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from graph.ledger.book import Ledger
from ontology.errors import UnknownDocument

_DOCUMENT: Final = """
SELECT d.id, d.name, d.title, d.kind, d.text, d.recorded_at, s.name, s.kind, s.publisher, s.licence, s.published
FROM documents d JOIN sources s ON s.id = d.source WHERE d.id = $id"""

_SPANS: Final = """
SELECT id, any_value(sentence), any_value("row"), any_value("start"), any_value("end")
FROM evidence WHERE document = $id GROUP BY id
ORDER BY any_value("start") NULLS LAST, any_value("row"), id LIMIT $most"""

_REJECTS: Final = 'SELECT "where", reason FROM rejects WHERE document = $id ORDER BY 1, 2 LIMIT $most'


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence or row that claims rest on; `start` and `end` count characters of the text, None for a row."""

    id: str
    sentence: str
    row: int | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document with its source."""

    id: str
    name: str
    title: str
    kind: str  # document or table
    text: str
    recorded_at: datetime
    source: str
    source_kind: str
    publisher: str
    licence: str
    published: date | None
    spans: tuple[Span, ...]
    rejects: tuple[tuple[str, str], ...]  # where, why: what was not taken


def document_text(ledger: Ledger, document: str, *, most: int = 2000) -> DocumentText:
    """A document by its id, with its first `most` places of evidence and rejects. Raises UnknownDocument."""
    with ledger.transaction() as connection:
        found = connection.execute(_DOCUMENT, {"id": document}).fetchone()
        if found is None:
            raise UnknownDocument(document)
        asked = {"id": document, "most": most}
        spans = tuple(Span(*row) for row in connection.execute(_SPANS, asked).fetchall())
        rejects = tuple((row[0], row[1]) for row in connection.execute(_REJECTS, asked).fetchall())
    return DocumentText(*(*found, spans, rejects))

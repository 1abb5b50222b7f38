"""The texts of documents by the dozen: what is read a second time, as for conditions and goals, is read from here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.ledger.book import Ledger
from ontology.schema import SourceKind

_WRITTEN: Final = """
SELECT d.id, d.name, d.title, d.text, s.name, s.kind, s.publisher, s.published
FROM documents d JOIN sources s ON s.id = d.source
WHERE d.kind = 'text' AND d.text <> '' AND (len($ids) = 0 OR list_contains($ids, d.id)) ORDER BY d.name, d.id"""


@dataclass(frozen=True, slots=True)
class Written:
    """A document with its text and its source."""

    id: str
    name: str
    title: str
    text: str
    source: str
    kind: SourceKind
    publisher: str
    published: date | None


def written_texts(ledger: Ledger, ids: Sequence[str] = ()) -> tuple[Written, ...]:
    """The documents of these ids that have a text, by name; all of them where no id is given."""
    with ledger.transaction() as connection:
        rows = connection.execute(_WRITTEN, {"ids": list(ids)}).fetchall()
    told = (
        (row[0], row[1], row[2] or "", row[3], row[4] or "", SourceKind(row[5]), row[6] or "", row[7]) for row in rows
    )
    return tuple(Written(*row) for row in told)

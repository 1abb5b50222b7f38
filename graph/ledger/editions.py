"""Editions of a register: documents of the same name by the same publisher, in the order of their dates.

The newest edition speaks for its register; what only an older one says is history (`graph/derive/editions.py`).
Undated editions are older than dated ones; of two of one date the one recorded last is the newer.
"""

from dataclasses import dataclass
from typing import Any, Final

from graph.ledger.documents import DocumentRecord
from ontology.facts import Source

# Number of each edition within its register: 1 is the newest.
AGE: Final = "row_number() OVER (PARTITION BY d.register ORDER BY s.published DESC NULLS LAST, d.commit_id DESC)"

_SAME_CONTENT: Final = """
SELECT d.id FROM documents d JOIN sources s ON s.id = d.source
WHERE d.register = ? AND d.content = ? AND '' NOT IN (d.register, d.content) AND s.published IS NOT DISTINCT FROM ?"""

LATER_OF_THE_DAY: Final = """
SELECT 1 FROM documents d JOIN sources s ON s.id = d.source
JOIN documents o ON o.register = d.register JOIN sources t ON t.id = o.source
WHERE d.id = $document AND d.register <> '' AND o.commit_id > d.commit_id
      AND s.published IS NOT DISTINCT FROM t.published"""

_BEFORE: Final = f"""
WITH aged AS (
    SELECT d.id, d.register, {AGE} AS age FROM documents d JOIN sources s ON s.id = d.source WHERE d.register <> '')
SELECT before.id FROM aged JOIN aged before ON before.register = aged.register AND before.age = aged.age + 1
WHERE aged.id = ?"""

# What a row is about: the first of those it says something of, by code, else by key, else by name.
_ROWS: Final = """
WITH own AS (
    SELECT id FROM evidence WHERE document = $here EXCEPT SELECT id FROM evidence WHERE document = $there),
said AS (
    SELECT evidence, subject AS mention FROM claims WHERE document = $here AND evidence IN (FROM own)
    UNION ALL SELECT evidence, about FROM observations WHERE document = $here AND evidence IN (FROM own)
    UNION ALL SELECT evidence, mention FROM attributes WHERE document = $here AND evidence IN (FROM own)),
meant AS (
    SELECT s.evidence, min(CASE WHEN m.valid_code <> '' THEN '1' || m.valid_code WHEN m.key <> '' THEN '2' || m.key
           ELSE '3' || m.folded END) AS thing
    FROM said s JOIN mentions m ON m.document = $here AND m.id = s.mention GROUP BY s.evidence)
SELECT coalesce(thing, own.id) AS thing, count(*) AS n
FROM own LEFT JOIN meant ON meant.evidence = own.id GROUP BY ALL"""

_CHANGE: Final = """
SELECT coalesce(sum(greatest(coalesce(n.n, 0) - coalesce(o.n, 0), 0)), 0),
       coalesce(sum(least(coalesce(n.n, 0), coalesce(o.n, 0))), 0),
       coalesce(sum(greatest(coalesce(o.n, 0) - coalesce(n.n, 0), 0)), 0)
FROM edition_here n FULL JOIN edition_there o USING (thing)"""


@dataclass(frozen=True, slots=True)
class EditionChange:
    """Rows of an edition against the edition before it."""

    before: str  # document id of the edition before
    new: int
    changed: int  # rows about the same thing that say something else
    vanished: int


def same_content(connection: Any, document: DocumentRecord, source: Source) -> list[str]:
    """Editions of the same day with the same bytes, read by another card: a correction of the card replaces them."""
    asked = [document.register, document.content, source.published]
    found = connection.execute(_SAME_CONTENT, asked).fetchall()
    return [row[0] for row in found if row[0] != document.id]


def change_of(connection: Any, document: str) -> EditionChange | None:
    """How an edition differs from the one before it; None where there is none."""
    found = connection.execute(_BEFORE, [document]).fetchall()
    if not found:
        return None
    before = str(found[0][0])
    sides = (("edition_here", document, before), ("edition_there", before, document))
    for name, here, there in sides:
        rows = connection.sql(_ROWS, params={"here": here, "there": there}).to_arrow_table()
        connection.register(name, rows)
    new, changed, vanished = (int(count) for count in connection.execute(_CHANGE).fetchall()[0])
    for name, *_ in sides:
        connection.unregister(name)
    return EditionChange(before, new, changed, vanished)

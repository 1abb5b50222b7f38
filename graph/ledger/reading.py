"""Questions to the ledger; each answers with Arrow columns."""

from typing import Final

DOCUMENTS: Final = """
SELECT d.id, d.name, d.title, d.kind, d.pages, d.reader, d.recorded_at, s.name AS source, s.kind AS source_kind,
       s.publisher, s.licence, s.published
FROM documents d JOIN sources s ON s.id = d.source ORDER BY d.name, d.id"""

EVIDENCE: Final = """
SELECT e.id, e.document, any_value(d.name) AS document_name, any_value(d.title) AS title,
       any_value(e.sentence) AS sentence, any_value(e.extractor) AS extractor, any_value(e.page) AS page,
       any_value(e."row") AS "row", any_value(e."start") AS "start", any_value(e."end") AS "end",
       any_value(s.name) AS source, any_value(s.kind) AS source_kind, any_value(s.publisher) AS publisher,
       any_value(s.published) AS published
FROM evidence e JOIN documents d ON d.id = e.document JOIN sources s ON s.id = d.source
WHERE e.id IN (SELECT unnest($ids)) GROUP BY e.id, e.document ORDER BY e.id"""

REJECTS: Final = """
SELECT r.document, d.name AS document_name, r."where", r.reason
FROM rejects r JOIN documents d ON d.id = r.document ORDER BY d.name, r.document, r."where", r.reason"""

REGISTERED: Final = """
SELECT DISTINCT m.name FROM mentions m JOIN documents d ON d.id = m.document
WHERE d.kind = 'table' AND m.class = $class AND m.name <> '' ORDER BY m.name"""

COMMITS: Final = "SELECT id, committed_at, action, document, counts FROM commits ORDER BY id"
AUDIT: Final = "SELECT noted_at, action, subject, detail FROM audit ORDER BY noted_at"
COUNTS: Final = """
SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM claims) AS claims,
       (SELECT count(*) FROM observations) AS observations, (SELECT count(*) FROM evidence) AS evidence,
       (SELECT count(DISTINCT id) FROM mentions) AS mentions, (SELECT count(*) FROM rejects) AS rejects"""

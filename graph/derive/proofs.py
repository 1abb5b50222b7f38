"""Documents and evidence as nodes: what a document states, and what each sentence or row is about."""

from typing import Any, Final

# A row of a table speaks of the thing it is a row of; that it names a province and a trade says nothing about those,
# and such edges would be four in ten of a register's graph. A fact holds the evidence of both its ends either way.
_TOUCHED: Final = """
CREATE OR REPLACE TEMP TABLE en_touched AS
WITH said AS (
    SELECT evidence, subject AS grp, status, confidence FROM en_claim
    UNION ALL SELECT evidence, object, status, confidence FROM en_claim
    WHERE document NOT IN (SELECT id FROM documents WHERE kind = 'table')
    UNION ALL SELECT evidence, grp, status, 1.0 FROM en_observed
    UNION ALL SELECT evidence, grp, 'stated', 1.0 FROM en_attribute)
SELECT evidence, grp, status, round(max(confidence), 6) AS confidence FROM said GROUP BY evidence, grp, status"""

# A row that stands in several editions is shown in the first that had it, so that a new edition leaves it as it is.
# The sentence is fetched from its `spot` at the end: a million of them are half of what is held here.
_PROOFS: Final = """
CREATE OR REPLACE TEMP TABLE en_proof AS
SELECT e.id, arg_max(e.document, coalesce(n.age, 0)) AS document, any_value(e.rowid) AS spot,
       any_value(e.extractor) AS extractor, any_value(e.page) AS page,
       arg_max(e."row", coalesce(n.age, 0) * 4294967296 - e."row") AS "row",
       any_value(e."start") AS "start", any_value(e."end") AS "end", any_value(p.speaker) AS speaker,
       arg_max(p.published, coalesce(n.age, 0)) AS published, any_value(p.marked) AS marked
FROM evidence e JOIN en_speaker p USING (document) LEFT JOIN en_edition n USING (document)
WHERE e.id IN (SELECT evidence FROM en_touched) GROUP BY e.id"""

_ABOUT: Final = """
INSERT INTO derived.edges
SELECT *, hash(f) FROM (
    SELECT 'about', 'Evidence', n.class, t.evidence, n.id, t.confidence, 1, [p.speaker], t.status, p.published,
           p.published, [t.evidence], '{}', p.marked
    FROM en_touched t JOIN en_id n ON n.grp = t.grp JOIN en_proof p ON p.id = t.evidence) f"""

_STATES: Final = """
INSERT INTO derived.edges
SELECT *, hash(f) FROM (
    SELECT 'states', 'Document', 'Evidence', document, id, 1.0, 1, [speaker], 'stated', published, published,
           [id], '{}', marked FROM en_proof) f"""

# Written by hand: a million objects without their nulls take JSON functions a second.
_PLACE: Final = "".join(
    f""", coalesce(',"{name}":' || to_json(p."{name}"), '')""" for name in ("extractor", "page", "row", "start", "end")
)
_EVIDENCE: Final = f"""
INSERT INTO derived.nodes
SELECT *, hash(f) FROM (
    SELECT 'Evidence', p.id, e.sentence, []::VARCHAR[], '', '',
           concat('{{"document":', to_json(p.document){_PLACE}, '}}'), p.marked
    FROM en_proof p JOIN evidence e ON e.rowid = p.spot) f"""

_DOCUMENTS: Final = """
INSERT INTO derived.nodes
SELECT *, hash(f) FROM (
    SELECT 'Document', d.id, coalesce(nullif(d.title, ''), d.name), []::VARCHAR[], '', '', json_merge_patch('{}',
           json_object('file', d.name, 'kind', d.kind, 'pages', d.pages, 'reader', nullif(d.reader, ''),
           'source', s.name, 'source_kind', s.kind, 'publisher', nullif(s.publisher, ''),
           'licence', nullif(s.licence, ''), 'published', s.published))::VARCHAR, p.marked
    FROM documents d JOIN sources s ON s.id = d.source JOIN en_speaker p ON p.document = d.id) f"""


def make_proofs(connection: Any) -> None:
    """Write documents, the evidence that something rests on, and their edges."""
    for statement in (_TOUCHED, _PROOFS, _ABOUT, _STATES, _EVIDENCE, _DOCUMENTS):
        connection.execute(statement)

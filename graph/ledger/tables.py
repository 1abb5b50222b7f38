"""The ledger's tables: what was said, where, by whom, and what people decided about it.

Mentions have a lasting key, the MD5 of what they say of themselves, so that the same words have the same key in
every document and on every machine. Evidence ids are hashes of document, place and sentence for the same reason.
"""

from typing import Final

from ontology.ids import short_hash_sql

MENTION_KEY: Final = (
    "md5(concat_ws(chr(31), coalesce(class, ''), coalesce(name, ''), coalesce(code, ''), "
    "coalesce(region, ''), coalesce(key, '')))::UUID"
)

EVIDENCE_ID: Final = "'ev:' || " + short_hash_sql(
    "document",
    "sentence",
    "extractor",
    "page::VARCHAR",
    '"row"::VARCHAR',
    '"start"::VARCHAR',
    '"end"::VARCHAR',
)

# A row that stands unchanged in several editions of a register is one piece of evidence, whatever its number in each.
ROW_ID: Final = "'ev:' || " + short_hash_sql("register", "sentence", "extractor", "''")

# Tables that hold what documents say; each has the column `document`.
CONTENT: Final = ("evidence", "mentions", "claims", "observations", "attributes", "rejects")

# Attributes of a mention that declare another name of the same thing.
_ALIASES: Final = ("alias", "former_name", "short_name", "english_name")
ALIAS_LIST: Final = ", ".join(f"'{name}'" for name in _ALIASES)

# `sentences` is what `connection.sentences_kept` says.
DEFINITIONS: Final = """
CREATE SEQUENCE IF NOT EXISTS commit_numbers;
CREATE TABLE IF NOT EXISTS sources (
    id VARCHAR, name VARCHAR, kind VARCHAR, publisher VARCHAR, licence VARCHAR, published DATE);
CREATE TABLE IF NOT EXISTS documents (
    id VARCHAR, name VARCHAR, title VARCHAR, kind VARCHAR, text VARCHAR, pages INTEGER, blocks VARCHAR,
    reader VARCHAR, source VARCHAR, recorded_at TIMESTAMPTZ, digest VARCHAR, commit_id BIGINT);
CREATE TABLE IF NOT EXISTS evidence (
    document VARCHAR, id VARCHAR, sentence VARCHAR {sentences}, extractor VARCHAR,
    page INTEGER, "row" INTEGER, "start" INTEGER, "end" INTEGER);
CREATE TABLE IF NOT EXISTS mentions (
    document VARCHAR, id UUID, class VARCHAR, name VARCHAR, folded VARCHAR,
    code VARCHAR, valid_code VARCHAR, region VARCHAR, key VARCHAR);
CREATE TABLE IF NOT EXISTS claims (
    document VARCHAR, subject UUID, relation VARCHAR, object UUID, evidence VARCHAR, status VARCHAR,
    confidence FLOAT, valid_from DATE, valid_to DATE, properties VARCHAR);
CREATE TABLE IF NOT EXISTS observations (
    document VARCHAR, about UUID, indicator VARCHAR, indicator_folded VARCHAR, value DOUBLE, value_to DOUBLE,
    unit VARCHAR, period VARCHAR, comparator VARCHAR, status VARCHAR, evidence VARCHAR);
CREATE TABLE IF NOT EXISTS attributes (
    document VARCHAR, mention UUID, name VARCHAR, value VARCHAR, value_folded VARCHAR, evidence VARCHAR);
CREATE TABLE IF NOT EXISTS rejects (document VARCHAR, "where" VARCHAR, reason VARCHAR);
CREATE TABLE IF NOT EXISTS decisions (
    number BIGINT, id VARCHAR, left_given VARCHAR, right_given VARCHAR, judgement VARCHAR,
    decided_by VARCHAR, reason VARCHAR, decided_at TIMESTAMPTZ, undone BOOLEAN);
CREATE TABLE IF NOT EXISTS anchors (decision VARCHAR, side VARCHAR, mention UUID);
CREATE TABLE IF NOT EXISTS commits (
    id BIGINT, committed_at TIMESTAMPTZ, action VARCHAR, document VARCHAR, counts VARCHAR);
CREATE TABLE IF NOT EXISTS audit (noted_at TIMESTAMPTZ, action VARCHAR, subject VARCHAR, detail VARCHAR);
ALTER TABLE documents ADD COLUMN IF NOT EXISTS register VARCHAR DEFAULT '';
ALTER TABLE documents ADD COLUMN IF NOT EXISTS content VARCHAR DEFAULT '';
ALTER TABLE decisions ADD COLUMN IF NOT EXISTS seen VARCHAR DEFAULT '{{}}';
ALTER TABLE decisions ADD COLUMN IF NOT EXISTS undone_by VARCHAR DEFAULT '';
ALTER TABLE decisions ADD COLUMN IF NOT EXISTS undone_at TIMESTAMPTZ;
ALTER TABLE decisions ADD COLUMN IF NOT EXISTS undone_reason VARCHAR DEFAULT '';
"""

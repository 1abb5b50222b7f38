"""Which rows a change reaches: mentions, claims, evidence, observations; and the rows beside them that they rest on.

lo_reached   mentions whose identity is found anew           lo_moved   those that have another entity than before
lo_pair      entities whose facts with each other may change lo_evidence   evidence that may speak otherwise
lo_watched   entities whose observations may change          lo_all     entity of every mention, as it is now
"""

from typing import Any, Final

from graph.derive.touched import LINKED

BLOCKS: Final = """
CREATE OR REPLACE TEMP TABLE lo_block AS
SELECT DISTINCT block FROM derived.entity_of WHERE mention IN (SELECT id FROM ch_seed)"""
# A mention that is new, or of which another alias is stated, may have keys of other blocks.
UNKNOWN: Final = """
SELECT EXISTS (SELECT id FROM ch_seed EXCEPT SELECT mention FROM derived.entity_of
               WHERE mention IN (SELECT id FROM ch_seed))
    OR EXISTS (FROM ch_part WHERE what = 'attribute')"""
MORE_BLOCKS: Final = """
INSERT INTO lo_block
SELECT DISTINCT b.block FROM derived.blocks b JOIN (SELECT key, bool_or(poor) AS poor FROM id_key GROUP BY key) k
USING (key) WHERE (b.poor OR k.poor) AND b.block NOT IN (SELECT block FROM lo_block)"""
CLOSURE: Final = (
    """
CREATE OR REPLACE TEMP TABLE lo_member AS
WITH held AS (SELECT mention, entity FROM derived.entity_of WHERE block IN (SELECT block FROM lo_block))
SELECT h.mention, h.entity, i.class FROM held h JOIN derived.identified i ON i.id = h.entity""",
    "CREATE OR REPLACE TEMP TABLE lo_reached AS SELECT id FROM ch_seed UNION SELECT mention FROM lo_member",
)

MOVED: Final = (
    """
CREATE OR REPLACE TEMP TABLE lo_now AS
SELECT e.mention, e.entity, i.class FROM derived.entity_of e JOIN derived.identified i ON i.id = e.entity""",
    """
CREATE OR REPLACE TEMP TABLE lo_moved AS
SELECT mention, coalesce(n.class, o.class) AS class FROM lo_member o FULL JOIN lo_now n USING (mention)
WHERE o.entity IS DISTINCT FROM n.entity OR o.class IS DISTINCT FROM n.class""",
    """
CREATE OR REPLACE TEMP VIEW lo_all AS
SELECT w.mention, w.entity FROM derived.entity_of_whole w ANTI JOIN lo_block b USING (block)
UNION ALL SELECT mention, entity FROM derived.entity_of""",
    "CREATE OR REPLACE TEMP TABLE lo_relinked (node VARCHAR, concept VARCHAR, evidence VARCHAR)",
)

# Firms in a region that has become another are in no block with it; an indicator that is mentioned as a thing too is
# two things in one.
FAR: Final = """
SELECT EXISTS (FROM {main}.claims c JOIN lo_moved m ON m.mention = c.object WHERE c.relation = 'located_in'
               AND m.class = 'Region' AND c.subject NOT IN (SELECT id FROM lo_reached))
    OR EXISTS (FROM lo_member WHERE class = 'Indicator') OR EXISTS (FROM lo_now WHERE class = 'Indicator')"""

CONCEPT_CLAIMS: Final = (
    f"""
CREATE OR REPLACE TEMP TABLE claims AS
SELECT * FROM {{main}}.claims WHERE relation IN ('realises', 'part_of')
AND subject IN (SELECT mention FROM lo_now WHERE class IN {LINKED})""",
    "CREATE OR REPLACE TEMP TABLE observations AS FROM {main}.observations LIMIT 0",
    "CREATE OR REPLACE TEMP TABLE lo_links AS FROM derived.links",
    "CREATE OR REPLACE TEMP TABLE lo_denied AS FROM derived.denied",
)
RELINKED: Final = (
    """
INSERT INTO lo_relinked SELECT node, concept, evidence FROM (
    (FROM derived.links EXCEPT FROM lo_links) UNION (FROM lo_links EXCEPT FROM derived.links))""",
    """
INSERT INTO lo_relinked SELECT node, concept, NULL FROM (
    (FROM derived.denied EXCEPT FROM lo_denied) UNION (FROM lo_denied EXCEPT FROM derived.denied))""",
)

# What came, went, or speaks of a mention that moved; and where each reached thing is, as its node says.
_TOLD: Final = """
CREATE OR REPLACE TEMP TABLE lo_told AS
SELECT subject, object, evidence FROM ch_claim
UNION SELECT subject, object, evidence FROM {main}.claims WHERE subject IN (SELECT mention FROM lo_moved)
UNION SELECT subject, object, evidence FROM {main}.claims WHERE object IN (SELECT mention FROM lo_moved)
UNION SELECT subject, object, evidence FROM {main}.claims
      WHERE relation = 'located_in' AND subject IN (SELECT id FROM lo_reached)"""

_ENDS: Final = """
CREATE OR REPLACE TEMP TABLE lo_end AS
WITH asked AS (SELECT subject AS mention FROM lo_told UNION SELECT object FROM lo_told),
before AS (SELECT * FROM derived.entity_of_whole WHERE mention IN (SELECT mention FROM asked)),
now AS (SELECT * FROM lo_all WHERE mention IN (SELECT mention FROM asked))
SELECT mention, b.entity AS old, n.entity AS new
FROM asked LEFT JOIN before b USING (mention) LEFT JOIN now n USING (mention)"""

_PAIRS: Final = """
CREATE OR REPLACE TEMP TABLE lo_pair AS
SELECT s.old AS subject, o.old AS object FROM lo_told t JOIN lo_end s ON s.mention = t.subject
JOIN lo_end o ON o.mention = t.object WHERE s.old IS NOT NULL AND o.old IS NOT NULL
UNION SELECT s.new, o.new FROM lo_told t JOIN lo_end s ON s.mention = t.subject
JOIN lo_end o ON o.mention = t.object WHERE s.new IS NOT NULL AND o.new IS NOT NULL
UNION SELECT node, concept FROM lo_relinked"""

# All claims about pairs of entities, by row number.
_CLAIMS_OF: Final = """
CREATE OR REPLACE TEMP TABLE {into} AS
WITH side AS (
    SELECT mention, entity FROM lo_all WHERE entity IN (SELECT subject FROM {pairs} UNION SELECT object FROM {pairs}))
SELECT c.rowid AS spot, c.evidence FROM {main}.claims c
JOIN side s ON s.mention = c.subject JOIN side o ON o.mention = c.object
JOIN {pairs} p ON p.subject = s.entity AND p.object = o.entity"""

_EVIDENCE: Final = """
CREATE OR REPLACE TEMP TABLE lo_evidence AS
SELECT id FROM ch_evidence UNION SELECT evidence FROM lo_told UNION SELECT evidence FROM lo_claim
UNION SELECT evidence FROM ch_part UNION SELECT evidence FROM lo_relinked WHERE evidence IS NOT NULL
UNION SELECT evidence FROM {main}.observations WHERE about IN (SELECT mention FROM lo_moved)
UNION SELECT evidence FROM {main}.attributes WHERE mention IN (SELECT mention FROM lo_moved)"""
_SPOKEN: Final = """
CREATE OR REPLACE TEMP TABLE lo_spoken AS
SELECT rowid AS spot, subject, object FROM {main}.claims WHERE evidence IN (SELECT id FROM lo_evidence)"""

# What a claim counts for hangs, among editions, on the other claims of its pair.
_BESIDE: Final = """
CREATE OR REPLACE TEMP TABLE lo_beside AS
WITH ends AS (SELECT subject AS mention FROM lo_spoken UNION SELECT object FROM lo_spoken),
now AS (SELECT * FROM lo_all WHERE mention IN (SELECT mention FROM ends))
SELECT DISTINCT s.entity AS subject, o.entity AS object FROM lo_spoken c
JOIN now s ON s.mention = c.subject JOIN now o ON o.mention = c.object"""

# Entities, as they were and as they are, whose observations have changed or have other owners.
_WATCHED: Final = """
CREATE OR REPLACE TEMP TABLE lo_watched AS
WITH asked AS (
    SELECT mention FROM ch_part WHERE what = 'observation' UNION SELECT mention FROM lo_moved)
SELECT entity FROM lo_member WHERE mention IN (FROM asked)
UNION SELECT entity FROM lo_all WHERE mention IN (FROM asked)"""
_SEEN: Final = """
CREATE OR REPLACE TEMP TABLE lo_seen AS
SELECT subject AS id FROM derived.edges_whole
WHERE relation = 'about' AND subject_class = 'Observation' AND object IN (SELECT entity FROM lo_watched)"""
_COUNTED: Final = """
CREATE OR REPLACE TEMP TABLE lo_counted AS
SELECT mention FROM lo_all WHERE entity IN (SELECT entity FROM lo_watched)"""
_DESCRIBED: Final = "CREATE OR REPLACE TEMP TABLE lo_described AS SELECT id AS mention FROM lo_reached"

# What is said of a thing hangs, among editions, on all that is said of it.
_ALL_OF: Final = """
INSERT INTO {into}
WITH spoken AS (SELECT {column} AS mention FROM {{main}}.{table} WHERE evidence IN (SELECT id FROM lo_evidence)),
meant AS (SELECT DISTINCT entity FROM lo_all WHERE mention IN (FROM spoken))
SELECT mention FROM lo_all WHERE entity IN (FROM meant)"""
_COUNTED_BESIDE: Final = _ALL_OF.format(into="lo_counted", table="observations", column="about")
_DESCRIBED_BESIDE: Final = _ALL_OF.format(into="lo_described", table="attributes", column="mention")

_SHADOWS: Final = (
    "CREATE OR REPLACE TEMP TABLE claims AS SELECT * FROM {main}.claims WHERE rowid IN (SELECT spot FROM lo_rows)",
    """
CREATE OR REPLACE TEMP TABLE observations AS
SELECT * FROM {main}.observations WHERE about IN (SELECT mention FROM lo_counted)
   OR evidence IN (SELECT id FROM lo_evidence)""",
    """
CREATE OR REPLACE TEMP TABLE attributes AS
SELECT * FROM {main}.attributes WHERE mention IN (SELECT mention FROM lo_described)
   OR evidence IN (SELECT id FROM lo_evidence)""",
    "CREATE OR REPLACE TEMP TABLE evidence AS SELECT * FROM {main}.evidence WHERE id IN (SELECT id FROM lo_evidence)",
)

# Things that are spoken of with what is derived anew and stay what they are: known by their kept identity, without
# names, so that no rule and no notice takes them in.
_BEYOND: Final = (
    """
CREATE OR REPLACE TEMP TABLE lo_beyond AS
WITH ends AS (
    SELECT subject AS mention FROM claims UNION SELECT object FROM claims
    UNION SELECT about FROM observations UNION SELECT mention FROM attributes)
SELECT mention, entity FROM lo_all WHERE mention IN (FROM ends) AND mention NOT IN (SELECT mention FROM lo_now)""",
    """
CREATE OR REPLACE TEMP TABLE lo_other AS
WITH other AS (
    SELECT entity AS id FROM lo_beyond UNION SELECT subject FROM lo_pair UNION SELECT object FROM lo_pair
    UNION SELECT node FROM derived.links WHERE evidence IN (SELECT id FROM lo_evidence)
    UNION SELECT concept FROM derived.links WHERE evidence IN (SELECT id FROM lo_evidence))
SELECT 1000000000000 + row_number() OVER () AS grp, i.* FROM derived.identified_whole i
WHERE id IN (FROM other) AND id NOT IN (SELECT entity FROM lo_member) AND id NOT IN (SELECT entity FROM lo_now)""",
    "INSERT INTO en_id BY NAME FROM lo_other",
    """
CREATE OR REPLACE TEMP TABLE lo_name AS
SELECT 1000000000000 + row_number() OVER () AS n, b.mention, o.grp
FROM lo_beyond b JOIN lo_other o ON o.id = b.entity""",
    """
INSERT INTO id_mention BY NAME
SELECT n, mention AS id, '' AS class, '' AS family, '' AS name, '' AS folded, '' AS code, '' AS key, '' AS zone,
       '' AS region FROM lo_name""",
    "INSERT INTO id_group BY NAME SELECT n, grp FROM lo_name",
)


def ledger_of(connection: Any) -> str:
    """The ledger's own tables by their full name, which temporary ones of the same name do not hide."""
    return f'"{connection.execute("SELECT current_database()").fetchall()[0][0]}".main'


def show(connection: Any, main: str, ids: str) -> None:
    """Let the steps of identity see only the mentions of a table of ids."""
    for table, column in (("mentions", "id"), ("attributes", "mention")):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS "
            f"SELECT * FROM {main}.{table} WHERE {column} IN (SELECT id FROM {ids})"
        )


def take_rows(connection: Any, main: str) -> None:
    """Fill the sets above and show the steps the rows of the ledger that they need, and no others."""
    statements = [_TOLD, _ENDS, _PAIRS, _claims_of("lo_claim", "lo_pair"), _EVIDENCE, _SPOKEN]
    statements += [_WATCHED, _SEEN, _COUNTED, _DESCRIBED]
    rows = "SELECT spot FROM lo_claim UNION SELECT spot FROM lo_spoken"
    if has_editions(connection):
        statements += [_BESIDE, _claims_of("lo_aside", "lo_beside"), _COUNTED_BESIDE, _DESCRIBED_BESIDE]
        rows += " UNION SELECT spot FROM lo_aside"
    statements.append(f"CREATE OR REPLACE TEMP TABLE lo_rows AS {rows}")
    for statement in (*statements, *_SHADOWS, *_BEYOND):
        connection.execute(statement.replace("{main}", main))


def has_editions(connection: Any) -> bool:
    """Whether a register has more than one."""
    query = "SELECT EXISTS (SELECT register FROM documents WHERE register <> '' GROUP BY register HAVING count(*) > 1)"
    return bool(connection.execute(query).fetchall()[0][0])


def _claims_of(into: str, pairs: str) -> str:
    return _CLAIMS_OF.format(into=into, pairs=pairs, main="{main}")
